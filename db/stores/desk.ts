/** Reads what the consortium's desk asks besides the lists: what it is bound to, and the lock. */
import { sql } from 'drizzle-orm'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { consortia } from '../schema/consortium.ts'

export function deskReader(tx: Tx): Pick<ConsortiumReader, 'bound' | 'isFounded' | 'holdDesk'> {
  return {
    bound: async () => {
      const [row] = await tx.execute<{ id: ConsortiumId }>(sql`select current_setting('plenary.consortium') as id`)
      return present(row, 'the consortium').id
    },
    isFounded: async () => (await tx.select({ id: consortia.consortium }).from(consortia)).length > 0,
    // References of other tables to this row do not wait for it.
    holdDesk: async () => {
      await tx.select({ id: consortia.consortium }).from(consortia).for('no key update')
    },
  }
}
