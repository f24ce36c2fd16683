/** Appends entries; nothing here, and no grant, changes or removes one. */
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { entryOf } from '#src/register/entry.ts'
import type { Signature } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { registerEntries, registerOpenings } from '../schema/register.ts'

/** One statement: the entry's number exists only once the rule's locks are held, and its openings refer to it. */
export async function append(
  tx: Tx,
  consortium: ConsortiumId,
  fact: Fact,
  signature: Signature,
  at: Temporal.Instant,
): Promise<void> {
  const { bytes, openings } = entryOf(fact, signature, at, () => randomBytes(32))
  const kept = openings.map(({ path, salt, value }) => ({ path, salt: Buffer.from(salt).toString('hex'), value }))
  await tx.execute(sql`
    with entry as (
      insert into ${registerEntries} (consortium_id, bytes, type, at)
      values (${consortium}, decode(${Buffer.from(bytes).toString('hex')}, 'hex'), ${fact.type}, ${at.toString()})
      returning n
    )
    insert into ${registerOpenings} (consortium_id, entry, path, salt, value)
    select ${consortium}, entry.n, o.path, decode(o.salt, 'hex'), o.value
    from entry, jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as o (path text, salt text, value jsonb)
  `)
}
