/** A plain document as a Word document: its parts in their order, and the label at the head and foot of every page. */
import { File, Footer, Header, convertMillimetersToTwip as mm, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import { dayInFull } from '#src/core/dates.ts'
import { type Document, type Part, stateAt } from '#src/view/document.ts'
import { figureToPng } from './chart/picture.ts'
import { type Drawing, drawn } from './docx-parts.ts'
import { grey, line, plain, styles } from './docx-styles.ts'
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
        headers: { default: new Header({ children: [line([plain(document.title)], document.label, textWidth)] }) },
        footers: {
          default: new Footer({ children: [line(footing(stateAt(document).day), document.label, textWidth)] }),
        },
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
