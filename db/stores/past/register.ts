/** What the register says of how things stood at a moment, where their rows keep the last state alone. */
import { and, asc, gt, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Fact } from '#src/readers.ts'
import type { Tx } from '../../link.ts'
import { registerEntries, registerOpenings } from '../../schema/register.ts'
import { isAmong } from '../assignments.ts'

/** Facts of these types, each about what its `key` names. */
export type About = { types: readonly Fact['type'][]; key: string; asOf: Temporal.Instant }
export type Kept = { at: Temporal.Instant; fact: Record<string, unknown>; words: Record<string, string> }

/** The last fact of each up to a moment. */
export async function lastFacts(tx: Tx, about: About): Promise<Map<string, Kept>> {
  return keptOf(tx, about, undefined)
}

/** The same for those of which another fact came later, and for others that are named: undefined where none came before. */
export async function factsBefore(
  tx: Tx,
  about: About,
  also: readonly string[] = [],
): Promise<Map<string, Kept | undefined>> {
  const later = await tx
    .selectDistinct({ name: nameIn(about) })
    .from(registerEntries)
    .where(and(isOf(about), gt(registerEntries.at, about.asOf)))
  const names = [...new Set([...later.map(({ name }) => name), ...also])]
  if (names.length === 0) return new Map()
  const kept = await keptOf(tx, about, names)
  return new Map(names.map((name) => [name, kept.get(name)]))
}

async function keptOf(tx: Tx, about: About, names: readonly string[] | undefined): Promise<Map<string, Kept>> {
  const name = nameIn(about)
  const rows = await tx
    .selectDistinctOn([name], { name, n: registerEntries.n, at: registerEntries.at, fact: factText })
    .from(registerEntries)
    .where(and(isOf(about), lte(registerEntries.at, about.asOf), names && isAmong(name, names)))
    .orderBy(asc(name), sql`${registerEntries.n} desc`)
  const words = await wordsOf(tx, rows)
  return new Map(rows.map(({ name, n, at, fact }) => [name, { at, fact: JSON.parse(fact), words: words.get(n) ?? {} }]))
}

const plainFact = sql`convert_from(${registerEntries.bytes}, 'UTF8')::jsonb -> 'fact'`
const factText = sql<string>`(${plainFact})::text`

/** The name of the key is ours, never somebody's words. */
function nameIn({ key }: About) {
  return sql<string>`${plainFact} ->> ${sql.raw(`'${key}'`)}`
}

function isOf({ types }: About): SQL {
  return inArray(registerEntries.type, [...types])
}

/** What was erased is not there. */
async function wordsOf(tx: Tx, entries: readonly { n: number }[]): Promise<Map<number, Record<string, string>>> {
  const { entry, path, value } = registerOpenings
  const numbers = JSON.stringify(entries.map(({ n }) => n))
  const rows = await tx
    .select({ entry, path, value })
    .from(registerOpenings)
    .where(sql`${entry} in (select jsonb_array_elements_text(${numbers}::jsonb)::bigint)`)
  const found = new Map<number, Record<string, string>>()
  for (const row of rows) found.set(row.entry, { ...found.get(row.entry), [row.path]: row.value })
  return found
}
