/**
 * Request for an update: the secretariat, a chair or a coordinator asks the contact of a commitment how far it is. The next report answers it;
 * one waits at a time, and it may be made anew after a week.
 */
import { z } from 'zod'
import { type Actor, type Role, seatsOf } from '#src/core/access.ts'
import { CommitmentId, type OrganisationId, PersonId } from '#src/core/id.ts'

export type UpdateRequest = {
  commitment: CommitmentId
  askedBy: PersonId
  askedOf: PersonId
  askedAt: Temporal.Instant
}

const AskingFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('update-asked'), commitment: CommitmentId, askedBy: PersonId, askedOf: PersonId }),
])
export type AskingFact = z.infer<typeof AskingFact>

/** Before these days have passed, asking again would only be one more message. */
const patience = { hours: 7 * 24 }

export function mayAskAgain({ askedAt }: UpdateRequest, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(askedAt.add(patience), now) <= 0
}

/** Who may ask, of whatever they may see. */
export const askers = ['secretariat', 'chair', 'coordinator'] as const satisfies readonly Role[]

/** Whether the actor asks others about it: of an organisation's own its people report. */
export function asksAbout(actor: Actor, { organisation }: { organisation: OrganisationId }): boolean {
  const seats = seatsOf(actor)
  const isOwn = seats.some((seat) => seat.organisation === organisation)
  return !isOwn && seats.some(({ role }) => askers.some((asking) => asking === role))
}
