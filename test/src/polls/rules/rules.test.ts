import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Category } from '#src/consortium/consortium.ts'
import { Choice } from '#src/polls/poll.ts'
import type { Return } from '#src/polls/rules/rule.ts'
import { rules } from '#src/polls/rules/rules.ts'

const one: fc.Arbitrary<Return> = fc.record({
  category: fc.constantFrom(...Category.options),
  class: fc.constantFrom('', 'issuer', 'consumer'),
  choice: fc.constantFrom(...Choice.options),
  reasons: fc.constantFrom('none', 'given', 'technical', 'not-technical'),
})
/** Returns of a roster of which some did not vote. */
const ballot = fc.record({
  returns: fc.array(one, { maxLength: 60 }),
  silent: fc.array(one, { minLength: 1, maxLength: 20 }),
})

describe.each(Object.entries(rules))('%s', (name, rule) => {
  test('counts every vote, or leaves it out with a reason', () => {
    fc.assert(
      fc.property(ballot, ({ returns, silent }) => {
        const { compared, leftOut } = rule.judge(returns, [...returns, ...silent])
        const left = leftOut.reduce((sum, { count }) => sum + count, 0)
        expect(compared + left).toBe(returns.length)
        expect(leftOut.every(({ why, count }) => why !== '' && count > 0)).toBe(true)
      }),
    )
  })

  test('does not look at the order in which votes came', () => {
    const shuffled = ballot.chain(({ returns, silent }) =>
      fc.record({
        returns: fc.constant(returns),
        silent: fc.constant(silent),
        order: fc.shuffledSubarray(returns, { minLength: returns.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ returns, silent, order }) => {
        const roster = [...returns, ...silent]
        expect(rule.judge(order, roster)).toEqual(rule.judge(returns, roster))
      }),
    )
  })

  test('is never turned from a pass into a fail by one more approval', () => {
    fc.assert(
      fc.property(ballot, ({ returns, silent }) => {
        const roster = [...returns, ...silent]
        const voter = silent[0]
        if (!voter || rule.judge(returns, roster).outcome !== 'approved') return
        const more: Return[] = [...returns, { ...voter, choice: 'approve', reasons: 'none' }]
        expect(rule.judge(more, roster).outcome).toBe('approved')
      }),
    )
  })

  test('writes both sides of each comparison as whole numbers, and says truly which is greater', () => {
    const holds: Record<string, (left: number, right: number) => boolean> = {
      '≥': (left, right) => left >= right,
      '>': (left, right) => left > right,
      '≤': (left, right) => left <= right,
      '<': (left, right) => left < right,
    }
    fc.assert(
      fc.property(ballot, ({ returns, silent }) => {
        const { arithmetic, outcome } = rule.judge(returns, [...returns, ...silent])
        for (const { sum } of arithmetic) {
          const [, left, sign, right] = /(\d+) ([≥>≤<]) (?:\d+×\d+ = )?(\d+)$/.exec(sum) ?? []
          expect(holds[sign ?? '']?.(Number(left), Number(right)), sum).toBe(true)
        }
        if (arithmetic.length > 0) expect(outcome === 'approved').toBe(arithmetic.every(({ met }) => met))
        else expect(outcome, name).toBe('undecided')
      }),
    )
  })
})
