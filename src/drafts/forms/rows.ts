/** Rows: the comments in a sheet, leniently: what can't be told stays open, the cells are kept as they stood, and no row hides another. Pure. */
import { z } from 'zod'
import { CommentType, Flag, longestComment, longestPlace } from '../comment.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { type Column, type Columns, columnsIn, form13b, template2012 } from './columns.ts'

/** The most comments of one file. */
export const mostComments = 5_000

/**
 * One row that is not blank. `row`: which of its table, from 1, titles included.   Type: null where it says none of the three.
 * `problem`: why it is no comment: cells were merged into others, there are no words, or more than {@link longestComment}.
 */
export const ReadRow = z.object({
  row: z.int(),
  id: z.string(),
  code: z.string(),
  commentType: CommentType.nullable(),
  clause: z.string(),
  paragraph: z.string(),
  line: z.string(),
  text: z.string(),
  proposed: z.string(),
  observations: z.string(),
  raw: z.array(z.string()),
  flags: z.array(Flag),
  problem: z.enum(['columns', 'no-words', 'too-long']).optional(),
})
export type ReadRow = z.infer<typeof ReadRow>

/** Undefined where no table of the sheet is one of comments. */
export function rowsIn(sheet: Sheet): ReadRow[] | undefined {
  const heading = sheet.titles.map(columnsIn).find((columns) => columns !== undefined)
  const read = sheet.tables.flatMap((table) => {
    const found = columnsOf(table, heading)
    return found ? [table.flatMap((cells, nth) => (nth < found.from ? [] : rowOf(cells, nth + 1, found.columns)))] : []
  })
  return read.length === 0 ? undefined : read.flat()
}

/** Titles are looked for in so many first rows: forms begin with a head of their own. */
const firstRows = 15

/** From which row on, and what its columns hold: by the titles in it, by those of a page header, or by their number. */
function columnsOf(table: readonly Cell[][], heading: Columns | undefined) {
  for (const [nth, row] of table.slice(0, firstRows).entries()) {
    const columns = columnsIn(row.map(({ text }) => text))
    // Below a page header with titles all rows are comments, also those above titles that were pasted in.
    if (columns) return { columns, from: heading && table[0]?.length === columns.length ? 0 : nth + 1 }
  }
  const widths = table.map((row) => row.length)
  if (heading && widths.includes(heading.length)) return { columns: heading, from: 0 }
  const columns = [template2012, form13b].find((one) => one.length === mostOften(widths))
  return columns && { columns, from: 0 }
}

/** Of two, the larger: cells that were merged are missed, never added. */
function mostOften(numbers: readonly number[]): number {
  const counted = [...Map.groupBy(numbers, (one) => one)].toSorted(([m, a], [n, b]) => b.length - a.length || n - m)
  return counted[0]?.[0] ?? 0
}

function rowOf(cells: readonly Cell[], row: number, columns: Columns): ReadRow[] {
  const raw = cells.map(({ text }) => text)
  if (raw.every((text) => text === '') || raw.every((text, nth) => text === String(nth + 1)) || columnsIn(raw))
    return []
  const at = (column: Column) => raw[columns.indexOf(column)] ?? ''
  const first = at('code')
  const { code, id } = at('id') === '' ? numberedIn(first) : { code: first, id: at('id') }
  const text = at('text') || at('proposed')
  const proposed = at('proposed')
  const problem = problemOf(cells.length < columns.filter(Boolean).length, text, proposed)
  return [
    {
      ...{ row, id, code, commentType: typeOf(at('type')) },
      ...{
        clause: short(at('clause')),
        paragraph: short(at('paragraph') || (at('page') && `page ${at('page')}`)),
        line: short(at('line')),
      },
      ...{ text, proposed, observations: at('observations'), raw },
      flags: [...new Set(cells.flatMap(({ flags }) => flags))],
      ...(problem && { problem }),
    },
  ]
}

function problemOf(lacksCells: boolean, text: string, proposed: string): ReadRow['problem'] {
  if (lacksCells) return 'columns'
  if (text === '') return 'no-words'
  return Math.max(text.length, proposed.length) > longestComment ? 'too-long' : undefined
}

/** A place is a few words; the row as it stood keeps the rest. */
function short(place: string): string {
  return place.length > longestPlace ? `${place.slice(0, longestPlace - 1)}…` : place
}

/** `DE-002`, `CC-01-043`, `US 195` and `GB_7b` number a comment of a collated table; `JP` and `**` say whose it is. */
function numberedIn(first: string): { code: string; id: string } {
  const [, code = '', number] = /^([\p{L}*]+)[\s_./\u2010-\u2014-]*(\d[\d-]*[a-z]?)?$/u.exec(first.trim()) ?? []
  if (code === '') return { code: first.trim(), id: '' }
  return { code: code.toUpperCase(), id: number === undefined ? '' : `${code.toUpperCase()}-${number}` }
}

/** ge, te, ed, whole or in part; of two, as in `te/ed`, the first. */
function typeOf(typed: string): CommentType | null {
  const [, letters = ''] = /^\s*(ge|te|ed|g|t|e)/i.exec(typed) ?? []
  return ({ g: 'general', t: 'technical', e: 'editorial' } as const)[letters.slice(0, 1).toLowerCase() as 'g'] ?? null
}
