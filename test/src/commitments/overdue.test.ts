import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysLeft, isOverdue, isOwnerLeft } from '#src/commitments/commitment.ts'
import { dueInDays } from '#src/commitments/lines.ts'
import type { Progress } from '#src/recommendations/axes.ts'
import { inShort } from '#src/view/phrases.ts'

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), '+09:00', 'UTC')
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }))
const open = fc.constantFrom<Progress>('not-started', 'limited', 'substantial')
const over = fc.constantFrom<Progress>('complete', 'withdrawn')

/** The first instant of a day in a zone: not always midnight, and not 24 hours after the one before. */
function begins(date: Temporal.PlainDate, timeZone: string): Temporal.ZonedDateTime {
  return date.toZonedDateTime(timeZone)
}

describe('a commitment', () => {
  test('is overdue from the first instant after its due day in its owner’s zone, and not one nanosecond earlier', () => {
    fc.assert(
      fc.property(zone, day, open, (timeZone, date, progress) => {
        const due = date.toString()
        // Some zones left out a whole day when they crossed the date line: the day after starts where it can.
        const next = begins(date.add({ days: 1 }), timeZone)
        const last = next.subtract({ nanoseconds: 1 })
        expect(isOverdue({ due, progress, ownerLeftAt: null }, next.toPlainDate())).toBe(true)
        expect(isOverdue({ due, progress, ownerLeftAt: null }, last.toPlainDate())).toBe(false)
      }),
    )
  })

  test('that is complete or withdrawn is never overdue', () => {
    fc.assert(
      fc.property(day, day, over, (date, today, progress) => {
        const done = { progress, ownerLeftAt: null }
        expect(isOverdue({ due: date.toString(), ...done }, today)).toBe(false)
        expect(isOwnerLeft({ ...done, ownerLeftAt: '2026-11-26T10:00:00Z' })).toBe(false)
      }),
    )
  })

  test('whose owner left is never overdue, and waits for a new owner while something remains to be done', () => {
    fc.assert(
      fc.property(day, day, open, (date, today, progress) => {
        const left = { progress, ownerLeftAt: '2026-11-26T10:00:00Z' }
        expect(isOverdue({ due: date.toString(), ...left }, today)).toBe(false)
        expect(isOwnerLeft(left)).toBe(true)
      }),
    )
  })

  test('has as many days left as there are between today and its due day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -9_999, max: 9_999 }), (today, days) => {
        expect(daysLeft(today.add({ days }).toString(), today)).toBe(days)
      }),
    )
  })
})

test.each([
  ['limited', 23, 'due 15 Dec 2026, in 23 days'],
  ['limited', 1, 'due 15 Dec 2026, in 1 day'],
  ['not-started', 0, 'due 15 Dec 2026, today'],
  ['substantial', -1, 'due 15 Dec 2026, 1 day overdue'],
  ['substantial', -4, 'due 15 Dec 2026, 4 days overdue'],
  ['complete', -4, 'due 15 Dec 2026'],
  ['withdrawn', 4, 'due 15 Dec 2026'],
] as const)('what is %s with %i days left is “%s”', (progress, days, says) => {
  expect(dueInDays({ due: '2026-12-15', daysLeft: days, progress, ownerLeft: false })).toBe(says)
})

test.each([
  ['Publish the results', 'Publish the results'],
  ['Publish\n  the results', 'Publish the results'],
  ['Publish the results of all evaluations', 'Publish the results…'],
  ['x'.repeat(30), `${'x'.repeat(19)}…`],
  [`${'x'.repeat(18)}😀 and more`, `${'x'.repeat(18)}…`],
])('%j is %j in short', (words, short) => {
  expect(inShort(words, 20)).toBe(short)
  expect(short.length).toBeLessThanOrEqual(20)
})
