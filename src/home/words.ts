/** Words that the lines of a home share. */
import { commitmentReference, keptText } from '#src/commitments/commitment.ts'
import { longestLine } from '#src/commitments/lines.ts'
import type { CommitmentLine } from '#src/commitments/store.ts'
import { bold } from '#src/view/build.ts'
import type { Text } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'

/** `C-9 Nominate two experts (France), 4 days overdue`. */
export function lineText(row: CommitmentLine, state: string): Text {
  const words = inShort(row.text, longestLine) || keptText(row.owner)
  return [bold(commitmentReference(row)), ` ${words} (${row.owner}), ${state}`]
}

/** `4 days overdue`, `due today`, `due in 3 days`. */
export function dueState({ daysLeft }: Pick<CommitmentLine, 'daysLeft'>): string {
  if (daysLeft < 0) return `${counted(-daysLeft, 'day')} overdue`
  return daysLeft === 0 ? 'due today' : `due in ${counted(daysLeft, 'day')}`
}
