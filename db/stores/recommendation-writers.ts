/** Writes recommendations. A catalogue comes by the thousand lines: its facts are written many at a time. */
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Fact, Writers } from '#src/readers.ts'
import type { CatalogueFact, RecommendationFact } from '#src/recommendations/recommendation.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import {
  catalogues,
  findings,
  recommendationCoordinators,
  recommendationOrganisations,
  recommendationReports,
  recommendations,
  responses,
} from '../schema/recommendations.ts'
import { endRequests } from './requests.ts'

/** Writers of several facts of one kind at once. */
export type BatchWriters = {
  [T in Fact['type']]?: (facts: Extract<Fact, { type: T }>[], at: Temporal.Instant) => Promise<void>
}
type Of<T extends CatalogueFact['type']> = Extract<CatalogueFact, { type: T }>

export function recommendationBatchWriters(tx: Tx, consortium: ConsortiumId) {
  const findingRows = (facts: Of<'finding-recorded' | 'finding-revised'>[]) =>
    facts.map(({ code, sealed: { title, summary } }) => ({ consortium, code, title, summary }))
  const rows = (facts: Of<'recommendation-recorded' | 'recommendation-revised'>[]) =>
    facts.map(({ recommendation: id, code, finding, themes, partOf = null, sealed: { title, text } }) => {
      return { consortium, id, code, finding, themes, partOf, title, text }
    })
  return {
    'finding-recorded': async (facts) => {
      await tx.insert(findings).values(findingRows(facts))
    },
    'finding-revised': async (facts) => {
      await tx
        .insert(findings)
        .values(findingRows(facts))
        .onConflictDoUpdate({
          target: [findings.consortium, findings.code],
          set: { title: sql`excluded.title`, summary: sql`excluded.summary` },
        })
    },
    'recommendation-recorded': async (facts) => {
      await tx.insert(recommendations).values(rows(facts))
    },
    'recommendation-revised': async (facts) => {
      await tx
        .insert(recommendations)
        .values(rows(facts))
        .onConflictDoUpdate({
          target: [recommendations.consortium, recommendations.id],
          set: {
            finding: sql`excluded.finding_code`,
            title: sql`excluded.title`,
            text: sql`excluded.text`,
            themes: sql`excluded.themes`,
            partOf: sql`excluded.part_of`,
          },
        })
    },
  } satisfies BatchWriters
}

export function recommendationWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, RecommendationFact['type']> {
  const many = recommendationBatchWriters(tx, consortium)
  return {
    'finding-recorded': (fact) => many['finding-recorded']([fact]),
    'finding-revised': (fact) => many['finding-revised']([fact]),
    'recommendation-recorded': (fact) => many['recommendation-recorded']([fact]),
    'recommendation-revised': (fact) => many['recommendation-revised']([fact]),
    'recommendation-relabelled': async ({ recommendation, was, label, recipients }) => {
      const stands = or(eq(recommendations.label, was), isNull(recommendations.label))
      const changed = await tx
        .update(recommendations)
        .set({ label, recipients })
        .where(and(eq(recommendations.id, recommendation), stands))
        .returning({ id: recommendations.id })
      if (changed.length === 0) throw new Conflict('another label was given meanwhile')
    },
    'catalogue-recorded': async ({ mark, year, sealed }) => {
      await tx.insert(catalogues).values({ consortium, mark, year, ...sealed })
    },
    'catalogue-revised': async ({ mark, year, sealed }) => {
      await tx
        .update(catalogues)
        .set({ year, ...sealed })
        .where(eq(catalogues.mark, mark))
    },
    'recommendation-assigned': (fact, at) => assign(tx, consortium, fact, at),
    'response-stated': async ({ recommendation, organisation, response, statedBy, sealed: { reason } }, at) => {
      const stated = { consortium, recommendation, organisation, response, reason, statedBy, statedAt: at }
      await tx.insert(responses).values(stated)
    },
    'recommendation-reported': async (
      { recommendation, organisation, progress, outlook, reportedBy, sealed: { note } },
      at,
    ) => {
      const said = { consortium, recommendation, organisation, progress, outlook, note, reportedBy, reportedAt: at }
      await tx.insert(recommendationReports).values(said)
      const subject = { kind: 'recommendation', id: recommendation } as const
      await endRequests(tx, subject, at, progress === 'withdrawn' ? undefined : 'update')
      await tx
        .update(recommendations)
        .set({ progress, outlook, progressNote: note || null, progressAt: at })
        .where(eq(recommendations.id, recommendation))
    },
  }
}

/** What is stated is the whole of it: who is not named sees to it no longer. With another lead there is somebody else to ask. */
async function assign(
  tx: Tx,
  consortium: ConsortiumId,
  { recommendation, group, lead, supporting, coordinators }: Extract<Fact, { type: 'recommendation-assigned' }>,
  at: Temporal.Instant,
): Promise<void> {
  await tx.update(recommendations).set({ group }).where(eq(recommendations.id, recommendation))
  const { recommendation: ofOrganisation } = recommendationOrganisations
  const { recommendation: ofCoordinator } = recommendationCoordinators
  const was = await tx.select().from(recommendationOrganisations).where(eq(ofOrganisation, recommendation))
  await tx.delete(recommendationOrganisations).where(eq(ofOrganisation, recommendation))
  await tx.delete(recommendationCoordinators).where(eq(ofCoordinator, recommendation))
  const organisations = [
    ...(lead === null ? [] : [{ organisation: lead, role: 'lead' as const }]),
    ...supporting.map((organisation) => ({ organisation, role: 'supporting' as const })),
  ]
  if (organisations.length > 0) {
    await tx
      .insert(recommendationOrganisations)
      .values(organisations.map((one) => ({ consortium, recommendation, ...one, since: sinceOf(one, was) ?? at })))
  }
  if (was.every((one) => one.role !== 'lead' || one.organisation !== lead))
    await endRequests(tx, { kind: 'recommendation', id: recommendation }, at)
  if (coordinators.length > 0) {
    await tx
      .insert(recommendationCoordinators)
      .values(coordinators.map((person) => ({ consortium, recommendation, person })))
  }
}

type Carrier = Pick<typeof recommendationOrganisations.$inferSelect, 'organisation' | 'role'>

/** Whoever stays has seen to it since then. */
function sinceOf(
  { organisation, role }: Carrier,
  was: readonly (typeof recommendationOrganisations.$inferSelect)[],
): Temporal.Instant | undefined {
  return was.find((one) => one.organisation === organisation && one.role === role)?.since
}
