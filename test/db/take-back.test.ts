import { describe, expect, test } from 'vitest'
import { takenBack } from '#db/stores/past/take-back.ts'
import type { Patch } from '#src/commitments/change.ts'

const today = {
  ...{ text: 'Third', due: '2027-03-01', answers: ['rec_b1' as const], kind: 'funding' as const },
  details: { kind: 'funding', amount: '10', currency: 'EUR' } as const,
  milestones: [
    { id: 'mil_aa' as const, text: 'Draft', due: '2027-01-01', reachedAt: null },
    { id: 'mil_bb' as const, text: 'Added', due: '2027-02-01', reachedAt: null },
  ],
}

describe('a change that is taken back', () => {
  const rows: [what: string, patches: Patch[], before: object][] = [
    ['of the text', [{ text: { was: 'Second', now: 'Third' }, milestones: [] }], { text: 'Second' }],
    [
      'after another of the same',
      [
        { text: { was: 'Second', now: 'Third' }, milestones: [] },
        { text: { was: 'First', now: 'Second' }, due: { was: '2026-12-01', now: '2027-03-01' }, milestones: [] },
      ],
      { text: 'First', due: '2026-12-01' },
    ],
    [
      'of what it answers, and of its kind',
      [
        {
          recommendations: { was: [], now: ['rec_b1'] },
          terms: { was: { kind: 'policy', details: null }, now: today },
          milestones: [],
        },
      ],
      { answers: [], kind: 'policy', details: null },
    ],
    [
      'of milestones: one was added, one was another, one was dropped',
      [
        {
          milestones: [
            { id: 'mil_bb', was: null, now: { text: 'Added', due: '2027-02-01' } },
            { id: 'mil_aa', was: { text: 'Sketch', due: '2026-12-01' }, now: { text: 'Draft', due: '2027-01-01' } },
            { id: 'mil_cc', was: { text: 'Dropped', due: '2026-11-01' }, now: null },
          ],
        },
      ],
      {
        milestones: [
          { id: 'mil_aa', text: 'Sketch', due: '2026-12-01', reachedAt: null },
          { id: 'mil_cc', text: 'Dropped', due: '2026-11-01', reachedAt: null },
        ],
      },
    ],
    ['of nothing', [], today],
  ]
  test.each(rows)('%s', (_what, patches, before) => {
    expect(takenBack(today, patches)).toEqual({ ...today, ...before })
  })
})
