/** Lists of commitments as people see them, five on a card: what, whose, by when and how far. */
import { strictest } from '#src/core/tlp.ts'
import { reportingDays } from '#src/recommendations/freshness.ts'
import { button, card, note, text, turns, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { commitmentReference } from './commitment.ts'
import { type AssessedLine, lineOf } from './lines.ts'

export const perPage = 5

/** What a list was asked for; it goes with the buttons that turn its pages. */
export type Asked = {
  /** As people say it: `of Japan`; empty for everybody’s. */
  whose: string
  args: Record<string, string>
  overdue: boolean
  /** Only those on which a report is due. */
  unreported: boolean
  /** Only those whose owner left. */
  ownerLeft: boolean
  /** From 1. */
  page: number
}

export function listCard({ total, rows }: { total: number; rows: AssessedLine[] }, asked: Asked): Card {
  const { overdue, ownerLeft, unreported, page } = asked
  const kind = overdue ? 'overdue commitment' : 'commitment'
  const state = ownerLeft ? 'whose owner left' : unreported ? 'on which a report is due' : ''
  const whose = `${asked.whose} ${state}`.trim()
  if (total === 0) return card(titled('No', `${kind}s`, whose), text(nothing(asked)))
  const first = (page - 1) * perPage + 1
  const drawn = card(
    titled(String(total), total === 1 ? kind : `${kind}s`, whose),
    ...(ownerLeft ? [note('The secretariat finds each a new owner, for example: transfer C-12 to France.')] : []),
    ...rows.flatMap(lineOf),
    ...(total > perPage
      ? [
          note(
            `${range(first, rows.length)} of ${total}, page ${page} of ${Math.ceil(total / perPage)}; what is due first stands first.`,
          ),
        ]
      : []),
  )
  const label = strictest(rows.map((row) => row.label))
  const opens = rows
    .map((row) => commitmentReference(row))
    .map((reference) => button(`Show ${reference}`, 'show-commitment', { reference }))
  return withActions(
    { ...drawn, ...(label && { label }) },
    ...turns(total, asked.page, perPage, 'list-commitments', asked.args),
    ...opens,
  )
}

function nothing({ overdue, ownerLeft, unreported }: Asked): string {
  if (ownerLeft) return 'Every open commitment has an owner.'
  if (unreported) return `Every owner has reported within ${reportingDays} days.`
  return overdue ? 'Nothing is late.' : 'Nothing is promised yet.'
}

/** `6 to 10`. */
function range(first: number, count: number): string {
  return count < 2 ? String(first) : `${first} to ${first + count - 1}`
}

function titled(count: string, kind: string, whose: string): string {
  return [count, kind, whose].filter((words) => words !== '').join(' ')
}
