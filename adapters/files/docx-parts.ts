/** Each part of a document as Word draws it. */
import {
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  TableOfContents,
  TextRun,
} from 'docx'
import { assertNever, present } from '#src/core/assert.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { Span, Text } from '#src/view/card.ts'
import type { Part } from '#src/view/document.ts'
import type { Figure } from '#src/view/figure.ts'
import type { Picture } from './chart/picture.ts'
import { factsXml, gridXml, placeOf } from './docx-table.ts'
import { beginsRight, linesOf } from './docx-text.ts'

export type Drawing = {
  /** Of the text, in twentieths of a point. */
  width: number
  pictures: ReadonlyMap<Figure, Picture>
  /** Those that were drawn, in their order. */
  tables: string[]
}

/** Tables go into the drawing, and a paragraph into their place. */
export function drawn(part: Part, drawing: Drawing): (Paragraph | TableOfContents)[] {
  switch (part.kind) {
    case 'heading':
      return [new Paragraph({ heading: levels[part.level], ...sided(part.text), children: runs(part.text) })]
    case 'contents':
      return [new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' })]
    case 'paragraph':
      return [paragraph(part.text)]
    case 'list':
      return part.items.map((item) => paragraph(item, { bullet: { level: 0 } }))
    case 'facts': {
      const facts = part.facts.map(({ label, value }) => ({ label, value: wordsOf(value) }))
      return [placeOf(drawing.tables.push(factsXml(facts, drawing.width)) - 1)]
    }
    case 'table':
      return [placeOf(drawing.tables.push(gridXml(part, drawing.width)) - 1)]
    case 'figure':
      return [
        picture(part.figure, present(drawing.pictures.get(part.figure), 'the picture of a figure'), drawing.width),
      ]
    default:
      return assertNever(part)
  }
}

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

function paragraph(text: Text, more: { bullet?: { level: number } } = {}): Paragraph {
  return new Paragraph({ ...more, ...sided(wordsOf(text)), children: text.flatMap((span) => spanRuns(span)) })
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

/** In pixels: half a page, so that it stands beside what it shows. */
const mostHeight = 460

type Look = { bold?: boolean; style?: string }

function spanRuns(span: Span): ParagraphChild[] {
  if (typeof span === 'object' && 'bold' in span) return runs(span.bold, { bold: true })
  if (typeof span === 'object' && 'link' in span)
    return [new ExternalHyperlink({ link: span.url, children: runs(span.link, { style: 'Hyperlink' }) })]
  return runs(spanWords(span))
}

function runs(words: string, look: Look = {}): TextRun[] {
  return linesOf(words).flatMap((pieces, line) =>
    pieces.map(
      ({ text, isLeftwards }, nth) =>
        new TextRun({
          ...look,
          text,
          ...(isLeftwards && { rightToLeft: true }),
          ...(line > 0 && nth === 0 && { break: 1 }),
        }),
    ),
  )
}

function sided(words: string): { bidirectional?: true } {
  return beginsRight(words) ? { bidirectional: true } : {}
}

function wordsOf(text: Text): string {
  return text.map(spanWords).join('')
}

function spanWords(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('link' in span) return span.link
  return 'person' in span ? span.person : momentInFull(Temporal.Instant.from(span.moment), span.zone)
}
