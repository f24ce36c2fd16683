/** What reports ask of the database. */

import type { Shared } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Count, Outcome, Poll, Rule } from '#src/polls/poll.ts'
import type { Progress } from '#src/recommendations/axes.ts'

/** A row, and what it is to sharing. */
export type Of<Row> = { row: Row; item: Shared }

export type RecommendationRow = { code: string; title: string; finding: { code: string; title: string }; label: Tlp }
/** A confirmed commitment. */
export type CommitmentRow = {
  number: number
  text: string
  owner: string
  /** IANA zone of the owner: its due date is a day there. */
  zone: string
  /** The recommendation's code. */
  recommendations: string[]
  /** YYYY-MM-DD. */
  due: string
  label: Tlp
  progress: Progress
  note: string
  progressAt: Temporal.Instant | null
  confirmedAt: Temporal.Instant
  /** When the owner left, where it did and nobody has taken it over. */
  ownerLeftAt: Temporal.Instant | null
}
export type PollRow = {
  number: number
  question: string
  status: Poll['status']
  closesAt: Temporal.Instant
  rule: Rule
  label: Tlp
  /** How many organisations may vote. */
  voters: number
  count: Count | null
  outcome: Outcome | null
}
/** Somebody reported progress on a commitment. */
export type ProgressRow = { number: number; progress: Progress; note: string; at: Temporal.Instant }

/** Whole tables, each in one statement. */
export type ReportReader = {
  recommendations(): Promise<Of<RecommendationRow>[]>
  commitments(): Promise<Of<CommitmentRow>[]>
  polls(): Promise<Of<PollRow>[]>
  /** Oldest first. */
  progressSince(since: Temporal.Instant): Promise<ProgressRow[]>
  /**
   * Whether since then a label was changed; where the document holds what is not its reader's own organisation's, also whether a seat ended or
   * an organisation said anew what leaves it.
   */
  isNarrowedSince(since: Temporal.Instant, holds: 'own' | 'others'): Promise<boolean>
}
