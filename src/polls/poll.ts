/**
 * Poll: a question to the organisations of a working group: approve, approve with comments, disapprove with reasons, or abstain.
 * Electorate: the organisations that may vote, and voters: who may cast for them; both are frozen when the poll opens.
 * Ballot: one organisation's vote, cast by one of its voters.   Remarks: its comments or reasons.
 * Open: takes ballots until its closing time.   Closing: takes none, waits for those in flight.   Closed: counted.
 * Charter: the rules by which a group decides.   Decision: of this consortium, whose charter names the rule.   Indicative: a position under a standards body's rule; the official vote is cast there.
 * Result: what the rule made of one count; a later count stands beside the first, never in its place.   Unattributed: no name stands beside a choice.
 */
import { z } from 'zod'
import { Category } from '#src/consortium/consortium.ts'
import { signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { GroupId, OrganisationId, PersonId, PollId, ReceivedVoteId } from '#src/core/id.ts'
import { Recipient, type ReleasePolicy, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

export const longestQuestion = 300

export const Choice = z.enum(['approve', 'approve-with-comments', 'disapprove', 'abstain'])
export type Choice = z.infer<typeof Choice>

export const Rule = z.enum([
  'simple-majority',
  'two-thirds',
  'unanimity',
  'consensus',
  'two-classes',
  'iso-dis',
  'iso-fdis',
  'iso-committee',
  'ieee-sa',
  'oasis-special-majority',
  'oasis-full-majority',
])
export type Rule = z.infer<typeof Rule>

/** `undecided`: nothing to compare, or no count decides. `withheld`: so few came back of an unattributed poll that no tally is made of it. */
export const Outcome = z.enum(['approved', 'not-approved', 'undecided', 'withheld'])
export type Outcome = z.infer<typeof Outcome>

export const Count = z.record(Choice, z.int().nonnegative())
export type Count = z.infer<typeof Count>

/** What a result is worth: see the glossary above. */
export const PollStanding = z.enum(['decision', 'indicative'])
export type PollStanding = z.infer<typeof PollStanding>

/** Who may vote, as it stood when the poll opened. */
export const Elector = z.object({ organisation: OrganisationId, category: Category, class: z.string() })
export type Elector = z.infer<typeof Elector>

/** Who may cast for an organisation of the electorate, as it stood when the poll opened. */
export const Voter = z.object({ organisation: OrganisationId, person: PersonId, role: z.enum(signingRoles) })
export type Voter = z.infer<typeof Voter>

/** The longest comments or reasons of a ballot. */
export const longestRemarks = 2_000

/** What the secretariat ruled about the reasons of a disapproval. */
export const ReasonsRuling = z.enum(['technical', 'not-technical'])
export type ReasonsRuling = z.infer<typeof ReasonsRuling>

/** Both sides of one comparison as integers, so that a stranger can check it without a calculator's rounding. */
export const Criterion = z.object({
  /** What is compared: `P-members in favour 12 of 14, needed at least 2/3`. */
  criterion: z.string(),
  /** `3×12 = 36 ≥ 2×14 = 28`. */
  sum: z.string(),
  met: z.boolean(),
})
export type Criterion = z.infer<typeof Criterion>

export const Ruling = z.object({
  outcome: Outcome,
  /** How many returns were compared as for or against. */
  compared: z.int().nonnegative(),
  /** Returns that were not, and why; together with `compared` they are all. */
  leftOut: z.array(z.object({ why: z.string(), count: z.int().positive() })),
  arithmetic: z.array(Criterion),
})
export type Ruling = z.infer<typeof Ruling>

/** Why it was counted. */
export const Counted = z.enum([
  'closed',
  'late-vote',
  'reasons-ruled',
  'contested',
  'reopened',
  'flipped',
  'objection-ruled',
])
export type Counted = z.infer<typeof Counted>

export const Result = Ruling.extend({
  count: Count,
  because: Counted,
  /** Of the ruling that led to it; empty for what the clock or a voter brought about. */
  reason: z.string(),
  countedAt: z.iso.datetime(),
})
export type Result = z.infer<typeof Result>

export const Ballot = z.object({
  organisation: OrganisationId,
  choice: Choice,
  /** Its comments or reasons; empty where it has none. */
  remarks: z.string().max(longestRemarks),
  ruling: ReasonsRuling.nullable(),
  /** Where it came by letter or e-mail: what the secretariat recorded. */
  recorded: ReceivedVoteId.nullable(),
  /** Who cast it, or recorded it. */
  castBy: PersonId,
  role: z.enum(signingRoles),
  castAt: z.iso.datetime(),
})
export type Ballot = z.infer<typeof Ballot>

const base = {
  id: PollId,
  number: z.int().positive(),
  group: GroupId,
  openedBy: PersonId,
  closesAt: z.iso.datetime(),
  rule: Rule,
  standing: PollStanding,
  /** Nothing of how anybody voted is shown before the close. */
  hidden: z.boolean(),
  unattributed: z.boolean(),
  label: Tlp,
  /** The organisation for which it was opened; null for polls from before that was kept. */
  source: OrganisationId.nullable(),
  recipients: z.array(Recipient),
  /** Empty where the reader may not have it. */
  question: z.string().max(longestQuestion),
  electorate: z.array(Elector),
  voters: z.array(Voter),
}

export const Poll = z.discriminatedUnion('status', [
  z.object({ status: z.literal('open'), ...base }),
  z.object({ status: z.literal('closing'), ...base }),
  z.object({ status: z.literal('closed'), ...base, results: z.array(Result).min(1) }),
])
export type Poll = z.infer<typeof Poll> & {
  /** What its source lets leave it, today. */
  policy: ReleasePolicy
  /** When its source left the consortium: its label can only go up since. */
  sourceLeftAt: string | null
}

/** A poll as sharing sees it. */
export function pollItem({ label, source, recipients, policy }: Shared): Shared {
  return { label, source, recipients, policy }
}

const PollFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('poll-opened'),
    poll: PollId,
    number: z.int().positive(),
    group: GroupId,
    openedBy: PersonId,
    closesAt: z.iso.datetime(),
    rule: Rule,
    standing: PollStanding,
    hidden: z.boolean(),
    unattributed: z.boolean(),
    label: Tlp,
    source: OrganisationId.nullable(),
    recipients: z.array(Recipient),
    electorate: z.array(Elector),
    voters: z.array(Voter),
    sealed: z.object({ question: z.string() }),
  }),
  z.object({
    type: z.literal('poll-relabelled'),
    poll: PollId,
    was: Tlp,
    label: Tlp,
    recipients: z.array(Recipient),
  }),
  z.object({
    type: z.literal('ballot-cast'),
    poll: PollId,
    organisation: OrganisationId,
    castBy: PersonId,
    role: z.enum(signingRoles),
    /** A person said that this replaces the ballot of a stronger role. */
    replaces: z.boolean(),
    /** Of an unattributed poll: what is sealed is opened to nobody. */
    unopened: z.literal(true).optional(),
    sealed: z.object({ choice: Choice, remarks: z.string() }),
  }),
  z.object({ type: z.literal('poll-closing-begun'), poll: PollId }),
  /** `group`: null for the consortium itself, whose charter holds for every group without one of its own. */
  z.object({ type: z.literal('charter-set'), group: GroupId.nullable(), rules: z.array(Rule).min(1) }),
  z.object({ type: z.literal('poll-closed'), poll: PollId, count: Count, ...Ruling.shape }),
])
export type PollFact = z.infer<typeof PollFact>

/** Ballots of each choice. */
export function countOf(ballots: readonly Pick<Ballot, 'choice'>[]): Count {
  const of = (choice: Choice) => ballots.filter((ballot) => ballot.choice === choice).length
  return {
    approve: of('approve'),
    'approve-with-comments': of('approve-with-comments'),
    disapprove: of('disapprove'),
    abstain: of('abstain'),
  }
}

/** Approvals, with comments or without. */
export function inFavour(count: Count): number {
  return (count.approve ?? 0) + (count['approve-with-comments'] ?? 0)
}

/** What stands: the last count. */
export function standingResult({ results }: Extract<Poll, { status: 'closed' }>): Result {
  return present(results.at(-1), 'the result of a closed poll')
}

/** Whether an organisation may vote in it. */
export function isAsked({ electorate }: Pick<Poll, 'electorate'>, organisation: OrganisationId): boolean {
  return electorate.some((elector) => elector.organisation === organisation)
}

/** As people say it: `P-7`. */
export function pollReference(poll: { number: number }): string {
  return `P-${poll.number}`
}
