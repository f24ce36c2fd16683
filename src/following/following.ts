/**
 * Follower: a person who hears when a commitment or a recommendation moves, 1:1 and in the digest.   Move: what followers hear of.
 * Comment: words about a commitment or a recommendation, under its card in every place that shows it.
 */
import { z } from 'zod'
import { Tracked } from '#src/core/effect.ts'
import { CommentId, OrganisationId, PersonId, PlaceId } from '#src/core/id.ts'

/** The longest comment: one block of each platform shows it whole. */
export const longestComment = 1_000

export type Comment = {
  id: CommentId
  subject: Tracked
  organisation: OrganisationId
  /** The organisation's short name. */
  organisationName: string
  words: string
  saidBy: PersonId
  by: string
  saidAt: string
  /** Where others have read it as it was typed; null in a 1:1 chat. */
  saidIn: PlaceId | null
}

const FollowingFact = z.discriminatedUnion('type', [
  /** Whom somebody listens to is nobody else's affair. */
  z.object({ type: z.literal('subject-followed'), personal: z.literal(true), person: PersonId, subject: Tracked }),
  z.object({ type: z.literal('subject-unfollowed'), personal: z.literal(true), person: PersonId, subject: Tracked }),
  z.object({
    type: z.literal('comment-made'),
    comment: CommentId,
    subject: Tracked,
    organisation: OrganisationId,
    saidBy: PersonId,
    saidIn: PlaceId.nullable(),
    sealed: z.object({ words: z.string() }),
  }),
])
export type FollowingFact = z.infer<typeof FollowingFact>
