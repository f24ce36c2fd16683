/** Reads and writes recommendations with the finding that each answers. A catalogue comes by the thousand lines: its facts are written many at a time. */
import { and, count, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Fact, Writers } from '#src/readers.ts'
import type { CatalogueFact, RecommendationFact } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader, Shown } from '#src/recommendations/store.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { consortia } from '../schema/consortium.ts'
import { cards } from '../schema/delivery.ts'
import { findings, recommendations } from '../schema/recommendations.ts'
import { isSeenBy } from './sharing.ts'

/** 1.2 comes before 1.10. */
const inOrder = sql`string_to_array(${recommendations.code}, '.')::integer[]`

const ownLabel = sql<Tlp>`coalesce(${recommendations.label}, ${consortia.label})`
export const recommendationItem = {
  consortium: recommendations.consortium,
  label: ownLabel,
  source: null,
  recipients: recommendations.recipients,
}

export function recommendationReader(tx: Tx, consortium: ConsortiumId): RecommendationReader {
  const read = () =>
    tx
      .select({
        id: recommendations.id,
        code: recommendations.code,
        finding: { code: findings.code, title: findings.title },
        title: recommendations.title,
        text: recommendations.text,
        themes: recommendations.themes,
        label: ownLabel,
        recipients: recommendations.recipients,
      })
      .from(recommendations)
      .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
      .innerJoin(
        findings,
        and(eq(findings.consortium, recommendations.consortium), eq(findings.code, recommendations.finding)),
      )
  return {
    byCode: async (code) => (await read().where(eq(recommendations.code, code)))[0],
    byId: async (id) => (await read().where(eq(recommendations.id, id)))[0],
    page: async ({ prefix, seenBy }, { offset, limit }) => {
      const shown = and(under(prefix), isSeenBy(seenBy, recommendationItem))
      const [counted] = await tx
        .select({ total: count() })
        .from(recommendations)
        .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
        .where(shown)
      const rows = await read().where(shown).orderBy(inOrder).offset(offset).limit(limit)
      return { total: counted?.total ?? 0, rows }
    },
    forImport: async () => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`catalogue ${consortium}`}))`)
      const { code, title, summary } = findings
      return { findings: await tx.select({ code, title, summary }).from(findings), recommendations: await read() }
    },
    shown: () => shownOn(tx),
  }
}

/** `4` holds 4, 4.1 and 4.10.2, not 40. */
function under(prefix: string | undefined): SQL | undefined {
  return prefix === undefined ? undefined : sql`starts_with(${recommendations.code} || '.', ${`${prefix}.`})`
}

async function shownOn(tx: Tx): Promise<Shown[]> {
  const posted = await tx
    .selectDistinct({ id: recommendations.id })
    .from(recommendations)
    .innerJoin(cards, and(eq(cards.subjectKind, 'recommendation'), eq(cards.subject, recommendations.id)))
  const answering = await tx
    .selectDistinct({ id: commitments.id, recommendation: commitments.recommendation })
    .from(commitments)
    .innerJoin(cards, and(eq(cards.subjectKind, 'commitment'), eq(cards.subject, commitments.id)))
    .where(isNotNull(commitments.recommendation))
  return [
    ...posted.map(({ id }) => ({ recommendation: id, subject: { kind: 'recommendation' as const, id } })),
    ...answering.flatMap(({ id, recommendation }) =>
      recommendation === null ? [] : [{ recommendation, subject: { kind: 'commitment' as const, id } }],
    ),
  ]
}

/** Writers of several facts of one kind at once. */
export type BatchWriters = {
  [T in Fact['type']]?: (facts: Extract<Fact, { type: T }>[], at: Temporal.Instant) => Promise<void>
}
type Of<T extends CatalogueFact['type']> = Extract<CatalogueFact, { type: T }>

export function recommendationBatchWriters(tx: Tx, consortium: ConsortiumId) {
  const findingRows = (facts: Of<'finding-recorded' | 'finding-revised'>[]) =>
    facts.map(({ code, sealed: { title, summary } }) => ({ consortium, code, title, summary }))
  const rows = (facts: Of<'recommendation-recorded' | 'recommendation-revised'>[]) =>
    facts.map(({ recommendation: id, code, finding, themes, sealed: { title, text } }) => {
      return { consortium, id, code, finding, themes, title, text }
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
  }
}
