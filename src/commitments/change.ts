/**
 * Change: another substance of a promise: its text, what it answers, its kind, its due day or its milestones. A delegate or deputy makes it; what anybody
 * else of the organisation proposes waits for one of them, as the promise did.
 * Patch: a change part by part, each with what was and what is to be, so that changes of different parts don't stand in each other's way.
 * Milestone: a step on the way, with a day of its own; its being reached is reported, and is no change of substance.
 */
import { z } from 'zod'
import { MilestoneId, RecommendationId } from '#src/core/id.ts'
import { Day } from './day.ts'
import { Terms } from './kind.ts'

export const ChangeState = z.enum(['proposed', 'made', 'declined', 'withdrawn'])
export type ChangeState = z.infer<typeof ChangeState>

/** The longest text of a milestone. */
export const longestMilestone = 200
/** A commitment of more is several. */
export const mostMilestones = 50

const MilestoneWords = z.object({ text: z.string().max(longestMilestone), due: Day })

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
