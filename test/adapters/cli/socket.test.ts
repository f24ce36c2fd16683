import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sendOverSocket, serveSocket } from '#adapters/cli/socket.ts'
import { reachable } from '#adapters/cli/socket-path.ts'
import type { Answer } from '#src/core/answer.ts'
import { present } from '#src/core/assert.ts'
import type { Intent } from '#src/core/intent.ts'
import { card } from '#src/view/build.ts'

const demo: Intent = {
  platform: 'shell',
  workspace: 'local',
  via: 'local',
  heard: false,
  account: 'operator',
  place: null,
  use: 'load-demo',
  args: {},
  key: 'k1',
  opens: false,
}
const loaded: Answer = { kind: 'said', card: card('The demonstration is loaded — 山田') }

describe('a running server', () => {
  test('takes an intent and gives its answer back', async () => {
    const { path, taken } = await serve(async () => loaded)
    expect(await sendOverSocket(path, demo)).toEqual(loaded)
    expect(taken).toEqual([demo])
  })

  test('answers several shells at once, each with its own', async () => {
    const { path } = await serve(async ({ key }) => ({ kind: 'said', card: card(key) }))
    const keys = ['k1', 'k2', 'k3']
    const answers = await Promise.all(keys.map((key) => sendOverSocket(path, { ...demo, key })))
    expect(answers).toEqual(keys.map((key) => ({ kind: 'said', card: card(key) })))
  })

  test('lets nobody but its own user in', async () => {
    const { path } = await serve(async () => loaded)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test.each<[string, string]>([
    ['an intent of a chat account', JSON.stringify({ ...demo, platform: 'slack' })],
    ['an intent of another person at the shell', JSON.stringify({ ...demo, account: 'alice' })],
    ['half an intent', JSON.stringify({ use: 'load-demo' })],
    ['words', 'hello'],
    ['an endless line', 'x'.repeat(70_000)],
  ])('hangs up on %s', async (_, line) => {
    const { path, taken } = await serve(async () => loaded)
    expect(await say(path, `${line}\n`)).toBe('')
    expect(taken).toEqual([])
  })

  test('answers what it took before it closes, and cuts whoever said nothing', async () => {
    const slow = Promise.withResolvers<Answer>()
    const arrived = Promise.withResolvers<void>()
    const { path, close } = await serve(() => {
      arrived.resolve()
      return slow.promise
    })
    const silent = connect(path)
    const asked = sendOverSocket(path, demo)
    await arrived.promise
    const cut = new Promise((resolve) => silent.once('close', resolve))
    const closing = close()
    slow.resolve(loaded)
    expect(await asked).toEqual(loaded)
    await Promise.all([cut, closing])
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })
})

describe('starting', () => {
  test('replaces the file that a dead server left', async () => {
    const path = join(await folder(), 'plenary.sock')
    const dying = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
    spawnSync(process.execPath, ['-e', dying])
    expect((await stat(path)).isSocket()).toBe(true)
    await serve(async () => loaded, path)
    expect(await sendOverSocket(path, demo)).toEqual(loaded)
  })

  test('leaves a living server alone', async () => {
    const { path } = await serve(async () => loaded)
    await expect(serveSocket(path, async () => loaded)).rejects.toThrow(`A server is running at ${path} already.`)
    expect(await sendOverSocket(path, demo)).toEqual(loaded)
  })

  test('leaves a file alone that is no socket', async () => {
    const path = join(await folder(), 'plenary.sock')
    await writeFile(path, 'mine')
    await expect(serveSocket(path, async () => loaded)).rejects.toThrow('is no socket')
  })
})

describe('asking', () => {
  test('says where no server answers', async () => {
    const path = join(await folder(), 'plenary.sock')
    await expect(sendOverSocket(path, demo)).rejects.toThrow(`No server answers at ${path}. Start it, then try again.`)
  })

  test('says where the server hung up', async () => {
    const { path } = await serve(() => Promise.reject(new Error('fault')))
    await expect(sendOverSocket(path, demo)).rejects.toThrow('The server closed without an answer.')
  })

  test('takes nothing but an answer', async () => {
    const { path } = await serve(async () => JSON.parse('{"kind":"gossip"}'))
    await expect(sendOverSocket(path, demo)).rejects.toThrow('Invalid')
  })
})

describe('a folder too deep for a socket', () => {
  test('is served through a short one that belongs to this user alone', async () => {
    const path = join(await folder(), 'deep/'.repeat(20), 'plenary.sock')
    const { close } = await serve(async () => loaded, path)
    expect(await sendOverSocket(path, demo)).toEqual(loaded)
    const short = present(await reachable(path), 'a short path')
    onTestFinished(() => rm(dirname(short), { recursive: true }))
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(103)
    expect((await stat(dirname(short))).mode & 0o777).toBe(0o700)
    await close()
  })

  test('is refused where others may enter the short one', async () => {
    const path = join(await folder(), 'deep/'.repeat(20), 'plenary.sock')
    const short = dirname(present(await reachable(path), 'a short path'))
    onTestFinished(() => rm(short, { recursive: true }))
    await chmod(short, 0o755)
    await expect(sendOverSocket(path, demo)).rejects.toThrow('is open to others')
  })
})

async function serve(send: (intent: Intent) => Promise<Answer>, given?: string) {
  const path = given ?? join(await folder(), 'plenary.sock')
  const taken: Intent[] = []
  const { close } = await serveSocket(path, (intent) => {
    taken.push(intent)
    return send(intent)
  })
  onTestFinished(close)
  return { path, taken, close }
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'plenary-cli-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** What comes back until the server hangs up. */
function say(path: string, line: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(path, () => socket.write(line))
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
  })
}
