/** Commitments many at once, for tables that go in and out. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { CommitmentRow, CommitmentRowReader } from '#src/commitments/store.ts'
import type { CommitmentId, ConsortiumId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { commitmentChanges, milestones } from '../schema/changes.ts'
import { commitments } from '../schema/commitments.ts'
import { evidence } from '../schema/evidence.ts'
import { isAmong } from './assignments.ts'
import { readCommitments, rowToCommitment } from './commitment-columns.ts'
import { nextNumber } from './counters.ts'

export function commitmentRowReader(tx: Tx, consortium: ConsortiumId): CommitmentRowReader {
  const confirmed = eq(commitments.status, 'confirmed')
  return {
    standing: async (numbers, isLocked) => {
      if (numbers.length === 0) return []
      const isAsked = sql`${commitments.number} in (select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)::integer)`
      const read = readCommitments(tx).where(and(confirmed, isAsked)).orderBy(asc(commitments.number))
      return rowsOf(tx, await (isLocked ? read.for('update', { of: commitments }) : read))
    },
    every: async () => rowsOf(tx, await readCommitments(tx).where(confirmed).orderBy(asc(commitments.number))),
    alike: async (those) => {
      if (those.length === 0) return []
      const { organisation, text, due, number } = commitments
      const asked = sql`(${organisation}, ${text}, ${due}) in (
        select o.organisation, o.text, o.due from jsonb_to_recordset(${JSON.stringify(those)}::jsonb) as o (organisation text, text text, due date))`
      return tx
        .select({ organisation, text, due, number })
        .from(commitments)
        .where(and(inArray(commitments.status, ['proposed', 'confirmed']), asked))
    },
    nextNumber: () => nextNumber(tx, consortium, 'commitment'),
  }
}

async function rowsOf(tx: Tx, found: Parameters<typeof rowToCommitment>[0][]): Promise<CommitmentRow[]> {
  const all = found.map(rowToCommitment).flatMap((one) => (one.status === 'confirmed' ? [one] : []))
  const ids = all.map(({ id }) => id)
  const steps = await tx
    .select()
    .from(milestones)
    .where(isAmong(milestones.commitment, ids))
    .orderBy(asc(milestones.due), asc(milestones.position))
  const changes = await tx
    .select({ commitment: commitmentChanges.commitment, patch: commitmentChanges.patch })
    .from(commitmentChanges)
    .where(and(isAmong(commitmentChanges.commitment, ids), eq(commitmentChanges.state, 'proposed')))
  const pieces = await tx
    .select({ of: evidence.subject, count: sql<number>`count(*)::integer` })
    .from(evidence)
    .where(and(eq(evidence.subjectKind, 'commitment'), isAmong(evidence.subject, ids), isNull(evidence.withdrawnAt)))
    .groupBy(evidence.subject)
  const stepsOf = Map.groupBy(steps, ({ commitment }) => commitment)
  const changesOf = Map.groupBy(changes, ({ commitment }) => commitment)
  const piecesOf = new Map<string, number>(pieces.map(({ of, count }) => [of, count]))
  return all.map((commitment) => ({
    commitment,
    milestones: (stepsOf.get(commitment.id) ?? []).map(({ id, text, due, reachedAt }) => {
      return { id, text, due, reachedAt: reachedAt?.toString() ?? null }
    }),
    waiting: (changesOf.get(commitment.id as CommitmentId) ?? []).map(({ patch }) => patch),
    pieces: piecesOf.get(commitment.id) ?? 0,
  }))
}
