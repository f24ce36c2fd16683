/** Comment file: a file in which comments were collected, kept as it came beside what was read from it. */
import { z } from 'zod'
import { CommentFileId, DraftId, type OrganisationId, PersonId } from '#src/core/id.ts'

export type CommentFile = {
  id: CommentFileId
  draft: DraftId
  name: string
  size: number
  /** SHA-256 of the bytes, hex. */
  hash: string
  importedBy: PersonId | null
  at: string
  /** Whose letter it is: every comment from it was recorded one by one, for that organisation alone. Null of a collected file. */
  letterOf: OrganisationId | null
}

const CommentFileFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('comment-file-imported'),
    file: CommentFileId,
    draft: DraftId,
    size: z.int().nonnegative(),
    importedBy: PersonId,
    sealed: z.object({ name: z.string(), hash: z.string() }),
  }),
  /** The register holds the hash of a file, and never the file: this is stored alone. `bytes` in base64. */
  z.object({
    type: z.literal('comment-file-kept'),
    personal: z.literal(true),
    file: CommentFileId,
    bytes: z.string(),
  }),
])
export type CommentFileFact = z.infer<typeof CommentFileFact>
