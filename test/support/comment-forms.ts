/** Files of comments as members send them: made here, in the layouts that committees use; no published form is copied. */
import {
  DeletedTextRun,
  Document,
  Footer,
  Math as Formula,
  Header,
  ImageRun,
  InsertedTextRun,
  MathRun,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { strToU8, unzipSync, zipSync } from 'fflate'

export type Layout = '2012-03' | '13B'

const titlesOf: Record<Layout, string[]> = {
  '2012-03': [
    ...[
      'MB/NC1',
      'Line number\n(e.g. 17)',
      'Clause/ Subclause\n(e.g. 3.1)',
      'Paragraph/ Figure/ Table/\n(e.g. Table 1)',
    ],
    ...['Type of comment2', 'Comments', 'Proposed change', 'Observations of the secretariat'],
  ],
  '13B': [
    ...['MB1', 'Clause/ Subclause/ Annex/ Figure/ Table', 'Paragraph/ List item/ Note/', 'Type of com-ment2'],
    ...['Comment (justification for change)', 'Proposed change', 'Secretariat observations on each comment submitted'],
  ],
}
const footOf: Record<Layout, string> = {
  '2012-03': 'electronic balloting commenting template/version 2012-03',
  '13B': 'FORM 13B (ISO) version 2001-09',
}

/** What a cell holds besides plain words. */
export type Odd = { picture: string } | { formula: string } | { inserted: string; deleted: string } | { spans: string }
type Cells = (string | Odd)[]

/** `titles`: in a page header as the form has them, in the body as somebody pasted them, or nowhere. */
export async function commentForm(
  layout: Layout,
  rows: Cells[],
  titles: 'header' | 'body' | 'none' = 'header',
): Promise<Uint8Array> {
  const head = titlesOf[layout]
  const numbers = layout === '13B' ? [head.map((_, nth) => String(nth + 1))] : []
  const heading = table([...numbers, head])
  const blank = new Header({ children: [new Paragraph('')] })
  const inHeader = new Header({ children: [table([['Date:', 'Document:', 'Project:']]), new Paragraph(''), heading] })
  const body = [...(titles === 'body' ? [...numbers, head] : []), ...rows]
  const document = new Document({
    sections: [
      {
        properties: { titlePage: true, page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        headers: titles === 'header' ? { default: inHeader, first: inHeader } : { default: blank },
        footers: { default: new Footer({ children: [new Paragraph(footOf[layout])] }) },
        children: [...(body.length > 0 ? [table(body)] : []), new Paragraph('')],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function table(rows: Cells[]): Table {
  return new Table({ rows: rows.map((cells) => new TableRow({ children: cells.map(cellOf) })) })
}

function cellOf(cell: string | Odd): TableCell {
  if (typeof cell === 'string') return new TableCell({ children: cell.split('\n').map((line) => new Paragraph(line)) })
  if ('spans' in cell) return new TableCell({ columnSpan: 2, children: [new Paragraph(cell.spans)] })
  return new TableCell({ children: [new Paragraph({ children: runsOf(cell) })] })
}

const revision = { id: 1, author: 'Editor', date: '2026-01-01T00:00:00Z' }
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function runsOf(cell: Exclude<Odd, { spans: string }>) {
  if ('picture' in cell) {
    return [
      new TextRun(cell.picture),
      new ImageRun({ type: 'png', data: dot, transformation: { width: 9, height: 9 } }),
    ]
  }
  if ('formula' in cell) return [new Formula({ children: [new MathRun(cell.formula)] })]
  return [
    new DeletedTextRun({ text: cell.deleted, ...revision }),
    new InsertedTextRun({ text: cell.inserted, ...revision, id: 2 }),
  ]
}

/** The archive with parts put in or in place of its own. */
export function withParts(archive: Uint8Array, parts: Record<string, string | Uint8Array>): Uint8Array {
  const added = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])
  return zipSync({ ...unzipSync(archive), ...Object.fromEntries(added) })
}
