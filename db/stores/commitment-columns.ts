/** Commitments as their rows: with what their organisations let leave them. */
import { and, eq } from 'drizzle-orm'
import type { Commitment } from '#src/commitments/commitment.ts'
import { present } from '#src/core/assert.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Tx } from '../link.ts'
import { commitments, progressReports } from '../schema/commitments.ts'
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
export const isAnswered = and(
  eq(recommendations.consortium, commitments.consortium),
  eq(recommendations.id, commitments.recommendation),
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
export const commitmentColumns = { row: commitments, policy: policyOf(commitmentItem) }

export type CommitmentRow = { row: typeof commitments.$inferSelect; policy: ReleasePolicy }

export function rowToCommitment({ row, policy }: CommitmentRow): Commitment {
  const { id, organisation, group, recommendation, due, label, recipients, text, proposedBy } = row
  const base = { id, organisation, group, recommendation, due, label, recipients, text, proposedBy, policy }
  if (row.status !== 'confirmed') return { status: row.status, ...base }
  return {
    status: row.status,
    ...base,
    number: present(row.number, 'the number of a confirmed commitment'),
    confirmedBy: present(row.confirmedBy, 'who confirmed it'),
    confirmedAt: present(row.confirmedAt, 'when it was confirmed').toString(),
    progress: row.progress ?? 'not-started',
    progressNote: row.progressNote,
    progressAt: row.progressAt?.toString() ?? null,
    ownerLeftAt: row.ownerLeftAt?.toString() ?? null,
    ownedSince: row.ownedSince?.toString() ?? null,
  }
}
