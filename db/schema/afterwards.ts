/** What concerns a poll from outside the chat, and after its close. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, date, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { SigningRole } from '#src/core/access.ts'
import type { ContestId, OrganisationId, PersonId, PollId, ReceivedVoteId } from '#src/core/id.ts'
import type { ContestRuling, Flipped, Means, ReceivedVote, VoteRuling } from '#src/polls/afterwards.ts'
import type { Choice, ReasonsRuling } from '#src/polls/poll.ts'
import { bytes, consortium, instant } from './columns.ts'
import { pollElectorate, polls } from './polls.ts'

export const receivedVotes = pgTable(
  'received_votes',
  {
    consortium: consortium(),
    id: text().$type<ReceivedVoteId>().notNull(),
    poll: text('poll_id').$type<PollId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    state: text().$type<ReceivedVote['state']>().notNull(),
    late: boolean().notNull(),
    choice: text().$type<Choice>().notNull(),
    remarks: text().notNull(),
    /** What the secretariat ruled about the reasons of a disapproval. */
    ruling: text().$type<ReasonsRuling>(),
    role: text().$type<SigningRole>().notNull(),
    means: text().$type<Means>().notNull(),
    /** On which it arrived. */
    day: date({ mode: 'string' }).notNull(),
    recordedBy: text('recorded_by').$type<PersonId>().notNull(),
    at: instant().notNull(),
    fileName: text('file_name'),
    /** The media type. */
    fileType: text('file_type'),
    fileSize: integer('file_size'),
    /** SHA-256 (hex) of the bytes. */
    fileHash: text('file_hash'),
    objection: text(),
    objectedBy: text('objected_by').$type<PersonId>(),
    objectedAt: instant('objected_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    // Of one organisation one vote can count, or wait for a ruling.
    uniqueIndex('received_votes_one').on(t.consortium, t.poll, t.organisation).where(sql`state <> 'withdrawn'`),
    foreignKey({
      name: 'received_votes_elector',
      columns: [t.consortium, t.poll, t.organisation],
      foreignColumns: [pollElectorate.consortium, pollElectorate.poll, pollElectorate.organisation],
    }),
  ],
)

/** The bytes stand apart, so that no list reads them. */
export const letters = pgTable(
  'letters',
  {
    consortium: consortium(),
    vote: text('vote_id').$type<ReceivedVoteId>().notNull(),
    bytes: bytes().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.vote] }),
    foreignKey({
      name: 'letters_vote',
      columns: [t.consortium, t.vote],
      foreignColumns: [receivedVotes.consortium, receivedVotes.id],
    }),
  ],
)

export const voteRulings = pgTable(
  'vote_rulings',
  {
    consortium: consortium(),
    n: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    vote: text('vote_id').$type<ReceivedVoteId>().notNull(),
    ruling: text().$type<VoteRuling>().notNull(),
    reason: text().notNull(),
    ruledBy: text('ruled_by').$type<PersonId>().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.vote, t.n] }),
    foreignKey({
      name: 'vote_rulings_vote',
      columns: [t.consortium, t.vote],
      foreignColumns: [receivedVotes.consortium, receivedVotes.id],
    }),
  ],
)

export const pollContests = pgTable(
  'poll_contests',
  {
    consortium: consortium(),
    id: text().$type<ContestId>().notNull(),
    poll: text('poll_id').$type<PollId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    /** The result that is contested. */
    result: integer().notNull(),
    reason: text().notNull(),
    contestedBy: text('contested_by').$type<PersonId>().notNull(),
    at: instant().notNull(),
    ruling: text().$type<ContestRuling>(),
    rulingReason: text('ruling_reason'),
    ruledBy: text('ruled_by').$type<PersonId>(),
    ruledAt: instant('ruled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.id] }),
    uniqueIndex('poll_contests_one').on(t.consortium, t.poll, t.organisation, t.result),
    foreignKey({
      name: 'poll_contests_elector',
      columns: [t.consortium, t.poll, t.organisation],
      foreignColumns: [pollElectorate.consortium, pollElectorate.poll, pollElectorate.organisation],
    }),
  ],
)

/** Once for each organisation. */
export const ballotFlips = pgTable(
  'ballot_flips',
  {
    consortium: consortium(),
    poll: text('poll_id').$type<PollId>().notNull(),
    organisation: text('organisation_id').$type<OrganisationId>().notNull(),
    choice: text().$type<Flipped>().notNull(),
    flippedBy: text('flipped_by').$type<PersonId>().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.poll, t.organisation] }),
    foreignKey({
      name: 'ballot_flips_poll',
      columns: [t.consortium, t.poll],
      foreignColumns: [polls.consortium, polls.id],
    }),
  ],
)
