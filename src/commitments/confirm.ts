/** What becomes of a proposal: its delegate or deputy confirms it or sends it back, or its author withdraws it. */

import { z } from 'zod'
import { type Around, aroundIn, refusedLines, shownIn, within } from '#src/consortium/reach.ts'
import { signatory, signingRole } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { About, Effect, Subject } from '#src/core/effect.ts'
import { CommitmentId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { card, note, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { type Commitment, type CommitmentFact, commitmentItem, commitmentReference } from './commitment.ts'
import { authorOrSignatory } from './decide.ts'
import { type Read, seenById } from './read.ts'
import { type Confirmed, commitmentCard, inQuotes, type Named, proposalCard } from './views.ts'

const Proposal = z.object({ commitment: CommitmentId })

type State = { found: Named | undefined }
const load = async ({ commitment }: z.output<typeof Proposal>, read: Read, at: At): Promise<State> => ({
  found: await seenById(commitment, read, at),
})
const mayBind = signatory<State>((state) => state.found?.commitment.organisation)
const unknown = refuse('not-found', { reference: 'such proposal' })

export const confirmCommitment = changing('confirm-commitment', {
  input: Proposal,
  says: 'Confirm a proposal in your organisation’s name',
  may: mayBind,
  load: async (input, read: Read, at) => {
    const state = await load(input, read, at)
    const open = state.found?.commitment.status === 'proposed'
    return { ...state, around: await aroundIn(read), number: open ? await read.commitments.nextNumber() : 0 }
  },
  decide: (_input, { found, number, around }, at): Decision<CommitmentFact> => {
    if (!found) return decline(unknown)
    const { commitment } = found
    if (commitment.status === 'confirmed') return accept([], { says: stoodBy({ ...found, commitment }, around) })
    if (commitment.status !== 'proposed') return decline(refuse('proposal-settled', { reference: 'This proposal' }))
    return confirmation(found, { number, around }, at, [])
  },
})

export const sendBackProposal = changing('send-back-proposal', {
  input: Proposal,
  says: 'Send a proposal back to its author',
  may: mayBind,
  load,
  decide: (_input, { found }, at): Decision<CommitmentFact> => {
    if (!found || at.actor.kind !== 'person') return decline(unknown)
    const { commitment } = found
    const sentBack = { ...found, commitment: { ...commitment, status: 'sent-back' as const } }
    const says = proposalCard(sentBack, { signs: true, mayReword: true })
    if (commitment.status === 'sent-back') return accept([], { says })
    if (commitment.status !== 'proposed') return decline(refuse('proposal-settled', { reference: 'This proposal' }))
    return accept([{ type: 'commitment-sent-back', commitment: commitment.id, sentBackBy: at.actor.person }], {
      organisation: commitment.organisation,
      says,
      effects: tellAuthor(found, at, labelled('Your proposal was sent back', found, at.actor.name)),
    })
  },
})

export const withdrawProposal = changing('withdraw-proposal', {
  input: Proposal,
  says: 'Withdraw a proposal',
  may: authorOrSignatory(({ found }: State) => found?.commitment),
  load,
  decide: (_input, { found }, at): Decision<CommitmentFact> => {
    if (!found || at.actor.kind !== 'person') return decline(unknown)
    const { commitment } = found
    const withdrawn = { ...found, commitment: { ...commitment, status: 'withdrawn' as const } }
    const says = proposalCard(withdrawn, { signs: false, mayReword: false })
    if (commitment.status === 'withdrawn') return accept([], { says })
    if (commitment.status !== 'proposed') return decline(refuse('proposal-settled', { reference: 'This proposal' }))
    const fact: CommitmentFact = {
      type: 'commitment-withdrawn',
      commitment: commitment.id,
      withdrawnBy: at.actor.person,
    }
    return accept([fact], { organisation: commitment.organisation, says })
  },
})

type Numbered = { number: number; around: Around }

/** Numbers the commitment, puts its card into those of the working group's places that may have it, and tells its author. `before`: the facts that lead up to it. */
export function confirmation(
  found: Named,
  { number, around }: Numbered,
  at: At,
  before: CommitmentFact[],
): Decision<CommitmentFact> {
  if (at.actor.kind !== 'person') throw new Error('only people confirm')
  const { commitment } = found
  if (signingRole(at.actor, commitment.organisation) === undefined) throw new Error('only signatories confirm')
  const confirmed: Confirmed = {
    ...commitment,
    status: 'confirmed',
    number,
    confirmedBy: at.actor.person,
    confirmedAt: at.now.toString({ fractionalSecondDigits: 3 }),
    progress: 'not-started',
    outlook: null,
    progressNote: null,
    progressAt: null,
    ownerLeftAt: null,
    ownedSince: null,
  }
  const named = { ...found, commitment: confirmed }
  const subject: Subject = { kind: 'commitment', id: commitment.id }
  const posts = within(commitmentItem(commitment), found.group.places).map(
    (place): Effect => ({ kind: 'post', subject, place: place.id }),
  )
  const fact: CommitmentFact = {
    type: 'commitment-confirmed',
    commitment: commitment.id,
    number,
    confirmedBy: at.actor.person,
  }
  return accept([...before, fact], {
    organisation: commitment.organisation,
    says: stoodBy(named, around),
    refresh: answered(commitment),
    effects: [...posts, ...tellAuthor(found, at, authorCard(named, at.actor.name))],
  })
}

/** The recommendations whose cards count this commitment. */
export function answered({ recommendations }: Pick<Commitment, 'recommendations'>): Subject[] {
  return recommendations.map((id) => ({ kind: 'recommendation', id }))
}

function stoodBy(named: Named<Confirmed>, around: Around): Card {
  const drawn = commitmentCard(named)
  const item = commitmentItem(named.commitment)
  const { places } = named.group
  const shown = `${named.owner.short} stands by it. Shown in ${shownIn(item, places)}`
  return {
    ...drawn,
    blocks: [...drawn.blocks, ...[shown, ...refusedLines(item, places, around)].map((line) => note(line))],
  }
}

function authorCard(named: Named<Confirmed>, by: string) {
  const title = `${commitmentReference(named.commitment)} is confirmed`
  return { ...labelled(title, named, by), tone: 'good' as const }
}

function labelled(title: string, { commitment, owner }: Named, by: string): Card {
  return { ...card(title, text(inQuotes(commitment.text, owner)), note(`By ${by}.`)), label: commitment.label }
}

/** As it is told to others, of whom nobody knows here what they may see: it names no recommendation above TLP:GREEN. */
export function forOthers<C extends Commitment>(found: Named<C>): Named<C> {
  return { ...found, recommendations: found.recommendations.filter(({ label }) => !isAboveGreen(label)) }
}

/** What a card that shows a commitment, whole or its reference, tells of. */
export function aboutOf({ commitment, recommendations }: Named, as: About['as'] = 'full'): About[] {
  const answers = recommendations.map(({ id }): About => ({ subject: { kind: 'recommendation', id }, as: 'full' }))
  return [{ subject: { kind: 'commitment', id: commitment.id }, as }, ...answers]
}

/** Nobody is told what they did themselves. */
function tellAuthor(found: Named, at: At, message: Card): Effect[] {
  const { proposedBy } = found.commitment
  if (at.actor.kind === 'person' && at.actor.person === proposedBy) return []
  const about = aboutOf(found)
  return [{ kind: 'tell', person: proposedBy, card: message, about }]
}
