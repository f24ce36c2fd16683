/** Reads and writes the files that comments on drafts came in. */
import { asc, eq, sql } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { CommentFileFact } from '#src/drafts/file.ts'
import type { CommentReader } from '#src/drafts/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { commentFileBytes, commentFiles } from '../schema/drafts.ts'

export function commentFileReader(tx: Tx): Pick<CommentReader, 'files' | 'file'> {
  return {
    files: async (draft) => {
      const of = tx.select().from(commentFiles).where(eq(commentFiles.draft, draft))
      return (await of.orderBy(asc(commentFiles.at), asc(commentFiles.id))).map(rowToFile)
    },
    file: async (id) => {
      const [found] = await tx
        .select({ row: commentFiles, bytes: commentFileBytes.bytes })
        .from(commentFiles)
        .innerJoin(commentFileBytes, eq(commentFileBytes.file, commentFiles.id))
        .where(eq(commentFiles.id, id))
      return found && { ...rowToFile(found.row), bytes: found.bytes }
    },
  }
}

function rowToFile({ consortium: _, at, ...row }: typeof commentFiles.$inferSelect) {
  return { ...row, at: at.toString() }
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
