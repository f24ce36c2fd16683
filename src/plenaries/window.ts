/** From when until when a report tells: moments out of typed days, in the consortium's zone. Pure. */

import { dayInFull, momentInFull, toMinute, zoneName } from '#src/core/dates.ts'
import { pastDay } from '#src/core/past-day.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'

type Reading = { now: Temporal.Instant; zone: string; field: string }

/** The end of a day that is over, or this moment of today; as a button carries it, the moment itself. */
export function until(typed: string | undefined, { now, zone, field }: Reading): Temporal.Instant | Refusal {
  if (typed === undefined) return now
  const exact = exactly(typed)
  if (exact) {
    const isAhead = Temporal.Instant.compare(exact, now) > 0
    return isAhead ? refuse('day-ahead', { day: momentInFull(exact, zone) }, { field }) : exact
  }
  const day = dayIn(typed, { now, zone, field })
  if ('code' in day) return day
  return day.equals(todayIn(now, zone)) ? now : day.add({ days: 1 }).toZonedDateTime(zone).toInstant()
}

/** The beginning of a day. */
export function since(typed: string, reading: Reading): Temporal.Instant | Refusal {
  const day = dayIn(typed, reading)
  return 'code' in day ? day : day.toZonedDateTime(reading.zone).toInstant()
}

/** The day of which a moment is the end, or in which it lies. */
export function dayEnding(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  return at.subtract({ milliseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate()
}

/** `the end of Friday 20 November 2026 (Paris)`, or the moment in full. */
export function endText(at: Temporal.Instant, zone: string): string {
  if (!isMidnight(at, zone)) return momentInFull(toMinute(at), zone)
  return `the end of ${dayInFull(dayEnding(at, zone))} (${zoneName(zone)})`
}

/** `the beginning of Friday 1 May 2026 (Paris)`, or the moment in full. */
export function beginningText(at: Temporal.Instant, zone: string): string {
  if (!isMidnight(at, zone)) return momentInFull(toMinute(at), zone)
  return `the beginning of ${dayInFull(at.toZonedDateTimeISO(zone).toPlainDate())} (${zoneName(zone)})`
}

/** A day may begin at another hour where the clocks change. */
function isMidnight(at: Temporal.Instant, zone: string): boolean {
  return at.equals(at.toZonedDateTimeISO(zone).startOfDay().toInstant())
}

function dayIn(typed: string, { now, zone, field }: Reading): Temporal.PlainDate | Refusal {
  const today = todayIn(now, zone)
  return pastDay(typed, { today, example: today.subtract({ days: 30 }), field })
}

function todayIn(now: Temporal.Instant, zone: string): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate()
}

/** Undefined for anything but an instant in UTC, to the microsecond. */
function exactly(typed: string): Temporal.Instant | undefined {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/.test(typed) ? instantIn(typed) : undefined
}

function instantIn(typed: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(typed)
  } catch {
    return undefined
  }
}
