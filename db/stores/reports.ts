/** Reads whole tables for reports, each in one statement. */
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { ReportReader } from '#src/reports/store.ts'
import type { Tx } from '../link.ts'
import { commitments, findings, progressReports, recommendations } from '../schema/commitments.ts'
import { organisations } from '../schema/consortium.ts'
import { pollElectorate, polls } from '../schema/polls.ts'

export function reportReader(tx: Tx): ReportReader {
  return {
    recommendations: () =>
      tx
        .select({
          code: recommendations.code,
          title: recommendations.title,
          finding: { code: findings.code, title: findings.title },
        })
        .from(recommendations)
        .innerJoin(
          findings,
          and(eq(findings.consortium, recommendations.consortium), eq(findings.code, recommendations.finding)),
        ),
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
  }
}

async function readCommitments(tx: Tx): ReturnType<ReportReader['commitments']> {
  const rows = await tx
    .select({ row: commitments, owner: organisations.short, zone: organisations.zone, code: recommendations.code })
    .from(commitments)
    .innerJoin(
      organisations,
      and(eq(organisations.consortium, commitments.consortium), eq(organisations.id, commitments.organisation)),
    )
    .leftJoin(
      recommendations,
      and(eq(recommendations.consortium, commitments.consortium), eq(recommendations.id, commitments.recommendation)),
    )
    .where(eq(commitments.status, 'confirmed'))
    .orderBy(asc(commitments.number))
  return rows.map(
    ({ row: { text, due, label, progressAt, ownerLeftAt, ...row }, owner, zone, code: recommendation }) => ({
      ...{ text, owner, zone, recommendation, due, label, progressAt, ownerLeftAt },
      number: present(row.number, 'the number of a confirmed commitment'),
      progress: row.progress ?? 'not-started',
      note: row.progressNote ?? '',
      confirmedAt: present(row.confirmedAt, 'when it was confirmed'),
    }),
  )
}

function readPolls(tx: Tx): ReturnType<ReportReader['polls']> {
  return tx
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
    })
    .from(polls)
    .orderBy(asc(polls.number))
}
