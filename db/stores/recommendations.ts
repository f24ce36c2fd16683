/** Reads recommendations with the finding that each answers. */
import { and, eq } from 'drizzle-orm'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { Tx } from '../link.ts'
import { findings, recommendations } from '../schema/commitments.ts'

export function recommendationReader(tx: Tx): RecommendationReader {
  const read = () =>
    tx
      .select({
        id: recommendations.id,
        code: recommendations.code,
        finding: { code: findings.code, title: findings.title },
        title: recommendations.title,
        text: recommendations.text,
        themes: recommendations.themes,
      })
      .from(recommendations)
      .innerJoin(
        findings,
        and(eq(findings.consortium, recommendations.consortium), eq(findings.code, recommendations.finding)),
      )
  return {
    byCode: async (code) => (await read().where(eq(recommendations.code, code)))[0],
    byId: async (id) => (await read().where(eq(recommendations.id, id)))[0],
  }
}
