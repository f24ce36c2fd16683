import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginningText, dayEnding, endText, since, until } from '#src/plenaries/window.ts'

const now = Temporal.Instant.from('2026-11-26T13:19:27Z')
const reading = { now, zone: 'Europe/Paris', field: 'day' }

describe('the end of a period', () => {
  test.each([
    [undefined, '2026-11-26T13:19:27Z', 'now where nothing is said'],
    ['26 November', '2026-11-26T13:19:27Z', 'now where today is named'],
    ['20 November', '2026-11-20T23:00:00Z', 'the end of a day in the consortium’s zone'],
    ['2026-07-01', '2026-07-01T22:00:00Z', 'also in summer time'],
    ['2026-11-20T09:00:00.123456Z', '2026-11-20T09:00:00.123456Z', 'the very moment that a button carries'],
  ])('%s is %s: %s', (typed, at, _why) => {
    expect(String(until(typed, reading))).toBe(at)
  })

  test.each([
    ['2031-01-01', 'day-ahead'],
    ['2026-11-26T13:19:28Z', 'day-ahead'],
    ['2026-13-45T13:19:28Z', 'date-unreadable'],
    ['31 Febuary', 'date-unreadable'],
    ['4/12', 'date-ambiguous'],
  ])('%s is refused: %s', (typed, code) => {
    expect(until(typed, reading)).toMatchObject({ code, field: 'day' })
  })

  test('and its beginning meet: no moment is told twice, none is left out, whatever the zone and its clocks', () => {
    const zone = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'America/Sao_Paulo', 'Pacific/Apia')
    fc.assert(
      fc.property(zone, fc.integer({ min: 1, max: 5_000 }), (zone, ago) => {
        const day = now.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: ago })
        const end = until(day.toString(), { now, zone, field: 'day' })
        const next = since(day.add({ days: 1 }).toString(), { now, zone, field: 'since' })
        expect(String(end)).toBe(String(next))
        if (end instanceof Temporal.Instant) expect(dayEnding(end, zone).toString()).toBe(day.toString())
      }),
    )
  })
})

describe('as people read it', () => {
  const midnight = Temporal.Instant.from('2026-11-20T23:00:00Z')
  test.each([
    [endText(midnight, 'Europe/Paris'), 'the end of Friday 20 November 2026 (Paris)'],
    [beginningText(midnight, 'Europe/Paris'), 'the beginning of Saturday 21 November 2026 (Paris)'],
    [endText(now, 'Europe/Paris'), 'Thursday 26 November 2026, 14:19 (Paris, UTC+1)'],
    [beginningText(midnight, 'Asia/Tokyo'), 'Saturday 21 November 2026, 08:00 (Tokyo, UTC+9)'],
  ])('%s', (says, expected) => {
    expect(says).toBe(expected)
  })
})
