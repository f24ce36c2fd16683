/** Reads whole tables for reports, each in one statement. */
import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import { commitmentItem } from '#src/commitments/commitment.ts'
import { present } from '#src/core/assert.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { pollItem } from '#src/polls/poll.ts'
import type { Fact } from '#src/readers.ts'
import { recommendationItem } from '#src/recommendations/recommendation.ts'
import type { ReportReader } from '#src/reports/store.ts'
import type { Tx } from '../link.ts'
import { commitments, progressReports } from '../schema/commitments.ts'
import { consortia, organisations } from '../schema/consortium.ts'
import { pollElectorate, polls } from '../schema/polls.ts'
import { findings, recommendations } from '../schema/recommendations.ts'
import { registerEntries } from '../schema/register.ts'
import { answeredCodes, commitmentColumns, isOwner } from './commitment-columns.ts'
import { policyOf } from './sharing.ts'

export function reportReader(tx: Tx): ReportReader {
  return {
    recommendations: () => readRecommendations(tx),
    commitments: () => readCommitments(tx),
    polls: () => readPolls(tx),
    progressSince: async (since) => {
      const rows = await tx
        .select({
          number: commitments.number,
          progress: progressReports.progress,
          note: progressReports.note,
          at: progressReports.reportedAt,
        })
        .from(progressReports)
        .innerJoin(
          commitments,
          and(eq(commitments.consortium, progressReports.consortium), eq(commitments.id, progressReports.commitment)),
        )
        .where(gte(progressReports.reportedAt, since))
        .orderBy(asc(progressReports.reportedAt), asc(progressReports.n))
      return rows.flatMap(({ number, ...row }) => (number === null ? [] : [{ number, ...row }]))
    },
    isNarrowedSince: async (since, holds) => {
      const facts = holds === 'own' ? relabellings : [...relabellings, 'release-set', 'seat-ended']
      const narrowing = inArray(registerEntries.type, facts)
      const [row] = await tx
        .select({ n: registerEntries.n })
        .from(registerEntries)
        .where(and(narrowing, gte(registerEntries.at, since)))
        .limit(1)
      return row !== undefined
    },
  }
}

/** Complete by its type: a new kind of item with a label does not compile until it stands here. */
const relabelling: Record<Extract<Fact['type'], `${string}-relabelled`>, true> = {
  'commitment-relabelled': true,
  'poll-relabelled': true,
  'recommendation-relabelled': true,
  'draft-relabelled': true,
  'straw-relabelled': true,
  'statement-relabelled': true,
}
const relabellings = Object.keys(relabelling)

async function readRecommendations(tx: Tx): ReturnType<ReportReader['recommendations']> {
  const rows = await tx
    .select({
      code: recommendations.code,
      title: recommendations.title,
      finding: { code: findings.code, title: findings.title },
      label: sql<Tlp>`coalesce(${recommendations.label}, ${consortia.label})`,
      recipients: recommendations.recipients,
    })
    .from(recommendations)
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
    .innerJoin(
      findings,
      and(eq(findings.consortium, recommendations.consortium), eq(findings.code, recommendations.finding)),
    )
  return rows.map(({ recipients, ...row }) => ({ row, item: recommendationItem({ label: row.label, recipients }) }))
}

async function readCommitments(tx: Tx): ReturnType<ReportReader['commitments']> {
  const rows = await tx
    .select({
      ...commitmentColumns,
      owner: organisations.short,
      zone: organisations.zone,
      codes: answeredCodes,
    })
    .from(commitments)
    .innerJoin(organisations, isOwner)
    .where(eq(commitments.status, 'confirmed'))
    .orderBy(asc(commitments.number))
  return rows.map(({ row, policy, owner, zone, codes: recommendations }) => {
    const { text, due, label, recipients, organisation, progressAt, ownerLeftAt } = row
    return {
      item: commitmentItem({ label, organisation, recipients, policy }),
      row: {
        ...{ text, owner, zone, recommendations, due, label, progressAt, ownerLeftAt },
        number: present(row.number, 'the number of a confirmed commitment'),
        progress: row.progress ?? 'not-started',
        note: row.progressNote ?? '',
        confirmedAt: present(row.confirmedAt, 'when it was confirmed'),
      },
    }
  })
}

async function readPolls(tx: Tx): ReturnType<ReportReader['polls']> {
  const rows = await tx
    .select({
      number: polls.number,
      question: polls.question,
      status: polls.status,
      closesAt: polls.closesAt,
      rule: polls.rule,
      label: polls.label,
      voters: sql<number>`(
        select count(*)::int from ${pollElectorate} e
        where e.consortium_id = ${polls.consortium} and e.poll_id = ${polls.id}
      )`,
      count: polls.count,
      outcome: polls.outcome,
      source: polls.source,
      recipients: polls.recipients,
      policy: policyOf(polls),
    })
    .from(polls)
    .orderBy(asc(polls.number))
  return rows.map(({ source, recipients, policy, ...row }) => ({
    row,
    item: pollItem({ label: row.label, source, recipients, policy }),
  }))
}
