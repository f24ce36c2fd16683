/** A plain document as the files that people take away: one workbook, and each table as CSV. */
import { createHash } from 'node:crypto'
import type { Document, DocumentFile } from '#src/view/document.ts'
import { tableToCsv } from './csv.ts'
import { documentToXlsx } from './xlsx.ts'

/** The workbook first. Every name bears the label, since a CSV file has no other place for it. */
export async function documentToFiles(document: Document): Promise<DocumentFile[]> {
  const named = (part: string, ending: string) =>
    `${document.name}${part}-${document.label.replaceAll(/[:+]/g, '-')}.${ending}`
  return [
    file(named('', 'xlsx'), xlsx, await documentToXlsx(document)),
    ...document.tables.map((table) => file(named(`-${slug(table.name)}`, 'csv'), csv, tableToCsv(table))),
  ]
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const csv = 'text/csv; charset=utf-8; header=present'

function file(name: string, type: string, bytes: Uint8Array): DocumentFile {
  return { name, type, bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}
