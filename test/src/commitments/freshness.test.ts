import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshnessOf, nextReport } from '#src/commitments/freshness.ts'
import type { Progress } from '#src/recommendations/axes.ts'
import { reportingDays } from '#src/recommendations/freshness.ts'

const confirmed = {
  progress: 'limited' as Progress,
  progressAt: null as string | null,
  confirmedAt: '2026-01-01T09:00:00Z',
  ownedSince: null as string | null,
  ownerLeftAt: null as string | null,
}
const at = (day: string, time = '12:00') => Temporal.Instant.from(`${day}T${time}:00Z`)

/** Rule: domain.md 4.1, the UN's registry of partnerships: after one interval of reporting a report is due, after two it is overdue. */
describe('A commitment, by its last report, is', () => {
  test.each([
    ['current on the day itself', {}, '2026-01-01', 'current'],
    ['current on the last day of the first interval', {}, '2026-03-31', 'current'],
    ['due from the first day after it', {}, '2026-04-01', 'due'],
    ['due on the last day of the second', {}, '2026-06-29', 'due'],
    ['overdue from the first day after that', {}, '2026-06-30', 'overdue'],
    ['current again after a report', { progressAt: '2026-06-29T00:00:00Z' }, '2026-06-30', 'current'],
    [
      'counted from when another organisation took it over',
      { ownedSince: '2026-06-01T00:00:00Z' },
      '2026-06-30',
      'current',
    ],
    [
      'counted from the report where that came after the taking over',
      { ownedSince: '2026-01-02T00:00:00Z', progressAt: '2026-06-20T00:00:00Z' },
      '2026-06-30',
      'current',
    ],
    ['waited for by nobody once it is complete', { progress: 'complete' as const }, '2027-01-01', null],
    ['waited for by nobody once it is withdrawn', { progress: 'withdrawn' as const }, '2027-01-01', null],
    ['waited for by nobody while its owner has left', { ownerLeftAt: '2026-02-01T00:00:00Z' }, '2027-01-01', null],
  ])('%s', (_says, more, day, expected) => {
    expect(freshnessOf({ ...confirmed, ...more }, at(day), 'UTC')).toBe(expected)
  })

  test('of the day that it is in its owner’s zone', () => {
    const evening = at('2026-03-31', '15:00')
    expect(freshnessOf(confirmed, evening, 'UTC')).toBe('current')
    expect(freshnessOf(confirmed, evening, 'Asia/Tokyo')).toBe('due')
  })

  test('in every zone due from the day that it names, and never fresher as days go by', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const order = ['current', 'due', 'overdue']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }),
        fc.nat({ max: 4 * reportingDays }),
        (zone, second, days) => {
          const told = Temporal.Instant.fromEpochMilliseconds(second * 1000)
          const one = { ...confirmed, confirmedAt: told.toString() }
          const next = nextReport(one, zone)
          expect(next?.equals(told.toZonedDateTimeISO(zone).toPlainDate().add({ days: reportingDays }))).toBe(true)
          const noon = (after: number) =>
            told
              .toZonedDateTimeISO(zone)
              .toPlainDate()
              .add({ days: after })
              .toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
          const now = freshnessOf(one, noon(days).toInstant(), zone)
          const later = freshnessOf(one, noon(days + 1).toInstant(), zone)
          expect(now === 'current').toBe(days < reportingDays)
          expect(now === 'overdue').toBe(days >= 2 * reportingDays)
          expect(order.indexOf(later ?? '')).toBeGreaterThanOrEqual(order.indexOf(now ?? ''))
        },
      ),
    )
  })
})
