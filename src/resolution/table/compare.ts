/** Compares a table that was edited in Word or Excel with the comments that it was written from, by the number of each. Pure. */
import type { DraftCommentId } from '#src/core/id.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { type ReadRow, rowsIn } from '#src/drafts/forms/rows.ts'
import type { Sheet } from '#src/drafts/sheet.ts'
import { oneOfThese } from '#src/view/phrases.ts'
import { dispositionWords } from '../decide.ts'
import type { Edited } from '../edited.ts'
import { longestObservation, type Proposed, type Settling } from '../resolution.ts'
import { extra, type Mark, markAfter, markIn, type Stated, statedIn } from './sheet.ts'

/** The draft and version that a file says it is of: in the head of Word's layout, or in a column of its own. */
export function markOf({ titles, tables }: Sheet): Mark | undefined {
  const marks = [...titles.flat().map(markAfter), ...tables.flatMap(cellsOfMark).map(markIn)]
  return marks.find((mark) => mark !== undefined)
}

function cellsOfMark(rows: Sheet['tables'][number]): string[] {
  const places = rows.slice(0, firstRows).map((row) => row.findIndex(({ text }) => isMarkTitle(text.trim())))
  const from = places.findIndex((at) => at >= 0)
  return from < 0 ? [] : rows.slice(from + 1).map((row) => row[places[from] ?? 0]?.text ?? '')
}

/** myProject has no column for it: there the first of its free ones holds it. */
const isMarkTitle = (title: string) => title === extra.table || title === 'Other1'

const firstRows = 15

/**
 * `withdrawn`: references of comments that were taken back, whose rows say nothing. `bare`: comments whose number alone the person may see, whose rows
 * say nothing either; others may be duplicates of them.
 */
type Known = {
  seen: readonly Settling[]
  bare: readonly Settling[]
  withdrawn: readonly string[]
  stood: ReadonlyMap<DraftCommentId, Proposed> | undefined
}

/** Undefined where no table of the file is one of comments. `stood`: what it was written with, where it says from which version it is. */
export function editedIn(sheet: Sheet, { seen, bare, withdrawn, stood }: Known): Edited | undefined {
  const rows = rowsIn(sheet)
  if (!rows) return undefined
  const more = columnsOf(sheet)
  const byReference = ({ comment }: Settling) => [commentReference(comment).toUpperCase(), comment.id] as const
  const of = new Map(seen.map(byReference))
  const silent = new Map(bare.map(byReference))
  const edited: Edited = { rows: [], unread: [], missing: [] }
  const unread = ({ row }: ReadRow, what: string, says: string) => edited.unread.push({ row, what, says })
  const named = new Set<DraftCommentId>()
  for (const row of rows) {
    const reference = plainReference(row.id)
    const comment = of.get(reference)
    if (withdrawn.includes(reference) || silent.has(reference)) continue
    if (!comment) {
      unread(
        row,
        row.id || row.code,
        row.id === '' ? 'It has no number of a comment.' : 'There is no such comment on this draft.',
      )
      continue
    }
    named.add(comment)
    const was = stood && (stood.get(comment) ?? null)
    const said = row.problem === 'columns' ? 'merged' : saidIn(row, more)
    if (said === 'merged')
      unread(row, reference, 'Its cells were merged. Take the merging back, or change it by itself.')
    else if (said === 'empty') {
      if (was) unread(row, reference, 'It was emptied. A proposal is not taken back: propose another disposition.')
    } else if (said === 'unknown') unread(row, reference, `It begins with none of these: ${everyDisposition}.`)
    else if (said.text.length > longestObservation)
      unread(row, reference, `Its observation has more than ${longestObservation} characters.`)
    else
      edited.rows.push({
        row: row.row,
        ...(was !== undefined && { was }),
        said: proposedOf(comment, said, new Map([...silent, ...of])),
      })
  }
  edited.missing = seen.flatMap(({ comment }) => (named.has(comment.id) ? [] : [comment.id]))
  return edited
}

const everyDisposition = oneOfThese(
  Object.values(dispositionWords).filter((word) => word !== dispositionWords.withdrawn),
)

/** `de2` and `DE-2` are meant as `DE-002`. */
function plainReference(typed: string): string {
  const [, code = '', number = ''] = /^([\p{L}*][\p{L}\p{N}*/]*?)[\s-]*(\d{1,6})$/u.exec(typed.trim()) ?? []
  return number === ''
    ? typed.trim().toUpperCase()
    : commentReference({ code: code.toUpperCase(), number: Number(number) })
}

function proposedOf(comment: DraftCommentId, said: Stated, of: ReadonlyMap<string, DraftCommentId>): Proposed {
  const other = said.duplicateOf === '' ? null : (of.get(plainReference(said.duplicateOf)) ?? null)
  return { comment, disposition: said.disposition, text: said.text, duplicateOf: other }
}

type Columns = { disposition: number; duplicateOf: number }

/** Where spreadsheets have the disposition in a column of its own; undefined in Word's layout. */
function columnsOf({ tables }: Sheet): Columns | undefined {
  const isTitle = (title: string) => title === extra.disposition || title === 'Disposition Status'
  for (const row of tables.flatMap((rows) => rows.slice(0, firstRows))) {
    const titles = row.map(({ text }) => text.trim())
    const disposition = titles.findIndex(isTitle)
    // myProject has no column for it: there the second of its free ones holds it.
    const named = titles.findIndex((title) => title === extra.duplicateOf || title === 'Other2')
    if (disposition >= 0) return { disposition, duplicateOf: named }
  }
  return undefined
}

function saidIn(row: ReadRow, columns: Columns | undefined): Stated | 'empty' | 'unknown' {
  const observations = row.observations.trim()
  if (!columns) return observations === '' ? 'empty' : (statedIn(observations) ?? 'unknown')
  const cell = (row.raw[columns.disposition] ?? '').trim()
  if (cell === '') return observations === '' ? 'empty' : 'unknown'
  const stated = statedIn(cell)
  if (stated?.text !== '') return 'unknown'
  const duplicateOf = stated.duplicateOf || (row.raw[columns.duplicateOf] ?? '').trim()
  return { disposition: stated.disposition, duplicateOf, text: observations }
}
