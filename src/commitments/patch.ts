/** Changing what was promised, part by part: what differs, what it makes, and what somebody else changed meanwhile. Pure. */
import { z } from 'zod'
import type { MilestoneId, RecommendationId } from '#src/core/id.ts'
import { type Change, type Milestone, MilestoneWords, type Patch } from './change.ts'
import type { Commitment } from './commitment.ts'
import type { Promised } from './decide.ts'
import { Terms } from './kind.ts'

type Standing = Pick<Commitment, 'text' | 'due' | 'recommendations' | 'kind' | 'details'>

/** What differs between what stands and what was written down. `unseen`: what it answers that its author does not see, which stays. */
export function patchOf(
  standing: Standing,
  { text, due, recommendations, terms }: Pick<Promised, 'text' | 'due' | 'recommendations' | 'terms'>,
  unseen: readonly RecommendationId[],
): Patch {
  const was = { kind: standing.kind, details: standing.details }
  const answers = [...recommendations.map(({ id }) => id), ...unseen]
  return {
    ...(text !== standing.text && { text: { was: standing.text, now: text } }),
    ...(due.toString() !== standing.due && { due: { was: standing.due, now: due.toString() } }),
    ...(isOther(answers.toSorted(), standing.recommendations.toSorted()) && {
      recommendations: { was: [...standing.recommendations], now: answers },
    }),
    ...(isOther(terms, was, Terms) && { terms: { was, now: terms } }),
    milestones: [],
  }
}

/** In the order of the schema: what comes from the database has its keys in another one. */
function isOther(a: unknown, b: unknown, as: z.ZodType = z.unknown()): boolean {
  return JSON.stringify(as.parse(a)) !== JSON.stringify(as.parse(b))
}

export function isEmpty({ milestones, ...parts }: Patch): boolean {
  return milestones.length === 0 && Object.keys(parts).length === 0
}

/** The parts of a patch by the fields of the form in which they are written. */
export function fieldsIn(patch: Patch): ('text' | 'due' | 'recommendations' | 'kind' | 'milestones')[] {
  return [
    ...(patch.text ? (['text'] as const) : []),
    ...(patch.due ? (['due'] as const) : []),
    ...(patch.recommendations ? (['recommendations'] as const) : []),
    ...(patch.terms ? (['kind'] as const) : []),
    ...(patch.milestones.length > 0 ? (['milestones'] as const) : []),
  ]
}

/** What others made of it since a revision, oldest first. */
export function madeSince(changes: readonly Change[], revision: number): Change[] {
  return changes.filter((change) => change.state === 'made' && change.revision !== null && change.revision > revision)
}

/** Whether a change still says what stands: what it was to replace has not been replaced by something else. */
export function stillFits(patch: Patch, standing: Standing, milestones: readonly Milestone[]): boolean {
  const was = { kind: standing.kind, details: standing.details }
  const known = new Map(milestones.map(({ id, text, due }): [MilestoneId, unknown] => [id, { text, due }]))
  return (
    (!patch.text || patch.text.was === standing.text) &&
    (!patch.due || patch.due.was === standing.due) &&
    (!patch.recommendations || !isOther(patch.recommendations.was, standing.recommendations)) &&
    (!patch.terms || !isOther(patch.terms.was, was, Terms)) &&
    patch.milestones.every(({ id, was: before }) => !isOther(before, known.get(id) ?? null, MilestoneWords.nullable()))
  )
}

/** The promise as it stands once the patch is made. */
export function patched<C extends Commitment>(commitment: C, { text, due, recommendations, terms }: Patch): C {
  return {
    ...commitment,
    ...(text && { text: text.now }),
    ...(due && { due: due.now }),
    ...(recommendations && { recommendations: recommendations.now }),
    ...terms?.now,
    revision: commitment.revision + 1,
  }
}
