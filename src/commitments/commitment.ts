/**
 * Commitment: what an organisation promises to do, by a day, often in answer to a recommendation.
 * Proposal: a commitment that a colleague wrote down and no delegate has confirmed; only that organisation sees it.
 * Confirmed: its delegate or deputy stands by it; it has a number (C-12) and the working group sees it.
 * Sent back, withdrawn: a proposal that ended without a promise.
 * Owner left: its organisation left the consortium while something remained to be done; nobody's, until another takes it over.
 * Transfer: one side proposes that another organisation takes it over; a signatory of that one confirms.   Due: a calendar day in the organisation's zone.
 */
import { z } from 'zod'
import { CommitmentId, GroupId, OrganisationId, PersonId, RecommendationId } from '#src/core/id.ts'
import { Recipient, type ReleasePolicy, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import { isOver, Outlook, Progress } from '#src/recommendations/axes.ts'
import { Day } from './day.ts'
import { CommitmentKind, Terms } from './kind.ts'

/** Days from today within which a due day is soon. */
export const soonDays = 14

/** Days from today to the due day, both in the owner's zone; negative once it has passed. */
export function daysLeft(due: string, today: Temporal.PlainDate): number {
  return today.until(due, { largestUnit: 'day' }).days
}

/** What a commitment needs to tell whether its owner left. */
type Owning = { progress: Progress; ownerLeftAt: Temporal.Instant | string | null }

/** True where its owner left and something remains to be done: it is nobody's until another organisation takes it over. */
export function isOwnerLeft({ progress, ownerLeftAt }: Owning): boolean {
  return ownerLeftAt !== null && !isOver(progress)
}

/** True once the due day has passed in the owner's zone and something remains to be done by an owner who is still there. */
export function isOverdue(commitment: { due: string } & Owning, today: Temporal.PlainDate): boolean {
  return daysLeft(commitment.due, today) < 0 && !isOver(commitment.progress) && !isOwnerLeft(commitment)
}

/** The longest promise that fits every platform's card twice. */
export const longestText = 500

const base = {
  id: CommitmentId,
  organisation: OrganisationId,
  group: GroupId,
  /** What it answers, in the order in which it was named. */
  recommendations: z.array(RecommendationId).readonly(),
  ...Terms.shape,
  due: Day,
  /** The day that was promised first. */
  originalDue: Day,
  /** Raised by each change of substance. */
  revision: z.int().positive(),
  /** Whom its organisation named to ask; null: whoever proposed it. */
  contact: PersonId.nullable(),
  label: Tlp,
  recipients: z.array(Recipient),
  /** Empty where its organisation keeps the text to itself. */
  text: z.string().max(longestText),
  proposedBy: PersonId,
}

export const Commitment = z.discriminatedUnion('status', [
  z.object({ status: z.literal('proposed'), ...base }),
  z.object({
    status: z.literal('confirmed'),
    ...base,
    number: z.int().positive(),
    confirmedBy: PersonId,
    confirmedAt: z.iso.datetime(),
    /** As the owner last reported it; `not-started` from the confirmation on. */
    progress: Progress,
    /** Whether its owner expects to keep its word; null where it did not say. */
    outlook: Outlook.nullable(),
    /** The note of the last report, where it had one. */
    progressNote: z.string().nullable(),
    progressAt: z.iso.datetime().nullable(),
    /** When its owner left the consortium; null again once another has taken it over. */
    ownerLeftAt: z.iso.datetime().nullable(),
    /** When the owner took it over; null where it promised it itself. */
    ownedSince: z.iso.datetime().nullable(),
  }),
  z.object({ status: z.literal('sent-back'), ...base }),
  z.object({ status: z.literal('withdrawn'), ...base }),
])
export type Commitment = z.infer<typeof Commitment> & {
  /** What its organisation lets leave it, today. */
  policy: ReleasePolicy
}

/** Number, owner, date and state, and no word of what it says. */
export function withoutText<C extends Commitment>(commitment: C): C {
  const noted = commitment.status === 'confirmed' ? { progressNote: null } : {}
  return { ...commitment, ...noted, text: '', recommendations: [], kind: 'other', details: null }
}

/** Stands where a text is not shown, and where none was stored. */
export function keptText(owner: string): string {
  return `Text kept by ${owner}.`
}

/** A commitment as sharing sees it. */
export function commitmentItem(of: Omit<Shared, 'source'> & { organisation: OrganisationId }): Shared {
  return { label: of.label, source: of.organisation, recipients: of.recipients, policy: of.policy }
}

/** The message of another organisation that a commitment quotes, kept as it was: links die. */
export type Quotation = {
  text: string
  /** Name and organisation on the day it was quoted. */
  author: string
  /** The author, where it is a person of this consortium. */
  saidBy: PersonId | null
  url: string | null
  saidAt: string
  /** SHA-256 (hex) of the text. */
  hash: string
}

const transfer = { commitment: CommitmentId, from: OrganisationId, to: OrganisationId }

/** `details`: the fields of its kind as JSON, where it has some. */
const Promised = z.object({ text: z.string(), details: z.string().exactOptional() })

const CommitmentFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('commitment-proposed'),
    commitment: CommitmentId,
    organisation: OrganisationId,
    group: GroupId,
    recommendations: z.array(RecommendationId).readonly(),
    kind: CommitmentKind,
    due: Day,
    label: Tlp,
    recipients: z.array(Recipient),
    proposedBy: PersonId,
    sealed: Promised,
  }),
  z.object({
    type: z.literal('commitment-reworded'),
    commitment: CommitmentId,
    group: GroupId,
    recommendations: z.array(RecommendationId).readonly(),
    kind: CommitmentKind,
    due: Day,
    label: Tlp,
    recipients: z.array(Recipient),
    sealed: Promised,
  }),
  z.object({
    type: z.literal('commitment-relabelled'),
    commitment: CommitmentId,
    was: Tlp,
    label: Tlp,
    recipients: z.array(Recipient),
  }),
  z.object({
    type: z.literal('commitment-confirmed'),
    commitment: CommitmentId,
    number: z.int().positive(),
    confirmedBy: PersonId,
  }),
  z.object({ type: z.literal('commitment-sent-back'), commitment: CommitmentId, sentBackBy: PersonId }),
  /** `withdrawnBy` is null where its organisation left. */
  z.object({ type: z.literal('commitment-withdrawn'), commitment: CommitmentId, withdrawnBy: PersonId.nullable() }),
  z.object({
    type: z.literal('progress-reported'),
    commitment: CommitmentId,
    progress: Progress,
    /** Left out where the owner said nothing of it. */
    outlook: Outlook.exactOptional(),
    reportedBy: PersonId,
    sealed: z.object({ note: z.string() }),
  }),
  z.object({
    type: z.literal('message-quoted'),
    commitment: CommitmentId,
    saidAt: z.iso.datetime(),
    saidBy: PersonId.nullable(),
    /** The hash is sealed as well: alone it would give a short message away to whoever guesses it. `url` is empty where there is none. */
    sealed: z.object({ text: z.string(), author: z.string(), url: z.string(), hash: z.string() }),
  }),
  /** `proposedBy` is null where the operator proposed it at the shell. */
  z.object({ type: z.literal('transfer-proposed'), ...transfer, proposedBy: PersonId.nullable() }),
  z.object({ type: z.literal('commitment-transferred'), ...transfer, confirmedBy: PersonId }),
  z.object({ type: z.literal('transfer-declined'), ...transfer, declinedBy: PersonId }),
  /** `withdrawnBy` is null where the operator took it back at the shell, or `to` left. */
  z.object({ type: z.literal('transfer-withdrawn'), ...transfer, withdrawnBy: PersonId.nullable() }),
])
export type CommitmentFact = z.infer<typeof CommitmentFact>

/** As people say it: `C-12`. */
export function commitmentReference(commitment: { number: number }): string {
  return `C-${commitment.number}`
}
