/** A commitment at a glance, as every list, board and home shows it. */
import type { Tracked } from '#src/core/effect.ts'
import { type Assessed, type Axes, isOver } from '#src/recommendations/axes.ts'
import { foundRow, reportedRow } from '#src/recommendations/axes-views.ts'
import { bold, text } from '#src/view/build.ts'
import type { Block } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { commitmentReference, keptText } from './commitment.ts'
import type { CommitmentLine } from './store.ts'

/** A line with what an assessor found, as far as whoever reads may see it yet. */
export type AssessedLine = CommitmentLine & { found: Assessed | null }

/** What lines are about, as the reader of both axes asks for it. */
export function trackedIn(lines: readonly CommitmentLine[]): Tracked[] {
  return lines.map(({ id }): Tracked => ({ kind: 'commitment', id }))
}

export function withFound(lines: readonly CommitmentLine[], axes: ReadonlyMap<Tracked['id'], Axes>): AssessedLine[] {
  return lines.map((line) => ({ ...line, found: axes.get(line.id)?.found ?? null }))
}

type Due = Pick<CommitmentLine, 'due' | 'daysLeft' | 'progress' | 'ownerLeft'>

/** `due 15 December 2026, in 23 days`; `4 days overdue` only where something remains to be done by an owner who is there. */
export function dueInDays({ due, daysLeft, progress, ownerLeft }: Due): string {
  const day = `due ${shortDay(due)}`
  if (ownerLeft) return `${day}, owner left`
  if (isOver(progress)) return day
  if (daysLeft < 0) return `${day}, ${counted(-daysLeft, 'day')} overdue`
  return `${day}, ${daysLeft === 0 ? 'today' : `in ${counted(daysLeft, 'day')}`}`
}

/** What is said beside it where its owner has not reported for long. */
function reportText({ freshness }: Pick<CommitmentLine, 'freshness'>): string {
  return freshness === null || freshness === 'current' ? '' : `, report ${freshness}`
}

/** The most of a text that reads well on a phone. */
export const longestLine = 100
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `15 Dec 2026`. */
export function shortDay(day: string): string {
  return dayAndYear.format(Temporal.PlainDate.from(day))
}

/** What, whose, how far on both axes and by when. */
export function lineOf(row: AssessedLine): Block[] {
  return [
    text(bold(commitmentReference(row)), ` ${inShort(row.text || keptText(row.owner), longestLine)}`),
    {
      kind: 'progress',
      rows: [reportedRow(row.owner, row, `, ${dueInDays(row)}${reportText(row)}`), foundRow(row.found)],
    },
  ]
}
