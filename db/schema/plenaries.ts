/** Meetings of the whole consortium. */
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { PersonId } from '#src/core/id.ts'
import { consortium, instant } from './columns.ts'
import { consortia } from './consortium.ts'

export const plenaries = pgTable(
  'plenaries',
  {
    consortium: consortium().references(() => consortia.consortium),
    /** The end of what it took note of. */
    until: instant().notNull(),
    /** Who stated it; null: the operator at the shell. */
    heldBy: text('held_by').$type<PersonId>(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.until] })],
)
