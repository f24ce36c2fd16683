/** Straw polls and the voices in them. Voices of one straw poll share no row, so that they never wait for each other. */
import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { GroupId, OrganisationId, PersonId, StrawId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { consortium, instant } from './columns.ts'
import { organisations, workingGroups } from './consortium.ts'

export const straws = pgTable(
  'straws',
  {
    consortium: consortium(),
    id: text().$type<StrawId>().notNull(),
    number: integer().notNull(),
    group: text('group_id').$type<GroupId>().notNull(),
    openedBy: text('opened_by').$type<PersonId>().notNull(),
    closesAt: instant('closes_at').notNull(),
    /** When it was closed and counted. */
    closedAt: instant('closed_at'),
    closedBy: text('closed_by').$type<PersonId>(),
    several: boolean().notNull(),
    label: text().$type<Tlp>().notNull(),
    source: text('source_id').$type<OrganisationId>().notNull(),
    /** When the organisation that it comes from left. */
    sourceLeftAt: instant('source_left_at'),
    recipients: jsonb().$type<Recipient[]>().notNull(),
    about: text().notNull(),
    question: text().notNull(),
    /** One a line. */
    answers: text().notNull(),
    /** As it stood at the close. */
    people: integer(),
    count: jsonb().$type<number[]>(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    unique('straws_number').on(t.consortium, t.number),
    foreignKey({
      name: 'straws_group',
      columns: [t.consortium, t.group],
      foreignColumns: [workingGroups.consortium, workingGroups.id],
    }),
    foreignKey({
      name: 'straws_source',
      columns: [t.consortium, t.source],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    index('straws_open').on(t.closesAt).where(sql`closed_at is null`),
  ],
)

/** What each person chose; none where it was taken back. */
export const strawVoices = pgTable(
  'straw_voices',
  {
    consortium: consortium(),
    straw: text('straw_id').$type<StrawId>().notNull(),
    person: text('person_id').$type<PersonId>().notNull(),
    answers: jsonb().$type<number[]>().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.straw, t.person] }),
    foreignKey({
      name: 'straw_voices_straw',
      columns: [t.consortium, t.straw],
      foreignColumns: [straws.consortium, straws.id],
    }),
  ],
)
