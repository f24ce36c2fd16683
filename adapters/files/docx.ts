/** A plain document as a Word document: its parts in their order, and the label at the head and foot of every page. */
import {
  AlignmentType,
  File,
  Footer,
  Header,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import { dayInFull } from '#src/core/dates.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { type Document, type Part, stateAt } from '#src/view/document.ts'
import { figureToPng } from './chart/picture.ts'
import { type Drawing, drawn } from './docx-parts.ts'
import { withTables } from './docx-table.ts'
import { settled } from './settle.ts'

/** A4, upright. */
const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(25), bottom: mm(22), left: mm(20), right: mm(20), header: mm(10), footer: mm(10) },
}
const textWidth = mm(170)

/** The same document gives the same bytes. */
export async function documentToDocx(document: Document, parts: readonly Part[]): Promise<Uint8Array> {
  const drawing: Drawing = { width: textWidth, pictures: await picturesOf(parts), tables: [] }
  const children = parts.flatMap((part) => drawn(part, drawing))
  const file = new File({
    title: document.title,
    creator: 'Plenary',
    lastModifiedBy: 'Plenary',
    styles,
    sections: [
      {
        properties: { page },
        headers: { default: new Header({ children: [line([plain(document.title)], document.label)] }) },
        footers: { default: new Footer({ children: [line(footing(stateAt(document).day), document.label)] }) },
        children: [title(document.title), ...children],
      },
    ],
  })
  const fill = (name: string, xml: string) => (name === 'word/document.xml' ? withTables(xml, drawing.tables) : xml)
  return settled(await Packer.toBuffer(file), stateAt(document).at, fill)
}

async function picturesOf(parts: readonly Part[]): Promise<Drawing['pictures']> {
  const figures = parts.flatMap((part) => (part.kind === 'figure' ? [part.figure] : []))
  return new Map(await Promise.all(figures.map(async (figure) => [figure, await figureToPng(figure)] as const)))
}

function title(words: string): Paragraph {
  return new Paragraph({ style: 'Title', children: [new TextRun(words)] })
}

function footing(day: string): TextRun[] {
  return [
    plain(`As of ${dayInFull(Temporal.PlainDate.from(day))}. Page `),
    new TextRun({ children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 16, color: grey }),
  ]
}

const grey = '595959'

function plain(words: string): TextRun {
  return new TextRun({ text: words, size: 16, color: grey })
}

/** The label stands on the right, in 12 points, in its colour on black. Source: https://www.first.org/tlp/ */
function line(words: TextRun[], label: Tlp): Paragraph {
  const marked = new TextRun({
    text: `\u00a0${label}\u00a0`,
    bold: true,
    size: 24,
    color: colours[label],
    shading: { type: 'clear', fill: '000000' },
  })
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    children: [...words, new TextRun('\t'), marked],
  })
}

const colours: Record<Tlp, string> = {
  'TLP:CLEAR': 'FFFFFF',
  'TLP:GREEN': '33FF00',
  'TLP:AMBER': 'FFC000',
  'TLP:AMBER+STRICT': 'FFC000',
  'TLP:RED': 'FF2B2B',
}

/** Arial, or what is as wide as it, is on every machine. */
const font = 'Arial'
const heading = (size: number, before: number) => ({
  run: { font, size, bold: true, color: '1F3864' },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
})
const styles = {
  default: {
    document: { run: { font, size: 20, language: { value: 'en-GB' } }, paragraph: { spacing: { after: 100 } } },
    title: {
      run: { font, size: 44, bold: true, color: '1F3864' },
      paragraph: { alignment: AlignmentType.LEFT, spacing: { before: 240, after: 240 } },
    },
    heading1: heading(32, 360),
    heading2: heading(26, 280),
    heading3: heading(22, 200),
  },
}
