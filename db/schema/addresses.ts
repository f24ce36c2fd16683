/**
 * Tables without row-level security: ids only, read before any consortium is known. No name, no text and no role stands here.
 */
import { index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { ConsortiumId, GroupId, PersonId, PlaceId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import { instant } from './columns.ts'

export const installations = pgTable(
  'installations',
  {
    platform: text().$type<ChatPlatform>().notNull(),
    workspace: text().notNull(),
    serviceUrl: text('service_url'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace] })],
)

export const chatAccounts = pgTable(
  'chat_accounts',
  {
    platform: text().$type<ChatPlatform>().notNull(),
    workspace: text().notNull(),
    account: text().notNull(),
    person: text('person_id').$type<PersonId>().notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace, t.account] }), index().on(t.person)],
)

export const places = pgTable(
  'places',
  {
    id: text().$type<PlaceId>().primaryKey(),
    platform: text().$type<ChatPlatform>().notNull(),
    workspace: text().notNull(),
    channel: text().notNull(),
    consortium: text('consortium_id').$type<ConsortiumId>().notNull(),
    group: text('group_id').$type<GroupId>().notNull(),
  },
  (t) => [unique('places_address').on(t.platform, t.workspace, t.channel), index().on(t.consortium, t.group)],
)

export const participants = pgTable(
  'participants',
  {
    person: text('person_id').$type<PersonId>().notNull(),
    consortium: text('consortium_id').$type<ConsortiumId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.consortium] })],
)
