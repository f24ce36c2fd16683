/** Returns of made-up electorates, by the numbers in which a standards body reports them. */
import type { Category } from '#src/consortium/consortium.ts'
import type { Choice } from '#src/polls/poll.ts'
import type { Eligible, Return } from '#src/polls/rules/rule.ts'

type Counts = {
  yes?: number
  no?: number
  abstain?: number
  unreasoned?: number
  ruledOut?: number
  commented?: number
}

/** `unreasoned`: negatives without a word. `ruledOut`: negatives whose reasons are not technical. `commented`: approvals with comments. */
export function returned(
  { yes = 0, no = 0, abstain = 0, unreasoned = 0, ruledOut = 0, commented = 0 }: Counts,
  of: { category?: Category; class?: string } = {},
): Return[] {
  const member = { category: of.category ?? ('P' as const), class: of.class ?? '' }
  const several = (count: number, choice: Choice, reasons: Return['reasons']): Return[] =>
    Array.from({ length: count }, () => ({ ...member, choice, reasons }))
  return [
    ...several(yes, 'approve', 'none'),
    ...several(commented, 'approve-with-comments', 'none'),
    ...several(no, 'disapprove', 'given'),
    ...several(unreasoned, 'disapprove', 'none'),
    ...several(ruledOut, 'disapprove', 'not-technical'),
    ...several(abstain, 'abstain', 'none'),
  ]
}

/** So many members, whether or not they vote. */
export function rosterOf(count: number): Eligible[] {
  return Array.from({ length: count }, () => ({ category: 'P', class: '' }))
}
