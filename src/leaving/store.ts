/** What leaving asks: what an organisation has at stake, and how it left. */
import type { ChangeState, Patch } from '#src/commitments/change.ts'
import type { Commitment, Quotation } from '#src/commitments/commitment.ts'
import type { Terms } from '#src/commitments/kind.ts'
import type { Recast } from '#src/commitments/recast.ts'
import type { SupportState } from '#src/commitments/support.ts'
import type { OrganisationRead } from '#src/consortium/store.ts'
import type { Tracked } from '#src/core/effect.ts'
import type {
  CommentId,
  CommitmentId,
  DraftCommentId,
  EvidenceId,
  OrganisationId,
  PersonId,
  PollId,
  RecastId,
  RecommendationId,
  StatementId,
  StrawId,
} from '#src/core/id.ts'
import type { Item, Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { CommentWords, Comment as DraftComment } from '#src/drafts/comment.ts'
import type { Evidence } from '#src/evidence/evidence.ts'
import type { ContestRuling, Flipped, Means, ReceivedVote } from '#src/polls/afterwards.ts'
import type { Choice, Poll } from '#src/polls/poll.ts'
import type { StrawTally } from '#src/polls/straw/straw.ts'
import type { Found, Outlook, Progress } from '#src/recommendations/axes.ts'
import type { Response } from '#src/recommendations/recommendation.ts'
import type { Position } from '#src/resolution/resolution.ts'

/** A confirmed commitment of the organisation. */
export type OwnedCommitment = {
  id: CommitmentId
  number: number
  recommendations: RecommendationId[]
  progress: Progress
}

/** A poll that it opened, or in which it may vote. */
export type OwnPoll = {
  id: PollId
  number: number
  /** It takes ballots. */
  isOpen: boolean
  /** It was opened for this organisation, whose label it is. */
  isSource: boolean
  mayVote: boolean
  hasVoted: boolean
}

export type LeftRead = { leftAt: Temporal.Instant; signatories: PersonId[] }

/** A commitment that it owns, or owned once. */
export type HeldCommitment = {
  id: CommitmentId
  /** Null for what was never confirmed. */
  number: number | null
  status: Commitment['status']
  text: string
  group: string
  /** The codes of the recommendations that it answers. */
  recommendations: string[]
  terms: Terms
  due: string
  /** The day that was promised first. */
  originalDue: string
  /** Null where nobody was named, or another organisation owns it now. */
  contact: string | null
  label: Tlp
  recipients: Recipient[]
  proposedAt: Temporal.Instant
  confirmedAt: Temporal.Instant | null
  /** As it was reported last; null where another organisation owns it now. */
  progress: Progress | null
  /** From when to when it owned it; more than once where it took it over again. */
  owned: { from: Temporal.Instant; until: Temporal.Instant | null }[]
}
export type HeldReport = {
  commitment: CommitmentId
  progress: Progress
  outlook: Outlook | null
  note: string
  by: string
  at: Temporal.Instant
}
export type HeldMilestone = { commitment: CommitmentId; text: string; due: string; reachedAt: Temporal.Instant | null }
/** A change as it was proposed, with what became of it. */
export type HeldChange = {
  commitment: CommitmentId
  patch: Omit<Patch, 'recommendations'>
  /** What it answers, by reference. */
  answers: { was: string; now: string } | null
  state: ChangeState
  by: string
  at: Temporal.Instant
  settledBy: string | null
  settledAt: Temporal.Instant | null
}
/** What was said of a recommendation, or found of its word; its label is that of what it is about. */
type Said = { id: Tracked['id']; of: string; by: string; at: Temporal.Instant; item: Item }
export type HeldResponse = Said & { response: Response; reason: string }
export type HeldLedReport = Said & { progress: Progress; outlook: Outlook | null; note: string }
export type HeldFinding = Said & {
  found: Found
  why: string
  reply: string | null
  repliedBy: string | null
  repliedAt: Temporal.Instant | null
}
export type HeldQuotation = { commitment: CommitmentId } & Quotation
/** Evidence that it added, whoever owns what it is about. */
export type HeldEvidence = Pick<Evidence, 'id' | 'kind' | 'words' | 'url' | 'file' | 'day' | 'label' | 'recipients'> & {
  /** `C-12` or `R-4.2`. */
  of: string
  by: string
  at: Temporal.Instant
}
/** A part that it was asked to take in another's commitment; its label is that of the commitment. */
export type HeldSupport = {
  id: CommitmentId
  of: string
  part: string
  state: SupportState
  at: Temporal.Instant
  item: Item
}
/** What it made of its commitments, or meant to. */
export type HeldRecast = Pick<Recast, 'id' | 'kind' | 'state' | 'parts'> & {
  of: string
  at: Temporal.Instant
  /** Of each that it is made from, all of which its words may tell of. */
  items: Item[]
}
/** What its people said; its label is that of what it is about. */
export type HeldComment = { id: CommentId; of: string; words: string; by: string; at: Temporal.Instant; item: Item }
/** A comment on a draft, its own or waiting to be; its label is that of the draft. */
export type HeldDraftComment = Pick<DraftComment, 'status' | 'type' | 'late' | 'received'> &
  CommentWords & {
    id: DraftCommentId
    /** `D-3`. */
    of: string
    /** `JP-002`; null where it has none. */
    reference: string | null
    at: Temporal.Instant
    item: Item
  }
/** What it did about a comment on a draft: its label is that of the draft. */
export type HeldStance = {
  id: DraftCommentId
  /** `D-3`, and `DE-002` in it. */
  of: string
  reference: string
  /** The reason why it was pulled out, or the note of a position. */
  words: string
  at: Temporal.Instant
  item: Item
}
export type HeldPoll = {
  id: PollId
  number: number
  question: string
  status: Poll['status']
  closesAt: Temporal.Instant
  label: Tlp
  recipients: Recipient[]
}
export type HeldBallot = {
  number: number
  group: string
  closesAt: Temporal.Instant
  /** Null where no file may hold it. */
  choice: Choice | null
  remarks: string | null
  role: string
  by: string
  at: Temporal.Instant
}
/** A vote that was recorded for it; null where no file may hold it. Its label is that of the poll. */
export type HeldReceived = {
  poll: PollId
  number: number
  choice: Choice | null
  words: string | null
  means: Means
  day: string
  state: ReceivedVote['state']
  at: Temporal.Instant
}
/** Its label is that of the poll. */
export type HeldContest = {
  poll: PollId
  number: number
  reason: string
  at: Temporal.Instant
  ruling: ContestRuling | null
  rulingReason: string | null
}
export type HeldFlip = { number: number; choice: Flipped | null; at: Temporal.Instant }
export type HeldStatement = {
  id: StatementId
  number: number
  title: string
  text: string
  closesAt: Temporal.Instant
  label: Tlp
  recipients: Recipient[]
}
/** Its label is that of the statement. */
export type HeldSignature = {
  id: StatementId
  number: number
  title: string
  signedAt: Temporal.Instant
  withdrawnAt: Temporal.Instant | null
  item: Item
}
/** `tally`: as it was counted at the close; null while it is open. */
export type HeldStraw = {
  id: StrawId
  number: number
  question: string
  answers: string[]
  label: Tlp
  recipients: Recipient[]
  closesAt: Temporal.Instant
  tally: StrawTally | null
}
/** An entry of the register, as the exact text that was hashed, with the openings of its sealed words. */
export type HeldEntry = {
  n: number
  type: string
  at: Temporal.Instant
  bytes: string
  /** What it is about, where that has a label. */
  about: CommitmentId | PollId | EvidenceId | RecastId | CommentId | DraftCommentId | StrawId | StatementId | null
  openings: { path: string; salt: string; value: string }[]
}

/** Everything that is an organisation's own. */
export type Belongings = {
  commitments: HeldCommitment[]
  reports: HeldReport[]
  milestones: HeldMilestone[]
  changes: HeldChange[]
  responses: HeldResponse[]
  /** As the lead of recommendations. */
  led: HeldLedReport[]
  /** Of what it owned or led that day. */
  findings: HeldFinding[]
  quotations: HeldQuotation[]
  evidence: HeldEvidence[]
  supports: HeldSupport[]
  recasts: HeldRecast[]
  comments: HeldComment[]
  draftComments: HeldDraftComment[]
  pulledOut: HeldStance[]
  positions: (HeldStance & { position: Position })[]
  /** Those that were opened for it. */
  polls: HeldPoll[]
  /** In which it could vote, whoever opened them. */
  asked: { id: PollId; item: Item }[]
  ballots: HeldBallot[]
  received: HeldReceived[]
  contests: HeldContest[]
  flips: HeldFlip[]
  /** Those that were opened for it. */
  straws: HeldStraw[]
  statements: HeldStatement[]
  /** What it signed, whoever opened it. */
  signatures: HeldSignature[]
  releases: { label: string; what: string }[]
  entries: HeldEntry[]
}

export type LeavingReader = {
  /** Locked until the transaction ends: nobody acts for it meanwhile, and those who do are waited for. */
  forLeaving(organisation: OrganisationId): Promise<OrganisationRead | undefined>
  commitments(organisation: OrganisationId): Promise<OwnedCommitment[]>
  polls(organisation: OrganisationId): Promise<OwnPoll[]>
  /** Those of these people to whom a digest is sent. */
  digestsOf(people: readonly PersonId[]): Promise<PersonId[]>
  belongings(organisation: OrganisationId): Promise<Belongings>
  /** How it left last; undefined where it never did. */
  lastLeaving(organisation: OrganisationId): Promise<LeftRead | undefined>
}
