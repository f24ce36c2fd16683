/** A database with so many items in it, and the product's core over it, in this process: no platform stands in between. */
import postgres, { type Sql } from 'postgres'
import { type Database, openDatabase } from '#db/connect.ts'
import { type App, createApp } from '#src/app.ts'
import type { Answer } from '#src/core/answer.ts'
import type { NewId } from '#src/core/id.ts'
import { shellIntent } from '#src/core/intent.ts'
import { consortium, voters, workspace } from '../facts.ts'
import { seed, type Volume } from './seed.ts'

export type Addresses = { url: string; appUrl: string; adminUrl: string }
export type World = {
  database: Database
  /** Sees past row-level security: the bare SQL runs here. */
  admin: Sql
  /** As the delegate of the first organisation, in Slack; throws where it is refused. */
  say(use: string, args: Record<string, string>): Promise<Answer>
  /** As the operator at the shell. */
  operate(use: string, args: Record<string, string>): Promise<Answer>
  close(): Promise<void>
}

/** The same server's addresses with another database. */
export async function another(server: Addresses, name: string): Promise<Addresses> {
  const admin = postgres(server.adminUrl, { max: 1 })
  await admin.unsafe(`create database ${name} owner plenary_owner`)
  await admin.end()
  const named = (address: string) => {
    const url = new URL(address)
    url.pathname = `/${name}`
    return url.href
  }
  return { url: named(server.url), appUrl: named(server.appUrl), adminUrl: named(server.adminUrl) }
}

/** `volume`: what is stated first, where the database is new. */
export async function openWorld(at: Addresses, volume?: Volume): Promise<World> {
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const { url, appUrl } = at
  const database = await openDatabase({ kind: 'postgres', url, appUrl, pool: 4, prepare: true, log: silent })
  const admin = postgres(at.adminUrl, { max: 1, onnotice: () => {} })
  if (volume) await seed(database, admin, volume)
  const app = appOver(database)
  const [voter] = voters
  if (!voter) throw new Error('expected voters')
  const place = {
    platform: 'slack',
    workspace,
    via: workspace,
    place: null,
    account: voter.slack,
    heard: false,
  } as const
  return {
    database,
    admin,
    say: async (use, args) => said(await app.handle({ ...place, use, args, key: crypto.randomUUID(), opens: false })),
    operate: async (use, args) =>
      said(
        await app.handle(
          shellIntent({ account: 'operator', use, args: { consortium, ...args }, key: crypto.randomUUID() }),
        ),
      ),
    close: async () => {
      await admin.end()
      await database.close()
    },
  }
}

function appOver(database: Database): App {
  const newId: NewId = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
  const failed = (error: unknown): string => {
    throw error
  }
  const hosting = { host: 'bench.example', country: 'FR' }
  return createApp({
    store: database.store,
    newId,
    hosting,
    pictureAt: () => 'https://plenary.example/a.png',
    committed: () => {},
    failed,
  })
}

function said(answer: Answer): Answer {
  if (answer.kind === 'said') return answer
  throw new Error(`it was not said: ${JSON.stringify(answer).slice(0, 500)}`)
}
