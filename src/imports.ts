/**
 * Imports: a job reads one batch of a table and leaves the next one behind in the same transaction, so that a restart goes on where it was.
 * A message to whoever brought the table shows how far it is: drawn at most once a second, and at the end.
 */
import { stamped } from './answers.ts'
import type { App } from './app.ts'
import type { ImportRead } from './bulk/store.ts'
import { commitmentsCard } from './commitments/table/views.ts'
import { importCard } from './consortium/import.ts'
import type { Sent } from './core/delivery.ts'
import { type Account, ChatPlatform } from './core/intent.ts'
import { commentsImportCard } from './drafts/import-views.ts'
import { catalogueCard } from './recommendations/views.ts'
import type { JobHandlers, JobOutcome, Store } from './store.ts'
import { isPassing, secondsOf, waysTo } from './tell.ts'
import type { Card } from './view/card.ts'

export type ImportOptions = {
  store: Store
  app: () => App
  messengers: Partial<
    Record<
      ChatPlatform,
      {
        tell(account: Account, card: Card, via: string): Promise<Sent>
        update(ref: string, card: Card): Promise<Sent>
      }
    >
  >
}

type Job = Parameters<JobHandlers['import']>[0]
/** `ways`: accounts of whoever brought it, each with a workspace through which it is reached. */
type Loaded = { read: ImportRead; ways: { account: Account; via: string }[] }

/** By what its rows are: the use case that reads on, and the message that shows how far it is. The desk's tables have one in common. */
type Kind = {
  use: 'continue-import' | 'continue-catalogue' | 'continue-commitments' | 'continue-comments'
  card: (read: ImportRead) => Card
}
const ofTable: Record<string, Kind> = {
  recommendations: { use: 'continue-catalogue', card: catalogueCard },
  commitments: { use: 'continue-commitments', card: commitmentsCard },
  comments: { use: 'continue-comments', card: commentsImportCard },
}
const ofDesk: Kind = { use: 'continue-import', card: importCard }

function kindOf({ table }: ImportRead): Kind {
  return ofTable[table] ?? ofDesk
}

/** Milliseconds between two drawings of one import. */
const drawEvery = 1_000

export function createImports(options: ImportOptions): JobHandlers['import'] {
  const drawn = new Map<string, number>()
  return async (job) => {
    const refused = await readOn(job, options)
    if (refused) return refused
    const after = await load(job, options.store)
    if (!after) return { cancel: 'there is no such import' }
    const isOver = after.read.state !== 'running'
    if (!isOver && performance.now() - (drawn.get(job.import) ?? Number.NEGATIVE_INFINITY) < drawEvery)
      return { done: true }
    drawn.set(job.import, performance.now())
    if (isOver) drawn.delete(job.import)
    const sent = await draw(job, after, options)
    // How far it is will be shown again; how it ended is shown for good.
    if (isOver && sent?.sent === false && isPassing(sent.failure)) return { again: secondsOf(sent.failure) }
    return { done: true }
  }
}

/** Reads the batch as whoever brought the table; says so where that has to wait. */
async function readOn(job: Job, { store, app }: ImportOptions): Promise<JobOutcome | undefined> {
  const before = await load(job, store)
  if (before?.read.state !== 'running' || before.read.done !== job.from) return undefined
  const args = { import: job.import, from: String(job.from), ...(job.prefers && { prefers: job.prefers }) }
  const answer = await app().tick(kindOf(before.read).use, job.consortium, args, before.read.person ?? 'operator')
  if (answer.kind !== 'refused') return undefined
  // No seat of the secretariat any more, or not of this consortium: nobody may read on.
  if (answer.code === 'not-yours' || answer.code === 'not-linked') {
    await stop(job, store)
    return undefined
  }
  return { again: 2 }
}

async function stop({ consortium, import: id }: Job, store: Store): Promise<void> {
  await store.transact(consortium, async (unit) => {
    const read = await unit.read.imports.forUpdate(id)
    if (read?.state !== 'running') return
    const { done, report } = read
    const fact = { type: 'import-advanced', personal: true, import: id, done, state: 'stopped', report } as const
    await unit.save([fact], { by: 'system', organisation: null })
  })
}

function load({ consortium, import: id, prefers }: Job, store: Store): Promise<Loaded | undefined> {
  return store.transact(consortium, async ({ read: { consortium: read, imports } }) => {
    const found = await imports.byId(id)
    if (!found) return undefined
    const accounts = found.person === null ? [] : await read.accounts(found.person)
    const preferred = accounts.filter(({ platform }) => platform === prefers)
    const places = await read.places()
    const inOrder = [...new Set([...preferred, ...accounts])]
    return {
      read: found,
      ways: inOrder.flatMap((account) => [...waysTo(account, places)].map((via) => ({ account, via }))),
    }
  })
}

/** The message is drawn anew where it stands; where it is gone, or was never sent, another is sent. */
async function draw(job: Job, { read, ways }: Loaded, options: ImportOptions): Promise<Sent | undefined> {
  const card = stamped(kindOf(read).card(read), job.consortium)
  const at = read.ref === null ? undefined : refIn(read.ref)
  const updated = at && (await options.messengers[at.platform]?.update(at.ref, card))
  if (updated && (updated.sent || isPassing(updated.failure))) return updated
  for (const { account, via } of ways) {
    const sent = await options.messengers[account.platform]?.tell(account, card, via)
    if (sent?.sent) await keepRef(job, `${account.platform} ${sent.ref}`, options.store)
    if (sent && (sent.sent || isPassing(sent.failure))) return sent
  }
  return undefined
}

async function keepRef({ consortium, import: id }: Job, ref: string, store: Store): Promise<void> {
  const fact = { type: 'import-shown', personal: true, import: id, ref } as const
  await store.transact(consortium, (unit) => unit.save([fact], { by: 'system', organisation: null }))
}

function refIn(kept: string): { platform: ChatPlatform; ref: string } | undefined {
  const [platform, ...ref] = kept.split(' ')
  const known = ChatPlatform.safeParse(platform)
  return known.success ? { platform: known.data, ref: ref.join(' ') } : undefined
}
