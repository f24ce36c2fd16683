/** What the use cases ask about commitments. */
import type { Actor } from '#src/core/access.ts'
import type {
  ChangeId,
  CommitmentId,
  GroupId,
  MilestoneId,
  OrganisationId,
  PersonId,
  RecastId,
  RecommendationId,
} from '#src/core/id.ts'
import type { Recipient, ReleasePolicy } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Outlook, Progress } from '#src/recommendations/axes.ts'
import type { Freshness } from '#src/recommendations/freshness.ts'
import type { Change, Milestone, Patch } from './change.ts'
import type { Commitment, Quotation } from './commitment.ts'

import type { Recast } from './recast.ts'
import type { Support } from './support.ts'

/** A confirmed commitment as a line of a list: all that is known at a glance. */
export type CommitmentLine = {
  id: CommitmentId
  number: number
  /** Empty where its organisation keeps the text to itself. */
  text: string
  label: Tlp
  recipients: Recipient[]
  policy: ReleasePolicy
  organisation: OrganisationId
  /** The owner's short name. */
  owner: string
  /** A calendar day in the owner's zone. */
  due: string
  /** Days from today in the owner's zone to the due day; negative once it has passed. */
  daysLeft: number
  progress: Progress
  outlook: Outlook | null
  progressAt: string | null
  confirmedAt: string
  /** The due day has passed, it is neither complete nor withdrawn, and its owner is still there. */
  overdue: boolean
  /** Its owner left before it was done. */
  ownerLeft: boolean
  /** Whether its owner has reported lately; null where no report is waited for. */
  freshness: Freshness | null
  /** In shared places only its reference is shown, since its owner left. */
  reduced: boolean
}

/** Which commitments a list holds, as things stand at `now`. */
export type CommitmentFilter = {
  now: Temporal.Instant
  /** Those that this actor may see. */
  seenBy: Actor
  /** Owned by one of these; by anybody where it is left out. */
  organisations?: readonly OrganisationId[]
  /** Owned by none of these. */
  exceptOf?: readonly OrganisationId[]
  /** Of one of these working groups. */
  groups?: readonly GroupId[]
  overdue?: boolean
  /** Due within {@link soonDays}, and not overdue. */
  dueSoon?: boolean
  /** Waiting for a report that is due: all of these, or those whose own due day is still to come. */
  unreported?: 'all' | 'in time'
  /** Overdue, or without a report for two intervals of reporting. */
  late?: boolean
  /** Those whose owner left before they were done. */
  ownerLeft?: boolean
}

/** Who owned it from when; a transfer that was confirmed begins a new line. */
export type Ownership = { organisation: OrganisationId; name: string; from: string }

/** A transfer that waits for a signatory of `to`. `proposedBy` is null where the operator proposed it. */
export type Waiting = {
  commitment: CommitmentId
  from: OrganisationId
  to: OrganisationId
  proposedBy: PersonId | null
}

/** One report of progress, with the reporter's name. */
export type ProgressReport = { progress: Progress; note: string; by: string; at: string }

export type CommitmentReader = {
  byNumber(number: number): Promise<Commitment | undefined>
  byId(id: CommitmentId): Promise<Commitment | undefined>
  /** The same, locked until the transaction ends: for deciding about it. */
  forChange(id: CommitmentId): Promise<Commitment | undefined>
  /** Proposals that wait for a delegate of these organisations, oldest first. */
  proposals(organisations: readonly OrganisationId[]): Promise<Commitment[]>
  /** The message that the commitment quotes, if any. */
  quotation(id: CommitmentId): Promise<Quotation | undefined>
  /** The next free number, locked until the transaction ends. */
  nextNumber(): Promise<number>
  /** Confirmed commitments: those under way by due day, then those complete or withdrawn. `total` counts all that the filter holds. */
  list(
    filter: CommitmentFilter,
    page: { offset: number; limit: number },
  ): Promise<{ total: number; rows: CommitmentLine[] }>
  /** Confirmed commitments that answer a recommendation, in the same order. */
  ofRecommendation(recommendation: RecommendationId, now: Temporal.Instant): Promise<CommitmentLine[]>
  /** Whose commitments answer recommendations on which theme, among those that the actor may see. */
  themes(seenBy: Actor): Promise<{ theme: string; organisation: OrganisationId }[]>
  /** Every report of progress, oldest first. */
  reports(id: CommitmentId): Promise<ProgressReport[]>
  /** Its owners in order, the one that promised it first. */
  owners(id: CommitmentId): Promise<Ownership[]>
  /** The transfer of a commitment that waits, if any. */
  transfer(id: CommitmentId): Promise<Waiting | undefined>
  /** Those that wait for a signatory of these organisations, oldest first. */
  transfersTo(organisations: readonly OrganisationId[]): Promise<Waiting[]>
}

export type SupportReader = {
  /** Those that are asked or take part, by name; asked for a commitment that is decided about, they are locked with it. */
  standing(commitment: CommitmentId): Promise<Support[]>
  /** Those that wait for a signatory of these organisations, oldest first. */
  askedOf(organisations: readonly OrganisationId[]): Promise<Support[]>
  /** Commitments in which an organisation was asked to take part, or does. */
  of(organisation: OrganisationId): Promise<Support[]>
}

export type RecastReader = {
  /** Locked until the transaction ends: for deciding about it. */
  forChange(id: RecastId): Promise<Recast | undefined>
  /** Those that wait for a signatory of these organisations, oldest first. */
  waiting(organisations: readonly OrganisationId[]): Promise<Recast[]>
  /** What a commitment was made from, and what became of it: numbers, in their order. */
  kin(commitment: CommitmentId): Promise<Kin>
}
export type Kin = { from: number[]; into: number[] }

/** A confirmed commitment as an import needs it. */
export type CommitmentRow = {
  commitment: Extract<Commitment, { status: 'confirmed' }>
  milestones: Milestone[]
  /** Changes of it that wait for a delegate. */
  waiting: Patch[]
  /** How many pieces of evidence it has. */
  pieces: number
}

export type Alike = { organisation: OrganisationId; text: string; due: string }

/** Many at once: for tables that go in and out. */
export type CommitmentRowReader = {
  /** Those with these numbers; `isLocked`: until the transaction ends. */
  standing(numbers: readonly number[], isLocked: boolean): Promise<CommitmentRow[]>
  /** All that are confirmed, by number. */
  every(): Promise<CommitmentRow[]>
  /** Of what is about to be promised, what stands or waits in the same words for the same day: its number, null where it waits. */
  alike(those: readonly Alike[]): Promise<(Alike & { number: number | null })[]>
  nextNumber: CommitmentReader['nextNumber']
}

export type ChangeReader = {
  /** Locked until the transaction ends: for deciding about it. */
  forChange(id: ChangeId): Promise<Change | undefined>
  /** All of a commitment, oldest first. */
  of(commitment: CommitmentId): Promise<Change[]>
  /** Those that wait for a signatory of these organisations, oldest first. */
  waiting(organisations: readonly OrganisationId[]): Promise<Change[]>
  /** In the order of their days. */
  milestones(commitment: CommitmentId): Promise<Milestone[]>
  /** The commitment of a milestone. */
  commitmentOf(milestone: MilestoneId): Promise<CommitmentId | undefined>
}
