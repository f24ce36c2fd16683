/** What reports ask of the database, and what the page of downloads asks of the core. */
import type { Progress } from '#src/commitments/commitment.ts'
import type { ConsortiumId, DocumentId, PersonId } from '#src/core/id.ts'
import type { Account } from '#src/core/intent.ts'
import type { Shared } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { Count, Outcome, Poll, Rule } from '#src/polls/poll.ts'
import type { DocumentFile } from '#src/view/document.ts'

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
  recommendation: string | null
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
  /** Whether since then a label was changed, a seat ended, or an organisation said anew what leaves it. */
  isNarrowedSince(since: Temporal.Instant): Promise<boolean>
}

/** A file as it is listed; `n` counts the files of its document from 1. */
export type KeptFile = Pick<DocumentFile, 'name' | 'type' | 'hash'> & { n: number; size: number }
export type Kept = { person: PersonId; label: Tlp; files: KeptFile[] }
export type Link = {
  document: DocumentId
  account: Account
  redeemed: boolean
  expired: boolean
  /** Whether the session's secret that was shown is this link's, and still runs. */
  inSession: boolean
}

/** Files that were made for somebody, and the links by which they are fetched; of links and sessions only hashes are kept. */
export type Documents = {
  /** Throws a conflict where the document's files are kept already. They live for as long as the consortium keeps documents. */
  keep(id: DocumentId, files: DocumentFile[], owner: Omit<Kept, 'files'>): Promise<void>
  kept(id: DocumentId): Promise<Kept | undefined>
  bytes(id: DocumentId, n: number): Promise<Uint8Array | undefined>
  /** A link lives for 24 hours. */
  keepLink(token: string, link: Pick<Link, 'document' | 'account'>): Promise<void>
  link(token: string, session: string | undefined): Promise<Link | undefined>
  /** False where it was redeemed before or is past its time. The session runs for 10 minutes. */
  redeem(token: string, session: string): Promise<boolean>
}

/** Why a link opens nothing: no such link, past its time, opened before, or no longer for this person. */
export type Barred = 'unknown' | 'expired' | 'used' | 'forbidden'

/** What the page asks: every answer is checked anew. */
export type Downloads = {
  /** `open`: this browser redeemed the link a few minutes ago. */
  look(at: LinkAddress, session: string | undefined): Promise<{ barred: Barred } | { open: boolean; kept: Kept }>
  /** Gives the session's secret, once. */
  redeem(at: LinkAddress): Promise<{ barred: Barred } | { session: string }>
  file(at: LinkAddress, session: string | undefined, n: number): Promise<{ barred: Barred } | Downloaded>
}
export type LinkAddress = { consortium: ConsortiumId; token: string }
export type Downloaded = Pick<DocumentFile, 'name' | 'type' | 'bytes'>
