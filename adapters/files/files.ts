/** The files of a document: a workbook with its tables as CSV; or, where it has parts to be read, a Word document and the workbook. */
import { createHash } from 'node:crypto'
import type { Document, DocumentFile } from '#src/view/document.ts'
import { tableToCsv } from './csv.ts'
import { documentToXlsx } from './xlsx.ts'

/** What is to be opened first stands first. Every name bears the label, since a CSV file has no other place for it. */
export async function filesOf(document: Document): Promise<DocumentFile[]> {
  const named = (part: string, ending: string) =>
    `${document.name}${part}-${document.label.replaceAll(/[:+]/g, '-')}.${ending}`
  const workbook = file(named('', 'xlsx'), xlsx, await documentToXlsx(document))
  if (document.parts) {
    // Half a second of loading that a document of tables need not wait for.
    const { documentToDocx } = await import('./docx.ts')
    return [file(named('', 'docx'), docx, await documentToDocx(document, document.parts)), workbook]
  }
  return [
    ...(await formOf(document, named)),
    workbook,
    ...[...document.tables, ...(document.form ? [document.form.other] : [])].map((table) =>
      file(named(`-${slug(table.name)}`, 'csv'), csv, tableToCsv(table)),
    ),
  ]
}

/** The commenting template, where the document is a table of comments. */
async function formOf(document: Document, named: (part: string, ending: string) => string): Promise<DocumentFile[]> {
  if (!document.form) return []
  const { formToDocx } = await import('./comment-form.ts')
  return [file(named('', 'docx'), docx, await formToDocx(document, document.form))]
}

const office = 'application/vnd.openxmlformats-officedocument'
const docx = `${office}.wordprocessingml.document`
const xlsx = `${office}.spreadsheetml.sheet`
const csv = 'text/csv; charset=utf-8; header=present'

function file(name: string, type: string, bytes: Uint8Array): DocumentFile {
  return { name, type, bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}
