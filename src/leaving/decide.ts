/** The rules of leaving: what ends, what stands, and who may not leave yet. Pure. */
import type { CommitmentFact } from '#src/commitments/commitment.ts'
import type { Waiting } from '#src/commitments/store.ts'
import type { Support, SupportFact } from '#src/commitments/support.ts'
import { type Consortium, type ConsortiumFact, holdsOn, type Membership } from '#src/consortium/consortium.ts'
import type { OrganisationRead, PlaceRead, SeatLine } from '#src/consortium/store.ts'
import { type Actor, actingSeats, type May, secretariat, signingRoles } from '#src/core/access.ts'
import type { CommitmentId, OrganisationId, PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { DigestFact } from '#src/digests/digest.ts'
import { isOver } from '#src/recommendations/axes.ts'
import type { OwnedCommitment, OwnPoll } from './store.ts'

export type LeaveFact = ConsortiumFact | CommitmentFact | SupportFact | DigestFact

/** Everything that leaving touches. */
export type Stake = {
  organisation: OrganisationRead
  consortium: Consortium
  /** Of all organisations. */
  seats: SeatLine[]
  memberships: Membership[]
  zones: ReadonlyMap<OrganisationId, string>
  proposals: CommitmentId[]
  commitments: OwnedCommitment[]
  polls: OwnPoll[]
  /** What it was asked to take over. */
  offers: Waiting[]
  /** Parts that it takes in others' commitments, or was asked to. */
  supports: Support[]
  /** Where its people read today. */
  places: PlaceRead[]
  secretariat: { id: PersonId }[]
}

/** What leaving does, counted and named. */
export type Plan = {
  seats: SeatLine[]
  memberships: Membership[]
  open: OwnedCommitment[]
  standing: OwnPoll[]
  unvoted: OwnPoll[]
  /** People who hold no other seat. */
  seatless: { person: PersonId; name: string }[]
  /** People who hold a seat elsewhere. */
  staying: { person: PersonId; name: string }[]
  signatories: PersonId[]
  /** The last day on which its seats were held, and its memberships: the day before it left, so that both end at once. */
  lastDay: { seats: string; memberships: string }
}

export const mayLeave: May<{ organisation: { id: OrganisationId } | undefined }> = {
  name: 'leaver',
  says: 'the secretariat, the operator at the shell, or the head delegate of that organisation',
  grants: { ...secretariat.grants, 'head-delegate': 'own' },
  test: (actor, { organisation }) =>
    secretariat.test(actor, undefined) ||
    organisation === undefined ||
    headOf(actor).some((id) => id === organisation.id),
}

/** The organisations that the actor heads: of several the one chosen here. */
export function headOf(actor: Actor): OrganisationId[] {
  return actingSeats(actor).flatMap(({ organisation, role }) => (role === 'head-delegate' ? [organisation] : []))
}

export function planOf(stake: Stake, now: Temporal.Instant): Plan {
  const { organisation, zones } = stake
  const today = (zone: string) => now.toZonedDateTimeISO(zone).toPlainDate()
  const home = today(organisation.zone)
  const isHeld = (seat: SeatLine) => holdsOn(seat, today(zones.get(seat.organisation) ?? stake.consortium.zone))
  const own = stake.seats.filter((seat) => seat.organisation === organisation.id)
  const elsewhere = new Set(
    stake.seats.filter((seat) => seat.organisation !== organisation.id && isHeld(seat)).map(({ person }) => person),
  )
  const held = own.filter(isHeld)
  const people = [...new Map(held.map(({ person, name }) => [person, { person, name }])).values()]
  const days = today(stake.consortium.zone)
  return {
    seats: own.filter((seat) => isStanding(seat, home)),
    memberships: stake.memberships.filter((one) => one.organisation === organisation.id && isStanding(one, days)),
    open: stake.commitments.filter(({ progress }) => !isOver(progress)),
    standing: stake.polls.filter(({ isOpen, hasVoted }) => isOpen && hasVoted),
    unvoted: stake.polls.filter(({ isOpen, mayVote, hasVoted }) => isOpen && mayVote && !hasVoted),
    seatless: people.filter(({ person }) => !elsewhere.has(person)),
    staying: people.filter(({ person }) => elsewhere.has(person)),
    signatories: [
      ...new Set(held.filter(({ role }) => signingRoles.some((one) => one === role)).map(({ person }) => person)),
    ],
    lastDay: { seats: home.subtract({ days: 1 }).toString(), memberships: days.subtract({ days: 1 }).toString() },
  }
}

/** Held today, or to be held later. */
function isStanding({ until }: { until: string | null }, today: Temporal.PlainDate): boolean {
  return until === null || until >= today.toString()
}

/** Somebody has to keep the record. */
export function leaveWrong({ organisation, seats, zones }: Stake, now: Temporal.Instant): Refusal | undefined {
  const keeping = seats.filter(
    (seat) =>
      seat.role === 'secretariat' &&
      holdsOn(seat, now.toZonedDateTimeISO(zones.get(seat.organisation) ?? 'UTC').toPlainDate()),
  )
  const isLast = keeping.length > 0 && keeping.every((seat) => seat.organisation === organisation.id)
  return isLast ? refuse('last-secretariat', { organisation: organisation.short }) : undefined
}

/** In the order in which it is true: it has left once everything else has ended. `digests`: of those who lose access. */
export function leaveFacts(stake: Stake, plan: Plan, reason: string, digests: PersonId[]): LeaveFact[] {
  const { organisation: leaver, proposals, offers, supports, commitments, polls } = stake
  const organisation = leaver.id
  return [
    ...plan.seats.map(({ person, role }) => ({
      type: 'seat-ended' as const,
      person,
      organisation,
      role,
      until: plan.lastDay.seats,
    })),
    ...plan.memberships.map(({ body }) => ({
      type: 'membership-ended' as const,
      body,
      organisation,
      until: plan.lastDay.memberships,
    })),
    ...proposals.map((commitment) => ({ type: 'commitment-withdrawn' as const, commitment, withdrawnBy: null })),
    ...offers.map(({ commitment, from, to }) => ({
      type: 'transfer-withdrawn' as const,
      commitment,
      from,
      to,
      withdrawnBy: null,
    })),
    ...supports.map(({ commitment }) => ({ type: 'support-ended' as const, commitment, organisation, endedBy: null })),
    ...digests.map((person) => ({ type: 'digest-stopped' as const, personal: true as const, person })),
    {
      type: 'organisation-left',
      organisation,
      signatories: plan.signatories,
      commitments: commitments.map(({ id }) => id),
      polls: polls.filter(({ isSource }) => isSource).map(({ id }) => id),
      sealed: { reason },
    },
  ]
}
