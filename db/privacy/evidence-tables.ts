/** The evidence that a person added or withdrew. */
import { asc, eq, or } from 'drizzle-orm'
import type { PersonId } from '#src/core/id.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { evidence } from '../schema/evidence.ts'
import { tableOfItems } from './held.ts'

export async function evidenceAdded(tx: Tx, person: PersonId): Promise<HeldTable> {
  const rows = await tx
    .select()
    .from(evidence)
    .where(or(eq(evidence.addedBy, person), eq(evidence.withdrawnBy, person)))
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
  return tableOfItems(
    'Evidence',
    'Words',
    rows.map((row) => {
      const words = [row.words, row.url, row.fileName].filter((part) => part).join(' ')
      return {
        item: evidenceItemOf(row),
        row: {
          ...{ Id: row.id, Of: row.subject, Kind: row.kind, Day: row.day, Words: words, 'SHA-256': row.fileHash },
          ...{ 'Added by you': row.addedBy === person, 'Added at': row.addedAt },
          ...{ 'Withdrawn by you': row.withdrawnBy === person, 'Withdrawn at': row.withdrawnAt },
        },
      }
    }),
  )
}

export function evidenceItemOf({ label, organisation, recipients }: typeof evidence.$inferSelect) {
  return { label, source: organisation, recipients }
}
