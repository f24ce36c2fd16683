import { describe, expect, test } from 'vitest'
import { refuse, sentence } from '#src/core/refusal.ts'

describe('a refusal', () => {
  test('says one whole sentence with its data in place', () => {
    expect(
      sentence(refuse('poll-closed', { reference: 'P-7', moment: 'Friday 4 December 2026, 17:00 (Paris, UTC+1)' })),
    ).toBe('P-7 closed on Friday 4 December 2026, 17:00 (Paris, UTC+1). Your vote was not counted.')
  })

  test('keeps the field and the readings that it was given', () => {
    const readings = [{ label: '4 December', value: '2026-12-04' }]
    expect(refuse('date-ambiguous', { typed: '4/12', readings: ['4 December'] }, { field: 'due', readings })).toEqual({
      code: 'date-ambiguous',
      data: { typed: '4/12', readings: ['4 December'] },
      field: 'due',
      readings,
    })
  })
})
