/**
 * Tables as WordprocessingML, written here: as objects of docx 200,000 cells take 36 s and 3 GB, as text 1 s. docx is given a paragraph in the
 * place of each, of a style that nobody else can name. Source: ECMA-376, part 1, 17.4.
 */
import { Paragraph } from 'docx'
import type { Cell, Part } from '#src/view/document.ts'
import { beginsRight, linesOf } from './docx-text.ts'

type Grid = Extract<Part, { kind: 'table' }>
/** `labels`: its cells that stand in bold, from the first on. */
type Row = { cells: Cell[]; isHead: boolean; fills: (string | undefined)[]; labels: number }

const placeStyle = 'PlaceOfTable'

/** Stands for the table of that number. */
export function placeOf(nth: number): Paragraph {
  return new Paragraph({ style: placeStyle, text: String(nth) })
}

/** The text of a document with its tables in their places. */
export function withTables(xml: string, tables: readonly string[]): string {
  const places = new RegExp(
    `<w:p><w:pPr><w:pStyle w:val="${placeStyle}"/></w:pPr><w:r><w:t[^>]*>(\\d+)</w:t></w:r></w:p>`,
    'g',
  )
  return xml.replaceAll(places, (place, nth: string) => tables[Number(nth)] ?? place)
}

/** `width`: of the text, in twentieths of a point. The first row stands at the head of every page. */
export function gridXml({ columns, rows }: Omit<Grid, 'kind'>, width: number): string {
  const head = {
    cells: columns.map(({ header }) => header),
    isHead: true,
    fills: columns.map(() => 'E7ECF4'),
    labels: columns.length,
  }
  const body = rows.map((cells) => ({ cells, isHead: false, fills: [], labels: 0 }))
  return tableXml(
    [head, ...body],
    columns.map((column) => column.width),
    width,
  )
}

/** Labels on the left, in bold. */
export function factsXml(facts: readonly { label: string; value: string }[], width: number): string {
  const rows = facts.map(({ label, value }) => ({ cells: [label, value], isHead: false, fills: ['F5F7FA'], labels: 1 }))
  return tableXml(rows, [1, 3], width)
}

/** Rows without titles; `fill`: the colour of a row's last cell. */
export function rowsXml(
  rows: readonly { cells: string[]; fill: string | undefined }[],
  shares: readonly number[],
  width: number,
): string {
  const drawn = rows.map(({ cells, fill }) => {
    return {
      cells,
      isHead: false,
      fills: cells.map((_, nth) => (nth + 1 === cells.length ? fill : undefined)),
      labels: 0,
    }
  })
  return tableXml(drawn, shares, width)
}

function tableXml(rows: readonly Row[], shares: readonly number[], width: number): string {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((width * share) / whole))
  const grid = widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')
  const body = rows.map((row) => rowXml(row, widths)).join('')
  return `<w:tbl>${properties(width)}<w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>${gap}`
}

function properties(width: number): string {
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="8A94A6"/>`,
  )
  const margin = (side: string, size: number) => `<w:${side} w:w="${size}" w:type="dxa"/>`
  const margins = margin('top', 40) + margin('left', 80) + margin('bottom', 40) + margin('right', 80)
  const shape = `<w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders.join('')}</w:tblBorders>`
  return `<w:tblPr>${shape}<w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr>`
}

/** Two tables that touch become one. */
const gap = '<w:p><w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'

function rowXml({ cells, isHead, fills, labels }: Row, widths: readonly number[]): string {
  const head = isHead ? '<w:tblHeader/>' : ''
  const drawn = cells
    .map((cell, nth) => cellXml(cell, { width: widths[nth] ?? 0, isHead, fill: fills[nth], isBold: nth < labels }))
    .join('')
  return `<w:tr><w:trPr><w:cantSplit/>${head}</w:trPr>${drawn}</w:tr>`
}

type Look = { width: number; isHead: boolean; fill: string | undefined; isBold: boolean }

function cellXml(cell: Cell, { width, isHead, fill, isBold }: Look): string {
  const words = cell === null ? '' : String(cell)
  const shade = fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`
  const turned = beginsRight(words) ? '<w:bidi/>' : ''
  const keep = isHead ? '<w:keepNext/>' : ''
  const text = `<w:p><w:pPr>${keep}${turned}<w:spacing w:after="0"/></w:pPr>${runsXml(words, isBold)}</w:p>`
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade}</w:tcPr>${text}</w:tc>`
}

function runsXml(words: string, isBold: boolean): string {
  const look = `${isBold ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="17"/><w:szCs w:val="17"/>`
  return linesOf(words)
    .flatMap((pieces, line) =>
      pieces.map(({ text, isLeftwards }, nth) => {
        const turn = line > 0 && nth === 0 ? '<w:br/>' : ''
        const rtl = isLeftwards ? '<w:rtl/>' : ''
        return `<w:r><w:rPr>${look}${rtl}</w:rPr>${turn}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`
      }),
    )
    .join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\t': ' ' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>\t]/g, (sign) => entities[sign] ?? sign)
}
