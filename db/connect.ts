/** Opens the database: a PostgreSQL server where one is named, else the embedded one in a folder. Both are migrated first. */
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { fromPglite } from 'pg-boss'
import type { CardStore } from '#src/cards.ts'
import { ok } from '#src/core/check.ts'
import type { HomeStore } from '#src/homes.ts'
import type { Installations, JobHandlers, Store } from '#src/store.ts'
import { cardsOver } from './cards.ts'
import { homesOver } from './homes.ts'
import { type BossOptions, type Log, openJobs } from './jobs.ts'
import { type Link, repeatable } from './link.ts'
import { lockFolder } from './lock.ts'
import { type Look, lookIntoServer, lookOver, sidesOf } from './look.ts'
import { bossOptionsFor, migratePglite, migratePostgres } from './migrate.ts'
import { linkToPglite } from './pglite.ts'
import { linkToPostgres } from './postgres.ts'
import { storeOver } from './store.ts'
import { installationsOver } from './stores/installations.ts'

export type DatabaseOptions = (
  | {
      kind: 'pglite'
      /** Null: in memory, gone at the end. */
      folder: string | null
    }
  | {
      kind: 'postgres'
      /** The owner: migrates, and works the jobs. */
      url: string
      /** The application role, as which requests log in; it is made where there is none. */
      appUrl: string
      /** Connections for requests. */
      pool: number
      /** False behind a pooler that shares connections between transactions. */
      prepare: boolean
    }
) & { log: Log }

export type Database = {
  store: Store
  cards: CardStore
  homes: HomeStore
  /** `keys` seal and open the tokens of installations, the first of them first; 32 bytes in base64 each. */
  installations(keys: readonly string[]): Installations
  jobs: { start(handlers: JobHandlers): Promise<void>; stop(): Promise<void> }
  /** For the doctor: over this process's own connection where there is only one. */
  look(): Look
  /** Whether the database answers, within 1.5 seconds. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

/** Throws {@link lockFolder}'s FolderInUse where another process holds the folder. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.kind === 'pglite' ? openFolder(options.folder, options.log) : openServer(options)
}

async function openFolder(folder: string | null, log: Log): Promise<Database> {
  const unlock = folder === null ? async () => {} : await lockFolder(folder)
  try {
    const pglite = await PGlite.create({
      ...(folder === null ? {} : { dataDir: join(folder, 'data') }),
      relaxedDurability: true,
    })
    await migratePglite(pglite)
    return await openPglite(pglite, log, unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Over an embedded database that is migrated. */
export function openPglite(pglite: PGlite, log: Log, closed: () => Promise<void>): Promise<Database> {
  const link = linkToPglite(pglite)
  const held = ok('Data folder', 'this server holds it')
  const look = () => lookOver(link, sidesOf(pglite), async () => {}, held)
  return assemble({ link, boss: { db: fromPglite(pglite), backend: 'pglite' }, look }, log, async () => {
    await pglite.close()
    await closed()
  })
}

async function openServer(options: Extract<DatabaseOptions, { kind: 'postgres' }>): Promise<Database> {
  await migratePostgres(options.url, options.appUrl)
  return openPostgres(options)
}

/** Over a server that is migrated. */
export function openPostgres(options: Extract<DatabaseOptions, { kind: 'postgres' }>): Promise<Database> {
  const link = linkToPostgres(options.appUrl, options.pool, options.prepare)
  const look = () => lookIntoServer(options)
  return assemble({ link, boss: bossOptionsFor(options.url), look }, options.log, link.close)
}

type Parts = { link: Link; boss: BossOptions; look: () => Look }

async function assemble({ link, boss, look }: Parts, log: Log, close: () => Promise<void>): Promise<Database> {
  const jobs = await openJobs(boss, log)
  const again = repeatable(link)
  return {
    store: storeOver(link, jobs),
    cards: cardsOver(again),
    homes: homesOver(again),
    installations: (keys) => installationsOver(again, keys),
    jobs: { start: jobs.start, stop: jobs.stop },
    look,
    ready: () => answers(link),
    close: async () => {
      await jobs.stop()
      await jobs.close()
      await close()
    },
  }
}

async function answers(link: Link): Promise<boolean> {
  const { promise: silence, resolve } = Promise.withResolvers<boolean>()
  const patience = setTimeout(resolve, 1500, false)
  const answer = link
    .bound(null, (tx) => tx.execute(sql`select 1`))
    .then(
      () => true,
      () => false,
    )
  return Promise.race([answer, silence]).finally(() => clearTimeout(patience))
}
