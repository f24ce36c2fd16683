import { describe, expect, test } from 'vitest'
import type { Rule } from '#src/polls/poll.ts'
import type { Return } from '#src/polls/rules/rule.ts'
import { rules } from '#src/polls/rules/rules.ts'
import { returned, rosterOf } from '#test/support/returns.ts'

const O = { category: 'O' } as const
const issuers = { class: 'issuer' }
const consumers = { class: 'consumer' }

type Row = [what: string, rule: Rule, returns: Return[], roster: number, outcome: string, sums: string[]]

/** Ballots as their bodies reported them, and the boundaries of each rule. */
const vectors: Row[] = [
  // ISO/IEC Directives part 1, 2.6.3.
  [
    'ISO DIS: exactly two thirds of P-members pass',
    'iso-dis',
    [...returned({ yes: 20, no: 10 }), ...returned({ yes: 20, no: 3 }, O)],
    60,
    'approved',
    ['3×20 = 60 ≥ 2×30 = 60', '4×13 = 52 ≤ 53'],
  ],
  [
    'ISO DIS: more than a quarter of all votes against',
    'iso-dis',
    [...returned({ yes: 20, no: 8 }), ...returned({ yes: 20, no: 6 }, O)],
    60,
    'not-approved',
    ['3×20 = 60 ≥ 2×28 = 56', '4×14 = 56 > 54'],
  ],
  [
    'ISO DIS: exactly a quarter of all votes against',
    'iso-dis',
    returned({ yes: 30, no: 10 }),
    40,
    'approved',
    ['3×30 = 90 ≥ 2×40 = 80', '4×10 = 40 ≤ 40'],
  ],
  [
    'ISO DIS: two of ten negatives without a reason are left out',
    'iso-dis',
    returned({ yes: 30, no: 8, unreasoned: 2 }),
    40,
    'approved',
    ['3×30 = 90 ≥ 2×38 = 76', '4×8 = 32 ≤ 38'],
  ],
  [
    'ISO DIS: negatives whose reasons were ruled not to be technical are left out as well',
    'iso-dis',
    returned({ yes: 30, no: 8, ruledOut: 2 }),
    40,
    'approved',
    ['3×30 = 90 ≥ 2×38 = 76', '4×8 = 32 ≤ 38'],
  ],
  [
    'ISO/IEC DIS 29500, September 2007: both conditions fail',
    'iso-dis',
    [...returned({ yes: 17, no: 15, abstain: 9 }), ...returned({ yes: 34, no: 3, abstain: 9 }, O)],
    104,
    'not-approved',
    ['3×17 = 51 < 2×32 = 64', '4×18 = 72 > 69'],
  ],
  [
    'ISO/IEC DIS 29500, March 2008, after changed votes: both are met',
    'iso-dis',
    [...returned({ yes: 24, no: 8 }), ...returned({ yes: 37, no: 2 }, O)],
    104,
    'approved',
    ['3×24 = 72 ≥ 2×32 = 64', '4×10 = 40 ≤ 71'],
  ],
  ['ISO DIS: O-members alone decide nothing', 'iso-dis', returned({ yes: 12 }, O), 40, 'undecided', []],
  [
    'ISO FDIS: the same two conditions',
    'iso-fdis',
    [...returned({ yes: 20, no: 10 }), ...returned({ yes: 20, no: 3 }, O)],
    60,
    'approved',
    ['3×20 = 60 ≥ 2×30 = 60', '4×13 = 52 ≤ 53'],
  ],
  // ISO/IEC Directives part 1 (2024), 1.7.5.
  [
    'ISO committee decision: votes of O-members do not carry it',
    'iso-committee',
    [...returned({ yes: 3, no: 4, abstain: 2 }), ...returned({ yes: 9 }, O)],
    30,
    'not-approved',
    ['2×3 = 6 ≤ 7'],
  ],
  ['ISO committee decision: one more', 'iso-committee', returned({ yes: 4, no: 3 }), 30, 'approved', ['2×4 = 8 > 7']],
  // IEEE SA balloting help.
  [
    'IEEE SA: 75 of 100 returned, 40 for, 13 against, 22 abstain',
    'ieee-sa',
    returned({ yes: 40, no: 13, abstain: 22 }),
    100,
    'approved',
    ['4×75 = 300 ≥ 3×100 = 300', '10×22 = 220 < 3×75 = 225', '4×40 = 160 ≥ 3×53 = 159'],
  ],
  [
    'IEEE SA: abstentions that reach 30 % of the returns',
    'ieee-sa',
    returned({ yes: 56, abstain: 24 }),
    100,
    'not-approved',
    ['4×80 = 320 ≥ 3×100 = 300', '10×24 = 240 ≥ 3×80 = 240', '4×56 = 224 ≥ 3×56 = 168'],
  ],
  [
    'IEEE SA: one return too few',
    'ieee-sa',
    returned({ yes: 74 }),
    100,
    'not-approved',
    ['4×74 = 296 < 3×100 = 300', '10×0 = 0 < 3×74 = 222', '4×74 = 296 ≥ 3×74 = 222'],
  ],
  [
    'IEEE 802.11 letter ballot 191: two negatives without a comment are left out of 261',
    'ieee-sa',
    returned({ yes: 249, no: 12, unreasoned: 2 }),
    300,
    'approved',
    ['4×263 = 1052 ≥ 3×300 = 900', '10×0 = 0 < 3×263 = 789', '4×249 = 996 ≥ 3×261 = 783'],
  ],
  // OASIS ballots 3399, 2990, 3423, 2842 and 2848: yes and no that a roster needs.
  ...(
    [
      [9, 6, 2],
      [7, 5, 1],
      [6, 4, 1],
      [4, 3, 1],
    ] as const
  ).flatMap(([roster, yes, no]): Row[] => [
    [
      `OASIS special majority: ${yes} of ${roster}, ${no} against`,
      'oasis-special-majority',
      returned({ yes, no }),
      roster,
      'approved',
      [`3×${yes} = ${3 * yes} ≥ 2×${roster} = ${2 * roster}`, `4×${no} = ${4 * no} ≤ ${roster}`],
    ],
    [
      `OASIS special majority: one fewer than ${yes} of ${roster}`,
      'oasis-special-majority',
      returned({ yes: yes - 1 }),
      roster,
      'not-approved',
      [`3×${yes - 1} = ${3 * (yes - 1)} < 2×${roster} = ${2 * roster}`, `4×0 = 0 ≤ ${roster}`],
    ],
    [
      `OASIS special majority: one more than ${no} of ${roster} against`,
      'oasis-special-majority',
      returned({ yes, no: no + 1 }),
      roster,
      'not-approved',
      [`3×${yes} = ${3 * yes} ≥ 2×${roster} = ${2 * roster}`, `4×${no + 1} = ${4 * (no + 1)} > ${roster}`],
    ],
  ]),
  [
    'OASIS full majority: half of the roster is not more than half, whoever votes',
    'oasis-full-majority',
    returned({ yes: 5 }),
    10,
    'not-approved',
    ['2×5 = 10 ≤ 10'],
  ],
  [
    'OASIS full majority: one more',
    'oasis-full-majority',
    returned({ yes: 6, no: 4 }),
    10,
    'approved',
    ['2×6 = 12 > 10'],
  ],
  // ANSI Z136: 83 eligible, 65 returned; recirculation 70 returned.
  [
    'ANSI Z136: 58 for, 4 against, 3 abstain',
    'two-thirds',
    returned({ yes: 58, no: 4, abstain: 3 }),
    83,
    'approved',
    ['3×58 = 174 ≥ 2×62 = 124'],
  ],
  [
    'ANSI Z136, recirculation: 64 for, 4 against, 2 abstain',
    'two-thirds',
    returned({ yes: 64, no: 4, abstain: 2 }),
    83,
    'approved',
    ['3×64 = 192 ≥ 2×68 = 136'],
  ],
  ['two thirds: exactly', 'two-thirds', returned({ yes: 2, no: 1 }), 3, 'approved', ['3×2 = 6 ≥ 2×3 = 6']],
  ['two thirds: one fewer', 'two-thirds', returned({ yes: 5, no: 3 }), 8, 'not-approved', ['3×5 = 15 < 2×8 = 16']],
  // CA/Browser Forum ballot SC54.
  [
    'CA/Browser Forum SC54: issuers 18, consumers 6, of 28',
    'two-classes',
    [...returned({ yes: 18 }, issuers), ...returned({ yes: 6 }, consumers)],
    28,
    'approved',
    ['2×24 = 48 > 28', '3×18 = 54 ≥ 2×18 = 36', '18 ≥ 1', '2×6 = 12 > 6', '6 ≥ 1'],
  ],
  [
    'two classes: fourteen of 28 are no quorum',
    'two-classes',
    [...returned({ yes: 12 }, issuers), ...returned({ yes: 2 }, consumers)],
    28,
    'not-approved',
    ['2×14 = 28 ≤ 28', '3×12 = 36 ≥ 2×12 = 24', '12 ≥ 1', '2×2 = 4 > 2', '2 ≥ 1'],
  ],
  [
    'two classes: none in favour in the second',
    'two-classes',
    [...returned({ yes: 18 }, issuers), ...returned({ abstain: 6 }, consumers)],
    28,
    'not-approved',
    ['2×24 = 48 > 28', '3×18 = 54 ≥ 2×18 = 36', '18 ≥ 1', '2×0 = 0 ≤ 0', '0 < 1'],
  ],
  [
    'simple majority: a tie',
    'simple-majority',
    returned({ yes: 2, no: 2, abstain: 1 }),
    9,
    'not-approved',
    ['2×2 = 4 ≤ 4'],
  ],
  ['simple majority: one more', 'simple-majority', returned({ yes: 3, no: 2 }), 9, 'approved', ['2×3 = 6 > 5']],
  [
    'simple majority: comments do not make an approval less of one',
    'simple-majority',
    returned({ commented: 1 }),
    9,
    'approved',
    ['2×1 = 2 > 1'],
  ],
  ['unanimity: nobody against', 'unanimity', returned({ yes: 3, abstain: 4 }), 9, 'approved', ['3 ≥ 3']],
  ['unanimity: one against', 'unanimity', returned({ yes: 8, no: 1 }), 9, 'not-approved', ['8 < 9']],
  // ISO/IEC Guide 2: a tally alone never proves consensus.
  ['consensus: all in favour', 'consensus', returned({ yes: 9 }), 9, 'undecided', []],
]

test.each(vectors)('%s', (_, rule, returns, roster, outcome, sums) => {
  const ruling = rules[rule].judge(returns, rosterOf(roster))
  expect(ruling.outcome).toBe(outcome)
  expect(ruling.arithmetic.map(({ sum }) => sum)).toEqual(sums)
})

describe.each(Object.entries(rules))('%s', (_, rule) => {
  test.each([
    ['nobody voted', 0],
    ['everybody abstained', 5],
  ])('decides nothing where %s', (_what, abstain) => {
    const ruling = rule.judge(returned({ abstain }), rosterOf(9))
    expect(ruling).toMatchObject({ outcome: 'undecided', compared: 0, arithmetic: [] })
  })
})
