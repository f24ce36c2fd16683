/** Keeps files that were made for somebody, and links to them. Of a link's token and of a session's secret only the SHA-256 is kept. */
import { createHash } from 'node:crypto'
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { ConsortiumId, DocumentId } from '#src/core/id.ts'
import type { Documents, Kept } from '#src/reports/store.ts'
import type { DocumentFile } from '#src/view/document.ts'
import type { Tx } from '../link.ts'
import { documents, links } from '../schema/documents.ts'

const fileLives = (consortium: ConsortiumId) => sql`now() + kept_for(${consortium}, 'documents')`
const linkLives = sql`now() + interval '24 hours'`
const sessionLives = sql`now() + interval '10 minutes'`

/** A row is one file: its id is the document's, a hyphen and the file's number. A link names the first. */
export function documentsOver(tx: Tx, consortium: ConsortiumId): Documents {
  const isFile = (id: DocumentId, n: number) => eq(documents.id, `${id}-${n}`)
  const isLink = (token: string) => eq(links.token, hashOf(token))
  return {
    keep: async (id, files, owner) => {
      for (const [nth, file] of files.entries()) await keepFile(tx, consortium, `${id}-${nth + 1}`, file, owner)
    },
    kept: (id) => kept(tx, id),
    bytes: async (id, n) => {
      const alive = and(isFile(id, n), gt(documents.expiresAt, sql`now()`))
      const [row] = await tx.select({ bytes: documents.bytes }).from(documents).where(alive)
      return row?.bytes
    },
    keepLink: async (token, { document, account }) => {
      const values = { consortium, token: hashOf(token), document: `${document}-1`, ...account }
      await tx.insert(links).values({ ...values, expiresAt: linkLives })
    },
    link: async (token, session) => {
      const [row] = await tx
        .select({
          file: links.document,
          account: { platform: links.platform, workspace: links.workspace, account: links.account },
          redeemed: sql<boolean>`${links.redeemedAt} is not null`,
          expired: sql<boolean>`${links.expiresAt} <= now()`,
          inSession: sql<boolean>`coalesce(${links.session} = ${hashOf(session ?? '')} and ${links.sessionExpiresAt} > now(), false)`,
        })
        .from(links)
        .where(isLink(token))
      return row && { ...row, document: documentOf(row.file) }
    },
    redeem: async (token, session) => {
      const redeemed = await tx
        .update(links)
        .set({ redeemedAt: sql`now()`, session: hashOf(session), sessionExpiresAt: sessionLives })
        .where(and(isLink(token), isNull(links.redeemedAt), gt(links.expiresAt, sql`now()`)))
        .returning({ token: links.token })
      return redeemed.length > 0
    },
  }
}

/** Bytes travel as hex: the two drivers write them differently. */
async function keepFile(
  tx: Tx,
  consortium: ConsortiumId,
  id: string,
  { name, type, bytes, hash }: DocumentFile,
  { person, label }: Omit<Kept, 'files'>,
): Promise<void> {
  const hex = Buffer.from(bytes).toString('hex')
  await tx.insert(documents).values({
    ...{ consortium, id, name, type, hash, label, person },
    bytes: sql`decode(${hex}, 'hex')`,
    madeAt: sql`now()`,
    expiresAt: fileLives(consortium),
  })
}

async function kept(tx: Tx, id: DocumentId): Promise<Kept | undefined> {
  const rows = await tx
    .select({
      n: sql<number>`split_part(${documents.id}, '-', 2)::int`,
      name: documents.name,
      type: documents.type,
      hash: documents.hash,
      size: sql<number>`octet_length(${documents.bytes})`,
      person: documents.person,
      label: documents.label,
    })
    .from(documents)
    .where(and(sql`starts_with(${documents.id}, ${`${id}-`})`, gt(documents.expiresAt, sql`now()`)))
    .orderBy(asc(sql`split_part(${documents.id}, '-', 2)::int`))
  const [first] = rows
  if (!first) return undefined
  return { person: first.person, label: first.label, files: rows.map(({ person: _, label: __, ...file }) => file) }
}

function documentOf(file: string): DocumentId {
  return file.replace(/-\d+$/, '') as DocumentId
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
