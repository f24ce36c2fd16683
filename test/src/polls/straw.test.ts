import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Poll } from '#src/polls/poll.ts'
import { namedIn, silencedBy } from '#src/polls/straw/silence.ts'
import { tallied } from '#src/polls/straw/straw.ts'
import { terms } from '#test/support/polls.ts'

const drafts = [{ number: 3, standard: 'ISO/IEC DIS 42119-2' }]

function ballot(question: string, rule: Poll['rule']): Poll {
  const shared = { label: 'TLP:GREEN', source: null, recipients: [], policy: {}, sourceLeftAt: null } as const
  return {
    ...{ status: 'open', id: 'poll_one', number: 7, group: 'wg_one', openedBy: 'person_one', question, ...shared },
    ...{ closesAt: '2099-01-01T00:00:00Z', ...terms([]), rule },
    recipients: [],
  }
}

describe('What is asked while a ballot is open', () => {
  // ISO/IEC Directives, Part 1: an enquiry is voted without discussion. A simple majority forbids nothing.
  test.each([
    ['the same words', 'Approve DIS 42119-2?', '', true],
    ['the same words, written otherwise', 'approve  dis 42119-2', '', true],
    ['the ballot by its number', 'What do you make of P-7?', '', true],
    ['the ballot, in a field', 'How do we feel?', 'P-7', true],
    ['its standard by its number', 'Is 42119-2 ready?', '', true],
    ['the draft of that standard', 'Is D-3 ready?', '', true],
    ['the draft, in a field', 'Ready?', 'D-3', true],
    ['another part of the standard', 'Is 42119-3 ready?', '', false],
    ['another poll', 'What do you make of P-71?', '', false],
    ['something else', 'Where do we meet in 2026?', '', false],
  ])('%s', (_, question, about, silent) => {
    const asked = { question, about, answers: ['Yes', 'No'] }
    const forbids = ballot('Approve DIS 42119-2?', 'iso-dis')
    expect(silencedBy(asked, [forbids], drafts)?.number).toBe(silent ? 7 : undefined)
    expect(silencedBy(asked, [ballot('Approve DIS 42119-2?', 'simple-majority')], drafts)).toBeUndefined()
  })

  test('is found in its answers as well', () => {
    const asked = { question: 'Which is ready?', about: '', answers: ['D-3', 'D-4'] }
    expect(silencedBy(asked, [ballot('Approve DIS 42119-2?', 'iso-fdis')], drafts)?.number).toBe(7)
  })
})

test.each([
  ['P-7, d-3 and R-1.2', ['P-7', 'D-3', 'R-1.2', '42119-2']],
  ['ISO/IEC 42119-2:2025', ['42119-2']],
  ['in 2026, or on 12 May', []],
  ['XP-7 and P-7x', []],
])('%j names %j', (words, named) => {
  expect([...namedIn(words, drafts)]).toEqual(named)
})

test('Every voice is counted once per answer, in any order, and an empty one not at all', () => {
  const voice = fc.uniqueArray(fc.integer({ min: 0, max: 3 }))
  fc.assert(
    fc.property(fc.array(voice), (voices) => {
      const { people, count } = tallied(4, voices)
      expect(people).toBe(voices.filter(({ length }) => length > 0).length)
      expect(count.reduce((sum, many) => sum + many, 0)).toBe(voices.flat().length)
      expect(tallied(4, voices.toReversed())).toEqual({ people, count })
      for (const many of count) expect(many).toBeLessThanOrEqual(people)
    }),
  )
})
