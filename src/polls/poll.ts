/**
 * Poll: a question to the organisations of a working group: approve, disapprove or abstain.
 * Electorate: the organisations that may vote, fixed when the poll opens.   Ballot: one organisation's vote, cast by one of its delegates.
 * Open: takes ballots until its closing time.   Closing: takes none, waits for those in flight.   Closed: counted.
 * Outcome: what the rule makes of the count; a tally alone decides nothing.
 */
import { z } from 'zod'
import { signingRoles } from '#src/core/access.ts'
import { GroupId, OrganisationId, PersonId, PollId } from '#src/core/id.ts'
import { Recipient, type ReleasePolicy, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

export const longestQuestion = 300

export const Choice = z.enum(['approve', 'disapprove', 'abstain'])
export type Choice = z.infer<typeof Choice>

export const Rule = z.enum(['simple-majority'])
export type Rule = z.infer<typeof Rule>

/** `undecided`: nobody approved or disapproved, so there is nothing to compare. */
export const Outcome = z.enum(['approved', 'not-approved', 'undecided'])
export type Outcome = z.infer<typeof Outcome>

export const Count = z.object({
  approve: z.int().nonnegative(),
  disapprove: z.int().nonnegative(),
  abstain: z.int().nonnegative(),
})
export type Count = z.infer<typeof Count>

export const Ballot = z.object({
  organisation: OrganisationId,
  choice: Choice,
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
  label: Tlp,
  /** The organisation for which it was opened; null for polls from before that was kept. */
  source: OrganisationId.nullable(),
  recipients: z.array(Recipient),
  /** Empty where the reader may not have it. */
  question: z.string().max(longestQuestion),
  electorate: z.array(OrganisationId),
}

export const Poll = z.discriminatedUnion('status', [
  z.object({ status: z.literal('open'), ...base }),
  z.object({ status: z.literal('closing'), ...base }),
  z.object({ status: z.literal('closed'), ...base, count: Count, outcome: Outcome }),
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
    label: Tlp,
    source: OrganisationId.nullable(),
    recipients: z.array(Recipient),
    electorate: z.array(OrganisationId),
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
    sealed: z.object({ choice: Choice }),
  }),
  z.object({ type: z.literal('poll-closing-begun'), poll: PollId }),
  z.object({ type: z.literal('poll-closed'), poll: PollId, count: Count, outcome: Outcome }),
])
export type PollFact = z.infer<typeof PollFact>

/** As people say it: `P-7`. */
export function pollReference(poll: { number: number }): string {
  return `P-${poll.number}`
}
