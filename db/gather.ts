/**
 * Gathering: attempts of one consortium that come while others of it are under way share the next transaction. One that fails in it undoes it
 * for all, and each is then made in a transaction of its own; where the database is gone, none is.
 */
import { present } from '#src/core/assert.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import { OutcomeUnknown, type Store, Unavailable, type Unit } from '#src/store.ts'

type Together = <T>(consortium: ConsortiumId, fns: readonly ((unit: Unit) => Promise<T>)[]) => Promise<T[]>

type Attempt = {
  apart: string
  run: (unit: Unit) => Promise<unknown>
  done: (result: unknown) => void
  failed: (error: unknown) => void
}

/** So many that none of their statements takes long. */
const most = 64

export function gathering(transact: Store['transact'], together: Together): Store['gather'] {
  const waiting = new Map<ConsortiumId, Attempt[]>()

  async function carryOut(consortium: ConsortiumId, attempts: Attempt[]): Promise<void> {
    const alone = ({ run, done, failed }: Attempt) => transact(consortium, run).then(done, failed)
    if (attempts.length === 1) return alone(present(attempts[0], 'the only attempt'))
    try {
      const results = await together(
        consortium,
        attempts.map(({ run }) => run),
      )
      for (const [index, { done }] of attempts.entries()) done(results[index])
    } catch (error) {
      if (error instanceof Unavailable || error instanceof OutcomeUnknown) for (const one of attempts) one.failed(error)
      // Those that come meanwhile don't wait for them.
      else void Promise.all(attempts.map(alone))
    }
  }

  async function work(consortium: ConsortiumId, queue: Attempt[]): Promise<void> {
    while (queue.length > 0) {
      // Those that come in the same turn of the event loop.
      await new Promise(setImmediate)
      await carryOut(consortium, taken(queue))
    }
    waiting.delete(consortium)
  }

  return (consortium, apart, fn) => {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof fn>>>()
    // What is handed back is what this very attempt returned.
    const done = (result: unknown) => resolve(result as Awaited<ReturnType<typeof fn>>)
    const attempt: Attempt = { apart, run: fn, done, failed: reject }
    const queue = waiting.get(consortium)
    if (queue) queue.push(attempt)
    else {
      const begun = [attempt]
      waiting.set(consortium, begun)
      void work(consortium, begun)
    }
    return promise
  }
}

/** The first ones that may share; the others stay in the queue, in their order. */
function taken(queue: Attempt[]): Attempt[] {
  const shared = new Map<string, Attempt>()
  const left = queue.filter((one) => {
    if (shared.size >= most || shared.has(one.apart)) return true
    shared.set(one.apart, one)
    return false
  })
  queue.splice(0, queue.length, ...left)
  return [...shared.values()]
}
