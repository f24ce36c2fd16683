/** What came in once, what was typed so far, and the cards in shared places. */
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Answer } from '#src/core/answer.ts'
import type { Subject } from '#src/core/effect.ts'
import type { FormId, PersonId, PlaceId } from '#src/core/id.ts'
import type { Platform } from '#src/core/intent.ts'
import { consortium, instant } from './columns.ts'

export const deliveries = pgTable(
  'deliveries',
  {
    consortium: consortium(),
    key: text().notNull(),
    /** Whose attempt it was; null where no person made it. */
    person: text('person_id').$type<PersonId>(),
    answer: jsonb().$type<Answer>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.key] }), index().on(t.at)],
)

export const formDrafts = pgTable(
  'form_drafts',
  {
    consortium: consortium(),
    id: text().$type<FormId>().notNull(),
    platform: text().$type<Platform>().notNull(),
    workspace: text().notNull(),
    account: text().notNull(),
    use: text().notNull(),
    values: jsonb().$type<Record<string, string>>().notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] }), index().on(t.expiresAt)],
)

export const cards = pgTable(
  'cards',
  {
    consortium: consortium(),
    subjectKind: text('subject_kind').$type<Subject['kind']>().notNull(),
    subject: text('subject_id').$type<Subject['id']>().notNull(),
    place: text('place_id').$type<PlaceId>().notNull(),
    ref: text(),
    wanted: integer().notNull(),
    /** What the present or last claim set out to draw. */
    drawing: integer().notNull(),
    drawn: integer().notNull(),
    drawnHash: text('drawn_hash'),
    claimedUntil: instant('claimed_until'),
    sweptAt: instant('swept_at'),
    /** Who is told where the bot may not post: the person whose act put the card there. */
    askedBy: text('asked_by').$type<PersonId>(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.subjectKind, t.subject, t.place] }),
    index('cards_wanted').on(t.consortium).where(sql`wanted > drawn`),
  ],
)
