/** What a home asks: the readers of all whose things may wait in it, and the counts of working groups. */
import type { AssessmentReader } from '#src/assessments/store.ts'
import type { ChangeReader, CommitmentReader, RecastReader, SupportReader } from '#src/commitments/store.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import type { GroupId } from '#src/core/id.ts'
import type { DigestReader } from '#src/digests/store.ts'
import type { CommentReader, DraftReader } from '#src/drafts/store.ts'
import type { AxesReader, RecommendationReader } from '#src/recommendations/store.ts'
import type { RequestReader } from '#src/requests/store.ts'

/** What is going on in a working group, as far as the actor may see it. */
export type GroupCounts = { group: GroupId; underWay: number; overdue: number; openPolls: number }

export type HomeReader = {
  groups(groups: readonly GroupId[], seenBy: Actor, now: Temporal.Instant): Promise<GroupCounts[]>
}

export type Read = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitments: CommitmentReader
  changes: ChangeReader
  drafts: DraftReader
  comments: CommentReader
  recasts: RecastReader
  requests: RequestReader
  supports: SupportReader
  assessments: AssessmentReader
  digests: DigestReader
  axes: AxesReader
  homes: HomeReader
}
