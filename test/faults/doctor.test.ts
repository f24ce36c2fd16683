import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '#test/support/process.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-doctor-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const doctor = (settings: Record<string, string> = {}) =>
  run(['plenary', 'doctor'], { PLENARY_DATA_DIR: folder, ...settings }).ended

test('before anything was started nothing is made; afterwards all is well, beside the running server and without it', async () => {
  const before = await doctor()
  expect(before.out).toContain('warn  Database: there is none yet')
  expect(await readdir(folder)).toEqual([])

  const server = run([], { PLENARY_DATA_DIR: folder })
  await server.says(/Plenary is ready/)
  const beside = await doctor()
  expect(beside.out).toContain('ok    Data folder: this server holds it')
  expect(beside.out).toContain('ok    Row-level security')
  expect(beside.code).toBe(0)
  server.kill('SIGTERM')
  await server.ended
  const alone = await doctor()
  expect(alone.out).toContain('ok    Data folder: no other process holds it')
  expect(alone.out).toContain('Everything is well')
  expect(alone).toMatchObject({ code: 0, err: '' })
}, 120_000)

test('with everything broken it looks at the rest all the same, prints nothing secret, and its exit code is 1', async () => {
  const { code, out, err } = await doctor({
    DATABASE_URL: 'postgres://owner:hidden1@127.0.0.1:1/plenary',
    DATABASE_APP_URL: 'postgres://app:hidden2@127.0.0.1:1/plenary',
    PLENARY_SECRET_KEY: 'hidden3',
    PLENARY_PUBLIC_URL: 'ftp://plenary.example.org',
    SLACK_SIGNING_SECRET: 'hidden4hidden4',
    SLACK_BOT_TOKEN: 'xoxb-hidden5',
    SLACK_API_URL: 'http://127.0.0.1:2/api/',
    TEAMS_APP_ID: '00000000-0000-0000-0000-000000000001',
    TEAMS_APP_PASSWORD: 'hidden6',
    TEAMS_APP_TENANT_ID: '00000000-0000-0000-0000-000000000002',
    TEAMS_OPENID_URL: 'http://127.0.0.1:2/openid',
  })
  expect(err).toBe('')
  for (const line of [
    'bad   Configuration: PLENARY_PUBLIC_URL is "ftp://plenary.example.org". It must be a public https address',
    'bad   Configuration: PLENARY_SECRET_KEY is a value of 7 characters. It must be 32 random bytes',
    'bad   Configuration: PLENARY_COUNTRY is not set.',
    'bad   Database: it can’t be reached (ECONNREFUSED). Start it, and check DATABASE_URL',
    'warn  Slack: its workspaces and channels can’t be listed',
    'bad   Clock of Slack: Slack can’t be reached (ECONNREFUSED)',
    'ok    Teams credentials',
    'bad   Clock of Teams: the sign-in of bots can’t be reached (ECONNREFUSED)',
    'ok    Disk',
  ])
    expect(out).toContain(line)
  expect(out).not.toMatch(/hidden|owner:|app:/)
  expect(code).toBe(1)
}, 120_000)

test('what makes no configuration is one line, and the rest waits for it', async () => {
  const { code, out } = await doctor({ DATABASE_URL: 'postgres://owner:hidden@127.0.0.1:1/plenary' })
  expect(out).toContain('bad   Configuration: DATABASE_APP_URL is not set.')
  expect(out).toContain('bad   Everything else: it can’t be looked at. Mend the configuration first.')
  expect(out).not.toContain('hidden')
  expect(code).toBe(1)
}, 120_000)

test('a server that holds the folder and does not answer is named, and the rest is looked at', async () => {
  await mkdir(join(folder, 'database', 'data'), { recursive: true })
  const started = (await readFile(`/proc/${process.pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ')[19]
  await writeFile(join(folder, 'database', 'lock'), JSON.stringify({ pid: process.pid, started }))
  const { code, out } = await doctor()
  expect(out).toContain(`bad   Server: process ${process.pid} holds the data folder and does not answer.`)
  expect(out).toContain('ok    Disk')
  expect(code).toBe(1)
}, 120_000)
