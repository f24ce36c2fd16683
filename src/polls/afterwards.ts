/**
 * What concerns a poll from outside the chat, and after its close.
 * Received vote: one that came by letter or e-mail and that the secretariat recorded for its organisation, with its file.
 * Objection: of that organisation, which says that the record is wrong; the secretariat rules.   Late: recorded after the close: it counts only by a ruling.
 * Contest: of a result, by an organisation that could vote; the chair rules.   Flip: the one change from a disapproval that some rules allow after the close.
 * Recount: a new result beside those before it.
 */
import { z } from 'zod'
import { signingRoles } from '#src/core/access.ts'
import { ContestId, OrganisationId, PersonId, PollId, ReceivedVoteId } from '#src/core/id.ts'
import { Choice, Count, Counted, ReasonsRuling, Ruling } from './poll.ts'

/** The longest reason of an objection, a ruling or a contest. */
export const longestReason = 1_000

/** How it came. */
export const Means = z.enum(['letter', 'e-mail'])
export type Means = z.infer<typeof Means>

/** `stands`, `withdrawn`: of one that was counted, on an objection or a mistake. `counted`, `left-out`: of a late one. */
export const VoteRuling = z.enum(['stands', 'withdrawn', 'counted', 'left-out'])
export type VoteRuling = z.infer<typeof VoteRuling>

type Said = { reason: string; by: PersonId; at: string }

export type ReceivedVote = {
  id: ReceivedVoteId
  poll: PollId
  organisation: OrganisationId
  choice: Choice
  remarks: string
  /** What was ruled about the reasons of a disapproval. */
  reasons: ReasonsRuling | null
  /** Of whoever signed it, so that the rule's precedence holds for it as well. */
  role: (typeof signingRoles)[number]
  means: Means
  /** On which it arrived. */
  day: string
  state: 'counted' | 'late' | 'withdrawn'
  late: boolean
  recordedBy: PersonId
  recordedAt: string
  file: { name: string; size: number } | null
  objection: Said | null
  /** Oldest first. */
  rulings: (Said & { ruling: VoteRuling })[]
}

/** Whether an objection was made that the secretariat has not ruled on since. */
export function objectionWaits({ objection, rulings, state }: Pick<ReceivedVote, 'objection' | 'rulings' | 'state'>) {
  if (!objection || state === 'withdrawn') return false
  const made = Temporal.Instant.from(objection.at)
  const isSince = (at: string) => Temporal.Instant.compare(Temporal.Instant.from(at), made) >= 0
  return !rulings.some(({ at, ruling }) => ruling === 'stands' && isSince(at))
}

export type Contest = Said & {
  id: ContestId
  poll: PollId
  organisation: OrganisationId
  /** The result that is contested, counted from 1. */
  result: number
  ruling: (Said & { ruling: ContestRuling }) | null
}

export const ContestRuling = z.enum(['stands', 'recount'])
export type ContestRuling = z.infer<typeof ContestRuling>

/** What a disapproval may become after the close. */
export const Flipped = Choice.extract(['approve', 'abstain'])
export type Flipped = z.infer<typeof Flipped>

export type Flip = { poll: PollId; organisation: OrganisationId; choice: Flipped; by: PersonId; at: string }

const unopened = z.literal(true).optional()
const of = { poll: PollId, organisation: OrganisationId }

const AfterwardsFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('vote-recorded'),
    vote: ReceivedVoteId,
    ...of,
    role: z.enum(signingRoles),
    means: Means,
    day: z.iso.date(),
    late: z.boolean(),
    recordedBy: PersonId,
    file: z.object({ type: z.string(), size: z.int().nonnegative() }).nullable(),
    unopened,
    /** The name and the hash are empty where there is no file. */
    sealed: z.object({ choice: Choice, remarks: z.string(), name: z.string(), hash: z.string() }),
  }),
  /** The register holds the hash of a file, and never the file: this is stored alone. `bytes` in base64. */
  z.object({
    type: z.literal('letter-kept'),
    personal: z.literal(true),
    vote: ReceivedVoteId,
    bytes: z.base64(),
  }),
  z.object({
    type: z.literal('vote-objected'),
    vote: ReceivedVoteId,
    ...of,
    objectedBy: PersonId,
    unopened,
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({
    type: z.literal('vote-ruled'),
    vote: ReceivedVoteId,
    ...of,
    ruling: VoteRuling,
    ruledBy: PersonId,
    unopened,
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({
    type: z.literal('reasons-ruled'),
    poll: PollId,
    ruledBy: PersonId,
    rulings: z.array(z.object({ organisation: OrganisationId, ruling: ReasonsRuling })).min(1),
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({
    type: z.literal('result-contested'),
    contest: ContestId,
    ...of,
    result: z.int().positive(),
    contestedBy: PersonId,
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({
    type: z.literal('contest-ruled'),
    contest: ContestId,
    poll: PollId,
    ruling: ContestRuling,
    ruledBy: PersonId,
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({
    type: z.literal('ballot-flipped'),
    ...of,
    flippedBy: PersonId,
    unopened,
    sealed: z.object({ choice: Flipped }),
  }),
  z.object({
    type: z.literal('poll-recounted'),
    poll: PollId,
    /** Of this result, counted from 1. */
    n: z.int().min(2),
    because: Counted,
    count: Count,
    ...Ruling.shape,
    sealed: z.object({ reason: z.string() }),
  }),
])
export type AfterwardsFact = z.infer<typeof AfterwardsFact>
