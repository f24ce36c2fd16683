/** Who was asked how far a commitment is. */
import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CommitmentId, PersonId } from '#src/core/id.ts'
import { consortium, instant } from './columns.ts'
import { commitments } from './commitments.ts'

/** One is open for a commitment at a time: the next report answers it, and asking anew takes its place. */
export const updateRequests = pgTable(
  'update_requests',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    askedBy: text('asked_by').$type<PersonId>().notNull(),
    askedOf: text('asked_of').$type<PersonId>().notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Null while it waits. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment, t.n] }),
    foreignKey({
      name: 'update_requests_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
    uniqueIndex('update_requests_open').on(t.consortium, t.commitment).where(sql`ended_at is null`),
    index('update_requests_waiting').on(t.consortium, t.askedOf).where(sql`ended_at is null`),
  ],
)
