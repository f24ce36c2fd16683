/** What waits for somebody who can sign: ballots, proposals of colleagues, transfers. */

import { type Commitment, commitmentReference, keptText } from '#src/commitments/commitment.ts'
import { maySee } from '#src/commitments/decide.ts'
import { longestLine, shortDay } from '#src/commitments/lines.ts'
import { signingRole } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { asSeen, seen } from '#src/polls/decide.ts'
import { pollReference } from '#src/polls/poll.ts'
import { bold, button, deadline } from '#src/view/build.ts'
import { inShort, listed } from '#src/view/phrases.ts'
import type { Kind, Line, Owner, Page, Waiting } from './home.ts'

export const toVoteOn: Kind = {
  kind: 'vote',
  title: 'To vote on',
  says: 'to vote on',
  read: async (read, owner, page) => {
    const undecided = await read.digests.undecided(signedFor(owner))
    const lines = undecided.flatMap(({ poll: asked, missing }): Line[] => {
      const poll = asSeen(asked, seen(owner.actor, asked))
      if (!poll) return []
      const question = inShort(poll.question, longestLine) || 'whose text is kept by its organisation'
      const who = missing.length === 1 ? `${missing[0]?.name} has` : `${listed(missing.map(({ name }) => name))} have`
      const reference = pollReference(poll)
      return [
        {
          words: [bold(reference), ` ${question}; ${who} not voted, closes `, deadline(poll.closesAt, owner.zone)],
          label: poll.label,
          action: button(`Vote on ${reference}`, 'show-poll', { poll: poll.id }),
        },
      ]
    })
    return paged(lines, page)
  },
}

export const toConfirm: Kind = {
  kind: 'confirm',
  title: 'To confirm',
  says: 'to confirm',
  read: async (read, owner, page) => {
    const all = await read.commitments.proposals(signedFor(owner))
    const waiting = all.filter((proposal) => maySee(owner.actor, proposal))
    const lines = await inTurn(waiting.slice(page.offset, page.offset + page.limit), async (proposal, nth) => {
      const by = (await read.consortium.person(proposal.proposedBy))?.name
      return proposalLine(proposal, nameOf(owner, proposal.organisation), by, page.offset + nth + 1)
    })
    return { total: waiting.length, lines }
  },
}

/** Proposals have no number yet: the button counts them. */
function proposalLine(proposal: Commitment, owner: string, by: string | undefined, nth: number): Line {
  const words = inShort(proposal.text, longestLine) || keptText(owner)
  const proposer = by === undefined ? '' : `, proposed by ${by}`
  return {
    words: [`${nth}. ${words} (${owner}), due ${shortDay(proposal.due)}${proposer}`],
    label: proposal.label,
    action: button(`Open proposal ${nth}`, 'show-proposal', { commitment: proposal.id }),
  }
}

export const toTakeOver: Kind = {
  kind: 'take-over',
  title: 'To take over',
  says: 'to take over',
  read: async (read, owner, page) => {
    const all = await read.commitments.transfersTo(signedFor(owner))
    const found = await inTurn(all, async ({ commitment, to }) => {
      const asked = await read.commitments.byId(commitment)
      if (asked?.status !== 'confirmed' || !maySee(owner.actor, asked)) return []
      const reference = commitmentReference(asked)
      const from = (await read.consortium.organisation(asked.organisation))?.short ?? ''
      const text = inShort(asked.text, longestLine) || keptText(from)
      const line: Line = {
        words: [bold(reference), ` ${text} (${from}), offered to ${nameOf(owner, to)}`],
        label: asked.label,
        action: button(`Open transfer of ${reference}`, 'show-transfer', { commitment, to }),
      }
      return [line]
    })
    return paged(found.flat(), page)
  },
}

export const toSupport: Kind = {
  kind: 'support',
  title: 'Support asked for',
  says: 'to support',
  read: async (read, owner, page) => {
    const asked = await read.supports.askedOf(signedFor(owner))
    const found = await inTurn(asked, async ({ commitment, organisation, name, part }) => {
      const one = await read.commitments.byId(commitment)
      if (one?.status !== 'confirmed' || !maySee(owner.actor, one)) return []
      const reference = commitmentReference(one)
      const by = (await read.consortium.organisation(one.organisation))?.short ?? ''
      const what = part === '' ? '' : `: “${inShort(part, longestLine)}”`
      const line: Line = {
        words: [bold(reference), ` ${inShort(one.text, longestLine) || keptText(by)} (${by}), asked of ${name}${what}`],
        label: one.label,
        action: button(`Open support of ${reference}`, 'show-support', { commitment, organisation }),
      }
      return [line]
    })
    return paged(found.flat(), page)
  },
}

/** The organisations that the person can bind. */
export function signedFor({ actor }: Owner): OrganisationId[] {
  const all = new Set(actor.seats.map(({ organisation }) => organisation))
  return [...all].filter((organisation) => signingRole(actor, organisation) !== undefined)
}

function nameOf({ actor }: Owner, organisation: OrganisationId): string {
  return actor.seats.find((seat) => seat.organisation === organisation)?.name ?? ''
}

export function paged(lines: Line[], { offset, limit }: Page): Waiting {
  return { total: lines.length, lines: lines.slice(offset, offset + limit) }
}
