/**
 * Columns: which column of a table holds what, told by its titles in the words of ISO/IEC/CEN's commenting template (2012-03; FORM 13B, 2001-09),
 * IEEE's myProject and ePoll, and this project's own tables; without titles by how many columns there are.
 */

/** `id`: the number that a comment has in a collated table. */
export type Column =
  | ('id' | 'code' | 'line' | 'clause' | 'paragraph' | 'page')
  | ('type' | 'text' | 'proposed' | 'observations')
/** By position; null is a column that nothing is read from. */
export type Columns = readonly (Column | null)[]

/** ISO/IEC/CEN electronic balloting commenting template, version 2012-03. */
export const template2012: Columns = [
  ...(['code', 'line', 'clause', 'paragraph', 'type', 'text', 'proposed', 'observations'] as const),
]
/** FORM 13B (ISO), version 2001-09. */
export const form13b: Columns = ['code', 'clause', 'paragraph', 'type', 'text', 'proposed', 'observations']

/** Bodies write the same titles with other cases, spaces and footnotes. The first that fits. */
const titles: readonly [Column, RegExp][] = [
  // myProject's serial; its CSV writes a full stop for the sign.
  ['id', /^comment *[#.]$/],
  ['id', /^(comment ?)?id$/],
  ['code', /^(mb|nc|mb ?\/ ?nc|member bod(y|ies)|national (body|committee)|organi[sz]ation)\b/],
  ['line', /^line\b/],
  ['clause', /^(clause|sub-?clause|section)\b/],
  ['paragraph', /^paragraph\b/],
  ['page', /^page\b/],
  ['type', /^(type of com|type$|category$)/],
  ['proposed', /^(proposed|suggested) (change|solution)/],
  ['observations', /^(observations|secretariat observations|disposition detail)/],
  ['text', /^comments?( *\(justification.*)?$/],
]

/** What the title of a column says; null where it says nothing that is read. */
function columnOf(title: string): Column | null {
  const plain = title
    .toLowerCase()
    .replace(/[\s\u00ad]+/g, ' ')
    .replace(/[¹²³]|(?<=[a-z)])\d$/g, '')
    .trim()
  return titles.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}

/** The columns that a row of titles stands for; undefined where it is no such row. The first of two that say the same is read. */
export function columnsIn(row: readonly string[]): Columns | undefined {
  const seen = new Set<Column>()
  const columns = row.map((title) => {
    const column = columnOf(title)
    if (column === null || seen.has(column)) return null
    seen.add(column)
    return column
  })
  return seen.has('text') && seen.has('clause') && seen.size >= 4 ? columns : undefined
}
