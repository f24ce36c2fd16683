/** Tables of an organisation's export: the evidence that it added, and its part of the register. */
import { strictest } from '#src/core/tlp.ts'
import type { Cell, Table } from '#src/view/document.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import type { Belongings } from './store.ts'

export function evidenceTable({ evidence }: Belongings, sees: Sees): Table {
  const rows = evidence.map(({ id, of, kind, day, label, words, url, file, by, at }): Cell[] => [
    of,
    kind,
    day,
    label,
    sees(id) ? words : `(${label})`,
    sees(id) ? (url ?? file?.name ?? null) : null,
    sees(id) ? (file?.hash ?? null) : null,
    by,
    instantText(at),
  ])
  return table(
    'Evidence',
    [
      ...([
        ['Of', 10],
        ['Kind', 8],
        ['Day', 12],
        ['Label', 18],
        ['What it shows', 60],
      ] as const),
      ...([
        ['Link or file', 40],
        ['SHA-256', 66],
        ['Added by', 24],
        ['Added at', 22],
      ] as const),
    ],
    rows,
  )
}

/** Each as the exact text that was hashed. */
export function entryTable({ entries }: Belongings): Table {
  const rows = entries.map(({ n, type, at, bytes }): Cell[] => [n, type, instantText(at), bytes])
  return table(
    'Register',
    [
      ['Entry', 10],
      ['Type', 26],
      ['At', 22],
      ['Text', 100],
    ],
    rows,
  )
}

/** What proves the sealed words: SHA-256 of the salt and the value as canonical JSON stands in the entry. */
export function openingTable({ entries }: Belongings, sees: Sees): Table {
  const rows = entries
    .filter(({ about }) => about === null || sees(about))
    .flatMap(({ n, openings }) => openings.map(({ path, salt, value }): Cell[] => [n, path, salt, value]))
  return table(
    'Openings',
    [
      ['Entry', 10],
      ['Path', 14],
      ['Salt', 66],
      ['Value', 60],
    ],
    rows,
  )
}

export function supportTable({ supports }: Belongings, sees: Sees): Table {
  const rows = supports.map(({ id, of, part, state, at, item }): Cell[] => [
    of,
    sees(id) ? part : `(${item.label})`,
    state,
    instantText(at),
  ])
  return table(
    'Parts in commitments',
    [
      ['Of', 10],
      ['Part', 60],
      ['State', 12],
      ['Asked at', 22],
    ],
    rows,
  )
}

export function recastTable({ recasts }: Belongings, sees: Sees): Table {
  const rows = recasts.flatMap(({ id, kind, state, parts, of, at, items }) => {
    const kept = `(${strictest(items.map(({ label }) => label))})`
    return parts.map(({ text, due }): Cell[] => [kind, of, sees(id) ? text : kept, due, state, instantText(at)])
  })
  return table(
    'Splits and merges',
    [
      ['Kind', 8],
      ['Of', 20],
      ['Into', 60],
      ['Due', 12],
      ['State', 12],
      ['Proposed at', 22],
    ],
    rows,
  )
}

export function commentTable({ comments }: Belongings, sees: Sees): Table {
  const rows = comments.map(({ id, of, words, by, at, item }): Cell[] => [
    of,
    sees(id) ? words : `(${item.label})`,
    by,
    instantText(at),
  ])
  return table(
    'Comments',
    [
      ['Of', 10],
      ['Comment', 60],
      ['Said by', 24],
      ['Said at', 22],
    ],
    rows,
  )
}

export function draftCommentTable({ draftComments }: Belongings, sees: Sees): Table {
  const rows = draftComments.map((one): Cell[] => {
    const words = [one.clause, one.paragraph, one.line, one.text, one.proposed]
    const shown = sees(one.id) ? words : words.map(() => null)
    const arrived = [one.received, one.late ? 'late' : null]
    return [one.of, one.reference, one.status, one.type, ...shown, instantText(one.at), ...arrived]
  })
  return table(
    'Comments on drafts',
    [
      ['Of', 8],
      ['Number', 10],
      ['Status', 12],
      ['Type', 12],
      ['Clause', 12],
      ['Paragraph', 14],
      ['Line', 8],
      ['Comment', 60],
      ['Proposed change', 60],
      ['Written at', 22],
      ['Received on', 12],
      ['Late', 6],
    ],
    rows,
  )
}

export function pulledOutTable({ pulledOut }: Belongings, sees: Sees): Table {
  const rows = pulledOut.map((one): Cell[] => [
    one.of,
    one.reference,
    sees(one.id) ? one.words : null,
    instantText(one.at),
  ])
  return table(
    'Comments pulled out',
    [
      ['Of', 8],
      ['Number', 10],
      ['Reason', 60],
      ['Pulled out at', 22],
    ],
    rows,
  )
}

export function positionTable({ positions }: Belongings, sees: Sees): Table {
  const rows = positions.map((one): Cell[] => {
    const shown = sees(one.id) ? [one.position, one.words] : [null, null]
    return [one.of, one.reference, ...shown, instantText(one.at)]
  })
  return table(
    'Positions on comments',
    [
      ['Of', 8],
      ['Number', 10],
      ['Position', 26],
      ['Note', 60],
      ['Taken at', 22],
    ],
    rows,
  )
}
