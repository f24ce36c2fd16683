/** Commitments as their rows: with what their organisations let leave them. */
import { and, eq, sql } from 'drizzle-orm'
import type { Commitment } from '#src/commitments/commitment.ts'
import { present } from '#src/core/assert.ts'
import type { RecommendationId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Tx } from '../link.ts'
import { commitmentAnswers, commitments, progressReports } from '../schema/commitments.ts'
import { organisations, people } from '../schema/consortium.ts'
import { recommendations } from '../schema/recommendations.ts'
import { policyOf } from './sharing.ts'

/** Commitments with what their organisations let leave them; {@link rowToCommitment} reads each. */
export function readCommitments(tx: Tx) {
  return tx.select(commitmentColumns).from(commitments)
}

/** How a commitment is joined to its owner and to what it answers, and a report of progress to whoever made it. */
export const isOwner = and(
  eq(organisations.consortium, commitments.consortium),
  eq(organisations.id, commitments.organisation),
)
/** One row for each recommendation that it answers. */
export const isAnswer = and(
  eq(commitmentAnswers.consortium, commitments.consortium),
  eq(commitmentAnswers.commitment, commitments.id),
)
export const isAnswered = and(
  eq(recommendations.consortium, commitmentAnswers.consortium),
  eq(recommendations.id, commitmentAnswers.recommendation),
)
export const isReporter = and(
  eq(people.consortium, progressReports.consortium),
  eq(people.id, progressReports.reportedBy),
)

export const commitmentItem = {
  consortium: commitments.consortium,
  label: commitments.label,
  source: commitments.organisation,
  recipients: commitments.recipients,
}
const answered = sql<RecommendationId[]>`(
  select coalesce(json_agg(a.recommendation_id order by a.position), '[]') from ${commitmentAnswers} a
  where a.consortium_id = ${commitments}.consortium_id and a.commitment_id = ${commitments}.id
)`.mapWith((text: string): RecommendationId[] => JSON.parse(text))
/** The codes of what it answers, in its order. */
export const answeredCodes = sql<string[]>`(
  select coalesce(json_agg(r.code order by a.position), '[]') from ${commitmentAnswers} a
  join ${recommendations} r on r.consortium_id = a.consortium_id and r.id = a.recommendation_id
  where a.consortium_id = ${commitments}.consortium_id and a.commitment_id = ${commitments}.id
)`.mapWith((text: string): string[] => JSON.parse(text))
export const commitmentColumns = { row: commitments, answered, policy: policyOf(commitmentItem) }

export type CommitmentRow = {
  row: typeof commitments.$inferSelect
  answered: RecommendationId[]
  policy: ReleasePolicy
}

export function rowToCommitment({ row, answered, policy }: CommitmentRow): Commitment {
  const { id, organisation, group, kind, details, due, revision, contact, label, recipients, text, proposedBy } = row
  const base = {
    ...{ id, organisation, group, recommendations: answered, kind, details, due, revision, contact },
    ...{ originalDue: row.originalDue ?? due, label, recipients, text, proposedBy, policy },
  }
  if (row.status !== 'confirmed') return { status: row.status, ...base }
  return {
    status: row.status,
    ...base,
    number: present(row.number, 'the number of a confirmed commitment'),
    confirmedBy: present(row.confirmedBy, 'who confirmed it'),
    confirmedAt: present(row.confirmedAt, 'when it was confirmed').toString(),
    progress: row.progress ?? 'not-started',
    outlook: row.outlook,
    progressNote: row.progressNote,
    progressAt: row.progressAt?.toString() ?? null,
    ownerLeftAt: row.ownerLeftAt?.toString() ?? null,
    ownedSince: row.ownedSince?.toString() ?? null,
  }
}
