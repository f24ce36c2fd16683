/** Sheet: the rows of a table that somebody brings, as words for the rules, before anything is judged. */

import { z } from 'zod'
import { jsonIn } from '#src/core/json.ts'
import type { TableName } from './consortium.ts'
import { consortiumWord } from './rules/named.ts'
import { clean } from './rules/stated.ts'
import { columnsOf } from './tables.ts'

/** A row by the number that a spreadsheet shows; `first`: the row that says the same and counts. */
export const Line = z.object({ row: z.int(), words: z.record(z.string(), z.string()), first: z.int().optional() })
export type Line = z.infer<typeof Line>

/** The file as an adapter hands it over. */
const File = z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string())) })

export type Malformed = { missing: string[]; unknown: string[] }

/** Reads the argument `file`; says which columns it lacks or nobody knows. */
export function linesIn(table: TableName, file: string): Line[] | Malformed {
  const read = File.safeParse(jsonIn(file))
  const [head = [], ...body] = read.success ? read.data.rows : []
  const names = head.map((name) => clean(name).toLowerCase())
  const problem = problemIn(table, names)
  if (problem) return problem
  const lines = body.flatMap((cells, index): Line[] => {
    if (cells.every((cell) => clean(cell) === '')) return []
    const words = names.flatMap((name, at) => (name === '' ? [] : [[name, unguarded(clean(cells[at] ?? ''))]]))
    return [{ row: index + 2, words: Object.fromEntries(words) }]
  })
  return inOrder(table, withTwins(table, lines))
}

/** A column twice is one that nobody knows the second time. */
function problemIn(table: TableName, names: string[]): Malformed | undefined {
  const known = columnsOf[table]
  const missing = known.filter(({ header, needed }) => needed && !names.includes(header)).map(({ header }) => header)
  const unknown = names.filter(
    (name, at) => name !== '' && (names.indexOf(name) < at || !known.some(({ header }) => header === name)),
  )
  return missing.length + unknown.length > 0 ? { missing, unknown } : undefined
}

/** The apostrophe that keeps a spreadsheet from running a cell as a formula is none of its words. */
function unguarded(cell: string): string {
  return /^'+[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}

/** What names a row; two rows of one key state the same thing twice. */
const keys: Record<TableName, (words: Record<string, string>) => (string | undefined)[]> = {
  groups: ({ name }) => [name],
  organisations: ({ id, short }) => [id || short],
  memberships: ({ body, organisation }) => [body, organisation],
  people: ({ id, name }) => [id || name],
  seats: ({ person, organisation, role }) => [person, organisation, role],
  places: ({ platform, workspace, channel }) => [platform, workspace, channel],
}

function withTwins(table: TableName, lines: Line[]): Line[] {
  const firsts = new Map<string, number>()
  return lines.map((line) => {
    const key = JSON.stringify(keys[table](line.words).map((word) => (word ?? '').toLowerCase()))
    const first = firsts.get(key)
    if (first !== undefined) return { ...line, first }
    firsts.set(key, line.row)
    return line
  })
}

/** A membership of a group lies within one of the consortium, wherever that stands in the file. */
function inOrder(table: TableName, lines: Line[]): Line[] {
  if (table !== 'memberships') return lines
  const isMain = ({ words }: Line) => words.body?.toLowerCase() === consortiumWord
  return [...lines.filter(isMain), ...lines.filter((line) => !isMain(line))]
}
