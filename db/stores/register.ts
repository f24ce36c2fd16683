/** Appends entries; nothing here, and no grant, changes or removes one. */
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { entryOf } from '#src/register/entry.ts'
import { receiptOf } from '#src/register/receipt.ts'
import type { Signature } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { registerEntries, registerOpenings } from '../schema/register.ts'

/** A fact and who stands behind it. */
export type Signed = { fact: Fact; signature: Signature }

/**
 * One statement: the entries' numbers exist only once the rule's locks are held, and their openings refer to them. Numbers are given in
 * the order of the facts, and so are the receipts that it returns.
 */
export async function append(
  tx: Tx,
  consortium: ConsortiumId,
  signed: readonly Signed[],
  at: Temporal.Instant,
): Promise<string[]> {
  const entries = signed.map(({ fact, signature }) => ({
    fact,
    ...entryOf(fact, signature, at, () => randomBytes(32)),
  }))
  const kept = entries.map(({ fact, bytes }, index) => ({ nth: index + 1, type: fact.type, bytes: hex(bytes) }))
  const openings = entries.flatMap((entry, index) =>
    entry.openings.map(({ path, salt, value }) => ({ nth: index + 1, path, salt: hex(salt), value })),
  )
  await tx.execute(sql`
    with entry as (
      insert into ${registerEntries} (consortium_id, bytes, type, at)
      select ${consortium}, decode(e.bytes, 'hex'), e.type, ${at.toString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as e (nth integer, type text, bytes text)
      order by e.nth
      returning n
    ), numbered as (
      select n, row_number() over (order by n) as nth from entry
    )
    insert into ${registerOpenings} (consortium_id, entry, path, salt, value)
    select ${consortium}, numbered.n, o.path, decode(o.salt, 'hex'), o.value
    from numbered
    join jsonb_to_recordset(${JSON.stringify(openings)}::jsonb) as o (nth integer, path text, salt text, value jsonb)
      on o.nth = numbered.nth
  `)
  return entries.map(({ bytes }) => receiptOf(bytes))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
