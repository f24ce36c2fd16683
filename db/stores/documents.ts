/** Keeps files that were made for somebody, and links to them. Of a link's token, a session's secret and a page's word only the SHA-256 is kept. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { and, asc, eq, gt, gte, isNotNull, isNull, sql } from 'drizzle-orm'
import type { ConsortiumId, DocumentId } from '#src/core/id.ts'
import type { Account } from '#src/core/intent.ts'
import { type DocumentFact, mostTries } from '#src/documents/documents.ts'
import type { Documents, Kept, LinkReader, Owner } from '#src/documents/store.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
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
          session: sql<
            'runs' | 'waits' | null
          >`case when ${links.session} = ${hashOf(session ?? '')} and ${links.sessionExpiresAt} > now()
            then case when ${links.redeemedAt} is not null then 'runs' when ${links.confirm} is not null then 'waits' end end`,
        })
        .from(links)
        .where(isLink(token))
      return row && { ...row, document: documentOf(row.file) }
    },
    redeem: async (token, session) => {
      const redeemed = await tx
        .update(links)
        .set({ redeemedAt: sql`now()`, session: hashOf(session), sessionExpiresAt: sessionLives })
        .where(and(isLink(token), isFresh))
        .returning({ token: links.token })
      return redeemed.length > 0
    },
    await: async (token, session, word) => {
      const confirm = hashOf(`${hashOf(token)} ${word}`)
      const waiting = await tx
        .update(links)
        .set({ confirm, tries: 0, session: hashOf(session), sessionExpiresAt: sessionLives })
        .where(and(isLink(token), isFresh))
        .returning({ token: links.token })
      return waiting.length > 0
    },
  }
}

const isFresh = and(isNull(links.redeemedAt), gt(links.expiresAt, sql`now()`))
/** A page shows its word and nobody has said it yet. */
const waits = and(isFresh, isNotNull(links.confirm), gt(links.sessionExpiresAt, sql`now()`))

export function linkReader(tx: Tx): LinkReader {
  return {
    awaiting: async (account, word) => {
      const pages = await tx
        .select({ token: links.token, confirm: links.confirm, tries: links.tries })
        .from(links)
        .where(and(waits, isOf(account)))
      const link = pages.find(({ token, confirm }) => isSame(confirm ?? '', hashOf(`${token} ${word}`)))
      return { pages: pages.length, tries: Math.max(0, ...pages.map(({ tries }) => tries)), link: link?.token }
    },
  }
}

export function documentWriters(tx: Tx): Pick<Writers, DocumentFact['type']> {
  const forget = { confirm: null, session: null, sessionExpiresAt: null }
  return {
    'link-confirmed': async ({ link }) => {
      const confirmed = await tx
        .update(links)
        .set({ redeemedAt: sql`now()`, confirm: null, sessionExpiresAt: sessionLives })
        .where(and(waits, eq(links.token, link)))
        .returning({ token: links.token })
      if (confirmed.length === 0) throw new Conflict('this page shows another word now')
    },
    'word-burnt': async ({ link }) => {
      await tx
        .update(links)
        .set(forget)
        .where(and(waits, eq(links.token, link)))
    },
    'word-wrong': async ({ account }) => {
      await tx
        .update(links)
        .set({ tries: sql`${links.tries} + 1` })
        .where(and(waits, isOf(account)))
      await tx
        .update(links)
        .set(forget)
        .where(and(waits, isOf(account), gte(links.tries, mostTries)))
    },
  }
}

function isOf({ platform, workspace, account }: Account) {
  return and(eq(links.platform, platform), eq(links.workspace, workspace), eq(links.account, account))
}

/** However much of it is right. */
function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

/** Bytes travel as hex: the two drivers write them differently. */
async function keepFile(
  tx: Tx,
  consortium: ConsortiumId,
  id: string,
  { name, type, bytes, hash }: DocumentFile,
  owner: Owner,
): Promise<void> {
  const hex = Buffer.from(bytes).toString('hex')
  await tx.insert(documents).values({
    ...{ consortium, id, name, type, hash, ...owner },
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
      needs: documents.needs,
      organisation: documents.organisation,
      evidence: documents.evidence,
    })
    .from(documents)
    .where(and(sql`starts_with(${documents.id}, ${`${id}-`})`, gt(documents.expiresAt, sql`now()`)))
    .orderBy(asc(sql`split_part(${documents.id}, '-', 2)::int`))
  const [first] = rows
  if (!first) return undefined
  const { person, label, needs, organisation, evidence } = first
  const files = rows.map(({ n, name, type, hash, size }) => ({ n, name, type, hash, size }))
  return { person, label, needs, organisation, evidence, files }
}

function documentOf(file: string): DocumentId {
  return file.replace(/-\d+$/, '') as DocumentId
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
