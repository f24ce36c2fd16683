/** How comments on drafts are settled: dispositions in time, consent lists, what was pulled out, and positions. */
import { bigint, boolean, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ConsentId, DispositionId, DraftCommentId, DraftId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Disposition, Passed, Position } from '#src/resolution/resolution.ts'
import { consortium, instant } from './columns.ts'
import { organisations } from './consortium.ts'
import { draftComments, drafts } from './drafts.ts'

/** Rows are added and never changed, so that a comment's history is what it holds of it. */
export const dispositions = pgTable(
  'dispositions',
  {
    consortium: consortium(),
    id: text().$type<DispositionId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    draft: text('draft_id').$type<DraftId>().notNull(),
    comment: text('comment_id').$type<DraftCommentId>().notNull(),
    kind: text().$type<Passed['kind']>().notNull(),
    disposition: text().$type<Disposition>().notNull(),
    text: text().notNull(),
    duplicateOf: text('duplicate_of').$type<DraftCommentId>(),
    /** Of a proposal the list that stood circulated then; of a decision the list with which it was made. */
    consent: text('consent_id').$type<ConsentId>(),
    by: text('said_by').$type<PersonId>(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    index().on(t.consortium, t.draft, t.comment, t.n),
    foreignKey({
      name: 'dispositions_comment',
      columns: [t.consortium, t.comment],
      foreignColumns: [draftComments.consortium, draftComments.id],
    }),
  ],
)

export const consentLists = pgTable(
  'consent_lists',
  {
    consortium: consortium(),
    id: text().$type<ConsentId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    draft: text('draft_id').$type<DraftId>().notNull(),
    deadline: instant().notNull(),
    circulatedBy: text('circulated_by').$type<PersonId>(),
    at: instant().notNull(),
    closed: boolean().notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    index().on(t.consortium, t.draft, t.n),
    index('consent_lists_due').on(t.closed, t.deadline),
    foreignKey({
      name: 'consent_lists_draft',
      columns: [t.consortium, t.draft],
      foreignColumns: [drafts.consortium, drafts.id],
    }),
  ],
)

export const pullOuts = pgTable(
  'pull_outs',
  {
    consortium: consortium(),
    consent: text('consent_id').$type<ConsentId>().notNull(),
    comment: text('comment_id').$type<DraftCommentId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    draft: text('draft_id').$type<DraftId>().notNull(),
    proposal: text('proposal_id').$type<DispositionId>().notNull(),
    reason: text().notNull(),
    by: text('pulled_by').$type<PersonId>(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.consent, t.comment, t.organisation] }),
    index().on(t.consortium, t.draft),
    foreignKey({
      name: 'pull_outs_consent',
      columns: [t.consortium, t.consent],
      foreignColumns: [consentLists.consortium, consentLists.id],
    }),
    foreignKey({
      name: 'pull_outs_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

export const commentPositions = pgTable(
  'comment_positions',
  {
    consortium: consortium(),
    comment: text('comment_id').$type<DraftCommentId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    draft: text('draft_id').$type<DraftId>().notNull(),
    position: text().$type<Position>().notNull(),
    note: text().notNull(),
    by: text('taken_by').$type<PersonId>(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.comment, t.organisation] }),
    index().on(t.consortium, t.draft),
    foreignKey({
      name: 'comment_positions_comment',
      columns: [t.consortium, t.comment],
      foreignColumns: [draftComments.consortium, draftComments.id],
    }),
    foreignKey({
      name: 'comment_positions_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)
