import { describe, expect, test } from 'vitest'
import { clauseOf, compareClauses, isWithin } from '#src/drafts/clause.ts'

/** CEN GD-ComForm: numbers only, `General` for the whole; ISO 80000-2 samples write `_whole document` and `-`. */
describe('a clause as it was typed', () => {
  test.each([
    ['3.1', '3.1'],
    ['Clause 3.1', '3.1'],
    ['cl. 3.1', '3.1'],
    ['Sub-clause 3.1.', '3.1'],
    ['Annex A.1', 'A.1'],
    ['§ 7', '7'],
    ['Table  2', 'Table 2'],
    ['General', ''],
    ['_whole document', ''],
    ['-', ''],
    ['', ''],
  ])('%s is %s', (typed, clause) => {
    expect(clauseOf(typed)).toBe(clause)
  })
})

describe('the order of clauses', () => {
  test('is natural: the whole first, 2 before 10, 3.1 before 3.10, annexes after numbers', () => {
    const sorted = [
      '',
      'General',
      '1',
      '2',
      '3',
      '3.1',
      '3.2',
      '3.10',
      '10',
      'A',
      'A.1',
      'A.2',
      'A.10',
      'B.1',
      'Figure 2',
    ]
    expect(sorted.toReversed().toSorted(compareClauses)).toEqual(sorted)
  })

  test('is one order, whatever is compared', () => {
    const clauses = ['3.1', 'Clause 3.1', 'A', 'a', '', '-', '3', '10.2.1', '10.2']
    for (const a of clauses) {
      expect(compareClauses(a, a)).toBe(0)
      for (const b of clauses) {
        expect(Math.sign(compareClauses(a, b))).toBe(-Math.sign(compareClauses(b, a)) || 0)
        for (const c of clauses) {
          if (compareClauses(a, b) <= 0 && compareClauses(b, c) <= 0)
            expect(compareClauses(a, c)).toBeLessThanOrEqual(0)
        }
      }
    }
  })
})

describe('a clause within another', () => {
  test.each([
    ['3.1', '3.1', true],
    ['3.1.2', '3.1', true],
    ['3.10', '3.1', false],
    ['3', '3.1', false],
    ['A.1', 'Annex A', true],
    ['General', '', true],
    ['3', '', false],
  ])('%s within %s: %s', (clause, outer, is) => {
    expect(isWithin(clause, outer)).toBe(is)
  })
})
