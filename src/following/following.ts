/**
 * Follower: a person who hears when a commitment or a recommendation moves, 1:1 and in the digest.   Move: what followers hear of.
 * Comment: words about a commitment or a recommendation, under its card in every place that shows it.
 */
import { z } from 'zod'
import type { Actor } from '#src/core/access.ts'
import { Tracked } from '#src/core/effect.ts'
import { CommentId, OrganisationId, PersonId, PlaceId } from '#src/core/id.ts'
import { isOwn, type ReleasePolicy, whatLeaves } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'

/** The longest comment: one block of each platform shows it whole. */
export const longestComment = 1_000

export type Comment = {
  id: CommentId
  subject: Tracked
  organisation: OrganisationId
  /** The organisation's short name. */
  organisationName: string
  words: string
  /** What its organisation lets leave it, today. */
  policy: ReleasePolicy
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

/** Its words, or who keeps them: they leave their organisation as that says. Null: everyone who reads in a place. */
export function commentWords(
  { words, organisation, organisationName, policy }: Comment,
  label: Tlp,
  actor: Actor | null,
): string {
  const isKept = whatLeaves(policy, { label }) !== 'full' && !(actor && isOwn(actor, { source: organisation }))
  return isKept ? `Text kept by ${organisationName}.` : words
}
