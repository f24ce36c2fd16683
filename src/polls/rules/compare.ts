/** Comparisons of whole numbers: a share of a whole is never divided, so nothing is rounded and nothing is divided by zero. */
import type { Choice, Criterion, Ruling } from '../poll.ts'
import type { Return } from './rule.ts'

/** `part` of `of`, against a share `over/under` of it. */
type Comparison = { of: string; part: number; whole: number; over: number; under: number }

/** `2/3` as `at least 2/3`: exactly two thirds pass. */
export function atLeast(comparison: Comparison): Criterion {
  return compared(comparison, 'at least', '≥', '<', (left, right) => left >= right)
}

export function atMost(comparison: Comparison): Criterion {
  return compared(comparison, 'at most', '≤', '>', (left, right) => left <= right)
}

/** A tie does not pass. */
export function moreThan(comparison: Comparison): Criterion {
  return compared(comparison, 'more than', '>', '≤', (left, right) => left > right)
}

export function lessThan(comparison: Comparison): Criterion {
  return compared(comparison, 'less than', '<', '≥', (left, right) => left < right)
}

function compared(
  { of, part, whole, over, under }: Comparison,
  needed: string,
  holds: string,
  fails: string,
  test: (left: number, right: number) => boolean,
): Criterion {
  const left = under * part
  const right = over * whole
  const met = test(left, right)
  return {
    criterion: `${of} ${part} of ${whole}, needed ${needed} ${over === 1 && under === 1 ? 'all' : `${over}/${under}`}`,
    sum: `${product(under, part)} ${met ? holds : fails} ${product(over, whole)}`,
    met,
  }
}

/** `3×12 = 36`; a factor of one is not written. */
function product(factor: number, number: number): string {
  return factor === 1 ? `${number}` : `${factor}×${number} = ${factor * number}`
}

export function approves({ choice }: Pick<Return, 'choice'>): boolean {
  return choice === 'approve' || choice === 'approve-with-comments'
}

export function disapproves({ choice }: Pick<Return, 'choice'>): boolean {
  return choice === 'disapprove'
}

/** A disapproval that rests on nothing, or on reasons that the secretariat ruled not to be technical. */
export function isUnreasoned({ choice, reasons }: Return): boolean {
  return choice === 'disapprove' && (reasons === 'none' || reasons === 'not-technical')
}

export function tallyOf(returns: readonly Return[]) {
  const of = (choice: Choice) => returns.filter((one) => one.choice === choice).length
  return {
    approve: of('approve') + of('approve-with-comments'),
    disapprove: of('disapprove'),
    abstain: of('abstain'),
    returned: returns.length,
  }
}

/** Counted, or left out with the reason: nothing disappears. */
export function leftOutOf(...parts: [why: string, whyOfMany: string, count: number][]): Ruling['leftOut'] {
  return parts.flatMap(([one, many, count]) => (count === 0 ? [] : [{ why: count === 1 ? one : many, count }]))
}

export const abstentions = (count: number): [string, string, number] => ['abstention', 'abstentions', count]

/** Approved where every criterion is met; undecided where nobody was for or against. */
export function ruled(compared: number, leftOut: Ruling['leftOut'], arithmetic: Criterion[]): Ruling {
  if (compared === 0) return { outcome: 'undecided', compared, leftOut, arithmetic: [] }
  const outcome = arithmetic.every(({ met }) => met) ? 'approved' : 'not-approved'
  return { outcome, compared, leftOut, arithmetic }
}
