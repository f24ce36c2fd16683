/** CSV bytes → plain rows: UTF-8 with or without a byte-order mark, else Latin-1; commas, or what the first line has more of. */
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

/** Bytes that are no UTF-8 are read as Windows-1252, of which Latin-1 is a part: every byte means something there. */
export function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Spreadsheets write semicolons where the comma is the decimal sign. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r\n|\n|\r/, 1)
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }))
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).sign
}
