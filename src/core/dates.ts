/**
 * Dates that people type. English by chrono-node; all-number dates other than YYYY-MM-DD are never guessed, since 4/12 is
 * 4 December to some and 12 April to others. Days are calendar days; moments are read in the zone that is passed in.
 */
import * as chrono from 'chrono-node'

export type Reading<T> = { read: 'one'; value: T } | { read: 'ambiguous'; values: T[] } | { read: 'none' }

/** As a button carries it: the instant that was shown. */
const exact = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/
const isoDay = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const numbersOnly = /(?<![\d:.])(\d{1,4})[/.\- ](\d{1,2})(?:[/.\- ](\d{2,4}))?(?![\d:])/

/** Reads a day from `today` on: `15 December`, `Friday`, `end of March`, `2026-12-15`. */
export function readDay(typed: string, today: Temporal.PlainDate): Reading<Temporal.PlainDate> {
  const clean = typed.trim()
  const iso = isoDay.exec(clean)
  if (iso) return one(plainDate(Number(iso[1]), Number(iso[2]), Number(iso[3])))
  const numbers = numbersOnly.exec(clean)
  if (numbers && numbers[0].length === clean.length) return twoReadings(numbers, today)
  return one(parseWords(clean, today))
}

/** Reads a day up to `today`: `1 November`, `Monday`, `two weeks ago`, `2026-11-01`. A day that is named with a year to come is read as it is. */
export function readPastDay(typed: string, today: Temporal.PlainDate): Reading<Temporal.PlainDate> {
  const clean = typed.trim()
  const iso = isoDay.exec(clean)
  if (iso) return one(plainDate(Number(iso[1]), Number(iso[2]), Number(iso[3])))
  const numbers = numbersOnly.exec(clean)
  if (numbers && numbers[0].length === clean.length) {
    const aYearAgo = today.subtract({ years: 1 }).add({ days: 1 })
    return twoReadings(numbers, aYearAgo)
  }
  const parts = parseParts(clean, today, 'back')
  const day = parts && plainDate(parts.year, parts.month, parts.day)
  if (!day || parts.saysYear || Temporal.PlainDate.compare(day, today) <= 0) return one(day)
  return one(parts.saysWeekday ? day.subtract({ days: 7 }) : day.subtract({ years: 1 }))
}

/** Reads a moment: `Friday 17:00`, `4 December`, `2026-12-04 17:00`, `in 20 minutes`. A day alone ends at 23:59 in the zone. */
export function readMoment(typed: string, now: Temporal.ZonedDateTime): Reading<Temporal.ZonedDateTime> {
  const span = /^in (\d{1,4}) (second|minute|hour)s?$/i.exec(typed.trim())
  if (span) return one(now.add({ [`${span[2]?.toLowerCase()}s`]: Number(span[1]) }).round('second'))
  if (exact.test(typed)) return one(instantOf(typed)?.toZonedDateTimeISO(now.timeZoneId))
  const { day, time } = splitTime(typed.trim())
  const at = time ?? Temporal.PlainTime.from('23:59')
  const today = now.toPlainDate()
  if (day === '') return one(nextAt(now, at))
  const read = readDay(day, today)
  if (read.read === 'none') return read
  const on = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: at })
  if (read.read === 'ambiguous') return { read: 'ambiguous', values: read.values.map(on) }
  // "Friday 17:00", said on a Friday at 18:00, is a week from now.
  const isWeekday = /^(next |this |on )?(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?$/i.test(day)
  const moment = on(read.value)
  return one(isWeekday && Temporal.ZonedDateTime.compare(moment, now) <= 0 ? moment.add({ weeks: 1 }) : moment)
}

/** Kept, since making one costs five times what it does. */
const inFull = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** `Tuesday 15 December 2026`. */
export function dayInFull(day: Temporal.PlainDate): string {
  return inFull.format(day).replace(',', '')
}

/** `Friday 4 December 2026, 17:00 (Tokyo, UTC+9)`: weekday, day, time and zone, so that nobody has to guess. */
export function momentInFull(instant: Temporal.Instant, zone: string): string {
  const zoned = instant.toZonedDateTimeISO(zone)
  const time = zoned.toPlainTime().toString({ smallestUnit: zoned.second === 0 ? 'minute' : 'second' })
  return `${dayInFull(zoned.toPlainDate())}, ${time} (${zoneName(zone)}, ${offsetName(zoned)})`
}

/** The minute that it is in: what happened is told to the minute, what is due to the second. */
export function toMinute(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'minute', roundingMode: 'floor' })
}

/** `Asia/Tokyo` is `Tokyo`. */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

function offsetName(zoned: Temporal.ZonedDateTime): string {
  const minutes = Math.round(zoned.offsetNanoseconds / 60e9)
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  const hours = Math.trunc(Math.abs(minutes) / 60)
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

function one<T>(value: T | undefined): Reading<T> {
  return value === undefined ? { read: 'none' } : { read: 'one', value }
}

/** Undefined where the calendar has no such day: 31 February. */
function plainDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

function instantOf(typed: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(typed)
  } catch {
    return undefined
  }
}

function twoReadings(numbers: RegExpExecArray, today: Temporal.PlainDate): Reading<Temporal.PlainDate> {
  const [a, b, c] = [Number(numbers[1]), Number(numbers[2]), numbers[3]]
  if (numbers[1]?.length === 4 || numbers[1]?.length === 3) return { read: 'none' }
  const year = c === undefined ? undefined : Number(c) + (c.length === 2 ? 2000 : 0)
  const values = [coming(year, b, a, today), coming(year, a, b, today)].filter((day) => day !== undefined)
  const [first, second] = values
  if (!first) return { read: 'none' }
  return second && !first.equals(second) ? { read: 'ambiguous', values } : one(first)
}

/** That day of this year, or of the next one where it has passed. */
function coming(year: number | undefined, month: number, day: number, today: Temporal.PlainDate) {
  if (year !== undefined) return plainDate(year, month, day)
  const thisYear = plainDate(today.year, month, day)
  if (thisYear && Temporal.PlainDate.compare(thisYear, today) >= 0) return thisYear
  return plainDate(today.year + 1, month, day)
}

/** chrono reads words against a reference; it must have read all that was typed, or a slip would be half understood. */
function parseWords(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const end = /^(?:the\s+)?end of (?:the\s+)?(.+)$/i.exec(typed)
  if (end?.[1]) return endOf(end[1], today)
  const parts = parseParts(typed, today)
  return parts && plainDate(parts.year, parts.month, parts.day)
}

/** The last day of a month or a year: `March`, `next month`, `2027`, `year`. */
function endOf(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const year = /^(?:this\s+)?year$/i.test(typed) ? today.year : /^20\d\d$/.test(typed) ? Number(typed) : undefined
  if (year !== undefined) return plainDate(year, 12, 31)
  const parts = parseParts(/^month$/i.test(typed) ? 'this month' : typed, today)
  if (!parts || parts.saysDay) return undefined
  const first = plainDate(parts.year, parts.month, 1)
  const last = first?.with({ day: first.daysInMonth })
  return last && Temporal.PlainDate.compare(last, today) < 0 ? last.add({ years: 1 }) : last
}

function parseParts(typed: string, today: Temporal.PlainDate, looking: 'ahead' | 'back' = 'ahead') {
  const noon = new Date(today.year, today.month - 1, today.day, 12)
  const [result, ...others] = chrono.en.parse(typed, noon, { forwardDate: looking === 'ahead' })
  if (!result || others.length > 0 || result.end || !coversAll(typed, result.text)) return undefined
  const part = (name: 'year' | 'month' | 'day') => result.start.get(name) ?? 0
  const says = (name: 'year' | 'weekday' | 'day') => result.start.isCertain(name)
  return {
    ...{ year: part('year'), month: part('month'), day: part('day') },
    ...{ saysYear: says('year'), saysWeekday: says('weekday'), saysDay: says('day') },
  }
}

function coversAll(typed: string, read: string): boolean {
  const bare = (words: string) =>
    words
      .toLowerCase()
      .replace(/^(on|by|at|the)\s+/, '')
      .replace(/[\s,.]+/g, '')
  return bare(typed) === bare(read)
}

const clock =
  /(?:^|[\s,T]|\bat\s)(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2})(?::(?<second>\d{2}))?)?\s*(?<half>am|pm)?(?:\s*(?:o’clock|h))?$/i

/** Takes the time of day off the end: `Friday 17:00`, `4 December, 5 pm`, `noon`. A bare number is a time only with am, pm or minutes. */
function splitTime(typed: string): { day: string; time: Temporal.PlainTime | undefined } {
  const noon = /^(.*?)[\s,]*(?:at\s+)?(noon|midday)$/i.exec(typed)
  if (noon) return { day: noon[1] ?? '', time: Temporal.PlainTime.from('12:00') }
  const match = clock.exec(typed)
  const time = timeOf(match?.groups ?? {})
  if (!match || !time) return { day: typed, time: undefined }
  const before = typed.slice(0, match.index).replace(/[\s,]+$/, '')
  return { day: before.replace(/\s+at$/i, ''), time }
}

function timeOf({ hour, minute, second, half }: Record<string, string | undefined>): Temporal.PlainTime | undefined {
  if (hour === undefined || (minute === undefined && half === undefined)) return undefined
  const typed = Number(hour)
  if (half && (typed < 1 || typed > 12)) return undefined
  const isAfternoon = half?.toLowerCase() === 'pm'
  const full = half ? (typed % 12) + (isAfternoon ? 12 : 0) : typed
  const time = { hour: full, minute: Number(minute ?? 0), second: Number(second ?? 0) }
  return time.hour > 23 || time.minute > 59 || time.second > 59 ? undefined : Temporal.PlainTime.from(time)
}

/** The next time that the clock of the zone shows this. */
function nextAt(now: Temporal.ZonedDateTime, time: Temporal.PlainTime): Temporal.ZonedDateTime {
  const today = now.toPlainDate().toZonedDateTime({ timeZone: now.timeZoneId, plainTime: time })
  return Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 })
}
