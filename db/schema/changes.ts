/** What becomes of a promise: its milestones, and every change of its substance. */
import { bigint, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ChangeState, Patch } from '#src/commitments/change.ts'
import type { ChangeId, CommitmentId, MilestoneId, PersonId } from '#src/core/id.ts'
import { consortium, instant } from './columns.ts'
import { commitments } from './commitments.ts'

export const milestones = pgTable(
  'milestones',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    id: text().$type<MilestoneId>().notNull(),
    /** In the order in which they were written down. */
    position: integer().notNull(),
    /** Empty where the organisation keeps it to itself. */
    text: text().notNull(),
    /** A calendar day in the organisation's zone. */
    due: date({ mode: 'string' }).notNull(),
    reachedAt: instant('reached_at'),
    reachedBy: text('reached_by').$type<PersonId>(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment, t.id] }),
    foreignKey({
      name: 'milestones_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
  ],
)

/** A change of substance: it waits for a delegate or deputy, and is kept whatever became of it. */
export const commitmentChanges = pgTable(
  'commitment_changes',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    id: text().$type<ChangeId>().notNull(),
    state: text().$type<ChangeState>().notNull(),
    /** What was and what is to be, part by part. */
    patch: jsonb().$type<Patch>().notNull(),
    /** The revision that it made; null where it made none. */
    revision: integer(),
    proposedBy: text('proposed_by').$type<PersonId>().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    settledBy: text('settled_by').$type<PersonId>(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment, t.id] }),
    foreignKey({
      name: 'commitment_changes_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
    index().on(t.consortium, t.state),
  ],
)

/** Every day that was promised instead of another, in order. */
export const dueChanges = pgTable(
  'due_changes',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    was: date({ mode: 'string' }).notNull(),
    due: date({ mode: 'string' }).notNull(),
    confirmedBy: text('confirmed_by').$type<PersonId>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment, t.n] }),
    foreignKey({
      name: 'due_changes_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
  ],
)
