/**
 * Comment: what a member wants changed in a draft, and why. An expert's is its organisation's only when the head delegate has validated it;
 * then it has a number in the draft's table (DE-002), and others see it.
 * Type: general, technical or editorial.   Clause: where in the draft; empty is the whole of it.   Raw: a row as it stood in a file.
 */
import { z } from 'zod'
import type { Organisation } from '#src/consortium/consortium.ts'
import type { Actor } from '#src/core/access.ts'
import { CommentFileId, DraftCommentId, DraftId, OrganisationId, PersonId } from '#src/core/id.ts'
import { type Recipient, type ReleasePolicy, type Shared, seenBy } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'

/** ISO/IEC commenting template: ge, te, ed. */
export const CommentType = z.enum(['general', 'technical', 'editorial'])
export type CommentType = z.infer<typeof CommentType>

/** What a cell of a file had besides its text; its file stays attached. */
export const Flag = z.enum(['picture', 'formula', 'tracked-change', 'merged-cells'])
export type Flag = z.infer<typeof Flag>

export const flagWords: Record<Flag, string> = {
  picture: 'a picture',
  formula: 'a formula',
  'tracked-change': 'a tracked change',
  'merged-cells': 'merged cells',
}

/** The longest acronym that stands before a number. */
const longestCode = 8

/** The longest of each of a comment's texts, in characters. */
export const longestComment = 10_000
export const longestPlace = 100

export const CommentWords = z.object({
  clause: z.string().max(longestPlace),
  paragraph: z.string().max(longestPlace),
  line: z.string().max(longestPlace),
  text: z.string().max(longestComment),
  proposed: z.string().max(longestComment),
})
export type CommentWords = z.infer<typeof CommentWords>

const base = {
  id: DraftCommentId,
  draft: DraftId,
  organisation: OrganisationId,
  type: CommentType,
  ...CommentWords.shape,
  /** Who wrote it; null where a file does not say. */
  author: PersonId.nullable(),
  /** Who recorded it for the organisation, where it came by letter, e-mail or in a file. */
  recordedBy: PersonId.nullable(),
  file: CommentFileId.nullable(),
  /** Its row in that file, and the cells as they stood there. */
  row: z.int().nullable(),
  raw: z.array(z.string()).nullable(),
  flags: z.array(Flag),
  /** Arrived after the comment period. */
  late: z.boolean(),
  /** The day on which it came, where somebody said so; null where it was written here, or came when it was recorded. */
  received: z.iso.date().nullable(),
  at: z.iso.datetime(),
}

export const Comment = z.discriminatedUnion('status', [
  /** Its own organisation sees it. */
  z.object({ status: z.literal('written'), ...base }),
  z.object({ status: z.literal('sent-back'), ...base }),
  /** The organisation's, with its number in the draft's table: one running number over all, never given twice. */
  z.object({ status: z.literal('validated'), ...base, number: z.int().positive(), code: z.string() }),
  z.object({ status: z.literal('withdrawn'), ...base, number: z.int().positive().nullable(), code: z.string() }),
])
export type Comment = z.infer<typeof Comment> & {
  /** The draft's. */
  label: Tlp
  recipients: Recipient[]
  /** What its organisation lets leave it, today. */
  policy: ReleasePolicy
}

/** One that has its place in the draft's table, also where it was withdrawn since. */
export type Numbered = Extract<Comment, { status: 'validated' | 'withdrawn' }> & { number: number }

/** A comment as sharing sees it: its organisation's, under the draft's label. */
export function commentItem(of: Omit<Shared, 'source'> & { organisation: OrganisationId }): Shared {
  return { label: of.label, source: of.organisation, recipients: of.recipients, policy: of.policy }
}

/** An organisation's own is seen by others as its label and its organisation let; what is not yet, by its people alone. */
export function maySeeComment(actor: Actor, comment: Comment): boolean {
  const isOwn = actor.kind === 'person' && actor.seats.some((seat) => seat.organisation === comment.organisation)
  const isPublished = comment.status === 'validated' || (comment.status === 'withdrawn' && comment.number !== null)
  return (isOwn || isPublished) && seenBy(actor, commentItem(comment)) === 'full'
}

const written = {
  comment: DraftCommentId,
  draft: DraftId,
  organisation: OrganisationId,
  commentType: CommentType,
  author: PersonId.nullable(),
  recordedBy: PersonId.nullable(),
  file: CommentFileId.nullable(),
  row: z.int().nullable(),
  flags: z.array(Flag),
  late: z.boolean(),
  received: z.iso.date().optional(),
  /** `raw`: the cells as they stood in the file, as JSON; empty where there is none. */
  sealed: CommentWords.extend({ raw: z.string() }),
}

const CommentFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('comment-written'), ...written }),
  z.object({
    type: z.literal('comment-reworded'),
    comment: DraftCommentId,
    commentType: CommentType,
    sealed: CommentWords,
  }),
  z.object({
    type: z.literal('comment-validated'),
    comment: DraftCommentId,
    draft: DraftId,
    number: z.int().positive(),
    /** ISO 3166-1 alpha-2 of its member body, or a liaison's acronym. */
    code: z.string(),
    validatedBy: PersonId.nullable(),
  }),
  z.object({ type: z.literal('comment-sent-back'), comment: DraftCommentId, sentBackBy: PersonId }),
  z.object({ type: z.literal('comment-withdrawn'), comment: DraftCommentId, withdrawnBy: PersonId }),
])
export type CommentFact = z.infer<typeof CommentFact>

/** In the table's first column: the country of a member body, else the acronym of a liaison; CEN GD-ComForm, ISO template footnote 1. */
export function codeOf({ kind, country, short }: Pick<Organisation, 'kind' | 'country' | 'short'>): string {
  if (kind === 'government' || kind === 'standards body') return country
  const letters = short.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return letters === '' ? country : letters.slice(0, longestCode)
}

/** As people say it: `DE-002`, within its draft. Three digits, more where there are more. */
export function commentReference({ code, number }: { code: string; number: number }): string {
  return `${code}-${String(number).padStart(3, '0')}`
}
