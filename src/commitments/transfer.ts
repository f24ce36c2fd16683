/** A commitment passes to another organisation: one side proposes it, a signatory of the one that takes it over confirms. */
import { z } from 'zod'
import { grants, type May, secretariat, signatory, signingRole, signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { CommitmentId, OrganisationId, type PersonId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import type { Card } from '#src/view/card.ts'
import { type CommitmentFact, commitmentReference } from './commitment.ts'
import { aboutOf, answered, forOthers } from './confirm.ts'
import { foundBy, lockedBy, lockedById, Reference } from './progress.ts'
import { asLeaves, lookOf, named, type Read, seenNamed } from './read.ts'
import type { Waiting } from './store.ts'
import type { SupportFact } from './support.ts'
import { disposes, type Proposing, proposalWrong, type Settling, settlementWrong } from './transfer-decide.ts'
import {
  askedCard,
  declinedCard,
  type Offer,
  passedCard,
  proposedTransferCard,
  takenOverCard,
  transferForm,
  withdrawnCard,
} from './transfer-views.ts'
import type { Confirmed, Named } from './views.ts'

const mayPropose: May<Pick<Proposing, 'found'>> = {
  name: 'transferor',
  says: 'a delegate or deputy of the organisation that owns it, or the secretariat once that organisation has left',
  grants: { ...grants(signingRoles, 'own'), ...secretariat.grants },
  test: (actor, { found }) =>
    !found || secretariat.test(actor, undefined) || signingRole(actor, found.commitment.organisation) !== undefined,
}

export const proposeTransfer = changing('propose-transfer', {
  input: z.object({
    reference: Reference,
    to: optional(z.string().trim().max(200, 'Name one organisation.')),
  }),
  says: 'Propose that another organisation takes a commitment over',
  may: mayPropose,
  typed: {
    word: 'transfer',
    usage: 'transfer C-12 to ORGANISATION',
    examples: ['transfer C-12 to France', 'transfer C-3 to Korea'],
    read: (rest) => {
      const [, reference, to] = /^(\S+)(?:\s+(?:to\s+)?(.*))?$/is.exec(rest) ?? []
      return { ...(reference && { reference }), ...(to && { to }) }
    },
  },
  form: async (values, read: Read, at) => {
    const typed = Reference.safeParse(values.reference)
    const found = typed.success ? await foundBy(typed.data, read, at) : undefined
    return mayPropose.test(at.actor, { found }) ? transferForm(found) : refuse('not-yours', { role: mayPropose.says })
  },
  load: async ({ reference, to: typed }, read: Read, at): Promise<Proposing> => {
    const found = await lockedBy(reference, read, at)
    const all = await read.consortium.organisations()
    const to = all.find(({ id, short, name }) => [id, short, name].some((one) => isSame(one, typed)))
    return {
      found,
      typed,
      to,
      signatories: to ? await read.consortium.signatories(to.id) : [],
      waiting: found && (await read.commitments.transfer(found.commitment.id)),
    }
  },
  decide: (input, state, at): Decision<CommitmentFact> => {
    const { found, to, signatories, waiting } = state
    if (!found)
      return decline(refuse('not-found', { reference: input.reference.toUpperCase() }, { field: 'reference' }))
    const wrong = proposalWrong(found, state, at.actor)
    if (wrong) return decline(wrong)
    if (!to) throw new Error('a transfer without an organisation is refused')
    const says = proposedTransferCard(found, to)
    if (waiting) return accept([], { says })
    const { id: commitment, organisation: from } = found.commitment
    const proposedBy = at.actor.kind === 'person' ? at.actor.person : null
    const { named, release } = asLeaves(forOthers(found))
    const card = askedCard(named, to)
    const about = aboutOf(named, release)
    return accept([{ type: 'transfer-proposed', commitment, from, to: to.id, proposedBy }], {
      ...(signingRole(at.actor, from) && { organisation: from }),
      says,
      effects: signatories.map(({ person }) => ({ kind: 'tell', person, card, about })),
    })
  },
})

const Asked = z.object({ commitment: CommitmentId, to: OrganisationId })

async function settling({ commitment, to }: z.output<typeof Asked>, read: Read, at: At): Promise<Settling> {
  const found = await lockedById(commitment, read, at)
  return {
    found,
    waiting: await read.commitments.transfer(commitment),
    to,
    target: await read.consortium.organisation(to),
    owners: found ? await read.consortium.signatories(found.commitment.organisation) : [],
  }
}

/** What a list of waiting transfers shows of each. */
export async function offerOf(waiting: Waiting, read: Read, at: At): Promise<Offer | undefined> {
  const commitment = present(await read.commitments.byId(waiting.commitment), 'the commitment of a transfer')
  if (commitment.status !== 'confirmed') throw new Error('only what is confirmed is transferred')
  const to = present(await read.consortium.organisation(waiting.to), 'the organisation that is asked')
  const found = seenNamed(await named(commitment, read, lookOf(at)), at.actor)
  return found && { found, to }
}

export const showTransfer = showing('show-transfer', {
  input: Asked,
  says: 'Show a commitment that your organisation is asked to take over',
  may: signatory((state: Settling) => state.to),
  load: (input, read: Read, at) => settling(input, read, at),
  show: (_input, { found, waiting, target }) =>
    found && target && waiting?.to === target.id ? askedCard(found, target) : settled,
})

export const confirmTransfer = changing('confirm-transfer', {
  input: Asked,
  says: 'Take a commitment over in your organisation’s name',
  may: signatory((state: Settling) => state.to),
  load: (input, read: Read, at) => settling(input, read, at),
  decide: (_input, state, at): Decision<CommitmentFact | SupportFact> => {
    const { found, waiting, target, owners } = state
    if (at.actor.kind !== 'person' || !found || !target) return decline(unknown)
    const { commitment } = found
    const isDone = commitment.organisation === target.id && commitment.ownerLeftAt === null
    if (!waiting && isDone) return accept([], { says: takenOverCard(found, false) })
    const wrong = settlementWrong(found, state)
    if (wrong) return decline(wrong)
    const { organisation: from, id } = commitment
    const owned = { ...commitment, organisation: target.id, ownerLeftAt: null, ownedSince: momentOf(at) }
    const supports = (found.supports ?? []).filter((one) => one.organisation !== target.id)
    const after = { ...found, commitment: owned, owner: target, supports }
    const confirmedBy = at.actor.person
    return accept(
      [
        // Whoever owns it takes no part in it besides.
        ...partsEnded(found, target.id, confirmedBy),
        { type: 'commitment-transferred', commitment: id, from, to: target.id, confirmedBy },
      ],
      {
        organisation: target.id,
        says: takenOverCard(after, true),
        refresh: [{ kind: 'commitment', id }, ...answered(commitment)],
        effects: tellOthers(
          [waiting?.proposedBy, ...owners.map(({ person }) => person)],
          at,
          passedCard(commitmentReference(commitment), target, at.actor.name),
        ),
      },
    )
  },
})

function partsEnded(
  { supports = [] }: Named<Confirmed>,
  organisation: OrganisationId,
  endedBy: PersonId,
): SupportFact[] {
  return supports
    .filter((one) => one.organisation === organisation)
    .map(({ commitment }) => ({ type: 'support-ended', commitment, organisation, endedBy }))
}

export const declineTransfer = changing('decline-transfer', {
  input: Asked,
  says: 'Decline to take a commitment over',
  may: signatory((state: Settling) => state.to),
  load: (input, read: Read, at) => settling(input, read, at),
  decide: (_input, { found, waiting, target, to }, at): Decision<CommitmentFact> => {
    if (at.actor.kind !== 'person' || !found || !target) return decline(unknown)
    if (waiting?.to !== to) return decline(settled)
    const { commitment } = found
    const says = declinedCard(commitmentReference(commitment), target, at.actor.name)
    const fact = { type: 'transfer-declined', commitment: commitment.id, from: waiting.from, to } as const
    return accept([{ ...fact, declinedBy: at.actor.person }], {
      organisation: to,
      says,
      effects: tellOthers([waiting.proposedBy], at, says),
    })
  },
})

export const withdrawTransfer = changing('withdraw-transfer', {
  input: Asked,
  says: 'Withdraw the proposal that another organisation takes a commitment over',
  may: {
    ...mayPropose,
    test: (actor, { found }: Settling) => !found || disposes(actor, found),
  },
  load: (input, read: Read, at) => settling(input, read, at),
  decide: (_input, { found, waiting, target, to }, at): Decision<CommitmentFact> => {
    if (!found || !target) return decline(unknown)
    const { commitment } = found
    if (waiting?.to !== to) return decline(settled)
    const withdrawnBy = at.actor.kind === 'person' ? at.actor.person : null
    const fact = { type: 'transfer-withdrawn', commitment: commitment.id, from: waiting.from, to, withdrawnBy } as const
    return accept([fact], {
      ...(signingRole(at.actor, waiting.from) && { organisation: waiting.from }),
      says: withdrawnCard(commitmentReference(commitment), target),
    })
  },
})

const unknown = refuse('not-found', { reference: 'such transfer' })
const settled = refuse('proposal-settled', { reference: 'This transfer' })

function isSame(known: string, typed: string | undefined): boolean {
  return known.toLowerCase() === typed?.toLowerCase()
}

function momentOf({ now }: At): string {
  return now.toString({ fractionalSecondDigits: 3 })
}

/** Each once, and nobody of what they did themselves. */
function tellOthers(people: (PersonId | null | undefined)[], { actor }: At, card: Card): Effect[] {
  const own = actor.kind === 'person' ? actor.person : undefined
  const others = new Set(people.filter((person) => person !== null && person !== undefined && person !== own))
  return [...others].map((person) => ({ kind: 'tell', person: person as PersonId, card }))
}
