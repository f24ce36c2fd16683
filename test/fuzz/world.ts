/** The whole product under attack: both adapters and the pages over HTTP on loopback, one database with two consortia, and an ear at every wall. */
import { setTimeout as wait } from 'node:timers/promises'
import { createHttp, openPort } from '#adapters/http.ts'
import { mountDownloads } from '#adapters/web/downloads.ts'
import { mountHealth } from '#adapters/web/health.ts'
import { mountPictures } from '#adapters/web/pictures.ts'
import type { Database } from '#db/connect.ts'
import type { Intent } from '#src/core/intent.ts'
import { workspaces } from '#src/demo/organisations.ts'
import { attach } from '#src/main/attach.ts'
import { compose } from '#src/main/compose.ts'
import { startStub } from '#test/bench/stub.ts'
import { sealingKey } from '#test/support/database.ts'
import { canary, foreign, setStage, type Where } from './stage.ts'

/** No faults: through a workspace that nobody installed no answer goes out, and on a busy machine a stand-in or the database may be late. */
const passing = ['An answer was lost', 'a sweep failed; the next one tries again']

/** Milliseconds; short, so that many requests are acknowledged before they are done. */
const patience = 500

export const signingSecret = 'signing-secret-that-nobody-may-read'
export const appId = '0d7f2b6e-5b1c-4c0e-9a44-0000000f0220'
const secrets = [
  signingSecret,
  'xoxb-that-nobody-may-read',
  'password-that-nobody-may-read',
  'client-secret-that-nobody-may-read',
  sealingKey,
  'plenary-test-token',
  'eyJ',
]

export type World = Awaited<ReturnType<typeof startWorld>>

export async function startWorld(database: Database) {
  const stub = await startStub(workspaces.slack)
  const heard: Intent[] = []
  const complaints: string[] = []
  let undelivered = 0
  const log = { info: ear('info'), warn: ear('warn'), error: ear('error') }
  const quiet = listenToConsole((text) => void checkLine('console', text))
  const port = await openPort('127.0.0.1', 0)
  const url = new URL(`http://127.0.0.1:${port.port}`)
  const own = { publicUrl: url.origin, country: 'FR', keys: [sealingKey], installs: true }
  const composed = compose(database, own, log)
  const http = createHttp({ trustProxy: false })
  const underWay = new Set<Promise<unknown>>()
  const handle = (intent: Intent) => {
    heard.push(intent)
    const handled = composed.app.handle(intent)
    underWay.add(handled)
    void handled.finally(() => underWay.delete(handled))
    return handled
  }
  const teams = {
    appId,
    appPassword: 'password-that-nobody-may-read',
    tenantId: workspaces.teams,
    cloud: 'public',
    openIdUrl: stub.openIdUrl,
  } as const
  const oauth = { clientId: '1.2', clientSecret: 'client-secret-that-nobody-may-read' }
  const slack = { signingSecret, botToken: 'xoxb-that-nobody-may-read', oauth, apiUrl: stub.apiUrl }
  attach({ ...composed, app: { ...composed.app, handle } }, { slack, teams }, http, log, patience)
  mountHealth(http, () => database.ready(), sealingKey)
  mountDownloads(http, composed.downloads, url.origin)
  mountPictures(http, composed.pictures)
  port.serve(http, log)
  const stopWatching = stub.watch((platform, body) => {
    if (body.includes(foreign)) complaints.push(`another consortium’s words were sent to ${platform}`)
  })
  const drafts = await setStage(database)
  await composed.begin()

  /** Each line of the log as an operator would read it. */
  function ear(level: string) {
    return (fields: Record<string, unknown>, message: string) => {
      const line = `${JSON.stringify(fields)} ${message}`
      checkLine(level, line)
      if (passing.includes(message)) undelivered += 1
      else if (level === 'error') complaints.push(`logged as an error: ${line}`)
    }
  }

  function checkLine(where: string, line: string): void {
    if ([...secrets, canary, foreign].some((secret) => line.includes(secret)))
      complaints.push(`${where} tells: ${line}`)
  }

  return {
    url,
    where: { responseUrl: `${stub.url}/response/0`, serviceUrl: stub.serviceUrl, drafts } satisfies Where,
    /** What reached the core, until it is taken. */
    takeHeard: () => heard.splice(0),
    /** How many answers were lost on the way to whoever asked. */
    undelivered: () => undelivered,
    takeComplaints: () => complaints.splice(0),
    /** Until nothing is carried out any more, also what was acknowledged before it was done. */
    async idle(): Promise<void> {
      do {
        await Promise.allSettled(underWay)
        await wait(20)
      } while (underWay.size > 0)
    },
    async close(): Promise<void> {
      await port.close()
      await composed.stop()
      stopWatching()
      await stub.close()
      quiet()
    },
  }
}

/** The SDKs write there past the log; the result gives the console back. */
function listenToConsole(heard: (text: string) => void): () => void {
  const { console } = globalThis
  const kinds = ['log', 'info', 'warn', 'error', 'debug'] as const
  const before = kinds.map((kind) => [kind, console[kind]] as const)
  for (const kind of kinds) console[kind] = (...told: unknown[]) => heard(told.map(String).join(' '))
  return () => {
    for (const [kind, own] of before) console[kind] = own
  }
}
