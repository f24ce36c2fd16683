/** Tables of an organisation's export: what was recorded for it in polls, the results that it contested, the votes that it changed. */
import { pollReference } from '#src/polls/poll.ts'
import type { Cell, Table } from '#src/view/document.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import type { Belongings } from './store.ts'

export function receivedTable({ received }: Belongings, sees: Sees): Table {
  const rows = received.map(({ poll, choice, words, ...one }): Cell[] => [
    pollReference(one),
    choice?.replaceAll('-', ' ') ?? 'not shown',
    (sees(poll) ? words : null) ?? 'not shown',
    one.means,
    one.day,
    one.state,
    instantText(one.at),
  ])
  return table(
    'Votes recorded for it',
    [
      ...([
        ['Poll', 10],
        ['Choice', 22],
        ['Comments, reasons or objection', 60],
        ['Came by', 10],
      ] as const),
      ...([
        ['Arrived', 12],
        ['State', 12],
        ['Recorded at', 22],
      ] as const),
    ],
    rows,
  )
}

export function contestTable({ contests }: Belongings, sees: Sees): Table {
  const rows = contests.map(({ poll, reason, at, ruling, rulingReason, ...one }): Cell[] => [
    pollReference(one),
    sees(poll) ? reason : null,
    instantText(at),
    ruling,
    sees(poll) ? rulingReason : null,
  ])
  return table(
    'Results contested',
    [
      ['Poll', 10],
      ['Reason', 60],
      ['Contested at', 22],
      ['Ruling', 12],
      ['Reason of the ruling', 60],
    ],
    rows,
  )
}

export function flipTable({ flips }: Belongings): Table {
  const rows = flips.map(({ choice, at, ...one }): Cell[] => [
    pollReference(one),
    choice ?? 'not shown',
    instantText(at),
  ])
  return table(
    'Votes changed after close',
    [
      ['Poll', 10],
      ['Changed to', 14],
      ['Changed at', 22],
    ],
    rows,
  )
}
