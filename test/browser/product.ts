/** Starts the whole product as an operator does who has configured nothing, in a folder of its own that a first start has filled. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'

export type Product = {
  /** The playground's page, as it was printed. */
  address: string
  /** Stops the process and starts another on the same folder. */
  restart(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-browser-'))
  await cp(inject('startedFolder'), folder, { recursive: true })
  let running = await launch(folder)
  return {
    get address() {
      return running.address
    },
    async restart() {
      await stop(running.child)
      running = await launch(folder)
    },
    async [Symbol.asyncDispose]() {
      await stop(running.child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Any free port; only what the machine needs is passed on, so that nothing is configured. */
export function launch(folder: string): Promise<{ child: ChildProcess; address: string }> {
  const env = { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', PORT: '0', PLENARY_DATA_DIR: folder }
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const { promise, resolve, reject } = Promise.withResolvers<{ child: ChildProcess; address: string }>()
  let printed = ''
  const read = (chunk: Buffer) => {
    printed += chunk
    const address = /http:\S+\/playground\/\S*token=\S+/.exec(printed)?.[0]
    if (address && printed.endsWith('\n')) resolve({ child, address })
  }
  child.stdout.on('data', read)
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk
  })
  child.once('exit', (code) => reject(new Error(`the product stopped with ${code}: ${printed}`)))
  return promise
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
