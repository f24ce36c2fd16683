/**
 * The table of comments as ISO/IEC/CEN's commenting template has it, version 2012-03: on its side, the head and the titles of the eight columns in
 * the page header, a row for each comment below. Their words are this project's.
 */
import {
  File,
  Footer,
  Header,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { dayInFull } from '#src/core/dates.ts'
import { type CommentForm, type Document, type Shade, stateAt } from '#src/view/document.ts'
import { grey, line, plain, styles } from './docx-styles.ts'
import { placeOf, rowsXml, withTables } from './docx-table.ts'
import { settled } from './settle.ts'

/** docx turns a page that lies on its side by itself. */
const page = {
  size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE },
  margin: { top: mm(48), bottom: mm(24), left: mm(12), right: mm(12), header: mm(8), footer: mm(8) },
}
const textWidth = mm(273)

const titles = [
  ...['MB/NC1', 'Line number\n(e.g. 17)', 'Clause/\nSubclause\n(e.g. 3.1)', 'Paragraph/\nFigure/Table\n(e.g. Table 1)'],
  ...['Type of comment2', 'Comments', 'Proposed change', 'Observations of the secretariat'],
]
/** Of the text's width, in millimetres. */
const shares = [20, 17, 22, 26, 18, 62, 58, 50]

/** Light, so that words on them are read: 10 to 1 and more. */
const fills: Record<Shade, string> = { agreed: 'DDF2DF', changed: 'FFF3CF', refused: 'FBDFDF', aside: 'E9ECF1' }

/** The same document gives the same bytes. */
export async function formToDocx(document: Document, form: CommentForm): Promise<Uint8Array> {
  const [table] = document.tables
  const rows = (table?.rows ?? []).map((cells, nth) => {
    const last = form.observations[nth]
    const first = cells.slice(0, titles.length - 1).map((cell) => String(cell ?? ''))
    return { cells: [...first, last?.text ?? ''], fill: last?.shade ? fills[last.shade] : undefined }
  })
  const file = new File({
    title: document.title,
    creator: 'Plenary',
    lastModifiedBy: 'Plenary',
    styles,
    sections: [
      {
        properties: { page },
        headers: { default: new Header({ children: heading(document, form) }) },
        footers: { default: new Footer({ children: footing(document) }) },
        children: [placeOf(0)],
      },
    ],
  })
  const body = rowsXml(rows, shares, textWidth)
  const fill = (name: string, xml: string) => (name === 'word/document.xml' ? withTables(xml, [body]) : xml)
  return settled(await Packer.toBuffer(file), stateAt(document).at, fill)
}

function heading(document: Document, { date, document: named, project }: CommentForm) {
  return [
    line([plain('Template for comments and secretariat observations')], document.label, textWidth),
    grid([[`Date: ${date}`, `Document: ${named}`, `Project: ${project}`]], [60, 113, 100]),
    new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: '', size: 8 })] }),
    grid([titles], shares),
  ]
}

function footing(document: Document) {
  const notes = [
    '1 MB = member body, NC = national committee: its ISO 3166 code, or the acronym of a liaison, with the number of the comment.',
    '2 Type of comment: ge = general, te = technical, ed = editorial.',
  ]
  const of = [
    plain(`As of ${dayInFull(Temporal.PlainDate.from(stateAt(document).day))}. Page `),
    new TextRun({ children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 16, color: grey }),
    plain('. ISO/IEC/CEN/CENELEC electronic balloting commenting template/version 2012-03'),
  ]
  return [
    ...notes.map((words) => new Paragraph({ spacing: { after: 0 }, children: [plain(words)] })),
    line(of, document.label, textWidth),
  ]
}

/** A small table of titles, the same width as the text. */
function grid(rows: readonly string[][], parts: readonly number[]): Table {
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const columnWidths = parts.map((part) => Math.floor((textWidth * part) / whole))
  return new Table({
    columnWidths,
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    rows: rows.map(
      (cells) => new TableRow({ children: cells.map((words, nth) => cellOf(words, columnWidths[nth] ?? 0)) }),
    ),
  })
}

function cellOf(words: string, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: words
      .split('\n')
      .map((text) => new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text, size: 14, bold: true })] })),
  })
}
