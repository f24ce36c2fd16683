/** What the use cases ask about recommendations. */
import type { Actor } from '#src/core/access.ts'
import type { Subject } from '#src/core/effect.ts'
import type { RecommendationId } from '#src/core/id.ts'
import type { Finding, Recommendation } from './recommendation.ts'

/** What has a card in a shared place, and the recommendation that stands on it. */
export type Shown = { recommendation: RecommendationId; subject: Subject }

export type RecommendationReader = {
  byCode(code: string): Promise<Recommendation | undefined>
  byId(id: RecommendationId): Promise<Recommendation | undefined>
  /** By code, 1.2 before 1.10: those under a prefix (`4` holds 4 and 4.1), or all that the actor may see. `total` counts every page. */
  page(
    filter: { prefix: string | undefined; seenBy: Actor },
    page: { offset: number; limit: number },
  ): Promise<{ total: number; rows: Recommendation[] }>
  /** The whole catalogue, kept from other imports until the transaction ends. */
  forImport(): Promise<{ findings: Finding[]; recommendations: Recommendation[] }>
  /** Every card in a shared place that shows a recommendation: its own, or that of a commitment which answers it. */
  shown(): Promise<Shown[]>
}
