/** A recommendation as somebody names it, as far as the person may see it. */
import type { Actor } from '#src/core/access.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import type { Field } from '#src/view/form.ts'
import { codeOf, type Recommendation, recommendationItem } from './recommendation.ts'
import type { RecommendationReader } from './store.ts'

type Read = { recommendations: RecommendationReader }

/** The field that asks which one, where none was named. */
export const recommendationField: Field = {
  kind: 'line',
  name: 'reference',
  label: 'Recommendation',
  hint: 'For example R-4.2',
  required: true,
  max: 40,
}

/** Undefined is as if it did not exist. */
export async function recommendationBy(typed: string, read: Read, actor: Actor): Promise<Recommendation | undefined> {
  const code = codeOf(typed)
  return code === undefined ? undefined : seen(await read.recommendations.byCode(code), actor)
}

/** The same, locked until the transaction ends: for deciding about it. */
export async function lockedBy(typed: string, read: Read, actor: Actor): Promise<Recommendation | undefined> {
  const code = codeOf(typed)
  return code === undefined ? undefined : seen(await read.recommendations.forChange(code), actor)
}

function seen(found: Recommendation | undefined, actor: Actor): Recommendation | undefined {
  return found && seenBy(actor, recommendationItem(found)) === 'full' ? found : undefined
}

export function unknownRecommendation(typed: string): Refusal {
  return refuse('not-found', { reference: typed.trim().toUpperCase() }, { field: 'reference' })
}
