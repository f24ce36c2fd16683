/** What the use cases ask about recommendations. */
import type { RecommendationId } from '#src/core/id.ts'
import type { Recommendation } from './recommendation.ts'

export type RecommendationReader = {
  byCode(code: string): Promise<Recommendation | undefined>
  byId(id: RecommendationId): Promise<Recommendation | undefined>
}
