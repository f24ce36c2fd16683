/** Link to the embedded database: one connection in this process, so transactions follow each other. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { types } from '@electric-sql/pglite'
import { meaning } from './errors.ts'
import { drizzleOver, instantOf, type Link, type Run } from './link.ts'

/** There is no role to log in as: each transaction takes it on, and the superuser that the connection is never serves a request. */
export function linkToPglite(pglite: PGlite): Link {
  const usual = pglite.parsers
  const ours = { ...usual, ...asText }
  const link: Link = {
    once: (fn) => link.bound(null, fn),
    bound: async (consortium, fn) => {
      try {
        return await pglite.transaction(async (tx) => {
          // Given with a statement they are joined anew to its 300 own ones, which takes longer than most statements; nothing else runs meanwhile.
          pglite.parsers = ours
          try {
            const { rows } = await tx.query<{ now: string }>(
              `select set_config('role', 'plenary_app', true), set_config('plenary.consortium', $1, true), now()`,
              [consortium ?? ''],
            )
            return await fn(drizzleOver(runOver(tx)), instantOf(rows[0]))
          } finally {
            pglite.parsers = usual
          }
        })
      } catch (error) {
        throw meaning(error)
      }
    },
  }
  return link
}

function runOver(tx: Transaction): Run {
  return async (text, params, rows) => {
    const result = await tx.query(text, params, { rowMode: rows === 'arrays' ? 'array' : 'object' })
    return result.rows
  }
}

/** Instants, days and JSON travel as text: drizzle's columns read them. */
const asText = Object.fromEntries(
  [types.JSON, types.JSONB, types.DATE, types.TIME, types.TIMESTAMP, types.TIMESTAMPTZ].map((type) => [
    type,
    (text: string) => text,
  ]),
)
