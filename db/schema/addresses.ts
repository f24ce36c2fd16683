/**
 * Tables without row-level security: ids and sealed tokens only, read before any consortium is known. No name, no text and no role stands here.
 */
import { index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { ConsortiumId, GroupId, PersonId, PlaceId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import { bytes, instant } from './columns.ts'

export const installations = pgTable(
  'installations',
  {
    platform: text().$type<ChatPlatform>().notNull(),
    workspace: text().notNull(),
    serviceUrl: text('service_url'),
    /** When it was uninstalled or turned out; null while it is in. */
    removedAt: instant('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace] })],
)

/** The bot's token in a workspace, sealed by AES-256-GCM: nonce, tag and ciphertext. */
export const installationTokens = pgTable(
  'installation_tokens',
  {
    platform: text().$type<ChatPlatform>().notNull(),
    workspace: text().notNull(),
    sealed: bytes().notNull(),
    /** Which key sealed it: the first 8 hex digits of the key's SHA-256. */
    key: text('key_id').notNull(),
    botUser: text('bot_user'),
    /** Separated by commas. */
    scopes: text().notNull(),
    installedAt: instant('installed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace] })],
)

/** Lets one workspace be installed, once. Only the SHA-256 (hex) of the ticket stands here. */
export const installTickets = pgTable('install_tickets', {
  hash: text('ticket_hash').primaryKey(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** Codes that an account tried in vain, within the hour that began at `since`. */
export const codeAttempts = pgTable(
  'code_attempts',
  {
    platform: text().$type<ChatPlatform>().notNull(),
    workspace: text().notNull(),
    account: text().notNull(),
    tries: integer().notNull(),
    since: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.workspace, t.account] })],
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
