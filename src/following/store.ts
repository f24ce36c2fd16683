/** What the use cases ask about followers and comments. */
import type { Tracked } from '#src/core/effect.ts'
import type { CommentId, PersonId, PlaceId } from '#src/core/id.ts'
import type { Address } from '#src/core/intent.ts'
import type { Comment } from './following.ts'
import type { Move } from './moves.ts'

export type MoveOf = { subject: Tracked; move: Move }

export type FollowingReader = {
  /** Everybody who follows a subject, whatever each may see now. */
  followers(subject: Tracked): Promise<PersonId[]>
  /** Those of the subjects that anybody follows. */
  followedAmong(subjects: readonly Tracked[]): Promise<Tracked[]>
  /** What moved in the window of all that the person follows, since the person does; oldest first. */
  moves(person: PersonId, window: { since: Temporal.Instant; until: Temporal.Instant }): Promise<MoveOf[]>
  isFollowing(person: PersonId, subject: Tracked): Promise<boolean>
  /** What a person follows, the last one first. */
  followed(person: PersonId): Promise<Tracked[]>
  comment(id: CommentId): Promise<Comment | undefined>
  /** Oldest first. */
  comments(subject: Tracked): Promise<Comment[]>
  /** The places in which a subject has a card, and the message that shows it; null before the first post. */
  cardsOf(subject: Tracked): Promise<{ place: PlaceId; address: Address; ref: string | null }[]>
  /** Whose card a message of this place shows. */
  subjectAt(address: Address, ref: string): Promise<Tracked | undefined>
}
