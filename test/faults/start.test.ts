import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Process, run } from '../support/process.ts'
import { botToken, type Slack, signingSecret, startSlack, workspace } from '../support/slack.ts'

const started: Process[] = []
const folders: string[] = []

afterAll(async () => {
  for (const one of started) one.kill('SIGKILL')
  await Promise.all(started.map((one) => one.ended))
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-start-'))
  folders.push(folder)
  return folder
}

function plenary(args: string[], settings: Record<string, string>): Process {
  const one = run(args, settings)
  started.push(one)
  return one
}

/** What an operator types after `npm run plenary --`, and how it ended. */
function shell(command: string, settings: Record<string, string>) {
  return plenary(['plenary', ...command.split(' ')], settings).ended
}

const statusOf = async (url: string) => (await fetch(url)).status

describe('a start with nothing configured', { timeout: 120_000 }, () => {
  let settings: Record<string, string>
  let first: Process
  let address: URL

  beforeAll(async () => {
    settings = { PLENARY_DATA_DIR: await freshFolder() }
    first = plenary([], settings)
    const [, printed = ''] = await first.says(/Open the playground: (\S+)\n/)
    address = new URL(printed)
  }, 120_000)

  test('prints the playground’s address with its token, and is alive and ready', async () => {
    expect(address.searchParams.get('token')).toMatch(/^[\w-]{22}$/)
    expect(await statusOf(address.href)).toBe(200)
    expect(await statusOf(`${address.origin}${address.pathname}`)).toBe(403)
    expect(await statusOf(`${address.origin}/healthz`)).toBe(200)
    expect(await statusOf(`${address.origin}/readyz`)).toBe(200)
  })

  test('on a folder in use refuses in one line that names the holder, and leaves the holder alone', async () => {
    const second = await plenary([], settings).ended
    expect(second).toMatchObject({ code: 1, out: '' })
    expect(second.err).toBe(
      `The data folder ${join(settings.PLENARY_DATA_DIR ?? '', 'database')} is in use by process ${first.pid}. Stop that one first, or choose another folder.\n`,
    )
    expect(await statusOf(`${address.origin}/readyz`)).toBe(200)
  })

  test('ends cleanly when it is asked to, and the next one finds what was there', async () => {
    const bind = (group: string) =>
      shell(`place bind --platform slack --workspace T0ALLIED --channel C0NEW --group ${group}`, settings)
    expect(await bind('Evaluation')).toMatchObject({ code: 0, err: '' })
    first.kill('SIGTERM')
    expect(await first.ended).toMatchObject({ code: 0, signal: null, err: '' })

    const next = plenary([], settings)
    const [, printed = ''] = await next.says(/Open the playground: (\S+)\n/)
    expect(await statusOf(`${new URL(printed).origin}/readyz`)).toBe(200)
    expect(await bind('wg_data')).toMatchObject({
      code: 1,
      err: '--group: This place belongs to Evaluation already.\nNothing was saved.\n',
    })
    next.kill('SIGINT')
    expect(await next.ended).toMatchObject({ code: 0, err: '' })
  })
})

describe('the shell beside a server', { timeout: 120_000 }, () => {
  let slack: Slack
  let settings: Record<string, string>

  beforeAll(async () => {
    slack = await startSlack(['aiko', 'sam'], ['allied-evals'])
    settings = {
      PLENARY_DATA_DIR: await freshFolder(),
      PLENARY_PUBLIC_URL: 'http://127.0.0.1:3000',
      PLENARY_COUNTRY: 'FR',
      PLENARY_SECRET_KEY: Buffer.alloc(32).toString('base64'),
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
    }
  })
  afterAll(() => slack?.close())

  const link = (name: string, person: string) =>
    shell(
      `account link --platform slack --workspace ${workspace} --user ${slack.userId(name)} --person ${person}`,
      settings,
    )

  async function serve(): Promise<Process> {
    const server = plenary([], settings)
    const [, url = ''] = await server.says(/Plenary is ready on (\S+),/)
    slack.connect(url)
    return server
  }

  test('is served by it and seen by it, works without it, and again beside the one after a kill', async () => {
    const server = await serve()
    const holder = JSON.parse(await readFile(join(settings.PLENARY_DATA_DIR ?? '', 'database', 'lock'), 'utf8'))
    expect(holder).toMatchObject({ pid: server.pid })
    expect(await shell('demo', settings)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Allied AI Forum is loaded'),
    })
    const asked = () => slack.command('aiko', 'allied-evals', 'commit Publish our results by 2027-03-01')
    expect((await asked()).text).toContain('This workspace is not part of a consortium here.')
    const channel = slack.channelId('allied-evals')
    const bind = `place bind --platform slack --workspace ${workspace} --channel ${channel} --group Evaluation`
    for (const done of await Promise.all([link('aiko', 'person_aiko'), shell(bind, settings)])) {
      expect(done).toMatchObject({ code: 0, err: '' })
    }
    expect((await asked()).text).toContain('Propose Publish our results')

    server.kill('SIGKILL')
    await server.ended
    expect(await link('sam', 'person_sam')).toMatchObject({ code: 0, err: '' })

    const after = await serve()
    expect(await link('sam', 'person_luc')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Sam Rivera already'),
    })
    expect((await slack.command('sam', 'allied-evals', 'poll Adopt it? by 2027-03-01 12:00')).text).toContain(
      'Open poll: Adopt it?',
    )
    after.kill('SIGTERM')
    expect(await after.ended).toMatchObject({ code: 0 })
  })
})

describe('a start with a wrong setting', { timeout: 60_000 }, () => {
  test.each([
    [{ PORT: 'many' }, 'PORT is "many"; it must be a whole number from 0 to 65535.\n'],
    [
      { DATABASE_URL: 'mysql://somebody:hunter2@host/db' },
      'DATABASE_URL is a value of 32 characters; it must be an address like postgres://name:password@host:5432/database.\n',
    ],
  ])('stops with one line: %j', async (settings, says) => {
    const stopped = await plenary([], { PLENARY_DATA_DIR: await freshFolder(), ...settings }).ended
    expect(stopped).toMatchObject({ code: 1, out: '', err: says })
  })
})
