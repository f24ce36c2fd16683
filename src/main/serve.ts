/** Serving: the HTTP server with both platforms, or with the playground where none is set up. */
import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { serveSocket } from '#adapters/cli/socket.ts'
import { createHttp, openPort } from '#adapters/http.ts'
import { createPlayground, type Playground } from '#adapters/playground/index.ts'
import { mountDownloads } from '#adapters/web/downloads.ts'
import { mountHealth } from '#adapters/web/health.ts'
import { mountPictures } from '#adapters/web/pictures.ts'
import type { Config } from '../config.ts'
import { present } from '../core/assert.ts'
import { demoCast } from '../demo/cast.ts'
import { attach } from './attach.ts'
import type { Composed } from './compose.ts'
import { examineRunning } from './examine.ts'
import { open, operatorIntent, socketPath } from './open.ts'

/** Milliseconds; orchestrators commonly kill after thirty seconds. */
const longestStop = 15_000

export async function serve(config: Config, log: Logger): Promise<void> {
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
  mountHealth(http, () => running.database.ready(), present(running.own.keys[0], 'the secret key'))
  mountDownloads(http, running.downloads, publicUrl)
  mountPictures(http, running.pictures)
  port.serve(http, log)
  await playground?.start()
  const socket =
    config.database.kind === 'pglite'
      ? await serveSocket(socketPath(config), (intent) =>
          intent.use === 'doctor' ? examineRunning(running, config) : running.handle(intent),
        )
      : undefined
  await running.begin()
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
  // Last: whoever reads it may ask for the end at once, which would leave the folder as after a crash.
  announce(origin, playground, config)
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
  return { slack: { ...slack, oauth: null }, teams: { ...teams, cloud: 'public' } }
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
