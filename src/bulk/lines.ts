/** Lines: the rows of a table that somebody brings, as words for the rules, before anything is judged. */
import { z } from 'zod'
import { jsonIn } from '#src/core/json.ts'
import { storable, unguarded } from '#src/core/words.ts'

/** A column of a table. A new row needs those that are marked; a column that a file leaves out stays as it is. */
export type Column = { header: string; width: number; needed?: true }

/** A row by the number that a spreadsheet shows; `first`: the row that says the same and counts. */
export const Line = z.object({ row: z.int(), words: z.record(z.string(), z.string()), first: z.int().optional() })
export type Line = z.infer<typeof Line>

/** The file as an adapter hands it over. */
const File = z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string())) })

export type Malformed = { missing: string[]; unknown: string[] }

/** `key`: what names a row; two rows of one key state the same thing twice, and one without a key is always its own. */
type Reading = { columns: readonly Column[]; key: (words: Line['words']) => string | undefined }

/** Reads the argument `file`; says which columns it lacks or nobody knows. */
export function linesIn(file: string, { columns, key }: Reading): Line[] | Malformed {
  const read = File.safeParse(jsonIn(file))
  const [head = [], ...body] = read.success ? read.data.rows : []
  const names = head.map((name) => storable(name).replace(/\s+/g, ' ').trim().toLowerCase())
  const problem = problemIn(columns, names)
  if (problem) return problem
  const lines = body.flatMap((cells, index): Line[] => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const words = names.flatMap((name, at) => (name === '' ? [] : [[name, unguarded((cells[at] ?? '').trim())]]))
    return [{ row: index + 2, words: Object.fromEntries(words) }]
  })
  return withTwins(lines, key)
}

/** A column twice is one that nobody knows the second time. */
function problemIn(columns: readonly Column[], names: string[]): Malformed | undefined {
  const missing = columns.filter(({ header, needed }) => needed && !names.includes(header)).map(({ header }) => header)
  const unknown = names.filter(
    (name, at) => name !== '' && (names.indexOf(name) < at || !columns.some(({ header }) => header === name)),
  )
  return missing.length + unknown.length > 0 ? { missing, unknown } : undefined
}

function withTwins(lines: Line[], key: Reading['key']): Line[] {
  const firsts = new Map<string, number>()
  return lines.map((line) => {
    const named = key(line.words)
    const first = named === undefined ? undefined : firsts.get(named)
    if (first !== undefined) return { ...line, first }
    if (named !== undefined) firsts.set(named, line.row)
    return line
  })
}
