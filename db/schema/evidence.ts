/** Evidence: links, files and notes on commitments and recommendations. */
import { sql } from 'drizzle-orm'
import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Tracked } from '#src/core/effect.ts'
import type { EvidenceId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { EvidenceKind } from '#src/evidence/evidence.ts'
import { bytes, consortium, instant } from './columns.ts'
import { organisations } from './consortium.ts'

export const evidence = pgTable(
  'evidence',
  {
    consortium: consortium(),
    id: text().$type<EvidenceId>().notNull(),
    subjectKind: text('subject_kind').$type<Tracked['kind']>().notNull(),
    subject: text('subject_id').$type<Tracked['id']>().notNull(),
    kind: text().$type<EvidenceKind>().notNull(),
    /** Empty once it is withdrawn, and where its source lets no text leave it. */
    words: text().notNull(),
    url: text(),
    fileName: text('file_name'),
    /** The media type. */
    fileType: text('file_type'),
    fileSize: integer('file_size'),
    /** SHA-256 (hex) of the bytes. */
    fileHash: text('file_hash'),
    /** A calendar day in the zone of its source. */
    day: date({ mode: 'string' }).notNull(),
    label: text().$type<Tlp>().notNull(),
    recipients: jsonb().$type<Recipient[]>().notNull().default([]),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    addedBy: text('added_by').$type<PersonId>().notNull(),
    addedAt: instant('added_at').notNull(),
    withdrawnBy: text('withdrawn_by').$type<PersonId>(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    foreignKey({
      name: 'evidence_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    index('evidence_of').on(t.consortium, t.subjectKind, t.subject).where(sql`withdrawn_at is null`),
  ],
)

/** The bytes stand apart, so that no list reads them. */
export const evidenceFiles = pgTable(
  'evidence_files',
  {
    consortium: consortium(),
    evidence: text('evidence_id').$type<EvidenceId>().notNull(),
    bytes: bytes().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.evidence] }),
    foreignKey({
      name: 'evidence_files_evidence',
      columns: [t.consortium, t.evidence],
      foreignColumns: [evidence.consortium, evidence.id],
    }),
  ],
)
