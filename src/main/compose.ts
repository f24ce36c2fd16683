/** Composing: everything that works on one database, tied together, and the adapters put on the HTTP server. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Express } from 'express'
import type { Adapter, Arrival, Core, Log } from '#adapters/adapter.ts'
import { documentToFiles } from '#adapters/files/render.ts'
import { createSlackAdapter } from '#adapters/slack/index.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import type { Database } from '#db/connect.ts'
import { type App, createApp } from '../app.ts'
import { type Clockwork, createClockwork } from '../clockwork.ts'
import { understand } from '../commands.ts'
import type { Config } from '../config.ts'
import type { NewId } from '../core/id.ts'
import type { ChatPlatform } from '../core/intent.ts'
import { createDownloads } from '../downloads.ts'
import { type DrawOptions, drawLively, drawWanted } from '../draw.ts'
import { greet } from '../greet.ts'
import { handOver } from '../hand-over.ts'
import type { Downloads } from '../reports/store.ts'
import type { JobHandlers } from '../store.ts'
import { tell } from '../tell.ts'
import type { Card } from '../view/card.ts'

const newSecret = () => randomBytes(32).toString('base64url')
const newId: NewId = (prefix) => `${prefix}_${randomUUID().replaceAll('-', '')}`

type Adapters = Partial<Record<ChatPlatform, Adapter>>

/** Everything that works on one database, tied together. `begin` starts the jobs and the sweeps, once the adapters are there; `stop` leaves the database open. */
export type Composed = {
  app: App
  database: Database
  adapters: Adapters
  clockwork: Clockwork
  downloads: Downloads
  greet: (platform: ChatPlatform, arrival: Arrival) => Promise<Card | undefined>
  begin(): Promise<void>
  stop(): Promise<void>
}

/** `publicUrl` is where people's browsers reach the pages, without a slash at the end; `country` is where the data are stored. */
export function compose(database: Database, publicUrl: string, log: Log, country: string | null = null): Composed {
  const { store, cards, jobs } = database
  const adapters: Adapters = {}
  const draw: DrawOptions = {
    store,
    cards,
    messengers: adapters,
    undelivered: ({ kind }, card) => log.warn({ kind, subject: card.subject.kind }, 'a card was not delivered'),
    again: (seconds) => clockwork.drawAgain(seconds),
  }
  const clockwork = createClockwork({
    store,
    app: () => app,
    drawWanted: () => drawWanted(draw),
    drawLively: () => drawLively(draw),
    failed: (error, what) => log.error({ what, ...described(error) }, 'a sweep failed; the next one tries again'),
  })
  const app = createApp({
    store,
    newId,
    hosting: { host: new URL(publicUrl).hostname, country },
    committed: clockwork.committed,
    failed: (error, use) => logBug(error, use, log),
  })
  const handlers: JobHandlers = {
    'draw-cards': () => drawWanted(draw).then(() => ({ done: true })),
    tell: (job) => tell(job, { store, messengers: adapters }),
    file: (job) => handOver(job, { store, messengers: adapters, render: documentToFiles, newSecret, publicUrl }),
  }
  return {
    app,
    database,
    adapters,
    clockwork,
    downloads: createDownloads(store, newSecret),
    greet: (platform, arrival) =>
      greet({ platform, ...arrival }, store).catch((error) => {
        log.warn(described(error), 'a place was not greeted')
        return undefined
      }),
    async begin() {
      await jobs.start(handlers)
      clockwork.start()
    },
    async stop() {
      await clockwork.stop()
      await jobs.stop()
    },
  }
}

/** The reference is what the person is told and what the operator looks for. */
function logBug(error: unknown, use: string, log: Log): string {
  const reference = randomBytes(4).toString('hex')
  log.error({ reference, use, ...described(error) }, 'a use case failed')
  return reference
}

/** An error's kind and place, without its message: a message may hold what somebody wrote. */
function described(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error ? { code: String(error.code) } : {}
  return {
    error: error.name,
    ...code,
    at: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 6),
  }
}

/** Makes the adapters of the platforms that are set up, and mounts them. */
export function attach(
  composed: Composed,
  platforms: Pick<Config, 'slack' | 'teams'>,
  http: Express,
  log: Log,
  /** Milliseconds; platforms allow 3 seconds for an acknowledgement. */
  patience = 2_000,
): void {
  const core = (platform: ChatPlatform): Core => ({
    handle: composed.app.handle,
    greet: (arrival) => composed.greet(platform, arrival),
    understand,
    installations: {
      find: (workspace) => composed.database.installations.find(platform, workspace),
      keepServiceUrl: (workspace, serviceUrl) => composed.database.installations.keepServiceUrl(workspace, serviceUrl),
    },
    patience,
    log,
  })
  const { adapters } = composed
  if (platforms.slack) adapters.slack = createSlackAdapter(platforms.slack, core('slack'))
  if (platforms.teams) adapters.teams = createTeamsAdapter(platforms.teams, core('teams'))
  adapters.slack?.mount(http)
  adapters.teams?.mount(http)
}
