/** Reads recommendations with the finding that each answers. */
import { and, asc, count, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import { BoardId, type ConsortiumId, type GroupId, type RecommendationId } from '#src/core/id.ts'
import type { Viewer } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Reported } from '#src/recommendations/axes.ts'
import type { Recommendation } from '#src/recommendations/recommendation.ts'
import type { RecommendationFilter, RecommendationReader, Shown } from '#src/recommendations/store.ts'
import type { Tx } from '../link.ts'
import { commitmentAnswers, commitments } from '../schema/commitments.ts'
import { consortia, organisations } from '../schema/consortium.ts'
import { cards } from '../schema/delivery.ts'
import { catalogues, findings, recommendationOrganisations, recommendations } from '../schema/recommendations.ts'
import { assignmentReader } from './assignments.ts'
import { commitmentItem } from './commitment-columns.ts'
import { isSeenBy } from './sharing.ts'

/** 1.2 comes before 1.10, and the first catalogue, which has no mark, before the others. */
const inOrder = sql`substring(${recommendations.code} from '^[A-Z]?'), string_to_array(ltrim(${recommendations.code}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), '.')::integer[]`

/** Its own, or the consortium's, which is to be joined. */
export const ownLabel = sql<Tlp>`coalesce(${recommendations.label}, ${consortia.label})`
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
  const all = async () => {
    const { code, title, summary } = findings
    return {
      findings: await tx.select({ code, title, summary }).from(findings),
      recommendations: await withAssignments(tx, await read().orderBy(inOrder)),
    }
  }
  return {
    byCode: async (code) => (await read().where(eq(recommendations.code, code)))[0],
    byId: async (id) => (await read().where(eq(recommendations.id, id)))[0],
    forChange: async (code) =>
      (await read().where(eq(recommendations.code, code)).for('update', { of: recommendations }))[0],
    byIds: async (ids) => {
      if (ids.length === 0) return []
      const found = await read().where(inArray(recommendations.id, [...ids]))
      return found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    },
    page: async (filter, { offset, limit }) => {
      const shown = within(filter)
      const [counted] = await tx
        .select({ total: count() })
        .from(recommendations)
        .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
        .where(shown)
      const rows = await read().where(shown).orderBy(inOrder).offset(offset).limit(limit)
      return { total: counted?.total ?? 0, rows }
    },
    all,
    forImport: async () => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`catalogue ${consortium}`}))`)
      return all()
    },
    shown: () => shownOn(tx),
    boards: () => boardsShown(tx),
    catalogues: () => cataloguesOf(tx),
    family: async (id) => {
      const [own] = await tx
        .select({ of: recommendations.partOf })
        .from(recommendations)
        .where(eq(recommendations.id, id))
      const whole = own?.of ? (await read().where(eq(recommendations.id, own.of)))[0] : undefined
      return { whole, parts: await read().where(eq(recommendations.partOf, id)).orderBy(inOrder) }
    },
    reported: (id) => reported(tx, id),
    ...assignmentReader(tx),
  }
}

async function reported(tx: Tx, id: RecommendationId): Promise<Reported | null> {
  const { progress, outlook, progressNote: note, progressAt: at } = recommendations
  const [row] = await tx.select({ progress, outlook, note, at }).from(recommendations).where(eq(recommendations.id, id))
  return row?.progress && row.at ? { ...row, progress: row.progress, at: row.at.toString() } : null
}

function within({ prefix, seenBy, group, theme, organisation, country }: RecommendationFilter): SQL | undefined {
  return and(
    prefix === undefined ? undefined : under(prefix),
    isSeenBy(seenBy, recommendationItem),
    group && or(eq(recommendations.group, group), and(isNull(recommendations.group), isAnsweredIn(group, seenBy))),
    theme === undefined
      ? undefined
      : sql`exists (select from unnest(${recommendations.themes}) t where lower(t) = lower(${theme}))`,
    organisation && isSeenTo(sql`o.organisation_id = ${organisation}`),
    country === undefined
      ? undefined
      : isSeenTo(sql`exists (select from ${organisations} b
          where b.consortium_id = o.consortium_id and b.id = o.organisation_id and b.country = ${country})`),
  )
}

/** Where nobody has assigned it: what a group's commitments answer is tracked there, as far as the actor sees them. */
function isAnsweredIn(group: GroupId, seenBy: Viewer): SQL {
  return sql`exists (select from ${commitmentAnswers}
    join ${commitments} on ${commitments.consortium} = ${commitmentAnswers.consortium}
      and ${commitments.id} = ${commitmentAnswers.commitment}
    where ${commitmentAnswers.consortium} = ${recommendations.consortium}
      and ${commitmentAnswers.recommendation} = ${recommendations.id}
      and ${commitments.status} = 'confirmed' and ${commitments.group} = ${group}
      and ${isSeenBy(seenBy, commitmentItem) ?? sql`true`})`
}

/** Led or supported by an organisation for which the condition holds; it is called `o`. */
function isSeenTo(condition: SQL): SQL {
  return sql`exists (select from ${recommendationOrganisations} o
    where o.consortium_id = ${recommendations.consortium} and o.recommendation_id = ${recommendations.id} and ${condition})`
}

async function withAssignments(tx: Tx, all: Recommendation[]) {
  const { id, partOf } = recommendations
  const parts = await tx.select({ id, partOf }).from(recommendations).where(isNotNull(partOf))
  const wholes = new Map(parts.map((part) => [part.id, part.partOf]))
  const codes = new Map(all.map((one) => [one.id, one.code]))
  const assigned = await assignmentReader(tx).assignments(all.map((one) => one.id))
  return all.map((one) => {
    const { group, lead, supporting, coordinators } = present(assigned.get(one.id), 'who sees to it')
    const ids = { supporting: supporting.map((by) => by.id), coordinators: coordinators.map((by) => by.id) }
    const whole = wholes.get(one.id) ?? null
    return {
      ...one,
      partOf: whole === null ? null : present(codes.get(whole), 'the whole of a part'),
      assigned: { group: group?.id ?? null, lead: lead?.id ?? null, ...ids },
    }
  })
}

/** `4` holds 4, 4.1 and 4.10.2, not 40; a mark alone its whole catalogue. */
function under(prefix: string): SQL {
  return /\d/.test(prefix)
    ? sql`starts_with(${recommendations.code} || '.', ${`${prefix}.`})`
    : sql`starts_with(${recommendations.code}, ${prefix})`
}

async function shownOn(tx: Tx): Promise<Shown[]> {
  const posted = await tx
    .selectDistinct({ id: recommendations.id })
    .from(recommendations)
    .innerJoin(cards, and(eq(cards.subjectKind, 'recommendation'), eq(cards.subject, recommendations.id)))
  const answering = await tx
    .selectDistinct({ id: commitmentAnswers.commitment, recommendation: commitmentAnswers.recommendation })
    .from(commitmentAnswers)
    .innerJoin(cards, and(eq(cards.subjectKind, 'commitment'), eq(cards.subject, commitmentAnswers.commitment)))
  return [
    ...posted.map(({ id }) => ({ recommendation: id, subject: { kind: 'recommendation' as const, id } })),
    ...answering.map(({ id, recommendation }) => ({ recommendation, subject: { kind: 'commitment' as const, id } })),
  ]
}

async function boardsShown(tx: Tx): Promise<BoardId[]> {
  const rows = await tx.selectDistinct({ id: cards.subject }).from(cards).where(eq(cards.subjectKind, 'board'))
  return rows.map(({ id }) => BoardId.parse(id))
}

async function cataloguesOf(tx: Tx) {
  const { mark, title, series, publisher, year } = catalogues
  return tx.select({ mark, title, series, publisher, year }).from(catalogues).orderBy(asc(mark))
}
