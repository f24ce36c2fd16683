/** What organisations were called at a moment, and in which zone their days ran. */
import { z } from 'zod'
import type { PastOrganisation } from '#src/plenaries/store.ts'
import type { Tx } from '../../link.ts'
import { organisations } from '../../schema/consortium.ts'
import { factsBefore } from './register.ts'

const Named = z.object({ short: z.string(), zone: z.string() })

/** One that was admitted later is called as it is today: what it took over is told of after the moment alone. */
export async function organisationsAsOf(tx: Tx, asOf: Temporal.Instant): Promise<PastOrganisation[]> {
  const { id, short, zone } = organisations
  const rows = await tx.select({ id, short, zone }).from(organisations)
  const past = await factsBefore(tx, { types: ['organisation-admitted', 'organisation-changed'], key: 'id', asOf })
  return rows.map((row) => {
    const kept = past.get(row.id)
    return kept ? { ...row, ...Named.parse(kept.fact) } : row
  })
}
