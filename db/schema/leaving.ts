/** What becomes of an organisation that leaves, and of the commitments that pass from one to another. */
import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CommitmentId, OrganisationId, PersonId } from '#src/core/id.ts'
import { consortium, instant } from './columns.ts'
import { commitments } from './commitments.ts'
import { organisations } from './consortium.ts'

/** Each time that an organisation left. It may come back, and leave again. */
export const leavings = pgTable(
  'leavings',
  {
    consortium: consortium(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    leftAt: instant('left_at').notNull(),
    reason: text().notNull(),
    /** Who could bind it on that day: they may take its export away for some days more. */
    signatories: jsonb().$type<PersonId[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.organisation, t.leftAt] }),
    foreignKey({
      name: 'leavings_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

/** From one organisation to another: what was asked, and what became of it. Those that were confirmed are the history of a commitment's owners. */
export const transfers = pgTable(
  'transfers',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    from: text('from_id').$type<OrganisationId>().notNull(),
    to: text('to_id').$type<OrganisationId>().notNull(),
    state: text().$type<'proposed' | 'confirmed' | 'declined' | 'withdrawn'>().notNull(),
    /** Null where the operator proposed it at the shell. */
    proposedBy: text('proposed_by').$type<PersonId>(),
    proposedAt: instant('proposed_at').notNull(),
    /** Null while it waits, and where the organisation that was to take it over left. */
    settledBy: text('settled_by').$type<PersonId>(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment, t.n] }),
    foreignKey({
      name: 'transfers_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
    foreignKey({
      name: 'transfers_from',
      columns: [t.consortium, t.from],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    foreignKey({
      name: 'transfers_to',
      columns: [t.consortium, t.to],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    uniqueIndex('transfers_waiting').on(t.consortium, t.commitment).where(sql`state = 'proposed'`),
    index('transfers_asked').on(t.consortium, t.to).where(sql`state = 'proposed'`),
  ],
)
