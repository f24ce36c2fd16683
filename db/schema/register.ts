/** The record: entries are only ever added; openings stand apart, so that they can be erased. */
import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes, consortium, instant } from './columns.ts'

export const registerEntries = pgTable(
  'register_entries',
  {
    consortium: consortium(),
    n: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    /** Exactly what was hashed: never serialised again. */
    bytes: bytes().notNull(),
    /** The first 80 bits of the leaf hash, which a receipt spells; the database computes them from the bytes. */
    leaf: bytes().generatedAlwaysAs(sql`substring(sha256('\\x00'::bytea || bytes) from 1 for 10)`),
    type: text().notNull(),
    at: instant().notNull(),
  },
  // By their type, since what a consortium's rules ask of the register are a few entries among all that ever happened.
  (t) => [
    primaryKey({ columns: [t.consortium, t.n] }),
    index().on(t.consortium, t.type, t.n),
    index().on(t.consortium, t.leaf),
    // When a vote was cast or counted is known from its row.
    index('register_entries_of_polls')
      .on(t.consortium, t.at)
      .where(sql`type in ('ballot-cast', 'vote-recorded', 'poll-closed', 'poll-recounted')`),
  ],
)

export const registerOpenings = pgTable(
  'register_openings',
  {
    consortium: consortium(),
    entry: bigint({ mode: 'number' }).notNull(),
    path: text().notNull(),
    salt: bytes().notNull(),
    value: jsonb().$type<string>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consortium, t.entry, t.path] }),
    foreignKey({
      name: 'register_openings_entry',
      columns: [t.consortium, t.entry],
      foreignColumns: [registerEntries.consortium, registerEntries.n],
    }),
  ],
)
