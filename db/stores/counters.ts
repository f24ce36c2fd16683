/** Human numbers, one row of the last one per kind: C-12, P-7. */
import { eq, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { counters } from '../schema/commitments.ts'

type Kind = (typeof counters.$inferSelect)['kind']

/** The next free number; who asks holds the counter until the transaction ends. */
export async function nextNumber(tx: Tx, consortium: ConsortiumId, kind: Kind): Promise<number> {
  await tx.insert(counters).values({ consortium, kind, last: 0 }).onConflictDoNothing()
  const [row] = await tx.select({ last: counters.last }).from(counters).where(eq(counters.kind, kind)).for('update')
  return present(row, 'a counter').last + 1
}

export async function countTo(tx: Tx, consortium: ConsortiumId, kind: Kind, number: number): Promise<void> {
  await tx
    .insert(counters)
    .values({ consortium, kind, last: number })
    .onConflictDoUpdate({
      target: [counters.consortium, counters.kind],
      set: { last: sql`greatest(${counters.last}, excluded.last)` },
    })
}
