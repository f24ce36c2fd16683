/** What the use cases ask about followers and comments. */
import type { Tracked } from '#src/core/effect.ts'
import type { CommentId, PersonId, PlaceId } from '#src/core/id.ts'
import type { Address } from '#src/core/intent.ts'
import type { Comment } from './following.ts'

export type FollowingReader = {
  /** Everybody who follows a subject, whatever each may see now. */
  followers(subject: Tracked): Promise<PersonId[]>
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
