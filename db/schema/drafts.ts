/** Draft standards and the comments on them. */
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { CommentFileId, DraftCommentId, DraftId, GroupId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Comment, CommentType, Flag } from '#src/drafts/comment.ts'
import { bytes, consortium, instant } from './columns.ts'
import { organisations, workingGroups } from './consortium.ts'

export const drafts = pgTable(
  'drafts',
  {
    consortium: consortium(),
    id: text().$type<DraftId>().notNull(),
    number: integer().notNull(),
    group: text('group_id').$type<GroupId>().notNull(),
    standard: text().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    stage: text().notNull(),
    url: text().notNull(),
    opensAt: instant('opens_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    label: text().$type<Tlp>().notNull(),
    recipients: jsonb().$type<Recipient[]>().notNull().default([]),
    registeredBy: text('registered_by').$type<PersonId>(),
    /** The last number given to a comment of it. */
    lastComment: integer('last_comment').notNull().default(0),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    uniqueIndex('drafts_number').on(t.consortium, t.number),
    foreignKey({
      name: 'drafts_group',
      columns: [t.consortium, t.group],
      foreignColumns: [workingGroups.consortium, workingGroups.id],
    }),
  ],
)

export const draftComments = pgTable(
  'draft_comments',
  {
    consortium: consortium(),
    id: text().$type<DraftCommentId>().notNull(),
    draft: text('draft_id').$type<DraftId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    status: text().$type<Comment['status']>().notNull(),
    /** Given when it becomes its organisation's. */
    number: integer(),
    code: text().notNull().default(''),
    type: text().$type<CommentType>().notNull(),
    clause: text().notNull(),
    paragraph: text().notNull(),
    line: text().notNull(),
    text: text().notNull(),
    proposed: text().notNull(),
    author: text('author_id').$type<PersonId>(),
    recordedBy: text('recorded_by').$type<PersonId>(),
    validatedBy: text('validated_by').$type<PersonId>(),
    file: text('file_id').$type<CommentFileId>(),
    row: integer(),
    raw: jsonb().$type<string[]>(),
    flags: text().array().$type<Flag[]>().notNull(),
    late: boolean().notNull(),
    received: date(),
    at: instant().notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    uniqueIndex('draft_comments_number').on(t.consortium, t.draft, t.number),
    index().on(t.consortium, t.draft, t.organisation, t.status),
    foreignKey({
      name: 'draft_comments_draft',
      columns: [t.consortium, t.draft],
      foreignColumns: [drafts.consortium, drafts.id],
    }),
    foreignKey({
      name: 'draft_comments_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

/** What comments came in, as it came. */
export const commentFiles = pgTable(
  'comment_files',
  {
    consortium: consortium(),
    id: text().$type<CommentFileId>().notNull(),
    draft: text('draft_id').$type<DraftId>().notNull(),
    name: text().notNull(),
    size: integer().notNull(),
    hash: text().notNull(),
    importedBy: text('imported_by').$type<PersonId>(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    uniqueIndex('comment_files_hash').on(t.consortium, t.draft, t.hash),
    foreignKey({
      name: 'comment_files_draft',
      columns: [t.consortium, t.draft],
      foreignColumns: [drafts.consortium, drafts.id],
    }),
  ],
)

/** The bytes stand apart, so that no list reads them. */
export const commentFileBytes = pgTable(
  'comment_file_bytes',
  {
    consortium: consortium(),
    file: text('file_id').$type<CommentFileId>().notNull(),
    bytes: bytes().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.file] }),
    foreignKey({
      name: 'comment_file_bytes_file',
      columns: [t.consortium, t.file],
      foreignColumns: [commentFiles.consortium, commentFiles.id],
    }),
  ],
)
