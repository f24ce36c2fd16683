/** A Word document → its tables, with what each cell had besides text; the tables of its page headers are titles. */
import type { Cell, Sheet, SheetTrouble } from '#src/drafts/sheet.ts'
import { unpacked } from './unpacked.ts'
import { tablesOf } from './wordprocessing.ts'

/** Word for the web numbers it. */
const body = /^word\/document\d*\.xml$/

export function docxToSheet(bytes: Uint8Array): Sheet | { trouble: SheetTrouble } {
  const archive = unpacked(bytes, (name) => body.test(name) || isHeader(name))
  if ('trouble' in archive) return archive
  const text = archive.text(archive.names.filter((name) => body.test(name)).toSorted()[0] ?? '')
  if (text === undefined) return { trouble: 'unreadable' }
  const tables = tablesOf(text)
  if (!tables) return { trouble: 'unreadable' }
  // A header that is broken costs its titles alone: the columns are then told by their number.
  const heads = archive.names.filter(isHeader).toSorted()
  const titles = heads.flatMap((name) => tablesOf(archive.text(name) ?? '') ?? []).flat()
  return { titles: titles.map((row) => row.map((cell: Cell) => cell.text)), tables }
}

function isHeader(name: string): boolean {
  return /^word\/header\d*\.xml$/.test(name)
}
