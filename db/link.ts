/**
 * Link: the way to the database as the application role. It hands out transactions, each bound to one consortium or to none;
 * what a transaction hands over is all that may be used inside it: on PGlite, anything else waits for itself forever.
 */
import { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy'
import type { ConsortiumId } from '#src/core/id.ts'
import { OutcomeUnknown, Unavailable } from '#src/store.ts'

/** One open transaction. */
export type Tx = PgRemoteDatabase

export type Link = {
  /**
   * Runs `fn` in a transaction bound to the consortium, and commits. Without a consortium it sees the tables that have no policies
   * and may call the functions that look across consortia. Throws what {@link Store.transact} throws.
   */
  bound<T>(consortium: ConsortiumId | null, fn: (tx: Tx, now: Temporal.Instant) => Promise<T>): Promise<T>
  /** Runs one statement that reads tables without policies: on a server without a transaction, which spares two round trips. */
  once<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
}

/** For what only reads or may be done twice: a lost answer to COMMIT means no more than that the database did not answer. */
export function repeatable(link: Link): Link {
  return {
    bound: (consortium, fn) =>
      link.bound(consortium, fn).catch((error: unknown) => {
        throw error instanceof OutcomeUnknown ? new Unavailable(error.message) : error
      }),
    once: link.once,
  }
}

/** Sends one statement; rows as arrays where drizzle maps them, as objects where it does not. */
export type Run = (text: string, params: unknown[], rows: 'arrays' | 'objects') => Promise<unknown[]>

/** Drizzle over a single statement runner: one type for both databases, and no second way to the connection. */
export function drizzleOver(run: Run): Tx {
  return drizzle(
    async (text, params, method) => ({ rows: await run(text, params, method === 'all' ? 'arrays' : 'objects') }),
    {},
    () => dialect,
  )
}

/** One for all transactions: it remembers the names of every column that it met. */
const dialect = new PgDialect()

/** The first statement's answer. */
export function instantOf(row: { now: string } | undefined): Temporal.Instant {
  if (!row) throw new Error('expected the clock of the database')
  return Temporal.Instant.from(row.now)
}
