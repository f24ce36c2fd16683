/** Files that were made for somebody, and the links by which they are fetched. */
import { foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { EvidenceId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Needs } from '#src/view/document.ts'
import { bytes, consortium, instant } from './columns.ts'

export const documents = pgTable(
  'documents',
  {
    consortium: consortium(),
    id: text().notNull(),
    name: text().notNull(),
    /** The media type. */
    type: text().notNull(),
    bytes: bytes().notNull(),
    /** SHA-256 (hex) of the bytes. */
    hash: text().notNull(),
    label: text().$type<Tlp>().notNull(),
    /** For whom it was made. */
    person: text('person_id').$type<PersonId>().notNull(),
    /** What the person must still be when it is fetched. */
    needs: text().$type<Needs>().notNull().default('secretary'),
    /** The organisation whose it is, where it must still be signed for. */
    organisation: text('organisation_id').$type<OrganisationId>(),
    /** The evidence whose file it is, where it is one that somebody brought. */
    evidence: text('evidence_id').$type<EvidenceId>(),
    madeAt: instant('made_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.id] }), index().on(t.expiresAt)],
)

/** A link is for one account; its token stands here as SHA-256 (hex) only. Redeemed once, it gives a short session. */
export const links = pgTable(
  'links',
  {
    consortium: consortium(),
    token: text('token_hash').notNull(),
    document: text('document_id').notNull(),
    platform: text().$type<ChatPlatform>().notNull(),
    workspace: text().notNull(),
    account: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** SHA-256 (hex) of the word that the account says in its 1:1 chat, where the link alone opens nothing. */
    confirm: text('confirm_hash'),
    /** Words that were said in vain for it. */
    tries: integer().notNull().default(0),
    redeemedAt: instant('redeemed_at'),
    /** SHA-256 (hex) of the session's secret, which the browser holds. */
    session: text('session_hash'),
    sessionExpiresAt: instant('session_expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.token] }),
    foreignKey({
      name: 'links_document',
      columns: [t.consortium, t.document],
      foreignColumns: [documents.consortium, documents.id],
    }).onDelete('cascade'),
    index().on(t.expiresAt),
  ],
)
