/**
 * Request: somebody who keeps the overview asks the contact of a commitment, or whoever can sign for the lead of a recommendation, for an
 * update or for evidence. What was wanted ends it, or of evidence a word why there is none; one of each kind waits at a time, and it may be
 * made anew after a week.
 */
import { z } from 'zod'
import { type Actor, type Role, seatsOf } from '#src/core/access.ts'
import { Tracked } from '#src/core/effect.ts'
import { OrganisationId, PersonId } from '#src/core/id.ts'

export const Wanted = z.enum(['update', 'evidence'])
export type Wanted = z.infer<typeof Wanted>

export type Request = {
  wanted: Wanted
  subject: Tracked
  askedBy: PersonId
  askedOf: PersonId
  askedAt: Temporal.Instant
}

const asked = { subject: Tracked, askedBy: PersonId, askedOf: PersonId }

const RequestFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('update-asked'), ...asked }),
  z.object({ type: z.literal('evidence-asked'), ...asked }),
  z.object({
    type: z.literal('evidence-declined'),
    subject: Tracked,
    organisation: OrganisationId,
    declinedBy: PersonId,
    /** Empty where the organisation lets no text leave it. */
    sealed: z.object({ reason: z.string() }),
  }),
])
export type RequestFact = z.infer<typeof RequestFact>

/** Before these days have passed, asking again would only be one more message. */
const patience = { hours: 7 * 24 }

export function mayAskAgain({ askedAt }: Request, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(askedAt.add(patience), now) <= 0
}

/** Who may ask about whatever they may see; besides these, of a recommendation and what answers it, its coordinators. */
export const askers: Record<Wanted, readonly Role[]> = {
  update: ['secretariat', 'chair', 'coordinator'],
  evidence: ['secretariat', 'chair', 'coordinator', 'assessor'],
}

export function mayAsk(actor: Actor, wanted: Wanted, coordinators: readonly PersonId[]): boolean {
  if (actor.kind !== 'person') return false
  return coordinators.includes(actor.person) || actor.seats.some(({ role }) => askers[wanted].includes(role))
}

/** Whether the actor asks others about it: of an organisation's own its people report. */
export function asksAbout(
  actor: Actor,
  wanted: Wanted,
  { organisation, coordinators = [] }: { organisation: OrganisationId; coordinators?: readonly PersonId[] },
): boolean {
  const isOwn = seatsOf(actor).some((seat) => seat.organisation === organisation)
  return !isOwn && mayAsk(actor, wanted, coordinators)
}
