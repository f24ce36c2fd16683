import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/connect.ts'
import { FolderInUse, lockFolder } from '#db/lock.ts'
import { silent } from '#test/support/database.ts'
import { found } from '#test/support/database-facts.ts'

const program = fileURLToPath(new URL('../support/hold-folder.ts', import.meta.url))
let folder: string
let children: ChildProcess[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-lock-'))
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** Another process on the folder, and the first line it says. */
async function neighbour(): Promise<{ child: ChildProcess; says: string }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, says: String(line).trim() }
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

describe('a data folder', () => {
  test('is refused to a second process in one line that names the first', async () => {
    const unlock = await lockFolder(folder)
    const { says } = await neighbour()
    expect(says).toBe(
      `The data folder ${folder} is in use by process ${process.pid}. Stop that one first, or choose another folder.`,
    )
    await unlock()
    expect((await neighbour()).says).toBe('held')
  })

  test('names the holder to whoever wants to talk to it', async () => {
    const { child, says } = await neighbour()
    expect(says).toBe('held')
    const refusal = await lockFolder(folder).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(FolderInUse)
    expect(refusal).toMatchObject({ pid: child.pid })
  })

  test('is taken over from a process that was killed', async () => {
    const { child } = await neighbour()
    await killed(child)
    const unlock = await lockFolder(folder)
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    await unlock()
    expect(await readdir(folder)).not.toContain('lock')
  })

  test('is taken over where another process has the old one’s id', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.ppid, started: '1' }))
    await (await lockFolder(folder))()
  })

  test('is taken over where the lock can’t be read', async () => {
    await writeFile(join(folder, 'lock'), '{"pid":')
    await (await lockFolder(folder))()
  })

  test('goes to one of many that find the same stale lock', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: '1' }))
    const says = (await Promise.all([neighbour(), neighbour(), neighbour(), neighbour()])).map((one) => one.says)
    expect(says.filter((line) => line === 'held')).toHaveLength(1)
    expect(says.filter((line) => line.includes('is in use by process'))).toHaveLength(3)
  })

  test('is made where there is none, for its owner alone', async () => {
    const deep = join(folder, 'a', 'b')
    await (await lockFolder(deep))()
    await mkdir(deep, { recursive: true })
    expect(await readdir(deep)).toEqual([])
  })
})

describe('the embedded database in a folder', () => {
  test('keeps what was saved, and its folder while it is open', { timeout: 40_000 }, async () => {
    const options = { kind: 'pglite', folder, log: silent } as const
    const database = await openDatabase(options)
    await found(database.store, 'kept')
    await expect(openDatabase(options)).rejects.toBeInstanceOf(FolderInUse)
    await database.close()
    const reopened = await openDatabase(options)
    expect(await reopened.store.consortia()).toEqual(['con_kept'])
    expect(await reopened.ready()).toBe(true)
    await reopened.close()
  })
})
