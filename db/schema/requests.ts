/** Who was asked for what. */
import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Tracked } from '#src/core/effect.ts'
import type { PersonId } from '#src/core/id.ts'
import type { Wanted } from '#src/requests/request.ts'
import { consortium, instant } from './columns.ts'
import { people } from './consortium.ts'

/** Of a subject one is open of each kind at a time: an answer ends it, and asking anew takes its place. */
export const requests = pgTable(
  'requests',
  {
    consortium: consortium(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    wanted: text().$type<Wanted>().notNull(),
    subjectKind: text('subject_kind').$type<Tracked['kind']>().notNull(),
    subject: text('subject_id').$type<Tracked['id']>().notNull(),
    askedBy: text('asked_by').$type<PersonId>().notNull(),
    askedOf: text('asked_of').$type<PersonId>().notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Null while it waits. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.n] }),
    foreignKey({
      name: 'requests_by',
      columns: [t.consortium, t.askedBy],
      foreignColumns: [people.consortium, people.id],
    }),
    foreignKey({
      name: 'requests_of',
      columns: [t.consortium, t.askedOf],
      foreignColumns: [people.consortium, people.id],
    }),
    uniqueIndex('requests_open').on(t.consortium, t.subjectKind, t.subject, t.wanted).where(sql`ended_at is null`),
    index('requests_waiting').on(t.consortium, t.askedOf).where(sql`ended_at is null`),
  ],
)
