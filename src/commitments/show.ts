/** Reading commitments. */

import { z } from 'zod'
import { aroundIn, releaseLines } from '#src/consortium/reach.ts'
import { granted, grants, participant, Role, seatsOf, signingRole } from '#src/core/access.ts'
import { CommitmentId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { strictest } from '#src/core/tlp.ts'
import { showing } from '#src/core/use-case.ts'
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import { commitmentItem } from './commitment.ts'
import { mayReword, maySee } from './decide.ts'
import { lookOf, named as namedOf, type Read, seenNamed } from './read.ts'
import { offerOf } from './transfer.ts'
import { offersOf } from './transfer-views.ts'
import { commitmentCard, dueText, inQuotes, proposalCard } from './views.ts'

/** Whose organisation it is: the proposal itself says. */
const ofOwnOrganisation = granted('own', 'a person with a seat of that organisation', grants(Role.options, 'own'))

/** `C-12`, as typed. */
const reference = /^\s*c-?(\d{1,9})\s*$/i

export const showCommitment = showing('show-commitment', {
  input: z.object({ reference: z.string() }),
  says: 'Show a commitment',
  may: participant,
  typed: {
    word: 'show',
    usage: 'show C-12',
    examples: ['show C-12', 'show c12'],
    read: (rest) => (reference.test(rest) ? { reference: rest.trim() } : undefined),
  },
  load: async (input, read: Read, at) => {
    const number = Number(reference.exec(input.reference)?.[1] ?? 0)
    const commitment = await read.commitments.byNumber(number)
    return { found: seenNamed(commitment && (await namedOf(commitment, read, lookOf(at))), at.actor), number }
  },
  show: (_input, { found, number }) =>
    found?.commitment.status === 'confirmed'
      ? commitmentCard({ ...found, commitment: found.commitment })
      : refuse('not-found', { reference: `C-${number}` }),
})

export const showProposal = showing('show-proposal', {
  input: z.object({ commitment: CommitmentId }),
  says: 'Show a proposal of your organisation',
  may: ofOwnOrganisation,
  load: async (input, read: Read, at) => {
    const commitment = await read.commitments.byId(input.commitment)
    const found = seenNamed(commitment && (await namedOf(commitment, read, lookOf(at))), at.actor)
    return found && { ...found, around: await aroundIn(read) }
  },
  show: (_input, found, { actor, hosting }) => {
    if (!found) return refuse('not-found', { reference: 'such proposal' })
    const { commitment } = found
    if (commitment.status === 'confirmed') return commitmentCard({ ...found, commitment })
    const signs = signingRole(actor, commitment.organisation) !== undefined
    const release = signs ? releaseLines(commitmentItem(commitment), found.group.places, found.around, hosting) : []
    return proposalCard(found, { signs, mayReword: mayReword(actor, commitment), release })
  },
})

/** The most that one card lists; the rest comes up as these are settled. */
const listed = 5

export const showProposals = showing('show-proposals', {
  input: z.object({}),
  says: 'Show what waits for a delegate of your organisation',
  may: ofOwnOrganisation,
  typed: {
    word: 'proposals',
    usage: 'proposals',
    examples: ['proposals'],
    read: (rest) => (rest === '' ? {} : undefined),
  },
  load: async (_input, read: Read, at) => {
    const organisations = [...new Set(seatsOf(at.actor).map((seat) => seat.organisation))]
    const all = await read.commitments.proposals(organisations)
    const waiting = all.filter((proposal) => maySee(at.actor, proposal))
    const found = await inTurn(waiting.slice(0, listed), (proposal) => namedOf(proposal, read, lookOf(at)))
    const asked = await inTurn(await read.commitments.transfersTo(organisations), (one) => offerOf(one, read, at))
    const offered = asked.flatMap((one) => one ?? [])
    return {
      total: waiting.length,
      shown: found.flatMap((one) => seenNamed(one, at.actor) ?? []),
      offered: offered.slice(0, listed),
      more: offered.length > listed,
    }
  },
  show: (_input, { total, shown, offered, more: isMore }, { actor }) => {
    const offers = offersOf(offered, isMore, actor)
    if (total === 0 && offered.length > 0) return offers
    if (total === 0) return card('No proposals', text('Nothing waits for a delegate of your organisation.'))
    const lines = shown.map(({ commitment, owner, proposer }, index) => [
      `${index + 1}. ${inQuotes(commitment.text, owner)} Due ${dueText(Temporal.PlainDate.from(commitment.due), owner.zone)}, proposed by ${proposer}`,
    ])
    const more = total > shown.length ? [note(`${total - shown.length} more come up as these are settled.`)] : []
    const label = strictest([...shown, ...offered.map(({ found }) => found)].map(({ commitment }) => commitment.label))
    const drawn = card(`${total} ${total === 1 ? 'proposal waits' : 'proposals wait'}`, list(lines), ...more)
    return withActions(
      {
        ...drawn,
        blocks: [...drawn.blocks, ...(offered.length > 0 ? [text(bold(offers.title)), ...offers.blocks] : [])],
        ...(label && { label }),
      },
      ...shown.map(({ commitment }, index) =>
        button(`Open proposal ${index + 1}`, 'show-proposal', { commitment: commitment.id }),
      ),
      ...offers.actions,
    )
  },
})

/** One after the other: a transaction has one connection. */
async function inTurn<T, U>(items: T[], act: (item: T) => Promise<U>): Promise<U[]> {
  const done: U[] = []
  for (const item of items) done.push(await act(item))
  return done
}
