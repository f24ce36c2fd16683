/** What the use cases ask about drafts and the comments on them. */
import type { CommentFileId, ConsentId, DraftCommentId, DraftId, OrganisationId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Comment, Numbered } from './comment.ts'
import type { Draft } from './draft.ts'
import type { CommentFile } from './file.ts'

export type DraftReader = {
  byNumber(number: number): Promise<Draft | undefined>
  byId(id: DraftId): Promise<Draft | undefined>
  /** Newest first. */
  all(): Promise<Draft[]>
  /** The next free number, locked until the transaction ends. */
  nextNumber(): Promise<number>
}

/** What stands of one organisation, and what that lets leave it. */
export type CommentCount = { organisation: OrganisationId; comments: number; late: number; policy: ReleasePolicy }

export type CommentReader = {
  byId(id: DraftCommentId): Promise<Comment | undefined>
  /** The same, locked until the transaction ends. */
  forChange(id: DraftCommentId): Promise<Comment | undefined>
  /** `DE-002` of a draft. */
  byNumber(draft: DraftId, number: number): Promise<Comment | undefined>
  /** The organisations' own, in the order of their numbers. */
  validated(draft: DraftId): Promise<Comment[]>
  /** Whether a disposition was proposed or decided for it. */
  isProposedOn(id: DraftCommentId): Promise<boolean>
  /** The lists circulated of the draft's comments, whose cards count them. */
  consents(draft: DraftId): Promise<ConsentId[]>
  /** The organisations' own, counted by organisation. */
  counts(draft: DraftId): Promise<CommentCount[]>
  /** The organisations' own and those of them that were withdrawn since, in the order of their numbers. */
  numbered(draft: DraftId): Promise<Numbered[]>
  /** How many wait to become these organisations', draft by draft. */
  waiting(organisations: readonly OrganisationId[]): Promise<{ draft: DraftId; comments: number }[]>
  /** What waits for the head delegate of these organisations, oldest first. */
  written(draft: DraftId, organisations: readonly OrganisationId[]): Promise<Comment[]>
  /** The files that its comments came in, oldest first. */
  files(draft: DraftId): Promise<CommentFile[]>
  /** With its bytes, where it is kept. */
  file(id: CommentFileId): Promise<(CommentFile & { bytes: Uint8Array }) | undefined>
  /** The next free number of the draft's table, locked until the transaction ends. */
  nextNumber(draft: DraftId): Promise<number>
}
