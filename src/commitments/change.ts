/**
 * Change: another substance of a promise: its text, what it answers, its kind, its due day or its milestones. A delegate or deputy makes it; what anybody
 * else of the organisation proposes waits for one of them, as the promise did.
 * Patch: a change part by part, each with what was and what is to be, so that changes of different parts don't stand in each other's way.
 * Milestone: a step on the way, with a day of its own; its being reached is reported, and is no change of substance.
 */
import { z } from 'zod'
import { ChangeId, CommitmentId, MilestoneId, PersonId, RecommendationId } from '#src/core/id.ts'
import { Day } from './day.ts'
import { CommitmentKind, Terms } from './kind.ts'

export const ChangeState = z.enum(['proposed', 'made', 'declined', 'withdrawn'])
export type ChangeState = z.infer<typeof ChangeState>

/** The longest text of a milestone. */
export const longestMilestone = 200
/** A commitment of more is several. */
export const mostMilestones = 50

export const MilestoneWords = z.object({ text: z.string().max(longestMilestone), due: Day })

function changed<T extends z.ZodType>(of: T) {
  return z.object({ was: of, now: of }).exactOptional()
}

export const Patch = z.object({
  text: changed(z.string()),
  due: changed(Day),
  recommendations: changed(z.array(RecommendationId)),
  terms: changed(Terms),
  /** `was` is null for a new one, `now` for one that is dropped. */
  milestones: z.array(z.object({ id: MilestoneId, was: MilestoneWords.nullable(), now: MilestoneWords.nullable() })),
})
export type Patch = z.infer<typeof Patch>

/** A change as it was proposed, with what became of it. */
export type Change = {
  id: ChangeId
  commitment: CommitmentId
  state: ChangeState
  patch: Patch
  /** The revision that it made; null where it made none. */
  revision: number | null
  proposedBy: { id: PersonId; name: string }
  proposedAt: string
  /** The name of whoever made it, or did not. */
  settledBy: string | null
}

/** A step on the way. */
export type Milestone = {
  id: MilestoneId
  /** Empty where its organisation keeps it to itself. */
  text: string
  due: Day
  reachedAt: string | null
}

const on = { commitment: CommitmentId, change: ChangeId }
/** `patch`: as JSON. Days, references and the kind stand plain in it where nothing of it is sealed. */
const sealed = z.object({ patch: z.string() })

const ChangeFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('change-proposed'), ...on, proposedBy: PersonId, sealed }),
  /** `proposedBy`: who wrote it down, where a delegate makes what a colleague proposed. */
  z.object({
    type: z.literal('change-made'),
    ...on,
    revision: z.int().positive(),
    proposedBy: PersonId,
    madeBy: PersonId,
    due: Day.exactOptional(),
    recommendations: z.array(RecommendationId).exactOptional(),
    kind: CommitmentKind.exactOptional(),
    sealed,
  }),
  z.object({ type: z.literal('change-declined'), ...on, declinedBy: PersonId }),
  z.object({ type: z.literal('change-withdrawn'), ...on, withdrawnBy: PersonId }),
  z.object({ type: z.literal('contact-named'), commitment: CommitmentId, contact: PersonId, namedBy: PersonId }),
  z.object({
    type: z.literal('milestone-reached'),
    commitment: CommitmentId,
    milestone: MilestoneId,
    /** False where it was said too soon. */
    isReached: z.boolean(),
    saidBy: PersonId,
  }),
])
export type ChangeFact = z.infer<typeof ChangeFact>
