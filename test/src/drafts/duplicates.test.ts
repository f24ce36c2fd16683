import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { duplicatesAmong } from '#src/drafts/duplicates.ts'

type Said = [clause: string, text: string, proposed?: string]

function among(said: Said[]): string[] {
  const comments = said.map(([clause, text, proposed = ''], at) => ({
    id: `cmt_${at + 1}` as const,
    number: at + 1,
    clause,
    text,
    proposed,
  }))
  return [...duplicatesAmong(comments)].map(([of, what]) => `${of.slice(4)}=${what.slice(4)}`).sort()
}

/** Clauses as national bodies write them: CEN GD-ComForm asks for the number alone, real sheets do not. */
const cases: [says: string, said: Said[], repeats: string[]][] = [
  [
    'the same words on the same clause',
    [
      ['3.1', 'Define “test”.'],
      ['3.1', 'Define “test”.'],
    ],
    ['2=1'],
  ],
  [
    'the same but for case, spaces, quotes and the full stop',
    [
      ['3.1', 'Define "test".'],
      ['3.1', ' define  “TEST”'],
    ],
    ['2=1'],
  ],
  [
    'full-width letters as the plain ones',
    [
      ['3.1', 'Define ABC'],
      ['3.1', 'Define ＡＢＣ'],
    ],
    ['2=1'],
  ],
  [
    'a clause however it is called',
    [
      ['Clause 3.1', 'Define it'],
      ['3.1', 'Define it'],
      ['cl. 3.1', 'Define it'],
    ],
    ['2=1', '3=1'],
  ],
  [
    'the whole document, named or left empty',
    [
      ['General', 'Too long'],
      ['', 'Too long'],
      ['-', 'Too long'],
    ],
    ['2=1', '3=1'],
  ],
  [
    'another clause is another comment',
    [
      ['3.1', 'Define it'],
      ['3.10', 'Define it'],
    ],
    [],
  ],
  [
    'other words are another comment',
    [
      ['3.1', 'It shall be tested'],
      ['3.1', 'It should be tested'],
    ],
    [],
  ],
  [
    'a sign that changes what is meant',
    [
      ['3.1', 'The error is < 5'],
      ['3.1', 'The error is > 5'],
    ],
    [],
  ],
  [
    'a minus before a number',
    [
      ['3.1', 'At -5 °C'],
      ['3.1', 'At 5 °C'],
    ],
    [],
  ],
  [
    'two changes that are not the same',
    [
      ['3.1', 'Unclear', 'Delete it'],
      ['3.1', 'Unclear', 'Define it'],
    ],
    [],
  ],
  [
    'no change proposed, where another proposes one',
    [
      ['3.1', 'Unclear'],
      ['3.1', 'Unclear', 'Define it'],
    ],
    ['1=2'],
  ],
  [
    'no change proposed, where two propose different ones',
    [
      ['3.1', 'Unclear', 'Delete it'],
      ['3.1', 'Unclear', 'Define it'],
      ['3.1', 'Unclear'],
    ],
    ['3=1'],
  ],
  [
    'nothing but punctuation',
    [
      ['3.1', '?'],
      ['3.1', '!'],
      ['3.1', '?'],
    ],
    ['3=1'],
  ],
  [
    'accents and vowel signs are letters',
    [
      ['3.1', 'がく'],
      ['3.1', 'かく'],
    ],
    [],
  ],
]

describe('Duplicates', () => {
  test.each(cases)('%s', (_says, said, repeats) => {
    expect(among(said)).toEqual(repeats)
  })

  const some = fc.array(
    fc.record({
      clause: fc.constantFrom('3.1', 'Clause 3.1', '4', 'General'),
      text: fc.constantFrom('Unclear', 'unclear.', 'Other'),
      proposed: fc.constantFrom('', 'Delete', 'Define'),
    }),
    { maxLength: 12 },
  )
  test('never point at one that is a duplicate itself, and do not turn on the order in which comments are read', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (said, keys) => {
        const comments = said.map((one, at) => ({ ...one, id: `cmt_${at}` as const, number: at + 1 }))
        const repeats = duplicatesAmong(comments)
        for (const of of repeats.values()) expect(repeats.has(of)).toBe(false)
        const mixed = comments
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expect(Object.fromEntries(duplicatesAmong(mixed))).toEqual(Object.fromEntries(repeats))
      }),
    )
  })
})
