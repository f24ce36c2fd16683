/** A plain document as an Excel workbook: one sheet per table, the label at the head and foot of every printed page. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import exceljs, { type AddWorksheetOptions, type Worksheet } from 'exceljs'
import { type Document, stateAt, type Table } from '#src/view/document.ts'
import { settled } from './settle.ts'

/** Text is written as string cells, which no spreadsheet runs as a formula. Row by row: a workbook held as a whole takes twice the time and memory. */
export async function documentToXlsx(document: Document): Promise<Uint8Array> {
  const stream = new PassThrough()
  const written = buffer(stream)
  // Packed once, when it is settled: packed here as well it would be unpacked again, for a tenth of the work.
  const unpacked = { zip: { store: true } }
  const asText = { useStyles: true, useSharedStrings: false }
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, ...asText, ...unpacked })
  workbook.title = document.title
  workbook.creator = 'Plenary'
  workbook.created = new Date(stateAt(document).at)
  workbook.modified = workbook.created
  for (const table of document.tables) fill(workbook.addWorksheet(table.name, printed(table, document)), table)
  await workbook.commit()
  return settled(await written, stateAt(document).at)
}

/** How a sheet is looked at, and printed. */
function printed(table: Table, document: Document): Partial<AddWorksheetOptions> {
  // On the right, 12 points or larger, on every page. Source: https://www.first.org/tlp/
  const label = `&R&12${document.label}`
  return {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: {
      oddHeader: `&L${plain(`${document.title}: ${table.name}`)}${label}`,
      oddFooter: `&LAs of ${stateAt(document).day}&CPage &P of &N${label}`,
    },
  }
}

function fill(sheet: Worksheet, { columns, rows }: Table): void {
  sheet.columns = columns.map(({ header, width }) => ({
    header,
    width,
    style: { alignment: { vertical: 'top', wrapText: width > 30 } },
  }))
  sheet.getRow(1).font = { bold: true }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  for (const row of rows) sheet.addRow(row).commit()
}

/** An ampersand begins a code in headers; the whole header has room for 255 characters. */
function plain(text: string): string {
  return text.slice(0, 150).replaceAll('&', '&&')
}
