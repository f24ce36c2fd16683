/** A person's marks: whatever would still tell who it was. Found in texts by Unicode's letters, since the database's own words depend on its locale. */
import { eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { PersonId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { chatAccounts } from '../schema/addresses.ts'
import { people } from '../schema/consortium.ts'
import { registerEntries, registerOpenings } from '../schema/register.ts'

export type Marks = { person: PersonId; names: string[]; accounts: string[]; all: string[] }

const Entry = z.object({
  type: z.string(),
  at: z.string(),
  by: z.string(),
  organisation: z.string().nullable(),
  fact: z.record(z.string(), z.unknown()),
})
/** An entry that bears the person's id, somewhere. */
export type NamedEntry = z.infer<typeof Entry> & { n: number }

/** Entries by the person or about the person, in their order. */
export async function entriesOf(tx: Tx, person: PersonId): Promise<NamedEntry[]> {
  const text = sql<string>`convert_from(${registerEntries.bytes}, 'UTF8')`
  const rows = await tx
    .select({ n: registerEntries.n, text })
    .from(registerEntries)
    .where(sql`strpos(${text}, ${`"${person}"`}) > 0`)
    .orderBy(registerEntries.n)
  return rows.map(({ n, text: entry }) => ({ n, ...Entry.parse(JSON.parse(entry)) }))
}

/** Names and contacts as they ever were, and the accounts, also those that were unlinked. */
export async function marksOf(tx: Tx, person: PersonId, entries: NamedEntry[]): Promise<Marks> {
  const about = entries.filter(({ fact }) => fact.person === person).map(({ n }) => n)
  const openings = await openingsOf(tx, about)
  const [row] = await tx
    .select({ name: people.name, contact: people.contact })
    .from(people)
    .where(eq(people.id, person))
  const linked = await tx
    .select({ account: chatAccounts.account })
    .from(chatAccounts)
    .where(eq(chatAccounts.person, person))
  const opened = (path: string) => openings.filter((one) => one.path === path).map(({ value }) => value)
  const names = distinct([row?.name ?? '', ...opened('name')])
  const accounts = distinct([...linked.map(({ account }) => account), ...opened('account')])
  const contacts = distinct([row?.contact ?? '', ...opened('contact')])
  return { person, names, accounts, all: distinct([...names, ...contacts, ...accounts]) }
}

export async function openingsOf(tx: Tx, entries: readonly number[]) {
  if (entries.length === 0) return []
  const rows = await tx
    .select({ entry: registerOpenings.entry, path: registerOpenings.path, value: plain })
    .from(registerOpenings)
    .where(inArray(registerOpenings.entry, [...entries]))
  return rows
}

/** Openings of other entries that hold a mark. */
export async function openingsNaming(tx: Tx, marks: Marks) {
  const rows = await tx
    .select({ entry: registerOpenings.entry, path: registerOpenings.path, value: plain })
    .from(registerOpenings)
    .where(mayHold(plain, marks))
  return rows.filter(({ value }) => holds(value, marks))
}

const plain = sql<string>`${registerOpenings.value} #>> '{}'`

/** Rows worth looking at: {@link holds} decides. */
export function mayHold(text: SQL, { all }: Marks): SQL | undefined {
  if (all.length === 0) return sql`false`
  return or(...all.map((mark) => sql`strpos(lower(${text}), lower(${hint(mark)})) > 0`))
}

/** The longest run of letters that every locale can lower; a name without one is looked for as it stands. */
function hint(mark: string): string {
  const runs = mark.match(/[a-z0-9]+/gi) ?? []
  const longest = runs.reduce((most, run) => (run.length > most.length ? run : most), '')
  return longest.length >= 2 ? longest : mark
}

export function holds(text: string, { all }: Marks): boolean {
  return all.some((mark) => patternOf(mark).test(text))
}

/** The text with what stands in a mark's place. */
export function without(text: string, { all }: Marks, shownAs: string): string {
  return all.reduce((rest, mark) => rest.replace(patternOf(mark), () => shownAs), text)
}

/** A whole word, in any case; scripts that write no spaces have no such bounds. */
function patternOf(mark: string): RegExp {
  const spaceless =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
  const before = spaceless.test(mark.slice(0, 1)) ? '' : '(?<![\\p{L}\\p{N}])'
  const after = spaceless.test(mark.slice(-1)) ? '' : '(?![\\p{L}\\p{N}])'
  return new RegExp(`${before}${RegExp.escape(mark)}${after}`, 'giu')
}

/** The longest first, so that a part of a mark is not replaced before the whole. */
function distinct(words: string[]): string[] {
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))].toSorted(
    (a, b) => b.length - a.length,
  )
}
