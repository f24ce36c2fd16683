/**
 * Sheet: the table of comments on a draft as a file: the eight columns of ISO/IEC/CEN's commenting template (2012-03), and in spreadsheets the
 * disposition in a column of its own. What is written here is read back.
 * Version: how many proposals and decisions there were on the draft when it was written; a row tells from which it comes.
 */
import type { CommentType } from '#src/drafts/comment.ts'
import { commentReference } from '#src/drafts/comment.ts'
import type { Cell, Table as Grid } from '#src/view/document.ts'
import { capital } from '#src/view/phrases.ts'
import { dispositionWords, type Stands } from '../decide.ts'
import { Disposition, type Proposed } from '../resolution.ts'

const template: readonly [header: string, width: number][] = [
  ['MB/NC', 10],
  ['Line number', 8],
  ['Clause/Subclause', 14],
  ['Paragraph/Figure/Table', 14],
  ['Type of comment', 8],
  ['Comments', 60],
  ['Proposed change', 60],
  ['Observations of the secretariat', 60],
]
export const extra = {
  disposition: 'Disposition',
  duplicateOf: 'Duplicate of',
  state: 'State',
  table: 'Table',
} as const

/** IEEE SA myProject, its CSV of comments. */
const myProject = [
  ...['Comment ID', 'Date', 'Comment #', 'Name', 'Email', 'Phone', 'Style', 'Index #', 'Classification', 'Vote'],
  ...['Affiliation', 'Category', 'Page', 'Subclause', 'Line', 'Comment', 'File', 'Must be Satisfied'],
  ...['Proposed Change', 'Disposition Status', 'Disposition Detail', 'Other1', 'Other2', 'Other3'],
]

/** A comment as it goes into a file. `state`: null of one that was withdrawn. */
export type Line = {
  /** Its organisation lets its number alone be seen. */
  isBare: boolean
  code: string
  number: number
  organisation: string
  day: string
  type: CommentType
  clause: string
  paragraph: string
  line: string
  text: string
  proposed: string
  state: Stands | null
  said: Pick<Proposed, 'disposition' | 'text'> | undefined
  /** The reference of the one that it is a duplicate of. */
  duplicateOf: string
}

/** `D-3 version 57` */
export function tableMark(draft: string, version: number): string {
  return `${draft} version ${version}`
}

/** From which draft and version a table is. */
export type Mark = { draft: number; version: number }

/** A cell that says nothing else: what members write may end like one. */
export function markIn(cell: string): Mark | undefined {
  const [, draft, version] = /^D-(\d{1,9}) version (\d{1,9})$/i.exec(cell.trim()) ?? []
  return draft === undefined || version === undefined ? undefined : { draft: Number(draft), version: Number(version) }
}

/** As it stands in brackets after the name of the standard. */
export function markAfter(cell: string): Mark | undefined {
  return markIn(/\(([^()]*)\)$/.exec(cell.trim())?.[1] ?? '')
}

const letters: Record<CommentType, string> = { general: 'ge', technical: 'te', editorial: 'ed' }
const states: Record<Stands, string> = {
  decided: 'decided',
  'pulled-out': 'pulled out',
  listed: 'on the list',
  proposed: 'proposed',
  changed: 'proposed anew',
  undecided: 'undecided',
}

/** Its first seven cells, in every layout. */
function placeCells(one: Line): string[] {
  if (one.isBare) return [commentReference(one), '', '', '', '', 'Its organisation shows its number alone.', '']
  const clause = one.clause === '' ? 'General' : one.clause
  return [commentReference(one), one.line, clause, one.paragraph, letters[one.type], one.text, one.proposed]
}

export function commentsTable(lines: readonly Line[], mark: string): Grid {
  const more = [extra.disposition, extra.duplicateOf, extra.state, extra.table].map((header) => [header, 20] as const)
  const columns = [...template, ...more].map(([header, width]) => ({ header, width }))
  const rows = lines.map((one): Cell[] => {
    const disposition = one.said ? dispositionWords[one.said.disposition] : ''
    const state = one.state === null ? 'withdrawn' : states[one.state]
    return [...placeCells(one), one.said?.text ?? '', disposition, one.duplicateOf, state, mark]
  })
  return { name: 'Comments', columns, rows }
}

/** Of one whole comment each; what myProject knows of people is nobody's here. */
export function myProjectTable(lines: readonly Line[], mark: string): Grid {
  const rows = lines.map((one): Cell[] => {
    const [id, line, , paragraph, , text, proposed] = placeCells(one)
    const status = one.said ? capital(dispositionWords[one.said.disposition]) : ''
    const detail = one.said?.text ?? ''
    return [
      ...[
        id,
        one.day,
        id,
        '',
        '',
        '',
        '',
        one.number,
        '',
        '',
        one.organisation,
        one.isBare ? '' : capital(one.type),
        '',
      ],
      ...[one.clause, line, text, '', 'No', proposed, status, detail, mark, one.duplicateOf, paragraph],
    ].map((cell) => cell ?? '')
  })
  return { name: 'myProject', columns: myProject.map((header) => ({ header, width: 16 })), rows }
}

/** How a row is shaded, for those who see colours; its words say the same. */
const shades: Record<Disposition, 'agreed' | 'changed' | 'refused' | 'aside'> = {
  accepted: 'agreed',
  'accepted-with-modification': 'changed',
  'not-accepted': 'refused',
  noted: 'aside',
  withdrawn: 'aside',
  duplicate: 'aside',
  'out-of-scope': 'refused',
  deferred: 'aside',
}

/** The last cell of Word's layout begins with what becomes of the comment: `Accepted with modification (proposed)`, then the words. */
export function observations({ said, state, duplicateOf }: Line): {
  text: string
  shade: (typeof shades)[Disposition] | null
} {
  if (state === null) return { text: 'Withdrawn', shade: shades.withdrawn }
  if (!said) return { text: '', shade: null }
  const of = duplicateOf === '' ? '' : ` of ${duplicateOf}`
  const head = `${capital(dispositionWords[said.disposition])}${of}${state === 'decided' ? '' : ' (proposed)'}`
  return { text: said.text === '' ? head : `${head}\n${said.text}`, shade: shades[said.disposition] }
}

/** Words of other committees for the same. Sources: metanorma's samples of ISO 80000-2; IEEE SA myProject. */
const others: readonly [string, Disposition][] = [
  ['accept', 'accepted'],
  ['accepted with modifications', 'accepted-with-modification'],
  ['accept with modification', 'accepted-with-modification'],
  ['accept with modifications', 'accepted-with-modification'],
  ['awm', 'accepted-with-modification'],
  ['accept in principle', 'accepted-with-modification'],
  ['accepted in principle', 'accepted-with-modification'],
  ['partially accepted', 'accepted-with-modification'],
  ['accepted in part', 'accepted-with-modification'],
  ['revised', 'accepted-with-modification'],
  ['rejected', 'not-accepted'],
  ['not accept', 'not-accepted'],
  ['reject', 'not-accepted'],
]
const words = [...Disposition.options.map((one) => [dispositionWords[one], one] as const), ...others].toSorted(
  ([a], [b]) => b.length - a.length,
)
const named = words.map(([word]) => word.replaceAll(' ', '[ \\t]+')).join('|')
/** The disposition ends on its own line; what follows a colon or a full stop there, and all lines below, are the words. */
const opening = new RegExp(
  `^\\s*(${named})(?![\\p{L}\\p{N}])(?:(?<=duplicate)[ \\t]+of[ \\t]+([\\p{L}*][^\\s:.(]*))?(?:[ \\t]*\\(proposed\\))?[ \\t]*(?:[:.](?=\\s|$))?\\s*([\\s\\S]*)$`,
  'iu',
)

export type Stated = { disposition: Disposition; duplicateOf: string; text: string }

/** A cell that begins with a disposition; undefined where it begins with none. */
export function statedIn(cell: string): Stated | undefined {
  const [, typed = '', other = '', text = ''] = opening.exec(cell) ?? []
  const meant = words.find(([word]) => word === typed.toLowerCase().replace(/\s+/g, ' '))
  return meant && { disposition: meant[1], duplicateOf: other.trim(), text: text.trim() }
}
