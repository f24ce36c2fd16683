/** Main: the composition root. `npm start` serves; `npm run plenary -- …` is the operator's shell. Nothing else in src reaches outward. */
import './runtime.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Express } from 'express'
import { type Logger, pino } from 'pino'
import type { Adapter, Arrival, Core, Log } from '#adapters/adapter.ts'
import { runCli } from '#adapters/cli/run.ts'
import { SocketProblem, sendOverSocket, serveSocket } from '#adapters/cli/socket.ts'
import { documentToFiles } from '#adapters/files/render.ts'
import { createHttp, ListenProblem, openPort } from '#adapters/http.ts'
import { createPlayground, type Playground } from '#adapters/playground/index.ts'
import { createSlackAdapter } from '#adapters/slack/index.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import { mountDownloads } from '#adapters/web/downloads.ts'
import { mountHealth } from '#adapters/web/health.ts'
import { type Database, FolderInUse, openDatabase } from '#db/connect.ts'
import { type App, createApp } from './app.ts'
import { type Clockwork, createClockwork } from './clockwork.ts'
import { understand } from './commands.ts'
import { type Config, ConfigProblem, readConfig } from './config.ts'
import type { Answer } from './core/answer.ts'
import type { NewId } from './core/id.ts'
import type { ChatPlatform, Intent } from './core/intent.ts'
import { demoCast } from './demo/cast.ts'
import { createDownloads } from './downloads.ts'
import { type DrawOptions, drawLively, drawWanted } from './draw.ts'
import { greet } from './greet.ts'
import { handOver } from './hand-over.ts'
import type { Downloads } from './reports/store.ts'
import type { JobHandlers } from './store.ts'
import { tell } from './tell.ts'
import type { Card } from './view/card.ts'

/** Milliseconds; orchestrators commonly kill after thirty seconds. */
const longestStop = 15_000

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

async function main(argv: string[]): Promise<void> {
  const config = readConfig()
  // Standard output is for people; the log goes to standard error.
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2, sync: true }))
  if (argv[0] === 'plenary') process.exitCode = await shell(argv.slice(1), config, log)
  else await serve(config, log)
}

async function serve(config: Config, log: Logger): Promise<void> {
  const http = createHttp({ trustProxy: config.trustProxy })
  const port = await openPort(config.host, config.port)
  const origin = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port.port}`
  const publicUrl = config.publicUrl ?? origin
  const running = await open(config, publicUrl, log).catch(async (error) => {
    await port.close()
    throw error
  })
  const playground = config.slack || config.teams ? undefined : await openPlayground(config, origin, running, log)
  attach(running, playground ? platformsOf(playground) : config, http, log)
  playground?.mount(http)
  mountHealth(http, () => running.database.ready())
  mountDownloads(http, running.downloads, publicUrl)
  port.serve(http, log)
  await playground?.start()
  const socket =
    config.database.kind === 'pglite' ? await serveSocket(socketPath(config), running.app.handle) : undefined
  await running.begin()
  announce(origin, playground, config)
  const stop = async () => {
    // A connection that died in silence may hold a job for a minute: what is under way by then is done again elsewhere.
    setTimeout(() => process.exit(1), longestStop).unref()
    playground?.stop()
    await port.close()
    await socket?.close()
    await running.stop()
    await running.database.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

async function open(config: Config, publicUrl: string, log: Logger): Promise<Composed> {
  await ensureSecretKey(config)
  return compose(await openDatabase({ ...config.database, log }), publicUrl, log, config.country)
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

async function openPlayground(config: Config, origin: string, running: Composed, log: Logger): Promise<Playground> {
  const consortia = await running.database.store.consortia()
  if (consortia.length === 0) await running.app.handle(operatorIntent('load-demo'))
  return createPlayground({
    origin,
    token: randomBytes(16).toString('base64url'),
    cast: demoCast,
    folder: config.database.kind === 'pglite' ? config.dataDir : null,
    log,
  })
}

function platformsOf({ slack, teams }: Playground): Pick<Config, 'slack' | 'teams'> {
  return { slack, teams: { ...teams, cloud: 'public' } }
}

/** The shell works on the database itself, or asks the server that holds the folder. */
async function shell(argv: string[], config: Config, log: Logger): Promise<number> {
  let running: Composed | undefined
  const send = async (intent: Intent): Promise<Answer> => {
    if (intent.use === 'manifest') return manifests(intent.args, config)
    try {
      running ??= await open(config, config.publicUrl ?? 'http://127.0.0.1', log)
    } catch (error) {
      if (error instanceof FolderInUse) return sendOverSocket(socketPath(config), intent)
      throw error
    }
    return running.app.handle(intent)
  }
  try {
    const lines = {
      out: (line: string) => process.stdout.write(`${line}\n`),
      err: (line: string) => process.stderr.write(`${line}\n`),
    }
    return await runCli(argv, lines, send)
  } finally {
    await running?.stop()
    await running?.database.close()
  }
}

/** Needs no database. What checks and zips them is large, and loaded for this alone. */
async function manifests(args: Record<string, string>, { publicUrl, teams }: Config): Promise<Answer> {
  const { packaged } = await import('#manifest/package.ts')
  return packaged(args, { publicUrl, teamsAppId: teams?.appId ?? null })
}

function operatorIntent(use: string): Intent {
  return {
    platform: 'shell',
    workspace: 'local',
    via: 'local',
    account: 'operator',
    place: null,
    use,
    args: {},
    key: randomUUID(),
    heard: false,
    opens: false,
  }
}

function socketPath(config: Config): string {
  return join(config.dataDir, 'plenary.sock')
}

/** Where the environment gives none, a key is made in the data folder on the first start and kept. */
async function ensureSecretKey(config: Config): Promise<void> {
  if (config.secretKey !== null) return
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const key = randomBytes(32).toString('base64')
  await writeFile(join(config.dataDir, 'secret-key'), `${key}\n`, { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
}

function announce(origin: string, playground: Playground | undefined, config: Config): void {
  const lines = playground
    ? [
        `Plenary is ready. Open the playground: ${playground.address}`,
        `What you do there is kept in ${config.dataDir}. Stop with Ctrl+C.`,
      ]
    : [`Plenary is ready on ${origin}, reached as ${config.publicUrl}.`]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** What the operator can mend is told in one line. */
if (import.meta.main) {
  await main(process.argv.slice(2)).catch((error: unknown) => {
    const mendable = [ConfigProblem, ListenProblem, FolderInUse, SocketProblem].some((kind) => error instanceof kind)
    process.stderr.write(
      `${mendable && error instanceof Error ? error.message : error instanceof Error ? error.stack : error}\n`,
    )
    process.exit(1)
  })
}
