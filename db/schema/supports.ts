/** Who else takes part in a commitment, and which commitments became which. */
import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Part, Recast, RecastKind } from '#src/commitments/recast.ts'
import type { SupportState } from '#src/commitments/support.ts'
import type { CommitmentId, OrganisationId, PersonId, RecastId } from '#src/core/id.ts'
import { consortium, instant } from './columns.ts'
import { commitments } from './commitments.ts'
import { organisations } from './consortium.ts'

/** Each time that an organisation was asked for its part, and what became of it. */
export const commitmentSupports = pgTable(
  'commitment_supports',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    part: text().notNull(),
    state: text().$type<SupportState>().notNull(),
    askedBy: text('asked_by').$type<PersonId>().notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Null while it waits, and where an organisation left. */
    settledBy: text('settled_by').$type<PersonId>(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment, t.n] }),
    foreignKey({
      name: 'commitment_supports_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
    foreignKey({
      name: 'commitment_supports_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    uniqueIndex('commitment_supports_standing')
      .on(t.consortium, t.commitment, t.organisation)
      .where(sql`state in ('asked', 'confirmed')`),
    index('commitment_supports_of').on(t.consortium, t.organisation).where(sql`state in ('asked', 'confirmed')`),
  ],
)

export const recasts = pgTable(
  'recasts',
  {
    consortium: consortium(),
    id: text().$type<RecastId>().notNull(),
    kind: text().$type<RecastKind>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    sources: jsonb().$type<CommitmentId[]>().notNull(),
    parts: jsonb().$type<Part[]>().notNull(),
    state: text().$type<Recast['state']>().notNull(),
    proposedBy: text('proposed_by').$type<PersonId>().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    settledBy: text('settled_by').$type<PersonId>(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    foreignKey({
      name: 'recasts_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    index('recasts_waiting').on(t.consortium, t.organisation).where(sql`state = 'proposed'`),
  ],
)

/** Which commitment came of which. */
export const commitmentOrigins = pgTable(
  'commitment_origins',
  {
    consortium: consortium(),
    from: text('from_id').$type<CommitmentId>().notNull(),
    into: text('into_id').$type<CommitmentId>().notNull(),
    recast: text('recast_id').$type<RecastId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.from, t.into] }),
    foreignKey({
      name: 'commitment_origins_from',
      columns: [t.consortium, t.from],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
    foreignKey({
      name: 'commitment_origins_into',
      columns: [t.consortium, t.into],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
    foreignKey({
      name: 'commitment_origins_recast',
      columns: [t.consortium, t.recast],
      foreignColumns: [recasts.consortium, recasts.id],
    }),
    index().on(t.consortium, t.into),
  ],
)
