import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simpleMajority } from '#src/polls/rules/simple-majority.ts'

/**
 * Simple majority of votes cast, abstentions left out: ISO/IEC Directives part 1, 1.7.5; a tie decides nothing in favour: JTC 1 chapter 9.
 * Nobody for or against: no decision, never "approved".
 */
describe('simple majority', () => {
  test.each([
    ['one more in favour', 3, 2, 0, 'approved', '2×3 = 6 > 5'],
    ['a tie', 2, 2, 1, 'not-approved', '2×2 = 4 ≤ 4'],
    ['one more against', 2, 3, 0, 'not-approved', '2×2 = 4 ≤ 5'],
    ['one vote in favour', 1, 0, 5, 'approved', '2×1 = 2 > 1'],
    ['one vote against', 0, 1, 5, 'not-approved', '2×0 = 0 ≤ 1'],
  ])('%s', (_, approve, disapprove, abstain, outcome, sum) => {
    const ruling = simpleMajority.judge({ approve, disapprove, abstain })
    expect(ruling.outcome).toBe(outcome)
    expect(ruling.arithmetic.map((line) => line.sum)).toEqual([sum])
  })

  test.each([
    [0, 'nobody voted'],
    [5, 'everybody abstained'],
  ])('decides nothing where there is nothing to compare (%s abstentions: %s)', (abstain) => {
    const ruling = simpleMajority.judge({ approve: 0, disapprove: 0, abstain })
    expect(ruling).toMatchObject({ outcome: 'undecided', arithmetic: [] })
  })

  test('abstentions change nothing but what is said to be left out', () => {
    const votes = fc.nat({ max: 500 })
    fc.assert(
      fc.property(votes, votes, votes, (approve, disapprove, abstain) => {
        const without = simpleMajority.judge({ approve, disapprove, abstain: 0 })
        const withThem = simpleMajority.judge({ approve, disapprove, abstain })
        expect(withThem.outcome).toBe(without.outcome)
        expect(withThem.arithmetic).toEqual(without.arithmetic)
      }),
    )
  })

  test('one more vote in favour never turns an approval into a refusal', () => {
    const votes = fc.nat({ max: 500 })
    fc.assert(
      fc.property(votes, votes, (approve, disapprove) => {
        const before = simpleMajority.judge({ approve, disapprove, abstain: 0 })
        const after = simpleMajority.judge({ approve: approve + 1, disapprove, abstain: 0 })
        if (before.outcome === 'approved') expect(after.outcome).toBe('approved')
      }),
    )
  })
})
