/** Runs a suite on both databases, each test file on a fresh one that is cloned from a migrated template. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type Database, openPglite, openPostgres } from '#db/connect.ts'
import type { Log } from '#db/jobs.ts'
import type { Link } from '#db/link.ts'
import { migratePglite, migratePostgres } from '#db/migrate.ts'
import { linkToPglite } from '#db/pglite.ts'
import { linkToPostgres } from '#db/postgres.ts'

/** As the tests reach it: the database, and its owner for looking at what row-level security hides. */
export type Opened = {
  database: Database
  owner: { query<Row>(text: string, params?: unknown[]): Promise<Row[]> }
  /** Transactions as the application role, past the store. */
  bound: Link['bound']
  /** Where it is a server: for a second process on the same database. */
  addresses: { url: string; appUrl: string } | null
  close(): Promise<void>
}

/** With which stories seal the tokens of their installations. */
export const sealingKey = Buffer.alloc(32, 7).toString('base64')

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Describes `suite` on PGlite and on PostgreSQL; `on()` is the file's database. Properties draw half of their runs on each. */
export function onEachDatabase(name: string, suite: (on: () => Opened) => void): void {
  describe.each([
    ['PGlite', openEmbedded],
    ['PostgreSQL', openServed],
  ] as const)(`${name}, on %s`, (_kind, open) => usingDatabase(open, suite))
}

/** The same on PostgreSQL alone, for what only several connections can show, or the core does on any database. */
export function onPostgres(name: string, suite: (on: () => Opened) => void): void {
  describe(`${name}, on PostgreSQL`, () => usingDatabase(openServed, suite))
}

function usingDatabase(open: () => Promise<Opened>, suite: (on: () => Opened) => void): void {
  let opened: Opened | undefined
  beforeAll(async () => {
    opened = await open()
  }, 30_000)
  afterAll(() => opened?.close())
  suite(() => {
    if (!opened) throw new Error('the database is open only while tests run')
    return opened
  })
}

async function openEmbedded(): Promise<Opened> {
  const pglite = await PGlite.create({ loadDataDir: await embeddedTemplate() })
  const database = await openPglite(pglite, silent, async () => {})
  return {
    database,
    owner: { query: async <Row>(text: string, params: unknown[] = []) => (await pglite.query<Row>(text, params)).rows },
    bound: linkToPglite(pglite).bound,
    addresses: null,
    close: () => database.close(),
  }
}

/** A migrated database as a file; the first test file to ask makes it, since one takes seconds. */
async function embeddedTemplate(): Promise<Blob> {
  const path = join(inject('sharedFolder'), 'template.tar')
  await oneAtATime(inject('postgresUrl'), async () => {
    if (existsSync(path)) return
    const pglite = await PGlite.create()
    await migratePglite(pglite)
    const dump = await pglite.dumpDataDir('none')
    await writeFile(path, Buffer.from(await dump.arrayBuffer()))
    await pglite.close()
  })
  return new Blob([await readFile(path)])
}

async function openServed(): Promise<Opened> {
  const addresses = await freshDatabase(inject('postgresUrl'))
  const database = await openPostgres({ kind: 'postgres', ...addresses, pool: 25, prepare: true, log: silent })
  const owner = postgres(superuserOf(addresses.url), { max: 2, onnotice: () => {} })
  const link = linkToPostgres(addresses.appUrl, 5, true)
  return {
    database,
    owner: {
      query: async <Row>(text: string, params: unknown[] = []) => {
        const rows = await owner.unsafe(text, params as postgres.ParameterOrJSON<never>[])
        return rows as unknown as Row[]
      },
    },
    bound: link.bound,
    addresses,
    close: async () => {
      await database.close()
      await link.close()
      await owner.end()
    },
  }
}

/** Makes a database of its own, owned by a role that is no superuser, as on a managed server. */
export function freshDatabase(superuser: string): Promise<{ url: string; appUrl: string }> {
  return oneAtATime(superuser, async (admin) => {
    const [made] = await admin`select from pg_database where datname = 'plenary_template'`
    if (!made) await makeTemplate(admin, superuser)
    const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`
    await admin.unsafe(`create database ${name} template plenary_template owner plenary_owner`)
    return addressesOf(superuser, name)
  })
}

/** Test files run in several processes, and each template is made once. */
async function oneAtATime<T>(superuser: string, act: (admin: postgres.Sql) => Promise<T>): Promise<T> {
  const admin = postgres(superuser, { max: 1, onnotice: () => {} })
  try {
    await admin`select pg_advisory_lock(1)`
    return await act(admin)
  } finally {
    await admin.end()
  }
}

async function makeTemplate(admin: postgres.Sql, superuser: string): Promise<void> {
  await admin.unsafe(`create role plenary_owner login createrole password 'owner'`)
  await admin.unsafe('create database plenary_template_making owner plenary_owner')
  const { url, appUrl } = addressesOf(superuser, 'plenary_template_making')
  await migratePostgres(url, appUrl)
  await admin.unsafe('alter database plenary_template_making rename to plenary_template')
}

function addressesOf(superuser: string, name: string): { url: string; appUrl: string } {
  const as = (role: string, password: string) => {
    const url = new URL(superuser)
    url.username = role
    url.password = password
    url.pathname = `/${name}`
    return url.href
  }
  return { url: as('plenary_owner', 'owner'), appUrl: as('plenary_app', 'app') }
}

function superuserOf(url: string): string {
  const address = new URL(inject('postgresUrl'))
  address.pathname = new URL(url).pathname
  return address.href
}
