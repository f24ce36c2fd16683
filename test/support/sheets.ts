/** A table of comments that was edited, as it is read from a file. */
import type { Sheet } from '#src/drafts/sheet.ts'
import { commentsTable } from '#src/resolution/table/sheet.ts'

/** Rows in the columns that a workbook of comments has. */
export function workbookOf(
  rows: readonly Partial<Record<'id' | 'observations' | 'disposition' | 'duplicateOf' | 'table', string>>[],
): Sheet {
  const titles = commentsTable([], '').columns.map(({ header }) => header)
  const cells = rows.map(({ id = '', observations = '', disposition = '', duplicateOf = '', table = '' }) => [
    ...[id, '', '3.1', '', 'te', 'Words', 'Other words', observations],
    ...[disposition, duplicateOf, '', table],
  ])
  return sheetOf([titles, ...cells])
}

export function sheetOf(rows: readonly string[][], titles: string[][] = []): Sheet {
  return { titles, tables: [rows.map((cells) => cells.map((text) => ({ text, flags: [] })))] }
}
