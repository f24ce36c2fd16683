/** Reads and writes the files that comments on drafts came in. */
import { asc, eq, sql } from 'drizzle-orm'
import type { ConsortiumId, OrganisationId } from '#src/core/id.ts'
import type { CommentFile, CommentFileFact } from '#src/drafts/file.ts'
import type { CommentReader } from '#src/drafts/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { commentFileBytes, commentFiles, draftComments } from '../schema/drafts.ts'

export function commentFileReader(tx: Tx): Pick<CommentReader, 'files' | 'file'> {
  return {
    files: async (draft) => {
      const of = tx.select({ row: commentFiles, letterOf }).from(commentFiles).where(eq(commentFiles.draft, draft))
      return (await of.orderBy(asc(commentFiles.at), asc(commentFiles.id))).map(rowToFile)
    },
    file: async (id) => {
      const [found] = await tx
        .select({ row: commentFiles, letterOf, bytes: commentFileBytes.bytes })
        .from(commentFiles)
        .innerJoin(commentFileBytes, eq(commentFileBytes.file, commentFiles.id))
        .where(eq(commentFiles.id, id))
      return found && { ...rowToFile(found), bytes: found.bytes }
    },
  }
}

/** Of one organisation alone, and from no row of a table. By name: drizzle leaves the table out where it selects from one, and the inner id would be meant. */
const letterOf = sql<OrganisationId | null>`(
  select case when bool_and(c.row is null) and count(distinct c.organisation_id) = 1 then min(c.organisation_id) end
  from ${draftComments} c where c.draft_id = comment_files.draft_id and c.file_id = comment_files.id)`

type Found = { row: typeof commentFiles.$inferSelect; letterOf: OrganisationId | null }

function rowToFile({ row: { consortium: _, at, ...row }, letterOf }: Found): CommentFile {
  return { ...row, at: at.toString(), letterOf }
}

export function commentFileWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, CommentFileFact['type']> {
  return {
    'comment-file-imported': async ({ file: id, draft, size, importedBy, sealed: { name, hash } }, at) => {
      await tx.insert(commentFiles).values({ consortium, id, draft, name, size, hash, importedBy, at })
    },
    'comment-file-kept': async ({ file, bytes }) => {
      await tx.insert(commentFileBytes).values({ consortium, file, bytes: sql`decode(${bytes}, 'base64')` })
    },
  }
}
