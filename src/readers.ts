/** The readers and writers of all features together. Types only: `db` implements them, use cases pick what they need. */

import type { StatementFact } from './advisories/statements/statement.ts'
import type { StatementReader } from './advisories/store.ts'
import type { AssessmentFact } from './assessments/assessment.ts'
import type { AssessmentReader } from './assessments/store.ts'
import type { ImportFact } from './bulk/import.ts'
import type { ImportReader } from './bulk/store.ts'
import type { ChangeFact } from './commitments/change.ts'
import type { CommitmentFact } from './commitments/commitment.ts'
import type { RecastFact } from './commitments/recast.ts'
import type {
  ChangeReader,
  CommitmentReader,
  CommitmentRowReader,
  RecastReader,
  SupportReader,
} from './commitments/store.ts'
import type { SupportFact } from './commitments/support.ts'
import type { ConsortiumFact } from './consortium/consortium.ts'
import type { ConsortiumReader, InvitationReader } from './consortium/store.ts'
import type { DigestFact } from './digests/digest.ts'
import type { DigestReader } from './digests/store.ts'
import type { DocumentFact } from './documents/documents.ts'
import type { LinkReader } from './documents/store.ts'
import type { CommentFact } from './drafts/comment.ts'
import type { DraftFact } from './drafts/draft.ts'
import type { CommentFileFact } from './drafts/file.ts'
import type { CommentReader, DraftReader } from './drafts/store.ts'
import type { EvidenceFact } from './evidence/evidence.ts'
import type { EvidenceReader } from './evidence/store.ts'
import type { FollowingFact } from './following/following.ts'
import type { FollowingReader } from './following/store.ts'
import type { HomeReader } from './home/store.ts'
import type { LeavingReader } from './leaving/store.ts'
import type { PlenaryFact } from './plenaries/plenary.ts'
import type { PlenaryReader } from './plenaries/store.ts'
import type { PollActFact } from './polls/acts.ts'
import type { AfterwardsFact } from './polls/afterwards.ts'
import type { PollFact } from './polls/poll.ts'
import type { PollReader, StrawReader } from './polls/store.ts'
import type { StrawFact } from './polls/straw/straw.ts'
import type { PrivacyFact } from './privacy/privacy.ts'
import type { PrivacyReader } from './privacy/store.ts'
import type { RecommendationFact } from './recommendations/recommendation.ts'
import type { AxesReader, RecommendationReader } from './recommendations/store.ts'
import type { ReportFact } from './reports/report.ts'
import type { ReportReader } from './reports/store.ts'
import type { RequestFact } from './requests/request.ts'
import type { RequestReader } from './requests/store.ts'
import type { ResolutionFact } from './resolution/resolution.ts'
import type { ResolutionReader } from './resolution/store.ts'
import type { SearchReader } from './search/store.ts'

export type Readers = {
  imports: ImportReader
  consortium: ConsortiumReader
  invitations: InvitationReader
  recommendations: RecommendationReader
  axes: AxesReader
  assessments: AssessmentReader
  commitments: CommitmentReader
  commitmentRows: CommitmentRowReader
  changes: ChangeReader
  supports: SupportReader
  recasts: RecastReader
  evidence: EvidenceReader
  requests: RequestReader
  following: FollowingReader
  drafts: DraftReader
  comments: CommentReader
  resolution: ResolutionReader
  polls: PollReader
  straws: StrawReader
  statements: StatementReader
  digests: DigestReader
  homes: HomeReader
  reports: ReportReader
  plenaries: PlenaryReader
  leaving: LeavingReader
  privacy: PrivacyReader
  links: LinkReader
  search: SearchReader
}

export type Fact =
  | ImportFact
  | ConsortiumFact
  | RecommendationFact
  | AssessmentFact
  | CommitmentFact
  | ChangeFact
  | SupportFact
  | RecastFact
  | EvidenceFact
  | RequestFact
  | FollowingFact
  | DraftFact
  | CommentFact
  | CommentFileFact
  | ResolutionFact
  | PollFact
  | PollActFact
  | AfterwardsFact
  | StrawFact
  | StatementFact
  | DigestFact
  | ReportFact
  | PlenaryFact
  | PrivacyFact
  | DocumentFact

/** Stores the state that each fact leaves behind. A new kind of fact does not compile until `db` writes it. */
export type Writers = { [T in Fact['type']]: (fact: Extract<Fact, { type: T }>, at: Temporal.Instant) => Promise<void> }
