/** Each part of a document as Word draws it. */
import {
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { assertNever, present } from '#src/core/assert.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { Span, Text } from '#src/view/card.ts'
import type { Cell, Part } from '#src/view/document.ts'
import type { Figure } from '#src/view/figure.ts'
import type { Picture } from './chart/picture.ts'

export type Pictures = ReadonlyMap<Figure, Picture>

/** `width`: of the text, in twentieths of a point. */
export function drawn(part: Part, width: number, pictures: Pictures): (Paragraph | Table | TableOfContents)[] {
  switch (part.kind) {
    case 'heading':
      return [new Paragraph({ heading: levels[part.level], ...sided(part.text), children: runs(part.text) })]
    case 'contents':
      return [new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-3' })]
    case 'paragraph':
      return [paragraph(part.text)]
    case 'list':
      return part.items.map((item) => paragraph(item, { bullet: { level: 0 } }))
    case 'facts':
      return [table(factRows(part.facts), [1, 3], width), gap()]
    case 'table':
      return [
        table(
          [
            new TableRow({
              tableHeader: true,
              cantSplit: true,
              children: part.columns.map(({ header }) => cell([header], { bold: true, fill: 'E7ECF4' })),
            }),
            ...part.rows.map((row) => new TableRow({ cantSplit: true, children: row.map((one) => cell(textOf(one))) })),
          ],
          part.columns.map((column) => column.width),
          width,
        ),
        gap(),
      ]
    case 'figure':
      return [picture(part.figure, present(pictures.get(part.figure), 'the picture of a figure'), width)]
    default:
      return assertNever(part)
  }
}

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

function paragraph(text: Text, more: { bullet?: { level: number } } = {}): Paragraph {
  return new Paragraph({ ...more, ...sided(wordsOf(text)), children: text.flatMap((span) => spanRuns(span)) })
}

/** Two tables that touch become one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { after: 0, line: 120, lineRule: 'exact' } })
}

function factRows(facts: { label: string; value: Text }[]): TableRow[] {
  return facts.map(
    ({ label, value }) =>
      new TableRow({ cantSplit: true, children: [cell([label], { bold: true, fill: 'F5F7FA' }), cell(value)] }),
  )
}

function table(rows: TableRow[], shares: number[], width: number): Table {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  return new Table({
    rows,
    width: { size: width, type: WidthType.DXA },
    columnWidths: shares.map((share) => Math.floor((width * share) / whole)),
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
  })
}

function cell(text: Text, look: { bold?: boolean; fill?: string } = {}): TableCell {
  const children = text.flatMap((span) => spanRuns(span, { size: 17, ...(look.bold && { bold: true }) }))
  return new TableCell({
    verticalAlign: VerticalAlignTable.TOP,
    ...(look.fill && { shading: { type: 'clear', fill: look.fill } }),
    children: [new Paragraph({ spacing: { after: 0 }, ...sided(wordsOf(text)), children })],
  })
}

/** 96 pixels are an inch: 15 twentieths of a point are one. */
function picture({ title }: Figure, { bytes, width, height, alt }: Picture, textWidth: number): Paragraph {
  const scale = Math.min(1, textWidth / 15 / width, mostHeight / height)
  return new Paragraph({
    children: [
      new ImageRun({
        type: 'png',
        data: bytes,
        transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
        altText: { name: title, title, description: alt },
      }),
    ],
  })
}

/** In pixels: a page with its heading. */
const mostHeight = 760

function textOf(value: Cell): Text {
  return value === null ? [] : [String(value)]
}

type Look = { bold?: boolean; size?: number }

function spanRuns(span: Span, look: Look = {}): ParagraphChild[] {
  if (typeof span === 'string') return runs(span, look)
  if ('bold' in span) return runs(span.bold, { ...look, bold: true })
  if ('link' in span)
    return [new ExternalHyperlink({ link: span.url, children: runs(span.link, { ...look, style: 'Hyperlink' }) })]
  if ('person' in span) return runs(span.person, look)
  return runs(momentInFull(Temporal.Instant.from(span.moment), span.zone), look)
}

/** A run for each line, and one more wherever the writing turns from left to right or back. */
function runs(words: string, look: Look & { style?: string } = {}): TextRun[] {
  return storable(words)
    .split(/\r\n|\r|\n/)
    .flatMap((text, nth) =>
      directed(text).map(
        ({ piece, leftwards }, at) =>
          new TextRun({
            ...look,
            text: piece,
            ...(leftwards && { rightToLeft: true }),
            ...(nth > 0 && at === 0 && { break: 1 }),
          }),
      ),
    )
}

const leftwardsLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const leftwards =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}](?:[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])*/gu

function directed(text: string): { piece: string; leftwards: boolean }[] {
  const pieces: { piece: string; leftwards: boolean }[] = []
  let from = 0
  for (const found of text.matchAll(leftwards)) {
    if (found.index > from) pieces.push({ piece: text.slice(from, found.index), leftwards: false })
    pieces.push({ piece: found[0], leftwards: true })
    from = found.index + found[0].length
  }
  if (from < text.length || pieces.length === 0) pieces.push({ piece: text.slice(from), leftwards: false })
  return pieces
}

/** A paragraph whose first letter is written from right to left begins on the right. */
function sided(words: string): { bidirectional?: true } {
  const first = /\p{L}/u.exec(words)?.[0]
  return first !== undefined && leftwardsLetter.test(first) ? { bidirectional: true } : {}
}

function wordsOf(text: Text): string {
  const [first] = text
  if (first === undefined) return ''
  if (typeof first === 'string') return first
  if ('bold' in first) return first.bold
  if ('link' in first) return first.link
  return 'person' in first ? first.person : ''
}

/** XML has no place for these characters. Source: https://www.w3.org/TR/xml/#charsets */
function storable(words: string): string {
  return words.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
}
