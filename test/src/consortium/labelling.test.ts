import { describe, expect, test } from 'vitest'
import {
  isHeard,
  type LabelTyped,
  labelFields,
  labelledAs,
  labelValues,
  type Nameable,
} from '#src/consortium/labelling.ts'

/** Source of the rules: FIRST, TLP 2.0, https://www.first.org/tlp/: a source names who may have it; RED is for people, AMBER for organisations. */
const nameable: Nameable = {
  consortium: { id: 'con_one', name: 'Forum', zone: 'UTC', label: 'TLP:GREEN' },
  organisations: [
    { id: 'org_japan', short: 'Japan' },
    { id: 'org_france', short: 'France' },
    { id: 'org_korea', short: 'Korea' },
  ],
  people: [
    { id: 'person_alice', name: 'Alice', organisations: ['Japan'] },
    { id: 'person_bob', name: 'Bob', organisations: ['France'] },
  ],
}
const by = { source: { id: 'org_japan', name: 'Japan' }, author: 'person_alice' } as const

function labelled(typed: Partial<LabelTyped>) {
  return labelledAs({ recipients: [], people: [], ...typed }, by, nameable)
}

describe('a label that somebody chose', () => {
  test.each<[string, Partial<LabelTyped>, string[], string[]]>([
    ['is the consortium’s where none was', {}, [], []],
    [
      'TLP:GREEN names nobody, and says whom it leaves out',
      { label: 'TLP:GREEN', recipients: ['France'], people: ['Bob'] },
      [],
      ['TLP:GREEN names nobody: France, Bob left out.'],
    ],
    [
      'TLP:AMBER names organisations, by name or id',
      { label: 'TLP:AMBER', recipients: ['france', 'org_korea'] },
      ['org_france', 'org_korea'],
      [],
    ],
    [
      'TLP:AMBER for nobody else says so',
      { label: 'TLP:AMBER' },
      [],
      ['TLP:AMBER: nobody is named, so it is for Japan alone.'],
    ],
    [
      'TLP:AMBER does not name its own source',
      { label: 'TLP:AMBER', recipients: ['Japan', 'France'] },
      ['org_france'],
      [],
    ],
    [
      'TLP:AMBER+STRICT names no person',
      { label: 'TLP:AMBER+STRICT', recipients: ['France'], people: ['Bob'] },
      ['org_france'],
      ['TLP:AMBER+STRICT names organisations: Bob left out.'],
    ],
    [
      'TLP:RED names people, its author always among them',
      { label: 'TLP:RED', people: ['Bob'] },
      ['person_alice', 'person_bob'],
      [],
    ],
    [
      'TLP:RED names no organisation',
      { label: 'TLP:RED', recipients: ['France'] },
      ['person_alice'],
      ['TLP:RED names people: France left out.'],
    ],
  ])('%s', (_, typed, recipients, says) => {
    expect(labelled(typed)).toEqual({ label: typed.label ?? 'TLP:GREEN', recipients, says })
  })

  test('that names somebody unknown is refused on the field where the name stands', () => {
    const wrong = labelled({ label: 'TLP:AMBER', recipients: ['Atlantis'], people: ['Nobody'] })
    expect(wrong).toMatchObject([{ field: 'recipients' }, { field: 'people' }])
  })

  test('is shown again as it was chosen', () => {
    expect(labelValues({ label: 'TLP:RED', recipients: ['person_alice', 'person_bob'] })).toEqual({
      label: 'TLP:RED',
      recipients: '',
      people: 'person_alice,person_bob',
    })
  })

  test('is asked for with choices, and with written names where there are more than a form holds', () => {
    const many = Array.from({ length: 102 }, (_, n) => ({ id: `org_n${n}` as const, short: `Body ${n}` }))
    const kinds = (of: Nameable) => labelFields(of, 'org_japan').map(({ kind }) => kind)
    expect(kinds(nameable)).toEqual(['choice', 'choices', 'choices'])
    expect(kinds({ ...nameable, organisations: many })).toEqual(['choice', 'paragraph', 'choices'])
  })
})

describe('words that others have read', () => {
  test.each([
    ['Fix the gap', 'Fix the gap', true],
    ['fix  the GAP!', 'Fix the gap', true],
    ['Fix the gaps', 'Fix the gap', false],
    ['Fix the gap', undefined, false],
    ['', '', false],
    ['!!', '??', false],
    ['塞ぐ', '塞ぐ。', true],
  ])('%j against %j is the same: %s', (words, heard, same) => expect(isHeard(words, heard)).toBe(same))
})
