import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counted } from '#src/polls/decide.ts'
import { isInFiles, ownBallot, shownOf, type Terms } from '#src/polls/disclosed.ts'
import { type Ballot, Choice, type Poll } from '#src/polls/poll.ts'
import { terms } from '#test/support/polls.ts'

const ballots = (...choices: Choice[]): Ballot[] =>
  choices.map((choice, at) => ({
    organisation: `org_${at}`,
    choice,
    remarks: `words ${at}`,
    ruling: null,
    recorded: null,
    castBy: `person_${at}`,
    role: 'delegate',
    castAt: '2026-12-01T08:00:00.000Z',
  }))
const many = (count: number) => ballots(...Array.from({ length: count }, () => 'disapprove' as const))

describe('of the ballots is shown', () => {
  test.each<[string, Terms, number, 'named' | 'counted' | 'returned']>([
    ['names, while an ordinary poll is open', { status: 'open', hidden: false, unattributed: false }, 3, 'named'],
    ['how many, while a hidden one is open', { status: 'open', hidden: true, unattributed: false }, 3, 'returned'],
    [
      'how many, until a hidden one is counted',
      { status: 'closing', hidden: true, unattributed: false },
      3,
      'returned',
    ],
    ['names, once a hidden one is closed', { status: 'closed', hidden: true, unattributed: false }, 3, 'named'],
    [
      'how many, while an unattributed one is open',
      { status: 'open', hidden: false, unattributed: true },
      30,
      'returned',
    ],
    [
      'how many, where 9 voted in an unattributed one',
      { status: 'closed', hidden: true, unattributed: true },
      9,
      'returned',
    ],
    [
      'numbers, where 10 voted in an unattributed one',
      { status: 'closed', hidden: true, unattributed: true },
      10,
      'counted',
    ],
  ])('%s', (_, of, returns, sight) => {
    const shown = shownOf(of, many(returns))
    expect(shown.returned).toBe(returns)
    expect(shown.count?.disapprove).toBe(sight === 'returned' ? undefined : returns)
    expect(shown.named?.length).toBe(sight === 'named' ? returns : undefined)
    expect(shown.remarks.length).toBe(sight === 'named' ? returns : 0)
  })
})

const anyTerms = fc.record({
  status: fc.constantFrom<Poll['status']>('open', 'closing', 'closed'),
  hidden: fc.boolean(),
  unattributed: fc.boolean(),
})
const anyChoices = fc.array(fc.constantFrom(...Choice.options), { maxLength: 25 })

test('what is shown of a poll that shows nothing yet is the same whatever was chosen and written', () => {
  fc.assert(
    fc.property(anyTerms, anyChoices, anyChoices, (of, one, other) => {
      fc.pre(of.status !== 'closed' && (of.hidden || of.unattributed))
      const length = Math.min(one.length, other.length)
      const silent = ballots(...other.slice(0, length)).map((ballot) => ({ ...ballot, remarks: '' }))
      expect(shownOf(of, ballots(...one.slice(0, length)))).toEqual(shownOf(of, silent))
      expect(isInFiles(of)).toBe(false)
    }),
  )
})

test('what is shown of an unattributed poll is the same whoever chose what', () => {
  fc.assert(
    fc.property(anyTerms, anyChoices, (of, choices) => {
      const unattributed = { ...of, unattributed: true }
      const [first, ...others] = choices
      const turned = first === undefined ? [] : [...others, first]
      expect(shownOf(unattributed, ballots(...choices))).toEqual(shownOf(unattributed, ballots(...turned)))
      for (const ballot of ballots(...choices)) expect(ownBallot(unattributed, ballot).choice).toBeNull()
      expect(isInFiles(unattributed)).toBe(false)
    }),
  )
})

test('closing a poll never takes back what was shown', () => {
  fc.assert(
    fc.property(anyTerms, anyChoices, (of, choices) => {
      const before = shownOf({ ...of, status: 'open' }, ballots(...choices))
      const after = shownOf({ ...of, status: 'closed' }, ballots(...choices))
      if (before.named) expect(after.named).toEqual(before.named)
      if (before.count) expect(after.count).toEqual(before.count)
    }),
  )
})

describe('an unattributed poll', () => {
  const poll = { ...terms(Array.from({ length: 12 }, (_, at) => `org_${at}` as const)), unattributed: true }
  test('is not counted where 9 voted, whatever they chose', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Choice.options), { minLength: 9, maxLength: 9 }), (choices) => {
        expect(counted(poll, ballots(...choices))).toEqual({
          count: { approve: 0, 'approve-with-comments': 0, disapprove: 0, abstain: 0 },
          outcome: 'withheld',
          compared: 0,
          leftOut: [{ why: 'returned, too few to be counted', count: 9 }],
          arithmetic: [],
        })
      }),
    )
  })
  test('is counted by its rule where 10 voted', () => {
    expect(counted(poll, many(10))).toMatchObject({ outcome: 'not-approved', count: { disapprove: 10 } })
  })
})

test('a stricter poll never shows more, and what one shows is always of what was cast', () => {
  fc.assert(
    fc.property(anyTerms, anyTerms, anyChoices, (one, other, choices) => {
      const { status } = one
      const strict = {
        status,
        hidden: one.hidden || other.hidden,
        unattributed: one.unattributed || other.unattributed,
      }
      const cast = ballots(...choices)
      const less = shownOf(strict, cast)
      const more = shownOf(one, cast)
      if (less.named) expect(more.named).toEqual(less.named)
      if (less.count) expect(more.count).toEqual(less.count)
      for (const words of less.remarks) expect(more.remarks).toContainEqual(words)
      if (isInFiles(strict)) expect(isInFiles(one)).toBe(true)
      expect(more.returned).toBe(choices.length)
      for (const { organisation, choice } of more.named ?? []) {
        expect(cast.find((ballot) => ballot.organisation === organisation)?.choice).toBe(choice)
      }
    }),
  )
})

test('what is shown only grows as a poll goes on: open, being counted, closed', () => {
  fc.assert(
    fc.property(anyTerms, anyChoices, (of, choices) => {
      const [open, closing, closed] = (['open', 'closing', 'closed'] as const).map((status) => ({ ...of, status }))
      const steps = [open, closing, closed].map((terms) => shownOf(terms ?? of, ballots(...choices)))
      for (const [at, before] of steps.entries()) {
        for (const after of steps.slice(at)) {
          if (before.named) expect(after.named).toEqual(before.named)
          if (before.count) expect(after.count).toEqual(before.count)
          expect(after.remarks).toEqual(expect.arrayContaining(before.remarks))
        }
      }
    }),
  )
})
