/** CSV bytes → plain rows: UTF-8 with or without a byte-order mark, UTF-16 with one, else Latin-1; commas, or what the first line that is divided has more of. */
import { CsvError, parse } from 'csv-parse/sync'

/** Rows of cells as they stand, blank ones included, so that a row's number is the one that a spreadsheet shows; undefined where it is no CSV. */
export function tableIn(bytes: Uint8Array): string[][] | undefined {
  const text = textIn(bytes)
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true, trim: true })
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}

/** Excel's “Unicode text” is UTF-16 with a mark. Bytes that are no UTF-8 are read as Windows-1252, of which Latin-1 is a part: every byte means something there. */
export function textIn(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** So many characters are enough to tell by. */
const head = 10_000

/** Spreadsheets write semicolons where the comma is the decimal sign. What stands in quotes divides nothing; a title above the table may be all of its line. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, head)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
  const divided = lines.find((line) => /[,;\t]/.test(line)) ?? ''
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: divided.split(sign).length }))
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).sign
}
