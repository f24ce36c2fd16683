/** Comments on drafts in the plenary report: how many there are, and how many are open. Pure. */
import { draftReference } from '#src/drafts/draft.ts'
import type { Part, Table } from '#src/view/document.ts'
import type { PlenaryState } from './state.ts'

type Of = Pick<PlenaryState, 'drafts' | 'consortium'>

const columns = [
  ...[
    { header: 'Number', width: 9 },
    { header: 'Draft', width: 45 },
    { header: 'Comments until', width: 14 },
  ],
  ...[
    { header: 'Comments', width: 10 },
    { header: 'Decided or withdrawn', width: 12 },
    { header: 'Open', width: 8 },
  ],
]

export function draftParts(of: Of): Part[] {
  if (of.drafts.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: 'Comments on drafts' },
    { kind: 'table', columns, rows: rowsOf(of) },
  ]
}

export function draftTable(of: Of): Table {
  const rows = rowsOf(of).map((row, at) => [...row, of.drafts[at]?.label ?? null])
  return { name: 'Drafts', columns: [...columns, { header: 'Label', width: 18 }], rows }
}

function rowsOf({ drafts, consortium: { zone } }: Of) {
  return drafts.map(({ number, standard, title, closesAt, comments, open }) => [
    ...[draftReference({ number }), `${standard} ${title}`.trim()],
    ...[closesAt.toZonedDateTimeISO(zone).toPlainDate().toString(), comments, comments - open, open],
  ])
}
