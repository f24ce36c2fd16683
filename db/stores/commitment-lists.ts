/** Lists of commitments. Which day it is in each owner's zone comes from `Temporal`: PostgreSQL reads `+09:00` the other way round. */
import {
  and,
  asc,
  count,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { daysLeft, isOverdue, isOwnerLeft, soonDays } from '#src/commitments/commitment.ts'
import { freshnessOf } from '#src/commitments/freshness.ts'
import type { CommitmentFilter, CommitmentLine, CommitmentReader } from '#src/commitments/store.ts'
import { secretariat } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { reportingDays } from '#src/recommendations/freshness.ts'
import type { Tx } from '../link.ts'
import { commitmentAnswers, commitments, progressReports } from '../schema/commitments.ts'
import { consortia, organisations, people } from '../schema/consortium.ts'
import { recommendations } from '../schema/recommendations.ts'
import { commitmentColumns, commitmentItem, isAnswer, isAnswered, isOwner, isReporter } from './commitment-columns.ts'
import { recommendationItem } from './recommendations.ts'
import { isSeenBy } from './sharing.ts'

export function commitmentLists(tx: Tx): Pick<CommitmentReader, 'list' | 'ofRecommendation' | 'themes' | 'reports'> {
  return {
    list: async (filter, { offset, limit }) => {
      const condition = and(isConfirmed, await within(tx, filter))
      const [counted] = await tx
        .select({ total: count() })
        .from(commitments)
        .innerJoin(organisations, owns)
        .where(condition)
      const rows = await lines(tx)
        .where(condition)
        .orderBy(...inOrder)
        .offset(offset)
        .limit(limit)
      return { total: counted?.total ?? 0, rows: rows.map((row) => rowToLine(row, filter.now)) }
    },
    ofRecommendation: async (recommendation, now) => {
      const rows = await lines(tx)
        .innerJoin(commitmentAnswers, isAnswer)
        .where(and(isConfirmed, eq(commitmentAnswers.recommendation, recommendation)))
        .orderBy(...inOrder)
      return rows.map((row) => rowToLine(row, now))
    },
    themes: async (actor) => {
      const visible = and(isSeenBy(actor, commitmentItem), isSeenBy(actor, recommendationItem))
      return tx
        .selectDistinct({
          theme: sql<string>`unnest(${recommendations.themes})`,
          organisation: commitments.organisation,
        })
        .from(commitments)
        .innerJoin(commitmentAnswers, isAnswer)
        .innerJoin(recommendations, isAnswered)
        .innerJoin(consortia, eq(consortia.consortium, commitments.consortium))
        .where(and(isConfirmed, isNull(commitments.ownerLeftAt), visible))
    },
    reports: async (id) => {
      const rows = await tx
        .select({
          progress: progressReports.progress,
          note: progressReports.note,
          by: people.name,
          at: progressReports.reportedAt,
        })
        .from(progressReports)
        .innerJoin(people, isReporter)
        .where(eq(progressReports.commitment, id))
        .orderBy(asc(progressReports.n))
      return rows.map((row) => ({ ...row, at: row.at.toString() }))
    },
  }
}

const isConfirmed = eq(commitments.status, 'confirmed')
const owns = isOwner
const isOver = sql<boolean>`coalesce(${commitments.progress} in ('complete', 'withdrawn'), false)`
/** What is still to be done comes first. */
const inOrder = [asc(isOver), asc(commitments.due), asc(commitments.number)]

function lines(tx: Tx) {
  return tx
    .select({
      id: commitments.id,
      number: commitments.number,
      text: commitments.text,
      label: commitments.label,
      recipients: commitments.recipients,
      policy: commitmentColumns.policy,
      organisation: commitments.organisation,
      owner: organisations.short,
      zone: organisations.zone,
      due: commitments.due,
      progress: commitments.progress,
      outlook: commitments.outlook,
      progressAt: commitments.progressAt,
      confirmedAt: commitments.confirmedAt,
      ownerLeftAt: commitments.ownerLeftAt,
      ownedSince: commitments.ownedSince,
    })
    .from(commitments)
    .innerJoin(organisations, owns)
}

type Row = Awaited<ReturnType<typeof lines>>[number]

function rowToLine({ zone, ownerLeftAt, ownedSince, ...row }: Row, now: Temporal.Instant): CommitmentLine {
  const progress = row.progress ?? 'not-started'
  const owning = { progress, ownerLeftAt }
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const reported = {
    progress,
    progressAt: row.progressAt?.toString() ?? null,
    confirmedAt: present(row.confirmedAt, 'when it was confirmed').toString(),
  }
  const since = { ownedSince: ownedSince?.toString() ?? null, ownerLeftAt: ownerLeftAt?.toString() ?? null }
  return {
    ...row,
    number: present(row.number, 'the number of a confirmed commitment'),
    ...reported,
    freshness: freshnessOf({ ...reported, ...since }, now, zone),
    daysLeft: daysLeft(row.due, today),
    overdue: isOverdue({ due: row.due, ...owning }, today),
    ownerLeft: isOwnerLeft(owning),
    reduced: ownerLeftAt !== null,
  }
}

async function within(tx: Tx, filter: CommitmentFilter): Promise<SQL | undefined> {
  const { seenBy, organisations: owners, exceptOf = [], groups, ownerLeft } = filter
  const ofLeft = ownerLeft ? and(isNotNull(commitments.ownerLeftAt), sql`not ${isOver}`) : undefined
  // The secretariat is told of everything that needs a new owner; of what it may not see, by its reference.
  const isTold = ownerLeft && secretariat.test(seenBy, undefined)
  return and(
    owners && inArray(commitments.organisation, [...owners]),
    exceptOf.length > 0 ? notInArray(commitments.organisation, [...exceptOf]) : undefined,
    groups && inArray(commitments.group, [...groups]),
    ofLeft,
    isTold ? undefined : isSeenBy(seenBy, commitmentItem),
    await inTime(tx, filter),
  )
}

/** What its owner, who is still there, should have done by now; each zone has its own today. */
async function inTime(tx: Tx, filter: CommitmentFilter): Promise<SQL | undefined> {
  const { now, overdue, dueSoon, unreported, late } = filter
  if (!overdue && !dueSoon && !unreported && !late) return undefined
  const zones = await tx.selectDistinct({ zone: organisations.zone }).from(organisations)
  const behind = zones.map(({ zone }) => {
    const today = now.toZonedDateTimeISO(zone).toPlainDate()
    const passed = lt(commitments.due, today.toString())
    const silent = (days: number) => {
      const since = today
        .subtract({ days: days - 1 })
        .toZonedDateTime(zone)
        .toInstant()
      return sql`${lastWord} < ${since.toString()}::timestamptz`
    }
    return and(
      eq(organisations.zone, zone),
      overdue ? passed : undefined,
      dueSoon ? and(not(passed), lte(commitments.due, today.add({ days: soonDays }).toString())) : undefined,
      unreported ? and(unreported === 'in time' ? not(passed) : undefined, silent(reportingDays)) : undefined,
      late ? or(passed, silent(2 * reportingDays)) : undefined,
    )
  })
  return and(isNull(commitments.ownerLeftAt), sql`not ${isOver}`, or(...behind))
}

/** When its owner last said how far it is, promised it, or took it over. */
const lastWord = sql`greatest(${commitments.confirmedAt}, ${commitments.progressAt}, ${commitments.ownedSince})`
