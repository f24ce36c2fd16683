/** Joint statements and the signatures of organisations. */
import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { GroupId, OrganisationId, PersonId, StatementId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { consortium, instant } from './columns.ts'
import { organisations, workingGroups } from './consortium.ts'

export const statements = pgTable(
  'statements',
  {
    consortium: consortium(),
    id: text().$type<StatementId>().notNull(),
    number: integer().notNull(),
    group: text('group_id').$type<GroupId>().notNull(),
    openedBy: text('opened_by').$type<PersonId>().notNull(),
    closesAt: instant('closes_at').notNull(),
    /** When it was closed for signing. */
    closedAt: instant('closed_at'),
    closedBy: text('closed_by').$type<PersonId>(),
    label: text().$type<Tlp>().notNull(),
    source: text('source_id').$type<OrganisationId>().notNull(),
    /** When the organisation that it comes from left. */
    sourceLeftAt: instant('source_left_at'),
    recipients: jsonb().$type<Recipient[]>().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    unique('statements_number').on(t.consortium, t.number),
    foreignKey({
      name: 'statements_group',
      columns: [t.consortium, t.group],
      foreignColumns: [workingGroups.consortium, workingGroups.id],
    }),
    foreignKey({
      name: 'statements_source',
      columns: [t.consortium, t.source],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    index('statements_open').on(t.closesAt).where(sql`closed_at is null`),
  ],
)

/** `n` counts those of one organisation: one that was withdrawn stays, and another may follow. */
export const statementSignatures = pgTable(
  'statement_signatures',
  {
    consortium: consortium(),
    statement: text('statement_id').$type<StatementId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    n: integer().notNull(),
    signedBy: text('signed_by').$type<PersonId>().notNull(),
    signedAt: instant('signed_at').notNull(),
    withdrawnBy: text('withdrawn_by').$type<PersonId>(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.statement, t.organisation, t.n] }),
    foreignKey({
      name: 'statement_signatures_statement',
      columns: [t.consortium, t.statement],
      foreignColumns: [statements.consortium, statements.id],
    }),
    foreignKey({
      name: 'statement_signatures_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)
