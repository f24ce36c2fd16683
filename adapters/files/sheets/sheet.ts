/** A file of comments → its sheet, by what its name says and what its bytes are. */
import { unguarded } from '#src/core/words.ts'
import type { Sheet, SheetTrouble } from '#src/drafts/sheet.ts'
import { tableIn } from '../table.ts'
import { docxToSheet } from './docx.ts'
import { xlsxToSheet } from './xlsx.ts'

/** The most bytes of one file: forms hold pictures. */
export const mostSheet = 10 * 1024 * 1024

export async function sheetIn(name: string, bytes: Uint8Array): Promise<Sheet | { trouble: SheetTrouble }> {
  if (bytes.length > mostSheet) return { trouble: 'too-large' }
  switch (/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()) {
    case 'docx':
      return docxToSheet(bytes)
    case 'xlsx':
      return xlsxToSheet(bytes)
    case 'docm':
    case 'xlsm':
      return { trouble: 'macros' }
    case 'csv':
    case 'tsv':
    case 'txt': {
      const rows = tableIn(bytes)
      if (!rows) return { trouble: 'unreadable' }
      // Some programs leave out what is blank at the end of a line; in CSV nothing is merged.
      const width = rows.reduce((most, { length }) => Math.max(most, length), 0)
      const cells = (row: string[]) =>
        Array.from({ length: width }, (_, nth) => ({ text: unguarded(row[nth] ?? ''), flags: [] }))
      return { titles: [], tables: [rows.map(cells)] }
    }
    case 'doc':
    case 'xls':
      return { trouble: 'protected' }
    default:
      return { trouble: 'wrong-type' }
  }
}
