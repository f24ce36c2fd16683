/** What was advised, who sees to it, and what each organisation says of it. */

import { sql } from 'drizzle-orm'
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Tracked } from '#src/core/effect.ts'
import type { AssessmentId, GroupId, OrganisationId, PersonId, RecommendationId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Found, Outlook, Progress } from '#src/recommendations/axes.ts'
import type { Response } from '#src/recommendations/recommendation.ts'
import { consortium, instant } from './columns.ts'
import { consortia, organisations, people, workingGroups } from './consortium.ts'

/** The source of findings and recommendations whose codes begin with its mark; the first one has none, and may be nameless. */
export const catalogues = pgTable(
  'catalogues',
  {
    consortium: consortium().references(() => consortia.consortium),
    mark: text().notNull(),
    title: text().notNull(),
    series: text().notNull(),
    publisher: text().notNull(),
    year: integer(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.mark] })],
)

export const findings = pgTable(
  'findings',
  {
    consortium: consortium().references(() => consortia.consortium),
    code: text().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.consortium, t.code] })],
)

export const recommendations = pgTable(
  'recommendations',
  {
    consortium: consortium(),
    id: text().$type<RecommendationId>().notNull(),
    code: text().notNull(),
    finding: text('finding_code').notNull(),
    title: text().notNull(),
    text: text().notNull(),
    themes: text().array().notNull(),
    /** Null: the consortium's own. */
    label: text().$type<Tlp>(),
    recipients: jsonb().$type<Recipient[]>().notNull().default([]),
    /** The one of which it is a part. */
    partOf: text('part_of').$type<RecommendationId>(),
    /** The working group that sees to it. */
    group: text('group_id').$type<GroupId>(),
    /** As its lead last reported it. */
    progress: text().$type<Progress>(),
    outlook: text().$type<Outlook>(),
    progressNote: text('progress_note'),
    progressAt: instant('progress_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    unique('recommendations_code').on(t.consortium, t.code),
    foreignKey({
      name: 'recommendations_finding',
      columns: [t.consortium, t.finding],
      foreignColumns: [findings.consortium, findings.code],
    }),
    foreignKey({
      name: 'recommendations_part_of',
      columns: [t.consortium, t.partOf],
      foreignColumns: [t.consortium, t.id],
    }),
    foreignKey({
      name: 'recommendations_group',
      columns: [t.consortium, t.group],
      foreignColumns: [workingGroups.consortium, workingGroups.id],
    }),
    index().on(t.consortium, t.partOf),
    index().on(t.consortium, t.group),
  ],
)

/** Who carries it out: one organisation leads, others support it. */
export const recommendationOrganisations = pgTable(
  'recommendation_organisations',
  {
    consortium: consortium(),
    recommendation: text('recommendation_id').$type<RecommendationId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    role: text().$type<'lead' | 'supporting'>().notNull(),
    since: instant('since_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ name: 'recommendation_organisations_pk', columns: [t.consortium, t.recommendation, t.organisation] }),
    foreignKey({
      name: 'recommendation_organisations_recommendation',
      columns: [t.consortium, t.recommendation],
      foreignColumns: [recommendations.consortium, recommendations.id],
    }),
    foreignKey({
      name: 'recommendation_organisations_of',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    uniqueIndex('recommendation_organisations_lead').on(t.consortium, t.recommendation).where(sql`role = 'lead'`),
    index('recommendation_organisations_organisation').on(t.consortium, t.organisation),
  ],
)

/** People who keep track of it for the consortium. */
export const recommendationCoordinators = pgTable(
  'recommendation_coordinators',
  {
    consortium: consortium(),
    recommendation: text('recommendation_id').$type<RecommendationId>().notNull(),
    person: text('person_id').$type<PersonId>().notNull(),
  },
  (t) => [
    primaryKey({ name: 'recommendation_coordinators_pk', columns: [t.consortium, t.recommendation, t.person] }),
    foreignKey({
      name: 'recommendation_coordinators_recommendation',
      columns: [t.consortium, t.recommendation],
      foreignColumns: [recommendations.consortium, recommendations.id],
    }),
    foreignKey({
      name: 'recommendation_coordinators_person',
      columns: [t.consortium, t.person],
      foreignColumns: [people.consortium, people.id],
    }),
    index('recommendation_coordinators_of').on(t.consortium, t.person),
  ],
)

/** Every response of every organisation, in the order in which they were stated; the last one stands. */
export const responses = pgTable(
  'responses',
  {
    consortium: consortium(),
    recommendation: text('recommendation_id').$type<RecommendationId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    response: text().$type<Response>().notNull(),
    /** Empty where the organisation lets no text leave it. */
    reason: text().notNull(),
    statedBy: text('stated_by').$type<PersonId>().notNull(),
    statedAt: instant('stated_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'responses_pk', columns: [t.consortium, t.recommendation, t.organisation, t.n] }),
    foreignKey({
      name: 'responses_recommendation',
      columns: [t.consortium, t.recommendation],
      foreignColumns: [recommendations.consortium, recommendations.id],
    }),
    foreignKey({
      name: 'responses_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

/** Every report of a lead on its recommendation, in the order in which they were made. */
export const recommendationReports = pgTable(
  'recommendation_reports',
  {
    consortium: consortium(),
    recommendation: text('recommendation_id').$type<RecommendationId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    progress: text().$type<Progress>().notNull(),
    outlook: text().$type<Outlook>(),
    note: text().notNull(),
    reportedBy: text('reported_by').$type<PersonId>().notNull(),
    reportedAt: instant('reported_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.recommendation, t.n] }),
    foreignKey({
      name: 'recommendation_reports_recommendation',
      columns: [t.consortium, t.recommendation],
      foreignColumns: [recommendations.consortium, recommendations.id],
    }),
    foreignKey({
      name: 'recommendation_reports_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

/** What assessors found, in the order in which they did. */
export const assessments = pgTable(
  'assessments',
  {
    consortium: consortium(),
    id: text().$type<AssessmentId>().notNull(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    subjectKind: text('subject_kind').$type<Tracked['kind']>().notNull(),
    subject: text('subject_id').$type<Tracked['id']>().notNull(),
    /** Whose word was assessed, on that day; null where nobody's was. */
    owner: text('owner_id').$type<OrganisationId>(),
    found: text().$type<Found>().notNull(),
    why: text().notNull(),
    assessedBy: text('assessed_by').$type<PersonId>().notNull(),
    assessedAt: instant('assessed_at').notNull(),
    /** Before, only its owner and its assessor see it. */
    opensAt: instant('opens_at').notNull(),
    reply: text(),
    repliedBy: text('replied_by').$type<PersonId>(),
    repliedAt: instant('replied_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    foreignKey({
      name: 'assessments_owner',
      columns: [t.consortium, t.owner],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
    index().on(t.consortium, t.subjectKind, t.subject, t.n),
    index().on(t.consortium, t.owner, t.opensAt),
  ],
)
