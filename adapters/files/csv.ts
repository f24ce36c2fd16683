/** A plain table as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte-order mark, so that Excel reads accents. */
import { stringify } from 'csv-stringify/sync'
import type { Table } from '#src/view/document.ts'

/** Text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers. Source: https://owasp.org/www-community/attacks/CSV_Injection */
export function tableToCsv(table: Table): Uint8Array {
  const header = table.columns.map((column) => column.header)
  const rows = table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? inert(cell) : cell)))
  return Buffer.from(stringify([header, ...rows], { bom: true, record_delimiter: 'windows' }))
}

/**
 * One that has an apostrophe there already gets another, so that whoever reads the file back takes off one and has the text. The
 * full-width signs count as well: Excel in East Asian locales reads them as the plain ones.
 */
const begins = /^'*[=+\-@\t\r＝＋－＠]/

function inert(text: string): string {
  return begins.test(text) ? `'${text}` : text
}
