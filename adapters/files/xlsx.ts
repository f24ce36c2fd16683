/** A plain document as an Excel workbook: one sheet per table, the label at the head and foot of every printed page. */
import exceljs, { type Worksheet } from 'exceljs'
import { type Document, stateAt, type Table } from '#src/view/document.ts'
import { settled } from './settle.ts'

/** Text is written as string cells, which no spreadsheet runs as a formula. */
export async function documentToXlsx(document: Document): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook()
  workbook.title = document.title
  workbook.creator = 'Plenary'
  workbook.created = new Date(stateAt(document).at)
  workbook.modified = workbook.created
  for (const table of document.tables) fill(workbook.addWorksheet(table.name), table, document)
  return settled(new Uint8Array(await workbook.xlsx.writeBuffer()), stateAt(document).at)
}

function fill(sheet: Worksheet, table: Table, document: Document): void {
  sheet.columns = table.columns.map(({ header, width }) => ({
    header,
    width,
    style: { alignment: { vertical: 'top', wrapText: width > 30 } },
  }))
  sheet.addRows(table.rows)
  sheet.getRow(1).font = { bold: true }
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: table.columns.length } }
  sheet.pageSetup = { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  // On the right, 12 points or larger, on every page. Source: https://www.first.org/tlp/
  const label = `&R&12${document.label}`
  sheet.headerFooter.oddHeader = `&L${plain(`${document.title}: ${table.name}`)}${label}`
  sheet.headerFooter.oddFooter = `&LAs of ${stateAt(document).day}&CPage &P of &N${label}`
}

/** An ampersand begins a code in headers; the whole header has room for 255 characters. */
function plain(text: string): string {
  return text.slice(0, 150).replaceAll('&', '&&')
}
