import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayInFull, momentInFull, type Reading, readDay, readMoment, readPastDay } from '#src/core/dates.ts'

/** A Monday. */
const today = Temporal.PlainDate.from('2026-11-23')

function words<T>(reading: Reading<T>): string {
  if (reading.read === 'one') return String(reading.value)
  return reading.read === 'none' ? 'none' : reading.values.join(' or ')
}

describe('a typed day', () => {
  test.each([
    ['2026-12-15', '2026-12-15'],
    ['15 December', '2026-12-15'],
    ['15 December 2026', '2026-12-15'],
    ['December 15', '2026-12-15'],
    ['the 15th of December', '2026-12-15'],
    ['15 Dec', '2026-12-15'],
    ['on 15 December', '2026-12-15'],
    ['today', '2026-11-23'],
    ['tomorrow', '2026-11-24'],
    ['Friday', '2026-11-27'],
    ['next Friday', '2026-12-04'],
    ['end of March', '2027-03-31'],
    ['end of February', '2027-02-28'],
    ['end of February 2028', '2028-02-29'],
    ['end of the year', '2026-12-31'],
    ['end of next month', '2026-12-31'],
    ['in two weeks', '2026-12-07'],
    ['3 March', '2027-03-03'],
    ['29 February 2028', '2028-02-29'],
  ])('“%s” is %s', (typed, day) => {
    expect(words(readDay(typed, today))).toBe(day)
  })

  test.each([
    ['4/12', '2026-12-04 or 2027-04-12'],
    ['04/12/2026', '2026-12-04 or 2026-04-12'],
    ['3/11', '2027-11-03 or 2027-03-11'],
    ['4.12.', 'none'],
    ['4.12.26', '2026-12-04 or 2026-04-12'],
    ['12-04-2026', '2026-04-12 or 2026-12-04'],
    ['1/2', '2027-02-01 or 2027-01-02'],
  ])('“%s”, all numbers, is never guessed: %s', (typed, days) => {
    expect(words(readDay(typed, today))).toBe(days)
  })

  test.each([
    ['13/12', '2026-12-13'],
    ['12/13', '2026-12-13'],
    ['31/12/2026', '2026-12-31'],
    ['5/5', '2027-05-05'],
  ])('“%s” can be one day only: %s', (typed, day) => {
    expect(words(readDay(typed, today))).toBe(day)
  })

  test.each([
    '31 Febuary',
    '31 February',
    '30 February 2027',
    '2026-13-01',
    '2026-02-30',
    '32/13',
    'soon',
    'working with others',
    'Friday or Saturday',
    '3 to 5 December',
    '',
    '2026/12/04',
  ])('“%s” is not read', (typed) => {
    expect(readDay(typed, today)).toEqual({ read: 'none' })
  })

  test('any YYYY-MM-DD of the calendar is itself', () => {
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        expect(words(readDay(iso, today))).toBe(iso)
      }),
    )
  })

  test('two readings of numbers are two different days that both exist', () => {
    const number = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(number, number, fc.constantFrom('/', '.', '-'), (a, b, between) => {
        const reading = readDay(`${a}${between}${b}`, today)
        if (reading.read !== 'ambiguous') return
        expect(new Set(reading.values.map(String)).size).toBe(2)
        for (const day of reading.values) expect(Temporal.PlainDate.compare(day, today)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('a typed day that has passed', () => {
  test.each([
    ['2026-11-01', '2026-11-01'],
    ['2027-01-01', '2027-01-01'],
    ['1 November', '2026-11-01'],
    ['15 December', '2025-12-15'],
    ['23 November', '2026-11-23'],
    ['1 November 2025', '2025-11-01'],
    ['1 December 2026', '2026-12-01'],
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['Monday', '2026-11-23'],
    ['Tuesday', '2026-11-17'],
    ['last Friday', '2026-11-20'],
    ['two weeks ago', '2026-11-09'],
    ['1/11', '2026-11-01 or 2026-01-11'],
    ['4/12', '2025-12-04 or 2026-04-12'],
    ['31 Febuary', 'none'],
    ['31 February', 'none'],
    ['soon', 'none'],
  ])('“%s” is %s', (typed, day) => {
    expect(words(readPastDay(typed, today))).toBe(day)
  })
})

describe('a typed moment', () => {
  const now = Temporal.ZonedDateTime.from('2026-11-23T09:00[Asia/Tokyo]')

  test.each([
    ['Friday 17:00', '2026-11-27T17:00'],
    ['Friday, 17:00', '2026-11-27T17:00'],
    ['Friday at 17:00', '2026-11-27T17:00'],
    ['Friday 5 pm', '2026-11-27T17:00'],
    ['Friday 5pm', '2026-11-27T17:00'],
    ['friday at 5.30 pm', '2026-11-27T17:30'],
    ['Friday', '2026-11-27T23:59'],
    ['4 December', '2026-12-04T23:59'],
    ['4 December 12:00', '2026-12-04T12:00'],
    ['2026-12-04 17:00', '2026-12-04T17:00'],
    ['2026-12-04T17:00', '2026-12-04T17:00'],
    ['tomorrow noon', '2026-11-24T12:00'],
    ['17:00', '2026-11-23T17:00'],
    ['08:00', '2026-11-24T08:00'],
    ['today 18:00', '2026-11-23T18:00'],
    ['Monday 08:00', '2026-11-30T08:00'],
    ['in 20 minutes', '2026-11-23T09:20'],
    ['in 1 hour', '2026-11-23T10:00'],
    ['2026-11-24T00:30:00Z', '2026-11-24T09:30'],
    ['12 am', '2026-11-24T00:00'],
    ['12 pm', '2026-11-23T12:00'],
  ])('“%s” is %s', (typed, moment) => {
    const reading = readMoment(typed, now)
    expect(reading.read === 'one' && reading.value.toPlainDateTime().toString({ smallestUnit: 'minute' })).toBe(moment)
  })

  test('numbers alone are two moments', () => {
    expect(words(readMoment('4/12 17:00', now))).toBe(
      '2026-12-04T17:00:00+09:00[Asia/Tokyo] or 2027-04-12T17:00:00+09:00[Asia/Tokyo]',
    )
  })

  test.each([
    '25:00',
    'Friday 25:00',
    'Friday 17:61',
    'whenever',
    'Friday 13 pm',
    '31 Febuary 17:00',
    'in minutes',
    'Friday 10:00:61',
    '2026-13-45T99:99:99Z',
  ])('“%s” is not read', (typed) => {
    expect(readMoment(typed, now)).toEqual({ read: 'none' })
  })

  test('a time that the clocks skip is moved on, not lost', () => {
    const eve = Temporal.ZonedDateTime.from('2027-03-27T12:00[Europe/Paris]')
    const reading = readMoment('2027-03-28 02:30', eve)
    expect(reading.read === 'one' && reading.value.toString()).toBe('2027-03-28T03:30:00+02:00[Europe/Paris]')
  })
})

describe('in full', () => {
  test('a day has its weekday and year', () => {
    expect(dayInFull(Temporal.PlainDate.from('2026-12-15'))).toBe('Tuesday 15 December 2026')
  })

  test.each([
    ['Asia/Tokyo', 'Friday 4 December 2026, 17:00 (Tokyo, UTC+9)'],
    ['Europe/London', 'Friday 4 December 2026, 08:00 (London, UTC)'],
    ['Asia/Kolkata', 'Friday 4 December 2026, 13:30 (Kolkata, UTC+5:30)'],
    ['America/New_York', 'Friday 4 December 2026, 03:00 (New York, UTC−5)'],
  ])('a moment has its day, time and zone: %s', (zone, words) => {
    expect(momentInFull(Temporal.Instant.from('2026-12-04T08:00:00Z'), zone)).toBe(words)
  })
})
