/** What plenaries and their reports ask of the database. */
import type { CommitmentKind, Details } from '#src/commitments/kind.ts'
import type { CommitmentId, GroupId, MilestoneId, OrganisationId, RecommendationId } from '#src/core/id.ts'
import type { Shared } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Count, Outcome, Poll, PollStanding, Rule, Ruling } from '#src/polls/poll.ts'

/** A row as it stood at a moment, and what it is to sharing today. */
export type Past<Row> = { row: Row; item: Shared }

/** `zone`: IANA. */
export type PastOrganisation = { id: OrganisationId; short: string; zone: string }
export type PastFinding = { code: string; title: string; summary: string }
export type PastRecommendation = {
  id: RecommendationId
  code: string
  finding: string
  title: string
  text: string
  label: Tlp
  group: GroupId | null
  lead: OrganisationId | null
  supporting: OrganisationId[]
}
export type PastMilestone = { id: MilestoneId; text: string; due: string; reachedAt: Temporal.Instant | null }
/** Confirmed by then. */
export type PastCommitment = {
  id: CommitmentId
  number: number
  text: string
  owner: OrganisationId
  /** In the order in which they were named. */
  answers: readonly RecommendationId[]
  kind: CommitmentKind
  details: Details | null
  /** A calendar day in the owner's zone, as those of its milestones. */
  due: string
  /** The day that was promised first. */
  originalDue: string
  milestones: PastMilestone[]
  label: Tlp
  confirmedAt: Temporal.Instant
  /** When the owner of that time left, where nobody had taken it over. */
  ownerLeftAt: Temporal.Instant | null
}
export type PastPoll = {
  number: number
  question: string
  closesAt: Temporal.Instant
  status: Poll['status']
  label: Tlp
  /** Null where it is not counted, and where no tally of it is published. */
  count: Count | null
  outcome: Outcome | null
  /** When it was counted. */
  closedAt: Temporal.Instant | null
  rule: Rule
  standing: PollStanding
  /** Organisations that could vote. */
  eligible: number
  /** What the rule made of the last count until then; null where there is none, and where none is published. */
  ruling: Omit<Ruling, 'outcome'> | null
  /** What the chair decided, and what a standards body published, until then; oldest first. */
  decided: { what: string; words: string; at: Temporal.Instant }[]
}
/** A draft standard with its organisations' comments until then; `open`: neither decided nor withdrawn. */
export type PastDraft = {
  number: number
  standard: string
  title: string
  closesAt: Temporal.Instant
  label: Tlp
  comments: number
  open: number
}
/** A commitment passed from one organisation to another. */
export type Passing = { commitment: CommitmentId; from: OrganisationId; to: OrganisationId; at: Temporal.Instant }

/** Another day was promised instead. */
export type DueChange = { commitment: CommitmentId; was: string; due: string; at: Temporal.Instant }

export type PlenaryReader = {
  /** Until when each took note, the last one first. */
  held(): Promise<Temporal.Instant[]>
  /** Every one that there is today, as it was called then. */
  organisations(asOf: Temporal.Instant): Promise<PastOrganisation[]>
  findings(asOf: Temporal.Instant): Promise<PastFinding[]>
  recommendations(asOf: Temporal.Instant): Promise<Past<PastRecommendation>[]>
  commitments(asOf: Temporal.Instant): Promise<Past<PastCommitment>[]>
  polls(asOf: Temporal.Instant): Promise<Past<PastPoll>[]>
  drafts(asOf: Temporal.Instant): Promise<Past<PastDraft>[]>
  /** Oldest first, as are the changes of days. */
  passings(asOf: Temporal.Instant): Promise<Passing[]>
  dueChanges(asOf: Temporal.Instant): Promise<DueChange[]>
}
