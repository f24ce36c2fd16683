/** What organisations promise. */
import { bigint, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { Commitment } from '#src/commitments/commitment.ts'
import type { CommitmentKind, Details } from '#src/commitments/kind.ts'
import type { CommitmentId, GroupId, OrganisationId, PersonId, RecommendationId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Outlook, Progress } from '#src/recommendations/axes.ts'
import { consortium, instant } from './columns.ts'
import { organisations, workingGroups } from './consortium.ts'
import { recommendations } from './recommendations.ts'

export const commitments = pgTable(
  'commitments',
  {
    consortium: consortium(),
    id: text().$type<CommitmentId>().notNull(),
    number: integer(),
    status: text().$type<Commitment['status']>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    group: text('group_id').$type<GroupId>().notNull(),
    kind: text().$type<CommitmentKind>().notNull().default('other'),
    /** The fields of its kind; null where the kind has none, or its organisation keeps them to itself. */
    details: jsonb().$type<Details>(),
    /** A calendar day in the organisation's zone. */
    due: date({ mode: 'string' }).notNull(),
    /** The day that was promised first; null while no other was set. */
    originalDue: date('original_due', { mode: 'string' }),
    /** Raised by each change of substance: who edits an older one is told what changed meanwhile. */
    revision: integer().notNull().default(1),
    /** Whom its organisation named to ask; null: whoever proposed it. */
    contact: text('contact_id').$type<PersonId>(),
    label: text().$type<Tlp>().notNull(),
    /** Above TLP:GREEN: who may have it besides its source. */
    recipients: jsonb().$type<Recipient[]>().notNull().default([]),
    /** Empty where the organisation lets no text leave it. */
    text: text().notNull(),
    proposedBy: text('proposed_by').$type<PersonId>().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    confirmedBy: text('confirmed_by').$type<PersonId>(),
    confirmedAt: instant('confirmed_at'),
    /** As the owner last reported it; stands from the confirmation on. */
    progress: text().$type<Progress>(),
    outlook: text().$type<Outlook>(),
    progressNote: text('progress_note'),
    progressAt: instant('progress_at'),
    /** When its owner left the consortium; null again once another organisation has taken it over. */
    ownerLeftAt: instant('owner_left_at'),
    /** When its present owner took it over; null where that is the one that promised it. */
    ownedSince: instant('owned_since'),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    unique('commitments_number').on(t.consortium, t.number),
    foreignKey({
      name: 'commitments_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    foreignKey({
      name: 'commitments_group',
      columns: [t.consortium, t.group],
      foreignColumns: [workingGroups.consortium, workingGroups.id],
    }),
    index().on(t.consortium, t.organisation, t.status),
  ],
)

/** The recommendations that a commitment answers, in the order in which they were named. */
export const commitmentAnswers = pgTable(
  'commitment_answers',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    recommendation: text('recommendation_id').$type<RecommendationId>().notNull(),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: 'commitment_answers_key', columns: [t.consortium, t.commitment, t.recommendation] }),
    foreignKey({
      name: 'commitment_answers_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
    foreignKey({
      name: 'commitment_answers_recommendation',
      columns: [t.consortium, t.recommendation],
      foreignColumns: [recommendations.consortium, recommendations.id],
    }),
    index().on(t.consortium, t.recommendation),
  ],
)

/** The last number given of each kind: C-12, P-7. */
export const counters = pgTable(
  'counters',
  {
    consortium: consortium(),
    kind: text().$type<'commitment' | 'poll' | 'draft' | 'straw' | 'statement'>().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.kind] })],
)

/** Every report of progress, in the order in which it was made: nothing is overwritten, and done can be undone. */
export const progressReports = pgTable(
  'progress_reports',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    progress: text().$type<Progress>().notNull(),
    outlook: text().$type<Outlook>(),
    note: text().notNull(),
    reportedBy: text('reported_by').$type<PersonId>().notNull(),
    reportedAt: instant('reported_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment, t.n] }),
    foreignKey({
      name: 'progress_reports_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
  ],
)

/** The message that a commitment quotes, kept since links die. */
export const quotations = pgTable(
  'quotations',
  {
    consortium: consortium(),
    commitment: text('commitment_id').$type<CommitmentId>().notNull(),
    text: text().notNull(),
    author: text().notNull(),
    /** The author, where it is a person of this consortium. */
    saidBy: text('said_by').$type<PersonId>(),
    /** Null where the platform names none. */
    url: text(),
    saidAt: instant('said_at').notNull(),
    /** SHA-256 (hex) of the text as it was quoted. */
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.commitment] }),
    foreignKey({
      name: 'quotations_commitment',
      columns: [t.consortium, t.commitment],
      foreignColumns: [commitments.consortium, commitments.id],
    }),
  ],
)
