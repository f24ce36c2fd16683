/** Polls and ballots. No row, key or counter here is shared by all ballots of a poll, so that they never wait for each other. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { Category } from '#src/consortium/consortium.ts'
import type { SigningRole } from '#src/core/access.ts'
import type { GroupId, OrganisationId, PersonId, PollId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Decided, Official, PollAct } from '#src/polls/acts.ts'
import type {
  Choice,
  Count,
  Counted,
  Outcome,
  Poll,
  PollStanding,
  ReasonsRuling,
  Rule,
  Ruling,
} from '#src/polls/poll.ts'
import { consortium, instant } from './columns.ts'
import { organisations, workingGroups } from './consortium.ts'

export const polls = pgTable(
  'polls',
  {
    consortium: consortium(),
    id: text().$type<PollId>().notNull(),
    number: integer().notNull(),
    status: text().$type<Poll['status']>().notNull(),
    group: text('group_id').$type<GroupId>().notNull(),
    openedBy: text('opened_by').$type<PersonId>().notNull(),
    closesAt: instant('closes_at').notNull(),
    rule: text().$type<Rule>().notNull(),
    standing: text().$type<PollStanding>().notNull().default('decision'),
    /** Nothing of how anybody voted is shown before the close. */
    hidden: boolean().notNull().default(false),
    unattributed: boolean().notNull().default(false),
    label: text().$type<Tlp>().notNull(),
    /** The organisation for which it was opened; null for polls from before that was kept. */
    source: text('source_id').$type<OrganisationId>(),
    /** When that organisation left the consortium: from then on the label can only go up. */
    sourceLeftAt: instant('source_left_at'),
    /** Above TLP:GREEN: who may have it besides its source. */
    recipients: jsonb().$type<Recipient[]>().notNull().default([]),
    question: text().notNull(),
    /** As it stands: the last of {@link pollResults}. */
    count: jsonb().$type<Count>(),
    outcome: text().$type<Outcome>(),
    /** When the clock reminds its voters; null where nothing is left to remind of. */
    remindAt: instant('remind_at'),
    /** When its voters were last reminded. */
    remindedAt: instant('reminded_at'),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    unique('polls_number').on(t.consortium, t.number),
    foreignKey({
      name: 'polls_group',
      columns: [t.consortium, t.group],
      foreignColumns: [workingGroups.consortium, workingGroups.id],
    }),
    index('polls_uncounted').on(t.closesAt).where(sql`status <> 'closed'`),
    index('polls_to_remind').on(t.remindAt).where(sql`remind_at is not null`),
  ],
)

export const pollElectorate = pgTable(
  'poll_electorate',
  {
    consortium: consortium(),
    poll: text('poll_id').$type<PollId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    position: integer().notNull(),
    category: text().$type<Category>().notNull().default('P'),
    class: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.poll, t.organisation] }),
    foreignKey({
      name: 'poll_electorate_poll',
      columns: [t.consortium, t.poll],
      foreignColumns: [polls.consortium, polls.id],
    }),
    foreignKey({
      name: 'poll_electorate_organisation',
      columns: [t.consortium, t.organisation],
      foreignColumns: [organisations.consortium, organisations.id],
    }),
  ],
)

/** Who may cast for whom, frozen when the poll opens. */
export const pollVoters = pgTable(
  'poll_voters',
  {
    consortium: consortium(),
    poll: text('poll_id').$type<PollId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    person: text('person_id').$type<PersonId>().notNull(),
    role: text().$type<SigningRole>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.poll, t.organisation, t.person, t.role] }),
    foreignKey({
      name: 'poll_voters_elector',
      columns: [t.consortium, t.poll, t.organisation],
      foreignColumns: [pollElectorate.consortium, pollElectorate.poll, pollElectorate.organisation],
    }),
  ],
)

/** Every count, in order: a later one stands beside the first, never in its place. */
export const pollResults = pgTable(
  'poll_results',
  {
    consortium: consortium(),
    poll: text('poll_id').$type<PollId>().notNull(),
    n: integer().notNull(),
    because: text().$type<Counted>().notNull(),
    count: jsonb().$type<Count>().notNull(),
    outcome: text().$type<Outcome>().notNull(),
    ruling: jsonb().$type<Omit<Ruling, 'outcome'>>().notNull(),
    /** Of the ruling that led to it. */
    reason: text().notNull().default(''),
    countedAt: instant('counted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.poll, t.n] }),
    foreignKey({
      name: 'poll_results_poll',
      columns: [t.consortium, t.poll],
      foreignColumns: [polls.consortium, polls.id],
    }),
  ],
)

export const ballots = pgTable(
  'ballots',
  {
    consortium: consortium(),
    poll: text('poll_id').$type<PollId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    choice: text().$type<Choice>().notNull(),
    /** Its comments or reasons; empty where it has none. */
    remarks: text().notNull().default(''),
    /** What the secretariat ruled about the reasons of a disapproval. */
    ruling: text().$type<ReasonsRuling>(),
    castBy: text('cast_by').$type<PersonId>().notNull(),
    role: text().$type<SigningRole>().notNull(),
    castAt: instant('cast_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.poll, t.organisation] }),
    foreignKey({
      name: 'ballots_voter',
      columns: [t.consortium, t.poll, t.organisation],
      foreignColumns: [pollElectorate.consortium, pollElectorate.poll, pollElectorate.organisation],
    }),
  ],
)

/** What was done with a poll besides voting, in order. */
export const pollActs = pgTable(
  'poll_acts',
  {
    consortium: consortium(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    poll: text('poll_id').$type<PollId>().notNull(),
    kind: text().$type<PollAct['kind']>().notNull(),
    by: text('acted_by').$type<PersonId>().notNull(),
    /** The reason, the grounds, or the figures. */
    words: text().notNull(),
    at: instant().notNull(),
    /** Until when it then took votes. */
    closesAt: instant('closes_at'),
    decided: text().$type<Decided>(),
    official: text().$type<Official>(),
    day: date(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.poll, t.n] }),
    foreignKey({
      name: 'poll_acts_poll',
      columns: [t.consortium, t.poll],
      foreignColumns: [polls.consortium, polls.id],
    }),
  ],
)
