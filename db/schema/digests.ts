/** Who is told what, when. */
import { foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { PersonId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import { consortium, instant } from './columns.ts'
import { people } from './consortium.ts'

/** One row per person who set a digest; a digest that is off keeps its window. */
export const digests = pgTable(
  'digests',
  {
    consortium: consortium(),
    person: text('person_id').$type<PersonId>().notNull(),
    /** ISO 8601 weekday, 1 is Monday; null is off. */
    weekday: integer(),
    /** Minutes after midnight in `zone`. */
    minute: integer().notNull(),
    zone: text().notNull(),
    platform: text().$type<ChatPlatform>().notNull(),
    /** The end of the last window; the next one begins after it. */
    sentUntil: instant('sent_until').notNull(),
    /** When the next one is due; null where it is off. */
    nextAt: instant('next_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.person] }),
    foreignKey({
      name: 'digests_person',
      columns: [t.consortium, t.person],
      foreignColumns: [people.consortium, people.id],
    }),
    index('digests_next').on(t.nextAt),
  ],
)
