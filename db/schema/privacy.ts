/** What keeps records longer or shorter than usual. */
import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { HoldId, PersonId } from '#src/core/id.ts'
import type { RecordKind } from '#src/privacy/privacy.ts'
import { consortium, instant } from './columns.ts'

/** Nothing about the person (null: about anybody) is erased while it stands. */
export const legalHolds = pgTable(
  'legal_holds',
  {
    consortium: consortium(),
    id: text().$type<HoldId>().notNull(),
    person: text('person_id').$type<PersonId>(),
    reason: text().notNull(),
    from: instant('from_at').notNull(),
    until: instant('until_at'),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] })],
)

/** How many days records of a kind are kept, where the consortium wants other than what is usual. */
export const retentions = pgTable(
  'retentions',
  {
    consortium: consortium(),
    kind: text().$type<RecordKind>().notNull(),
    days: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.kind] })],
)
