/** WordprocessingML, read as a stream: tables of cells, their text with its line breaks, and what else they hold. ECMA-376-1:2016, 17.4. */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Cell } from '#src/drafts/sheet.ts'

type Flag = Cell['flags'][number]
type Open = { rows: Cell[][]; row: Cell[] | undefined; cell: { text: string; flags: Set<Flag> } | undefined }

/** Elements whose text is not of the document as it reads: what was deleted or moved away, and the older form of what stands beside it. */
const unread = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:delText'])
const flagOf: Readonly<Record<string, Flag>> = {
  ...{ 'w:drawing': 'picture', 'w:pict': 'picture', 'w:object': 'picture' },
  ...{ 'm:oMath': 'formula', 'm:oMathPara': 'formula' },
  ...{
    'w:ins': 'tracked-change',
    'w:del': 'tracked-change',
    'w:moveFrom': 'tracked-change',
    'w:moveTo': 'tracked-change',
  },
  'w:vMerge': 'merged-cells',
}
const signs: Readonly<Record<string, string>> = { 'w:tab': ' ', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' }
/** Nobody's table is so deep; what is deeper is made to break readers. */
const deepest = 200

/** Undefined where it is no well-formed XML. No entity is looked up: there are none but XML's own. */
export function tablesOf(xml: string): Cell[][][] | undefined {
  const tables: Cell[][][] = []
  /** The outermost last cell takes the text of a table inside it. */
  const open: Open[] = []
  let depth = 0
  let hidden = 0
  let isText = false
  let broken = false
  const parser = new SaxesParser({ xmlns: false })
  const add = (text: string) => {
    const cell = open[0]?.cell
    if (cell && hidden === 0) cell.text += text
  }
  const flag = (one: Flag | undefined) => {
    if (one) open[0]?.cell?.flags.add(one)
  }
  parser.on('error', () => {
    broken = true
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1
    if (depth > deepest) broken = true
    begin(tag.name, open)
    flag(flagOf[tag.name])
    if (tag.name === 'w:gridSpan' && Number(tag.attributes['w:val']) > 1) flag('merged-cells')
    if (unread.has(tag.name)) hidden += 1
    isText = tag.name === 'w:t' || tag.name === 'm:t'
    add(signs[tag.name] ?? '')
  })
  parser.on('text', (text: string) => {
    if (isText) add(text)
  })
  parser.on('closetag', ({ name }: SaxesTagPlain) => {
    depth -= 1
    isText = false
    if (unread.has(name)) hidden -= 1
    if (name === 'w:p') add('\n')
    end(name, open, tables)
  })
  for (let from = 0; from < xml.length && !broken; from += piece) parser.write(xml.slice(from, from + piece))
  if (!broken) parser.close()
  return broken ? undefined : tables
}

/** Characters at a time, so that what is broken is not read on. */
const piece = 64 * 1024

function begin(name: string, open: Open[]): void {
  const [table] = open
  if (name === 'w:tbl') open.push({ rows: [], row: undefined, cell: undefined })
  else if (open.length !== 1 || !table) return
  else if (name === 'w:tr') table.row = []
  else if (name === 'w:tc') table.cell = { text: '', flags: new Set() }
}

function end(name: string, open: Open[], tables: Cell[][][]): void {
  const [table] = open
  if (name === 'w:tbl') {
    const closed = open.pop()
    if (closed && open.length === 0) tables.push(closed.rows)
  } else if (open.length !== 1 || !table) return
  else if (name === 'w:tc' && table.cell) {
    table.row?.push({ text: table.cell.text.trim(), flags: [...table.cell.flags] })
    table.cell = undefined
  } else if (name === 'w:tr' && table.row) {
    table.rows.push(table.row)
    table.row = undefined
  }
}
