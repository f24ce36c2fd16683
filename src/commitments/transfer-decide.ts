/** The rules of transfers: who disposes of a promise, and who may take it over. Pure. */
import type { OrganisationRead } from '#src/consortium/store.ts'
import { type Actor, secretariat, signingRole } from '#src/core/access.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import { isOver, progressText } from '#src/recommendations/axes.ts'
import { commitmentReference } from './commitment.ts'
import type { Waiting } from './store.ts'
import type { Confirmed, Named } from './views.ts'

/** What is known when a transfer is proposed. */
export type Proposing = {
  found: Named<Confirmed> | undefined
  /** As typed. */
  typed: string | undefined
  to: OrganisationRead | undefined
  /** Who could bind it. */
  signatories: { person: PersonId }[]
  waiting: Waiting | undefined
}

/** What is known when one is confirmed, declined or withdrawn. */
export type Settling = {
  found: Named<Confirmed> | undefined
  /** The organisation that the click names. */
  to: OrganisationId
  target: OrganisationRead | undefined
  waiting: Waiting | undefined
  /** Who could bind the present owner. */
  owners: { person: PersonId }[]
}

/** A member disposes of what is its own; of what a member left behind, the secretariat. */
export function disposes(actor: Actor, { commitment }: Named<Confirmed>): boolean {
  return commitment.ownerLeftAt === null
    ? signingRole(actor, commitment.organisation) !== undefined
    : secretariat.test(actor, undefined)
}

export function proposalWrong(found: Named<Confirmed>, state: Proposing, actor: Actor): Refusal | undefined {
  const { commitment, owner } = found
  const reference = commitmentReference(commitment)
  if (!disposes(actor, found)) {
    const code = commitment.ownerLeftAt === null ? 'owner-hands-over' : 'owner-left'
    return refuse(code, { reference, owner: owner.short }, { field: 'reference' })
  }
  return doneWrong(found) ?? transfereeWrong(found, state) ?? waitingWrong(reference, state)
}

export function settlementWrong(found: Named<Confirmed>, { waiting, target }: Settling): Refusal | undefined {
  if (!target || waiting?.to !== target.id) return refuse('proposal-settled', { reference: 'This transfer' })
  return doneWrong(found) ?? membershipWrong(found, target)
}

function doneWrong({ commitment }: Named<Confirmed>): Refusal | undefined {
  if (!isOver(commitment.progress)) return undefined
  const data = { reference: commitmentReference(commitment), progress: progressText(commitment.progress) }
  return refuse('transfer-of-done', data, { field: 'reference' })
}

function transfereeWrong(found: Named<Confirmed>, { typed, to, signatories }: Proposing): Refusal | undefined {
  const { commitment, group } = found
  const names = group.members.filter(({ id }) => id !== commitment.organisation).map(({ short }) => short)
  if (typed === undefined) return refuse('transferee-needed', { names }, { field: 'to' })
  if (!to) return refuse('no-such-organisation', { typed, names }, { field: 'to' })
  if (to.id === commitment.organisation && commitment.ownerLeftAt === null) {
    return refuse('owner-already', { reference: commitmentReference(commitment), owner: to.short }, { field: 'to' })
  }
  const wrong = membershipWrong(found, to) ?? sightWrong(found, to, signatories)
  if (wrong || signatories.length > 0) return wrong
  return refuse('nobody-signs', { organisation: to.short }, { field: 'to' })
}

function membershipWrong(
  { commitment, group }: Named<Confirmed>,
  { id, short, leftAt }: OrganisationRead,
): Refusal | undefined {
  const data = { organisation: short, reference: commitmentReference(commitment), group: group.name }
  if (leftAt !== null) return refuse('transferee-left', { organisation: short }, { field: 'to' })
  return group.members.some((member) => member.id === id)
    ? undefined
    : refuse('transferee-outside', data, { field: 'to' })
}

/** Nobody takes over what its label or its owner keeps from them. */
function sightWrong(
  { commitment, owner }: Named<Confirmed>,
  to: OrganisationRead,
  signatories: Proposing['signatories'],
): Refusal | undefined {
  const { label, recipients, organisation, policy } = commitment
  const isNamed = [to.id, ...signatories.map(({ person }) => person)].some((id) => recipients.includes(id))
  const isOpen = to.id === organisation || !isAboveGreen(label) || isNamed
  const leaves = to.id === organisation || whatLeaves(policy, commitment) !== 'nothing'
  if (isOpen && leaves) return undefined
  const data = { organisation: to.short, reference: commitmentReference(commitment), owner: owner.short, label }
  return refuse('transferee-blind', data, { field: 'to' })
}

/** One at a time, so that nobody is promised what another takes. */
function waitingWrong(reference: string, { waiting, to }: Proposing): Refusal | undefined {
  if (!waiting || waiting.to === to?.id) return undefined
  return refuse('transfer-waits', { reference }, { field: 'to' })
}
