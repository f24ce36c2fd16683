import { describe, expect, test } from 'vitest'
import { dayLinesIn } from '#src/commitments/day-lines.ts'
import { mostAnswers } from '#src/commitments/decide.ts'
import { partsAs, recastFacts, recastWrong } from '#src/commitments/recasting.ts'
import type { Confirmed } from '#src/commitments/views.ts'
import type { NewId, RecommendationId } from '#src/core/id.ts'
import { foundCommitment } from '../../support/commitments.ts'

/** C-12 and C-13, alike but for what a row names. */
function two(more: Partial<Confirmed>, both: Partial<Confirmed> = {}) {
  return [foundCommitment(both), foundCommitment({ id: 'com_2', number: 13, ...both, ...more })]
}

function answers(count: number, from = 0): RecommendationId[] {
  return Array.from({ length: count }, (_, nth) => `rec_${from + nth}` as const)
}

/** The issue of the commitments: split and merge, confirmed as the first logging was; a reader of one learns nothing of another. */
describe('commitments are recast', () => {
  test.each<[string, Partial<Confirmed>, Partial<Confirmed>, string | undefined, string | undefined]>([
    ['where they are alike', {}, {}, undefined, undefined],
    ['whatever was reported of each', { progress: 'substantial' }, {}, undefined, undefined],
    ['unless they have other recipients', { recipients: ['org_b', 'org_a'] }, {}, 'sources-differ', 'references'],
    ['unless one is withdrawn', { progress: 'withdrawn' }, {}, 'recast-of-done', 'reference'],
    ['unless one is complete', { progress: 'complete' }, {}, 'recast-of-done', 'reference'],
    ['unless they have two owners', { organisation: 'org_france' }, {}, 'sources-differ', 'references'],
    ['unless they have two working groups', { group: 'wg_talent' }, {}, 'sources-differ', 'references'],
    ['unless they have two labels', { label: 'TLP:AMBER' }, {}, 'sources-differ', 'references'],
  ])('%s', (_, more, both, code, field) => {
    const wrong = recastWrong(two(more, both))
    expect(wrong?.code).toBe(code)
    if (field !== undefined) expect(wrong?.field).toBe(field)
  })

  test('not where together they answer more than one may, counted once each', () => {
    const sources = (second: RecommendationId[]) => [
      foundCommitment({ recommendations: answers(mostAnswers) }),
      foundCommitment({ recommendations: second }),
    ]
    expect(recastWrong(sources(answers(1, mostAnswers)))?.code).toBe('answers-too-many')
    expect(recastWrong(sources(answers(mostAnswers)))).toBeUndefined()
  })
})

describe('what they become', () => {
  const made: string[] = []
  const newId: NewId = (prefix) => `${prefix}_${made.push(prefix)}`
  const by = { newId, number: 20, confirmedBy: 'person_hana', now: '2026-11-26T09:00:00.000Z' } as const
  const { commitment: first } = foundCommitment({ kind: 'policy', recommendations: ['rec_a'] })
  const { commitment: second } = foundCommitment({ id: 'com_2', kind: 'policy', recommendations: ['rec_b', 'rec_a'] })
  const parts = [
    { text: 'Publish', due: '2027-02-01' },
    { text: 'Translate', due: '2027-03-01' },
  ]
  const proposedBy = 'person_aiko'

  test('has the next numbers, its own day as the first one, and nothing reported', () => {
    const into = partsAs([first], { parts, proposedBy }, by)
    expect(into.map(({ number, due, originalDue }) => [number, due, originalDue])).toEqual([
      [20, '2027-02-01', '2027-02-01'],
      [21, '2027-03-01', '2027-03-01'],
    ])
    expect(new Set(into.map(({ id }) => id)).size).toBe(2)
    for (const one of into) {
      expect(one).toMatchObject({ progress: 'not-started', progressNote: null, confirmedBy: 'person_hana', proposedBy })
    }
  })

  test('answers what all of them answered, and is of their kind where that has no fields', () => {
    const [one] = partsAs([first, second], { parts, proposedBy }, by)
    expect(one).toMatchObject({ kind: 'policy', recommendations: ['rec_a', 'rec_b'] })
    const [other] = partsAs([first, { ...second, kind: 'standard' }], { parts, proposedBy }, by)
    expect(other).toMatchObject({ kind: 'other', details: null })
    const experts = { kind: 'talent', experts: 3, months: 6, host: 'Nairobi' } as const
    const [divided] = partsAs([{ ...first, kind: 'talent', details: experts }], { parts, proposedBy }, by)
    expect(divided).toMatchObject({ kind: 'other', details: null })
  })

  test('is stated before what it was made from ends, and a text that stays in its organisation is in no fact', () => {
    const into = partsAs([first, second], { parts, proposedBy }, by)
    const recast = {
      ...({ id: 'recast_1', kind: 'merge', organisation: 'org_japan' } as const),
      sources: [first.id, second.id],
    }
    const facts = recastFacts(recast, into, { by: 'person_hana', isKept: false })
    expect(facts.map(({ type }) => type)).toEqual([
      ...['commitment-proposed', 'commitment-confirmed', 'commitment-proposed', 'commitment-confirmed'],
      ...['progress-reported', 'progress-reported', 'commitments-recast'],
    ])
    expect(JSON.stringify(facts)).toContain('Merged into C-20, C-21')
    expect(JSON.stringify(recastFacts(recast, into, { by: 'person_hana', isKept: true }))).not.toContain('Merged into')
  })
})

describe('a line with a day', () => {
  const today = Temporal.PlainDate.from('2026-11-26')
  const how = { field: 'parts', longest: 20, today }
  test.each<[string, string]>([
    ['Publish', 'write it like Publish the draft by 15 January.'],
    ['by 15 January', 'write it like Publish the draft by 15 January.'],
    ['Publish by the moon', 'is not a date I can read'],
    ['Publish by 2026-11-25', 'has passed. Name a day from today on.'],
    [`${'x'.repeat(21)} by 2027-01-15`, '21 characters; 20 is the most.'],
  ])('is refused by its number: %s', (line, says) => {
    const read = dayLinesIn(`Translate by 2027-01-15\n\n${line}`, how)
    expect('wrong' in read && read.wrong).toMatchObject([
      { code: 'line-unreadable', field: 'parts', data: { line: 3 } },
    ])
    expect('wrong' in read && read.wrong[0]?.data).toMatchObject({ says: expect.stringContaining(says) })
  })

  test('is a text and a day, today at the earliest', () => {
    expect(dayLinesIn('Publish by 2026-11-26\r\nTranslate by 15 January', how)).toEqual({
      lines: [
        { text: 'Publish', due: '2026-11-26' },
        { text: 'Translate', due: '2027-01-15' },
      ],
    })
  })
})
