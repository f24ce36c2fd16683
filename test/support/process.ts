/** The product as an operator runs it: `src/main.ts` in a process of its own, with an environment of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A start is mostly loading: what one process has compiled serves the next. */
const compiled = join(tmpdir(), 'plenary-compile-cache')
const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string }

export type Process = {
  pid: number
  /** All that it has written so far to standard output. */
  out(): string
  /** Waits until standard output holds it. Throws, with what there is, where the process ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
  /** Resolves when it has ended and said everything. */
  ended: Promise<Ended>
}

/** Starts it with these arguments and settings alone; the port is any free one. */
export function run(args: string[], settings: Record<string, string>): Process {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, PORT: '0', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const heard = { out: '', err: '' }
  const changed = new EventTarget()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard.out += text
    changed.dispatchEvent(new Event('text'))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.err += text
  })
  const ended = end(child).then((how) => ({ ...how, ...heard }))
  return {
    pid: child.pid ?? 0,
    out: () => heard.out,
    says: async (pattern) => {
      for (;;) {
        const found = pattern.exec(heard.out)
        if (found) return found
        const over = await Promise.race([once(changed, 'text').then(() => false), ended.then(() => true)])
        if (over && !pattern.test(heard.out)) throw new Error(`it ended without ${pattern}:\n${heard.out}${heard.err}`)
      }
    },
    kill: (signal) => void child.kill(signal),
    ended,
  }
}

async function end(child: ChildProcess): Promise<Pick<Ended, 'code' | 'signal'>> {
  await once(child, 'close')
  return { code: child.exitCode, signal: child.signalCode }
}
