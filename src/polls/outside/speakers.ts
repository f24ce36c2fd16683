/** Who speaks for an organisation about a vote that was recorded for it: those who can vote for it, and its coordinators. */
import { holdsOn } from '#src/consortium/consortium.ts'
import type { SeatLine } from '#src/consortium/store.ts'
import { type Actor, actingSeats, type Role, type Seat, signingRoles } from '#src/core/access.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'

export const speakingRoles = [...signingRoles, 'coordinator'] as const satisfies readonly Role[]

/** The seat from which the actor speaks for it, if any. */
export function speakingSeat(actor: Actor, organisation: OrganisationId): Seat | undefined {
  return actingSeats(actor).find((seat) => seat.organisation === organisation && isSpeaking(seat.role))
}

export function speaksFor(actor: Actor, organisation: OrganisationId): boolean {
  return speakingSeat(actor, organisation) !== undefined
}

/** The people of an organisation who are told of what is recorded for it, on this day. */
export function speakersOf(
  organisation: OrganisationId,
  seats: readonly SeatLine[],
  now: Temporal.Instant,
): PersonId[] {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  const held = seats.filter((seat) => seat.organisation === organisation && holdsOn(seat, today))
  return [...new Set(held.filter(({ role }) => isSpeaking(role)).map(({ person }) => person))]
}

function isSpeaking(role: Role): boolean {
  return speakingRoles.some((one) => one === role)
}
