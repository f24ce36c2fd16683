/** Main: the composition root. `npm start` serves; `npm run plenary -- …` is the operator's shell. Nothing else in src reaches outward. */
import './runtime.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import type { Adapter, Core } from '#adapters/adapter.ts'
import { runCli } from '#adapters/cli/run.ts'
import { SocketProblem, sendOverSocket, serveSocket } from '#adapters/cli/socket.ts'
import { createHttp, ListenProblem, openPort } from '#adapters/http.ts'
import { createPlayground, type Playground } from '#adapters/playground/index.ts'
import { createSlackAdapter } from '#adapters/slack/index.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import { mountHealth } from '#adapters/web/health.ts'
import { type Database, FolderInUse, openDatabase } from '#db/connect.ts'
import { type App, createApp } from './app.ts'
import { createClockwork } from './clockwork.ts'
import { understand } from './commands.ts'
import { type Config, ConfigProblem, readConfig } from './config.ts'
import type { Answer } from './core/answer.ts'
import type { NewId } from './core/id.ts'
import type { ChatPlatform, Intent } from './core/intent.ts'
import { demoCast } from './demo/cast.ts'
import { type DrawOptions, drawLively, drawWanted } from './draw.ts'
import { tell } from './tell.ts'

/** Platforms allow 3 seconds for an acknowledgement. */
const patience = 2_000

const newId: NewId = (prefix) => `${prefix}_${randomUUID().replaceAll('-', '')}`

type Running = { app: App; database: Database; stop(): Promise<void> }

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
  const adapters: Partial<Record<ChatPlatform, Adapter>> = {}
  const running = await start(config, adapters, log).catch(async (error) => {
    await port.close()
    throw error
  })
  const playground = config.slack || config.teams ? undefined : await openPlayground(config, origin, running, log)
  for (const adapter of adaptersOf(config, playground, running, log)) {
    adapters[adapter.platform] = adapter
    adapter.mount(http)
  }
  playground?.mount(http)
  mountHealth(http, () => running.database.ready())
  port.serve(http, log)
  await playground?.start()
  const socket =
    config.database.kind === 'pglite' ? await serveSocket(socketPath(config), running.app.handle) : undefined
  await running.begin()
  announce(origin, playground, config)
  const stop = async () => {
    await port.close()
    await socket?.close()
    await running.stop()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** Opens the database and everything that works on it; `begin` starts the jobs once the adapters are there. */
async function start(config: Config, adapters: Partial<Record<ChatPlatform, Adapter>>, log: Logger) {
  await ensureSecretKey(config)
  const database = await openDatabase({ ...config.database, log })
  const draw: DrawOptions = {
    store: database.store,
    cards: database.cards,
    messengers: adapters,
    undelivered: (failure, card) =>
      log.warn({ kind: failure.kind, subject: card.subject.kind }, 'a card was not delivered'),
  }
  const clockwork = createClockwork({
    store: database.store,
    app: () => app,
    drawWanted: () => drawWanted(draw),
    drawLively: () => drawLively(draw),
    failed: (error, what) => log.error({ what, ...described(error) }, 'a sweep failed; the next one tries again'),
  })
  const app = createApp({
    store: database.store,
    newId,
    committed: clockwork.committed,
    failed: (error, use) => {
      const reference = randomBytes(4).toString('hex')
      log.error({ reference, use, ...described(error) }, 'a use case failed')
      return reference
    },
  })
  return {
    app,
    database,
    async begin() {
      await database.jobs.start({
        'draw-cards': async () => {
          await drawWanted(draw)
          return { done: true }
        },
        tell: (job) => tell(job, { store: database.store, messengers: adapters }),
      })
      clockwork.start()
    },
    async stop() {
      await clockwork.stop()
      await database.jobs.stop()
      await database.close()
    },
  }
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

function adaptersOf(config: Config, playground: Playground | undefined, running: Running, log: Logger): Adapter[] {
  const slack = playground?.slack ?? config.slack
  const teams = playground?.teams ?? config.teams
  const core = (platform: ChatPlatform): Core => ({
    handle: running.app.handle,
    understand,
    installations: {
      find: (workspace) => running.database.installations.find(platform, workspace),
      keepServiceUrl: (workspace, serviceUrl) => running.database.installations.keepServiceUrl(workspace, serviceUrl),
    },
    patience,
    log,
  })
  return [
    ...(slack ? [createSlackAdapter(slack, core('slack'))] : []),
    ...(teams ? [createTeamsAdapter({ cloud: 'public', ...teams }, core('teams'))] : []),
  ]
}

async function openPlayground(config: Config, origin: string, running: Running, log: Logger): Promise<Playground> {
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

/** The shell works on the database itself, or asks the server that holds the folder. */
async function shell(argv: string[], config: Config, log: Logger): Promise<number> {
  let running: Awaited<ReturnType<typeof start>> | undefined
  const send = async (intent: Intent): Promise<Answer> => {
    try {
      running ??= await start(config, {}, log)
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
  }
}

function operatorIntent(use: string): Intent {
  return {
    platform: 'shell',
    workspace: 'local',
    account: 'operator',
    place: null,
    use,
    args: {},
    key: randomUUID(),
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
await main(process.argv.slice(2)).catch((error: unknown) => {
  const mendable = [ConfigProblem, ListenProblem, FolderInUse, SocketProblem].some((kind) => error instanceof kind)
  process.stderr.write(
    `${mendable && error instanceof Error ? error.message : error instanceof Error ? error.stack : error}\n`,
  )
  process.exit(1)
})
