/** Freshness of recommendations. Source of the rule: the UN's registry of partnerships, with a quarter in place of its year. */
import { describe, expect, test } from 'vitest'
import { freshnessOn, nextReportOf, reportingDays } from '#src/recommendations/freshness.ts'

const day = (plus: number) => Temporal.PlainDate.from('2026-04-01').add({ days: plus })
const lead = { zone: 'UTC', since: '2026-01-01T12:00:00Z' }

describe('the next report on a recommendation', () => {
  test.each([
    ['where nobody leads it', null, null, null],
    ['where nobody has reported, from when its lead was named', null, lead, '2026-04-01'],
    ['from its last report', { progress: 'limited', at: '2026-03-01T12:00:00Z' }, lead, '2026-05-30'],
    ['from when another lead was named since', { progress: 'limited', at: '2025-06-01T12:00:00Z' }, lead, '2026-04-01'],
    ['where it is complete', { progress: 'complete', at: '2026-03-01T12:00:00Z' }, lead, null],
    ['where it is withdrawn', { progress: 'withdrawn', at: '2026-03-01T12:00:00Z' }, lead, null],
    ['in the zone of its lead', null, { zone: 'Asia/Tokyo', since: '2026-01-01T15:00:00Z' }, '2026-04-02'],
  ] as const)('%s', (_when, reported, by, expected) => {
    expect(nextReportOf(reported, by)?.toString() ?? null).toBe(expected)
  })

  test.each([
    ['a day before', -1, 'current'],
    ['on that day', 0, 'due'],
    ['a day before another interval has passed', reportingDays - 1, 'due'],
    ['as another interval has passed', reportingDays, 'overdue'],
  ] as const)('%s it is %i days late: %s', (_when, late, expected) => {
    expect(freshnessOn(day(0), day(late))).toBe(expected)
  })

  test('is waited for by nobody where there is none', () => {
    expect(freshnessOn(null, day(0))).toBeNull()
  })
})
