import { describe, expect, test } from 'vitest'
import type { Change, Patch } from '#src/commitments/change.ts'
import { addedIn } from '#src/commitments/milestone-lines.ts'
import { fieldsIn, isEmpty, madeSince, patchOf, stillFits } from '#src/commitments/patch.ts'
import type { NewId } from '#src/core/id.ts'
import { sentence } from '#src/core/refusal.ts'

const details = { kind: 'talent', experts: 3, months: 6, host: 'Nairobi' } as const
/** As a database hands it back: the keys in another order. */
const stored = { host: 'Nairobi', kind: 'talent', months: 6, experts: 3 } as const
const standing = {
  text: 'Lend experts',
  due: '2027-03-01',
  recommendations: ['rec_a', 'rec_b'],
  kind: 'talent',
  details: stored,
} as const
const written = {
  text: 'Lend experts',
  due: Temporal.PlainDate.from('2027-03-01'),
  recommendations: [],
  terms: { kind: 'talent' as const, details },
}

/** A change of substance needs the delegate's confirmation, part by part: what did not change is no part of it. */
describe('what differs', () => {
  test.each([
    ['nothing', {}, []],
    ['a word', { text: 'Lend five experts' }, ['text']],
    ['the day', { due: Temporal.PlainDate.from('2027-03-02') }, ['due']],
    ['the kind', { terms: { kind: 'policy' as const, details: null } }, ['kind']],
    ['a field of the kind', { terms: { kind: 'talent' as const, details: { ...details, months: 7 } } }, ['kind']],
  ])('is told: %s', (_, more, fields) => {
    const patch = patchOf(standing, { ...written, ...more }, ['rec_b', 'rec_a'])
    expect(fieldsIn(patch)).toEqual(fields)
    expect(isEmpty(patch)).toBe(fields.length === 0)
  })

  test('what it answers and its author does not see stays', () => {
    expect(patchOf(standing, written, ['rec_a', 'rec_b']).recommendations).toBeUndefined()
    expect(patchOf(standing, written, ['rec_b']).recommendations?.now).toEqual(['rec_b'])
  })
})

describe('a change that waited', () => {
  const patch: Patch = { text: { was: 'Lend experts', now: 'Lend five experts' }, milestones: [] }
  const step = { id: 'mil_1', text: 'Name them', due: '2027-01-15', reachedAt: null } as const
  test.each([
    ['still fits what stands', standing, patch, true],
    ['fits where another part was changed', { ...standing, due: '2028-01-01' }, patch, true],
    ['does not fit where its own part was', { ...standing, text: 'Lend ten experts' }, patch, false],
    [
      'fits a milestone that stands, its keys in any order',
      standing,
      { milestones: [{ id: step.id, was: { due: step.due, text: step.text }, now: null }] },
      true,
    ],
    [
      'does not fit a milestone that is gone',
      standing,
      { milestones: [{ id: 'mil_2' as const, was: { text: 'Gone', due: step.due }, now: null }] },
      false,
    ],
  ])('%s', (_, stands, waited, fits) => {
    expect(stillFits(waited, stands, [step])).toBe(fits)
  })

  test('what was made since a revision is what its editor has not seen', () => {
    const made = (revision: number, state: Change['state'] = 'made'): Change => ({
      ...{ id: `chg_${revision}0`, commitment: 'com_1', state, patch, revision },
      ...{ proposedBy: { id: 'person_a', name: 'A' }, proposedAt: '2026-11-26T00:00:00Z', settledBy: 'A' },
    })
    const changes = [made(2), made(3), { ...made(4, 'declined'), revision: null }]
    expect(madeSince(changes, 2).map(({ revision }) => revision)).toEqual([3])
    expect(madeSince(changes, 3)).toEqual([])
  })
})

/** As many as one keeps in mind: 50; the boundary, and lines that nobody can read. */
describe('milestones, one on a line', () => {
  let serial = 0
  const newId: NewId = (prefix) => `${prefix}_${++serial}0`
  const today = Temporal.PlainDate.from('2026-11-26')
  const read = (typed: string, more: { isKept?: boolean; standing?: number } = {}) =>
    addedIn(typed, {
      standing: Array.from({ length: more.standing ?? 0 }, (_, n) => ({
        id: `mil_s${n}`,
        text: '',
        due: '2027-01-01',
        reachedAt: null,
      })),
      today,
      isKept: more.isKept ?? false,
      newId,
    })
  const lines = (count: number) => Array.from({ length: count }, (_, n) => `Step ${n} by 2027-01-15`).join('\n')

  test.each([
    ['three', lines(3), 0, 3],
    ['fifty', lines(50), 0, 50],
    ['the fiftieth', lines(1), 49, 1],
    ['with empty lines between', 'One by 2027-01-15\n\n\nTwo by 2027-01-16', 0, 2],
  ])('are read: %s', (_, typed, before, count) => {
    const result = read(typed, { standing: before })
    expect('added' in result && result.added.length).toBe(count)
  })

  test.each([
    ['fifty-one', lines(51), 0, 'That makes 51 milestones; 50 is the most'],
    ['one more than fifty', lines(1), 50, 'That makes 51 milestones; 50 is the most'],
    ['no day', 'Send them', 0, 'Line 1: write it like Publish the draft by 15 January.'],
    ['no words', 'by 2027-01-15', 0, 'Line 1: write it like'],
    ['a day that has passed', `${lines(1)}\nTwo by 2020-01-01`, 0, 'Line 2:'],
    ['201 characters', `${'x'.repeat(201)} by 2027-01-15`, 0, 'Line 1: 201 characters; 200 is the most.'],
  ])('are refused: %s', (_, typed, before, says) => {
    const result = read(typed, { standing: before })
    expect('wrong' in result && result.wrong.map(sentence).join()).toContain(says)
  })

  test('of an organisation that keeps its words have a day alone', () => {
    const result = read(lines(1), { isKept: true })
    expect('added' in result && result.added[0]?.now).toEqual({ text: '', due: '2027-01-15' })
  })
})
