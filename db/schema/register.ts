/** The record: entries are only ever added; openings stand apart, so that they can be erased. */
import { bigint, foreignKey, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes, consortium, instant } from './columns.ts'

export const registerEntries = pgTable(
  'register_entries',
  {
    consortium: consortium(),
    n: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    /** Exactly what was hashed: never serialised again. */
    bytes: bytes().notNull(),
    type: text().notNull(),
    at: instant().notNull(),
  },
  // By their type, since what a consortium's rules ask of the register are a few entries among all that ever happened.
  (t) => [primaryKey({ columns: [t.consortium, t.n] }), index().on(t.consortium, t.type, t.n)],
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
