/** Budgets: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
import { describe, expect, test } from 'vitest'
import { budget, fitted, limits, shorten } from '#adapters/teams/limits.ts'
import { button, card, list, text, withActions } from '#src/view/build.ts'

describe('the budget of one conversation', () => {
  /** How many of so many sends, so far apart, go through. */
  function through(sends: number, apart: number): number {
    const one = budget()
    return Array.from({ length: sends }, (_, at) => one.take('a', at * apart)).filter((wait) => wait === 0).length
  }
  test.each([
    ['7 in a second', 20, 10, 7],
    ['8 in two seconds', 20, 100, 8],
    ['60 in thirty seconds', 100, 299, 60],
    ['1800 in an hour', 2000, 1799, 1800],
  ])('is %s', (_, sends, apart, allowed) => {
    expect(through(sends, apart)).toBe(allowed)
  })

  test('says how many seconds to wait, and has room after them', () => {
    const one = budget()
    for (let sent = 0; sent < 7; sent += 1) one.take('a', 0)
    expect(one.take('a', 400)).toBeCloseTo(0.6)
    expect(one.take('a', 1000)).toBe(0)
  })

  test('is its own', () => {
    const one = budget()
    for (let sent = 0; sent < 7; sent += 1) one.take('a', 0)
    expect(one.take('b', 0)).toBe(0)
  })
})

describe('a card that is too long', () => {
  const size = (drawn: object) => Buffer.byteLength(JSON.stringify(drawn))
  test('is left alone while it fits', () => {
    const small = card('C-12', text('short'))
    expect(fitted(small, size)).toEqual({ card: small, shortened: [] })
  })
  test('says that its text was shortened, and keeps its buttons', () => {
    const long = withActions(card('C-12', text('x'.repeat(40_000))), button('Read on', 'read', {}))
    const { card: short, shortened } = fitted(long, size)
    expect(shortened).toEqual(['text'])
    expect(JSON.stringify(short.blocks)).toMatch(/x…".*Shortened to fit here: text\./)
    expect(short.actions).toEqual(long.actions)
  })
  test('says how many items of a list are left out', () => {
    const { card: short } = fitted(card('C-12', list(Array.from({ length: 500 }, () => ['y'.repeat(100)]))), size)
    expect(JSON.stringify(short)).toContain('and 460 more')
  })
  test('says how many parts are left out where no shortening is enough', () => {
    const { card: short, shortened } = fitted(
      card('C-12', ...Array.from({ length: 2000 }, () => text('z'.repeat(90)))),
      size,
    )
    expect(size(short)).toBeLessThanOrEqual(limits.card)
    expect(shortened.join(' ')).toMatch(/text \d+ parts/)
  })
  test('says that its title was shortened', () => {
    const { card: short, shortened } = fitted(card('t'.repeat(1001)), size)
    expect(short.title).toHaveLength(limits.title)
    expect(shortened).toEqual(['title'])
  })
})

test('a word is shortened with an ellipsis and never in the middle of a character', () => {
  expect(shorten('abcdef', 6)).toBe('abcdef')
  expect(shorten('abcdefg', 6)).toBe('abcde…')
  expect(shorten('abcd😀fg', 6)).toBe('abcd…')
})
