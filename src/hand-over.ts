/**
 * Handing a document over to the person for whom it was made: rendered and kept once, then sent 1:1 as files where the platform takes
 * them, else by a link. May it be had is asked again, since the job may have waited.
 */
import { stamped } from './answers.ts'
import type { FileWay, Sent, Uploaded } from './core/delivery.ts'
import type { DocumentId } from './core/id.ts'
import type { Account, ChatPlatform } from './core/intent.ts'
import type { Kept } from './documents/store.ts'
import { filesCard, linkCard, outdatedCard } from './documents/views.ts'
import { mayHave } from './may-have.ts'
import type { JobHandlers, JobOutcome, Store, Unit } from './store.ts'
import { isPassing, secondsOf, waysTo } from './tell.ts'
import type { Card } from './view/card.ts'
import type { CommentFileCopy, Document, DocumentFile, Letter, Original } from './view/document.ts'

export type HandOverOptions = {
  store: Store
  messengers: Partial<
    Record<ChatPlatform, { tell(account: Account, card: Card, via: string): Promise<Sent>; files: FileWay }>
  >
  render: (document: Document) => Promise<DocumentFile[]>
  /** 32 random bytes in base64url. */
  newSecret: () => string
  /** Where the page of a link is reached, without a slash at the end. */
  publicUrl: string
}

type Job = Parameters<JobHandlers['file']>[0]

export async function handOver(job: Job, options: HandOverOptions): Promise<JobOutcome> {
  const { store } = options
  const found = await store.transact(job.consortium, (unit) => standing(job, unit))
  if (!found) return { cancel: 'the person may not have this document any more' }
  if (found.outdated) return discard(job, options)
  if (!found.kept) await make(job, options)
  for (const account of found.accounts) {
    for (const via of waysTo(account, found.places)) {
      const given = await give(job, account, via, options)
      if (given?.sent) return { done: true }
      if (given && isPassing(given.failure)) return { again: secondsOf(given.failure) }
    }
  }
  return { cancel: 'no chat reaches this person' }
}

/** As files, else by a link: also where a workspace's owners forbid files. Undefined where the platform is not set up. */
async function give(job: Job, account: Account, via: string, options: HandOverOptions): Promise<Uploaded | undefined> {
  const messenger = options.messengers[account.platform]
  if (!messenger) return undefined
  const { files } = messenger
  const uploaded = files.by === 'upload' ? await upload(job, { account, via }, files, options) : undefined
  if (uploaded && (uploaded.sent || isPassing(uploaded.failure))) return uploaded
  return messenger.tell(account, await linkTo(job, account, options), via)
}

async function standing(job: Job, { read, documents, now }: Unit) {
  const actor = await read.consortium.actor(job.person)
  if (!actor || !(await mayHave(actor, { ...job.document, person: job.person }, { read, now }))) return undefined
  const accounts = await read.consortium.accounts(job.person)
  const preferred = accounts.filter(({ platform }) => platform === job.prefers)
  const since = Temporal.Instant.from(job.document.madeAt).subtract(longestChange)
  // The seats of an organisation that has just left end with it, and its export is for those who held them.
  const holds = job.document.needs === 'signatory' ? 'own' : 'others'
  // Of a file that was brought everything is asked anew each time.
  const isBrought = job.document.needs === 'evidence' || job.document.needs === 'letter'
  const outdated = !isBrought && (await read.reports.isNarrowedSince(since, holds))
  const places = await read.consortium.places()
  const kept = await documents.kept(job.document.id)
  return { outdated, accounts: new Set([...preferred, ...accounts]), places, kept }
}

/** A change that began this long before the report was made may have ended after it. */
const longestChange = { seconds: 15 }

/** The person is told; what was in it is not kept. */
async function discard(
  { consortium, person, document, prefers }: Job,
  { store }: HandOverOptions,
): Promise<JobOutcome> {
  const card = stamped(outdatedCard(document), consortium)
  await store.transact(consortium, (unit) =>
    unit.enqueue([{ kind: 'tell', person, card, ...(prefers && { prefers }) }]),
  )
  return { done: true }
}

/** Rendered outside of any transaction; the fact names the hash of every file. */
async function make({ consortium, person, document }: Job, { store, render }: HandOverOptions): Promise<void> {
  const { id, label, needs, organisation } = document
  if (needs === 'evidence') return keepOriginal({ consortium, person }, document, store)
  if ('file' in document) return keepCommentFile({ consortium, person }, document, store)
  if (needs === 'letter') return keepLetter({ consortium, person }, document, store)
  const files = await render(document)
  await store.transact(consortium, async (unit) => {
    await unit.documents.keep(id, files, { person, label, needs, organisation })
    // That somebody took the own data away is nobody else's affair.
    if (needs === 'self') return
    const hashes = files.map(({ hash }) => hash)
    const fact = { type: 'report-made', document: id, madeFor: person, label, hashes } as const
    await unit.save([fact], { by: person, organisation: null })
  })
}

/** A copy for the person, which goes with the evidence. */
async function keepOriginal(
  { consortium, person }: Pick<Job, 'consortium' | 'person'>,
  { id, label, needs, organisation, evidence }: Original,
  store: Store,
): Promise<void> {
  await store.transact(consortium, async ({ read, documents }) => {
    const piece = await read.evidence.byId(evidence)
    const bytes = await read.evidence.bytes(evidence)
    // Withdrawn since: what is not kept is not sent.
    if (!piece?.file || !bytes) return
    const { name, hash } = piece.file
    // Whatever it is, a browser saves it, and shows it in the name of nobody here.
    const file = { name, type: 'application/octet-stream', hash, bytes }
    await documents.keep(id, [file], { person, label, needs, organisation, evidence })
  })
}

/** A copy for the person. */
async function keepCommentFile(
  { consortium, person }: Pick<Job, 'consortium' | 'person'>,
  { id, label, needs, organisation, file }: CommentFileCopy,
  store: Store,
): Promise<void> {
  await store.transact(consortium, async ({ read, documents }) => {
    const found = await read.comments.file(file)
    if (!found) return
    // Whatever it is, a browser saves it, and shows it in the name of nobody here.
    const { name, hash, bytes } = found
    const copy = { name, type: 'application/octet-stream', hash, bytes }
    await documents.keep(id, [copy], { person, label, needs, organisation })
  })
}

/** A copy for the person. */
async function keepLetter(
  { consortium, person }: Pick<Job, 'consortium' | 'person'>,
  { id, label, needs, organisation, vote }: Letter,
  store: Store,
): Promise<void> {
  await store.transact(consortium, async ({ read, documents }) => {
    const letter = await read.polls.letter(vote)
    if (!letter) return
    // Whatever it is, a browser saves it, and shows it in the name of nobody here.
    const file = { name: letter.name, type: 'application/octet-stream', hash: letter.hash, bytes: letter.bytes }
    await documents.keep(id, [file], { person, label, needs, organisation })
  })
}

async function upload(
  { consortium, document }: Job,
  { account, via }: { account: Account; via: string },
  way: Extract<FileWay, { by: 'upload' }>,
  { store }: HandOverOptions,
): Promise<Uploaded> {
  const files = await store.transact(consortium, (unit) => bytesOf(document.id, unit))
  return way.send(account, filesCard(document), files, via)
}

async function bytesOf(id: DocumentId, { documents }: Unit) {
  const kept: Kept | undefined = await documents.kept(id)
  const files: Pick<DocumentFile, 'name' | 'bytes'>[] = []
  for (const { n, name } of kept?.files ?? []) {
    const bytes = await documents.bytes(id, n)
    if (bytes) files.push({ name, bytes })
  }
  return files
}

async function linkTo(job: Job, account: Account, { store, newSecret, publicUrl }: HandOverOptions): Promise<Card> {
  const { consortium, document } = job
  const token = newSecret()
  await store.transact(consortium, (unit) => unit.documents.keepLink(token, { document: document.id, account }))
  return linkCard(document, `${publicUrl}/d/${consortium}/${token}`)
}
