/** Reads and writes commitments. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Commitment, CommitmentFact, Quotation } from '#src/commitments/commitment.ts'
import { Details } from '#src/commitments/kind.ts'
import type { CommitmentReader } from '#src/commitments/store.ts'
import type { CommitmentId, ConsortiumId, RecommendationId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { commitmentAnswers, commitments, progressReports, quotations } from '../schema/commitments.ts'
import { type CommitmentRow, readCommitments, rowToCommitment } from './commitment-columns.ts'
import { commitmentLists } from './commitment-lists.ts'
import { countTo, nextNumber } from './counters.ts'
import type { BatchWriters } from './recommendation-writers.ts'
import { endRequests } from './requests.ts'
import { transferReader, transferWriters } from './transfers.ts'

export function commitmentReader(tx: Tx, consortium: ConsortiumId): CommitmentReader {
  const read = () => readCommitments(tx)
  return {
    byNumber: async (number) => first(await read().where(eq(commitments.number, number))),
    byId: async (id) => first(await read().where(eq(commitments.id, id))),
    forChange: async (id) => first(await read().where(eq(commitments.id, id)).for('update', { of: commitments })),
    proposals: async (organisations) => {
      if (organisations.length === 0) return []
      const rows = await read()
        .where(and(eq(commitments.status, 'proposed'), inArray(commitments.organisation, [...organisations])))
        .orderBy(asc(commitments.proposedAt), asc(commitments.id))
      return rows.map(rowToCommitment)
    },
    ...commitmentLists(tx),
    ...transferReader(tx),
    quotation: async (id) => {
      const [row] = await tx.select().from(quotations).where(eq(quotations.commitment, id))
      return row && rowToQuotation(row)
    },
    nextNumber: () => nextNumber(tx, consortium, 'commitment'),
  }
}

function first(rows: CommitmentRow[]): Commitment | undefined {
  return rows[0] && rowToCommitment(rows[0])
}

function rowToQuotation({ text, author, saidBy, url, saidAt, hash }: typeof quotations.$inferSelect): Quotation {
  return { text, author, saidBy, url, saidAt: saidAt.toString(), hash }
}

function detailsIn(json: string | undefined): Details | null {
  return json === undefined ? null : Details.parse(JSON.parse(json))
}

/** Notes what each commitment answers, in its order. */
async function answer(
  tx: Tx,
  consortium: ConsortiumId,
  those: readonly { commitment: CommitmentId; recommendations: readonly RecommendationId[] }[],
): Promise<void> {
  const rows = those.flatMap(({ commitment, recommendations }) =>
    recommendations.map((recommendation, position) => ({ consortium, commitment, recommendation, position })),
  )
  if (rows.length > 0) await tx.insert(commitmentAnswers).values(rows)
}

type Of<T extends CommitmentFact['type']> = Extract<CommitmentFact, { type: T }>

export function commitmentBatchWriters(tx: Tx, consortium: ConsortiumId) {
  return {
    'commitment-proposed': async (facts: Of<'commitment-proposed'>[], at) => {
      const rows = facts.map(({ commitment: id, type: _, recommendations: __, sealed, ...plain }) => {
        const { text } = sealed
        const proposed = { status: 'proposed' as const, proposedAt: at, changedAt: at }
        return { consortium, id, ...plain, text, details: detailsIn(sealed.details), ...proposed }
      })
      await tx.insert(commitments).values(rows)
      await answer(tx, consortium, facts)
    },
    'commitment-confirmed': async (facts: Of<'commitment-confirmed'>[], at) => {
      const numbered = facts.map(({ commitment: id, number, confirmedBy: by }) => ({ id, number, by }))
      const moment = sql`${at.toString()}::timestamptz`
      await tx.execute(sql`
        update ${commitments} as c
        set status = 'confirmed', number = n.number, confirmed_by = n.by, confirmed_at = ${moment}, changed_at = ${moment}
        from jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) as n (id text, number integer, by text)
        where c.consortium_id = ${consortium} and c.id = n.id`)
      await countTo(tx, consortium, 'commitment', Math.max(...facts.map(({ number }) => number)))
    },
  } satisfies BatchWriters
}

export function commitmentWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, CommitmentFact['type']> {
  const change = async (id: CommitmentId, at: Temporal.Instant, set: Partial<CommitmentRow['row']>) => {
    await tx
      .update(commitments)
      .set({ ...set, changedAt: at })
      .where(eq(commitments.id, id))
  }
  const many = commitmentBatchWriters(tx, consortium)
  return {
    'commitment-proposed': (fact, at) => many['commitment-proposed']([fact], at),
    'commitment-reworded': async ({ commitment, group, recommendations, kind, due, label, recipients, sealed }, at) => {
      const details = detailsIn(sealed.details)
      await change(commitment, at, { group, kind, details, due, label, recipients, text: sealed.text })
      await tx.delete(commitmentAnswers).where(eq(commitmentAnswers.commitment, commitment))
      await answer(tx, consortium, [{ commitment, recommendations }])
    },
    'commitment-relabelled': async ({ commitment, was, label, recipients }, at) => {
      const changed = await tx
        .update(commitments)
        .set({ label, recipients, changedAt: at })
        .where(and(eq(commitments.id, commitment), eq(commitments.label, was)))
        .returning({ id: commitments.id })
      if (changed.length === 0) throw new Conflict('another label was given meanwhile')
    },
    'commitment-confirmed': (fact, at) => many['commitment-confirmed']([fact], at),
    'commitment-sent-back': ({ commitment }, at) => change(commitment, at, { status: 'sent-back' }),
    'progress-reported': async ({ commitment, progress, outlook = null, reportedBy, sealed: { note } }, at) => {
      const said = { consortium, commitment, progress, outlook, note, reportedBy, reportedAt: at }
      await tx.insert(progressReports).values(said)
      await change(commitment, at, { progress, outlook, progressNote: note || null, progressAt: at })
      await endRequests(tx, { kind: 'commitment', id: commitment }, at, progress === 'withdrawn' ? undefined : 'update')
    },
    'message-quoted': async ({ commitment, saidAt, saidBy, sealed: { text, author, url, hash } }) => {
      const said = { text, author, saidBy, url: url || null, saidAt: Temporal.Instant.from(saidAt), hash }
      await tx.insert(quotations).values({ consortium, commitment, ...said })
    },
    'commitment-withdrawn': ({ commitment }, at) => change(commitment, at, { status: 'withdrawn' }),
    ...transferWriters(tx, consortium),
  }
}
