/** Looking into the database without changing it: nothing is migrated, no job is worked. For the doctor, beside a server or without one. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { bad, type Check, ok, reasonOf, warn } from '#src/core/check.ts'
import type { Address } from '#src/core/intent.ts'
import type { Installations } from '#src/store.ts'
import { type Ask, examineDatabase, type Sides } from './examine.ts'
import { type Link, repeatable } from './link.ts'
import { lockFolder } from './lock.ts'
import { linkToPglite } from './pglite.ts'
import { linkToPostgres } from './postgres.ts'
import { places } from './schema/addresses.ts'
import { installationsOver } from './stores/installations.ts'

export type Look = {
  examine(): Promise<Check[]>
  /** Throws where the database can't say. */
  installations(keys: readonly string[]): Installations
  places(): Promise<Address[]>
  close(): Promise<void>
}

type Server = { url: string; appUrl: string; prepare: boolean }

/** Null where the embedded database was never started: there is nothing to look into. Throws {@link FolderInUse} where another process holds the folder. */
export async function lookInto(
  options: ({ kind: 'postgres' } & Server) | { kind: 'pglite'; folder: string },
): Promise<Look | null> {
  return options.kind === 'postgres' ? lookIntoServer(options) : lookIntoFolder(options.folder)
}

/** Nothing is connected before it is asked. */
export function lookIntoServer(options: Server): Look {
  const patient = { max: 1, connect_timeout: 2, idle_timeout: 5, onnotice: () => {} }
  const [owner, app] = [postgres(options.url, patient), postgres(options.appUrl, patient)]
  const link = linkToPostgres(options.appUrl, 2, options.prepare)
  return lookOver(link, { owner: askOver(owner), app: askOver(app) }, async () => {
    await Promise.all([owner.end({ timeout: 1 }), app.end({ timeout: 1 }), link.close()])
  })
}

function askOver(sql: postgres.Sql): Ask {
  return async <Row>(text: string) => (await sql.unsafe(text)) as unknown as Row[]
}

async function lookIntoFolder(folder: string): Promise<Look | null> {
  if (!(await exists(join(folder, 'data')))) return null
  const unlock = await lockFolder(folder)
  try {
    const pglite = await PGlite.create({ dataDir: join(folder, 'data') })
    const held = ok('Data folder', 'no other process holds it')
    return lookOver(
      linkToPglite(pglite),
      sidesOf(pglite),
      async () => {
        await pglite.close()
        await unlock()
      },
      held,
    )
  } catch (error) {
    await unlock()
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Its one connection is the superuser's; requests take on the application role in each transaction, and so does this. */
export function sidesOf(pglite: PGlite): Sides {
  return {
    owner: async <Row>(text: string) => (await pglite.query<Row>(text)).rows,
    app: <Row>(text: string) =>
      pglite.transaction(async (tx) => {
        await tx.query("select set_config('role', 'plenary_app', true)")
        return (await tx.query<Row>(text)).rows
      }),
  }
}

export function lookOver(link: Link, sides: Sides, close: () => Promise<void>, ...also: Check[]): Look {
  const again = repeatable(link)
  const { platform, workspace, channel } = places
  return {
    examine: async () => [...also, ...(await examineDatabase(sides))],
    installations: (keys) => installationsOver(again, keys),
    places: () => again.once((tx) => tx.select({ platform, workspace, channel }).from(places)),
    close,
  }
}

/** What became of looking, where it failed: for the operator. */
export function lookFailed(error: unknown): Check {
  return bad(
    'Database',
    `it can’t be opened (${reasonOf(error)})`,
    'Check that this user may read and write the data folder.',
  )
}

export function neverStarted(): Check {
  return warn('Database', 'there is none yet', 'It is made by the first npm start.')
}
