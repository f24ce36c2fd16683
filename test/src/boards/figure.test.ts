import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentsUntil } from '#src/boards/figure.ts'
import type { AxisEvent } from '#src/recommendations/axes.ts'

const now = Temporal.Instant.from('2026-11-26T09:00:00Z')
const said = (at: string): AxisEvent => ({
  axis: 'reported',
  at,
  by: 'Aiko Mori',
  progress: 'limited',
  outlook: null,
  note: null,
})

// A picture over time has at most eight bars: src/view/figure.ts, mostColumns.
describe('the moments of a picture', () => {
  test.each<[what: string, events: AxisEvent[][], moments: string[]]>([
    ['are now alone where nobody has said anything', [[], []], ['2026-11-26T09:00:00Z']],
    ['are now alone where it was all said now', [[said('2026-11-26T09:00:00Z')]], ['2026-11-26T09:00:00Z']],
    ['are now alone where it is said to come', [[said('2026-11-27T09:00:00Z')]], ['2026-11-26T09:00:00Z']],
    [
      'go from the first word of all to now, equally far apart',
      [[], [said('2026-11-20T09:00:00Z')], [said('2026-11-19T09:00:00Z'), said('2026-11-25T09:00:00Z')]],
      [19, 20, 21, 22, 23, 24, 25, 26].map((day) => `2026-11-${day}T09:00:00Z`),
    ],
    [
      'may lie within a minute',
      [[said('2026-11-26T08:59:53Z')]],
      [53, 54, 55, 56, 57, 58, 59].map((second) => `2026-11-26T08:59:${second}Z`).concat('2026-11-26T09:00:00Z'),
    ],
  ])('%s', (_what, events, moments) => {
    expect(momentsUntil(now, events).map(String)).toEqual(moments)
  })

  test('are at most eight, in order, begin with the first word and end now, whenever things were said', () => {
    const before = fc.date({ min: new Date('2020-01-01'), max: new Date('2026-11-26T08:59:59Z'), noInvalidDate: true })
    fc.assert(
      fc.property(
        fc.array(fc.array(before, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (dates) => {
          const events = dates.map((one) => one.toSorted((a, b) => +a - +b).map((date) => said(date.toISOString())))
          const moments = momentsUntil(now, events)
          expect(moments.length).toBeLessThanOrEqual(8)
          expect(moments.toSorted(Temporal.Instant.compare)).toEqual(moments)
          expect(moments[0]?.epochMilliseconds).toBe(Math.min(...dates.flat().map(Number)))
          expect(moments.at(-1)).toEqual(now)
        },
      ),
    )
  })
})
