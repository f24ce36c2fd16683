/** Link to a PostgreSQL server: connections that log in as the application role, and a COMMIT whose fate is known or said to be unknown. */
import type postgres from 'postgres'
import type { ConsortiumId } from '#src/core/id.ts'
import { OutcomeUnknown, Unavailable } from '#src/store.ts'
import { isBroken, meaning, meaningOfCommit } from './errors.ts'
import type { Line } from './line.ts'
import { openLines } from './line.ts'
import { drizzleOver, instantOf, type Link, type Run } from './link.ts'

export type PostgresLink = Link & { close(): Promise<void> }

/** `url` logs in as the application role; `prepare` is false behind a pooler that shares connections between transactions. */
export function linkToPostgres(url: string, most: number, prepare: boolean): PostgresLink {
  const lines = openLines(url, most, prepare)
  const onLine = async <T>(act: (line: Line) => Promise<T>): Promise<T> => {
    const line = await lines.take()
    try {
      return await act(line)
    } finally {
      lines.give(line)
    }
  }
  return {
    bound: (consortium, fn) => onLine((line) => transaction(line, prepare, consortium, fn)),
    once: (fn) => onLine((line) => single(line, prepare, fn)),
    close: lines.close,
  }
}

/** Milliseconds without an answer after which the server counts as gone: just over its own limit of 2 seconds per statement. */
const longestSilence = 2400

async function transaction<T>(
  line: Line,
  prepare: boolean,
  consortium: ConsortiumId | null,
  fn: (tx: ReturnType<typeof drizzleOver>, now: Temporal.Instant) => Promise<T>,
): Promise<T> {
  const watch = watchman(line)
  const talk = talkOver(line, prepare, watch.heard)
  try {
    const now = await begin(line, consortium)
    const result = await fn(drizzleOver(talk.run), now)
    await talk.end()
    watch.heard()
    await commit(line)
    return result
  } catch (error) {
    await talk.end()
    await rollback(line, error)
    throw meaning(error)
  } finally {
    watch.rest()
  }
}

async function single<T>(
  line: Line,
  prepare: boolean,
  fn: (tx: ReturnType<typeof drizzleOver>) => Promise<T>,
): Promise<T> {
  const watch = watchman(line)
  // Not heard of within the first limit, it is cut: a look-up is quick or the server is gone.
  const talk = talkOver(line, prepare, () => {})
  try {
    return await fn(drizzleOver(talk.run))
  } catch (error) {
    throw meaning(error)
  } finally {
    await talk.end()
    watch.rest()
  }
}

/** Cuts the line when nothing was asked or answered for too long; it is as if the connection had broken. */
function watchman(line: Line): { heard: () => void; rest: () => void } {
  let alarm = setTimeout(line.cut, 1500)
  return {
    heard: () => {
      clearTimeout(alarm)
      alarm = setTimeout(line.cut, longestSilence)
    },
    rest: () => clearTimeout(alarm),
  }
}

/** One round trip: BEGIN and the first statement go together. */
async function begin(line: Line, consortium: ConsortiumId | null): Promise<Temporal.Instant> {
  const [, [row]] = await Promise.all([
    line.sql.unsafe('begin'),
    line.sql<{ now: string }[]>`
      select now(), set_config('plenary.consortium', ${consortium ?? ''}, true), set_config('statement_timeout', '2s', true),
        set_config('lock_timeout', '1500ms', true), set_config('idle_in_transaction_session_timeout', '10s', true)`,
  ])
  return instantOf(row)
}

async function commit(line: Line): Promise<void> {
  if (!line.alive) throw new Unavailable('the connection was lost')
  const { command } = await line.sql.unsafe('commit').catch((error: unknown) => {
    line.cut()
    throw meaningOfCommit(error)
  })
  if (command !== 'COMMIT') throw new Error('a failed statement was passed over: the transaction was rolled back')
}

async function rollback(line: Line, error: unknown): Promise<void> {
  if (!line.alive || error instanceof OutcomeUnknown || isBroken(error)) return line.cut()
  await line.sql.unsafe('rollback').catch(line.cut)
}

/** Statements of one transaction: none after its end, none on a dead line, and the end waits for those under way. */
function talkOver(line: Line, prepare: boolean, heard: () => void): { run: Run; end: () => Promise<void> } {
  const pending = new Set<Promise<unknown>>()
  let over = false
  const run: Run = async (text, params, rows) => {
    if (over) throw new Error('the transaction is over')
    if (!line.alive) throw new Unavailable('the connection was lost')
    heard()
    const query = line.sql.unsafe(text, params as postgres.ParameterOrJSON<never>[], { prepare })
    const answer: Promise<unknown[]> = rows === 'arrays' ? query.values() : query
    pending.add(answer)
    try {
      return await answer
    } catch (error) {
      // The line hears of its end a moment after the statement does; one more statement would never be answered.
      if (isBroken(error)) line.cut()
      throw error
    } finally {
      pending.delete(answer)
    }
  }
  const end = async () => {
    over = true
    await Promise.allSettled(pending)
  }
  return { run, end }
}
