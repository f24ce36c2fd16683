/**
 * Sheet: what a catalogue's file states, line by line, before anything is judged. A table (CSV) has a line per row; its first row names
 * the columns. A JSON file has an entry per finding and per recommendation, in reading order.
 */

import { z } from 'zod'
import type { Column } from '#src/bulk/lines.ts'
import { severalIn } from '#src/bulk/names.ts'
import { jsonIn } from '#src/core/json.ts'
import { unguarded } from '#src/core/words.ts'
import type { CatalogueSource } from './recommendation.ts'

/** `summary`, `text` and `themes` are undefined where the file says nothing of them: what stands then stays. */
export type Sheet = {
  counted: 'row' | 'entry'
  /** What the file is of; undefined where it does not say. */
  source?: Partial<Omit<CatalogueSource, 'mark' | 'title'>> & { title: string }
  findings: { row: number; code: string; title: string; summary: string | undefined; alone: boolean }[]
  recommendations: {
    row: number
    code: string
    title: string
    text: string | undefined
    themes: string[] | undefined
    finding: string
    /** The source of this line, where a table says so. */
    catalogue?: string | undefined
    /** Empty where it stands alone. */
    partOf?: string | undefined
    group?: string | undefined
    lead?: string | undefined
    supporting?: string[] | undefined
    coordinators?: string[] | undefined
  }[]
}

/** In the order in which an export writes them. */
export const columns: readonly Column[] = [
  { header: 'code', width: 10, needed: true },
  { header: 'title', width: 50, needed: true },
  { header: 'text', width: 80 },
  { header: 'themes', width: 30 },
  { header: 'part_of', width: 10 },
  { header: 'group', width: 24 },
  { header: 'lead', width: 20 },
  { header: 'supporting', width: 30 },
  { header: 'coordinators', width: 30 },
  { header: 'finding', width: 10, needed: true },
  { header: 'finding_title', width: 50 },
  { header: 'finding_summary', width: 60 },
]
const needed = columns.filter((column) => column.needed).map(({ header }) => header)

/** The file as an adapter hands it over. */
const File = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string())) }),
  z.object({ kind: z.literal('json'), value: z.unknown() }),
])

/** Reads the argument `file`; names the columns or keys that are missing where it is no catalogue. */
export function sheetIn(file: string): Sheet | { missing: string[] } {
  const read = File.safeParse(jsonIn(file))
  if (!read.success) return { missing: needed }
  return read.data.kind === 'table' ? tableToSheet(read.data.rows) : jsonToSheet(read.data.value)
}

function tableToSheet([head = [], ...body]: string[][]): Sheet | { missing: string[] } {
  const names = head.map((name) =>
    clean(name)
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  )
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0) return { missing }
  const sheet: Sheet = { counted: 'row', findings: [], recommendations: [] }
  body.forEach((cells, index) => {
    const cell = (name: string) =>
      names.includes(name) ? unguarded(clean(cells[names.indexOf(name)] ?? '')) : undefined
    if (cells.every((one) => clean(one) === '')) return
    const [row, code = '', title = '', finding = ''] = [
      index + 2,
      cell('code'),
      cell('title'),
      cell('finding')?.replace(/^f-/i, ''),
    ]
    const findingTitle = cell('finding_title')
    const summary = cell('finding_summary') || undefined
    if (findingTitle) sheet.findings.push({ row, code: finding, title: findingTitle, summary, alone: false })
    const words = {
      text: cell('text'),
      themes: several(cell('themes')),
      partOf: cell('part_of'),
      group: cell('group'),
      catalogue: cell('catalogue'),
    }
    const carrying = {
      lead: cell('lead'),
      supporting: several(cell('supporting')),
      coordinators: several(cell('coordinators')),
    }
    sheet.recommendations.push({ row, code, title, finding, ...words, ...carrying })
  })
  const [title] = sheet.recommendations.flatMap(({ catalogue }) => catalogue || [])
  return checked(title === undefined ? sheet : { ...sheet, source: { title } })
}

/** The longest title of a source, and of its series and publisher. */
const longestSource = 300

function checked(sheet: Sheet): Sheet | { missing: string[] } {
  const { title = '', series = '', publisher = '' } = sheet.source ?? {}
  const isLong = [title, series, publisher].some((words) => words.length > longestSource)
  return isLong ? { missing: [`source whose names have at most ${longestSource} characters`] } : sheet
}

function several(cell: string | undefined): string[] | undefined {
  return cell === undefined ? undefined : severalIn(cell)
}

/** A number is taken as it is written; anything else that is no text counts as left out. */
const Words = z.union([z.string().transform(clean), z.number().transform(String)]).catch('')
const Said = z.string().transform(clean).optional().catch(undefined)
const Source = z.object({
  title: Words,
  series: Said,
  publisher: Said,
  year: z.int().min(0).max(9_999).optional().catch(undefined),
})
const Several = z.array(Words).optional().catch(undefined)
const Entry = z.object({
  code: Words,
  title: Words,
  text: Said,
  themes: Several,
  part_of: z.union([z.number().transform(String), Said]),
  group: Said,
  lead: Said,
  supporting: Several,
  coordinators: Several,
})
const Entries = z.object({
  source: Source.optional().catch(undefined),
  findings: z.array(
    z.object({
      code: Words,
      title: Words,
      summary: Said,
      recommendations: z.array(Entry).catch([]),
    }),
  ),
})

function jsonToSheet(value: unknown): Sheet | { missing: string[] } {
  const read = Entries.safeParse(value)
  if (!read.success) return { missing: ['findings'] }
  const sheet: Sheet = { counted: 'entry', findings: [], recommendations: [] }
  let row = 0
  for (const { code: finding, title, summary, recommendations } of read.data.findings) {
    row += 1
    sheet.findings.push({ row, code: finding, title, summary: summary || undefined, alone: true })
    for (const { themes, part_of: partOf, supporting, coordinators, ...words } of recommendations) {
      row += 1
      const lists = {
        themes: several(themes?.join(';')),
        supporting: several(supporting?.join(';')),
        coordinators: several(coordinators?.join(';')),
      }
      sheet.recommendations.push({ row, text: undefined, ...words, partOf, ...lists, finding })
    }
  }
  const { title, series, publisher, year } = read.data.source ?? { title: '' }
  const said = { ...(series && { series }), ...(publisher && { publisher }), ...(year !== undefined && { year }) }
  return checked(title === '' ? sheet : { ...sheet, source: { title, ...said } })
}

/** What no database can keep goes: the null character, and halves of characters. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().trim()
}
