/** What the import of a catalogue loads, and what it draws anew. */
import type { ImportReader } from '#src/bulk/store.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import type { Subject } from '#src/core/effect.ts'
import { seenBy } from '#src/core/sharing.ts'
import type { Names } from './assigning.ts'
import type { Known } from './before.ts'
import { type RecommendationFact, recommendationItem } from './recommendation.ts'
import type { RecommendationReader, Shown } from './store.ts'

/** Facts that are saved within the request; more are saved by jobs, as many at a time. */
export const atOnce = 500

export type Read = { consortium: ConsortiumReader; recommendations: RecommendationReader; imports: ImportReader }

/** All that stands; what whoever imports may not see can't be changed by them. */
export async function knownTo(actor: Actor, read: Omit<Read, 'imports'>): Promise<Known> {
  const { findings, recommendations } = await read.recommendations.forImport()
  const seen = new Set(
    recommendations.flatMap((one) => (seenBy(actor, recommendationItem(one)) === 'full' ? [one.code] : [])),
  )
  const ids = new Map(recommendations.map(({ code, id }) => [code, id]))
  return {
    catalogues: await read.recommendations.catalogues(),
    findings,
    names: await namesIn(read),
    recommendations: recommendations.map((one) => {
      const isHidden = one.partOf !== null && !seen.has(one.partOf)
      const hiddenWhole = (isHidden && ids.get(one.partOf ?? '')) || null
      return { ...one, partOf: isHidden ? null : one.partOf, hiddenWhole, isSeen: seen.has(one.code) }
    }),
  }
}

/** Whom a file can name. */
export async function namesIn({ consortium: read }: Pick<Read, 'consortium'>): Promise<Names> {
  return {
    organisations: (await read.organisations()).map(({ id, short }) => ({ id, name: short })),
    groups: await read.groups(),
    people: await read.people(),
  }
}

/** Cards in shared places that show what these revise. */
export function cardsOf(facts: readonly RecommendationFact[], shown: readonly Shown[]): Subject[] {
  const revised = new Set(
    facts.flatMap((fact) =>
      'recommendation' in fact && fact.type !== 'recommendation-recorded' ? [fact.recommendation] : [],
    ),
  )
  return shown.filter(({ recommendation }) => revised.has(recommendation)).map(({ subject }) => subject)
}
