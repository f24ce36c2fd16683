import { expect, test } from 'vitest'
import { RuleTyped, termsTyped } from '#src/polls/terms.ts'

test.each([
  ['Friday 17:00', { closes: 'Friday 17:00' }],
  ['Friday 17:00 under ISO DIS', { closes: 'Friday 17:00', rule: 'ISO DIS' }],
  ['Friday 17:00, hidden', { closes: 'Friday 17:00', votes: 'hidden' }],
  [
    'Friday 17:00 under two thirds, Unattributed',
    { closes: 'Friday 17:00', rule: 'two thirds', votes: 'unattributed' },
  ],
  ['Friday 17:00 hidden under ISO DIS', { closes: 'Friday 17:00', rule: 'ISO DIS', votes: 'hidden' }],
])('after by, “%s” is read as meant', (typed, meant) => {
  expect(termsTyped(typed)).toEqual(meant)
})

test.each([
  ['ISO DIS', 'iso-dis'],
  ['iso-dis', 'iso-dis'],
  ['Two  Thirds', 'two-thirds'],
  ['oasis special majority', 'oasis-special-majority'],
])('the rule “%s” is known by its name', (typed, rule) => {
  expect(RuleTyped.parse(typed)).toBe(rule)
})

test('a rule that nobody has is answered with those that there are', () => {
  const [issue] = RuleTyped.safeParse('ISO XYZ').error?.issues ?? []
  expect(issue?.message).toContain('There is no rule “ISO XYZ”. Choose one of: Simple majority, ')
})
