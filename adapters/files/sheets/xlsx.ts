/** A workbook → a table for each sheet. What a formula shows is read, and flagged; nothing is calculated. */
import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { z } from 'zod'
import type { Cell, Sheet, SheetTrouble } from '#src/drafts/sheet.ts'
import { unpacked } from './unpacked.ts'

const StyledText = z.object({ richText: z.array(z.object({ text: z.string() })) })

/** Columns and rows beyond these are blank in every form; a sheet may claim a million. */
const mostColumns = 40
const mostRows = 20_000

export async function xlsxToSheet(bytes: Uint8Array): Promise<Sheet | { trouble: SheetTrouble }> {
  const archive = unpacked(bytes, () => true)
  if ('trouble' in archive) return archive
  if (!archive.names.includes('xl/workbook.xml')) return { trouble: 'unreadable' }
  const workbook = new ExcelJS.Workbook()
  try {
    // Packed anew, since exceljs unpacks without a limit; in a buffer of its own, since Node's small ones lie in a pool with other files' bytes.
    const packed = zipSync(archive.parts, { level: 0 }).slice()
    await workbook.xlsx.load(packed.buffer)
  } catch {
    return { trouble: 'unreadable' }
  }
  return { titles: [], tables: workbook.worksheets.map(tableOf) }
}

function tableOf(sheet: ExcelJS.Worksheet): Cell[][] {
  const rows: Cell[][] = []
  const columns = Math.min(sheet.columnCount, mostColumns)
  const last = Math.min(sheet.rowCount, mostRows)
  for (let number = 1; number <= last; number++) {
    const row = sheet.getRow(number)
    rows.push(Array.from({ length: columns }, (_, nth) => cellOf(row.getCell(nth + 1))))
  }
  for (const { range } of sheet.getImages()) {
    const cell = rows[range.tl.nativeRow]?.[range.tl.nativeCol]
    if (cell) cell.flags = [...new Set([...cell.flags, 'picture' as const])]
  }
  return rows
}

function cellOf(cell: ExcelJS.Cell): Cell {
  const isPart = cell.isMerged && cell.master !== cell
  const flags: Cell['flags'] = [
    ...(cell.type === ExcelJS.ValueType.Formula ? ['formula' as const] : []),
    ...(cell.isMerged ? ['merged-cells' as const] : []),
  ]
  return { text: isPart ? '' : wordsOf(cell), flags }
}

function wordsOf(cell: ExcelJS.Cell): string {
  if (cell.value instanceof Date) return cell.value.toISOString().slice(0, 10)
  // Typed as a string by exceljs; of a link whose words are styled it is an object of runs.
  const text: unknown = cell.text
  const { richText } = StyledText.safeParse(text).data ?? {}
  return (richText ? richText.map((run) => run.text).join('') : String(text ?? '')).trim()
}
