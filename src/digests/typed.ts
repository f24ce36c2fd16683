/** What people type about their digest: weekday, time and zone. */
import { z } from 'zod'
import { ChatPlatform } from '#src/core/intent.ts'
import { optional } from '#src/core/words.ts'
import { Weekday, weekdayNames } from './digest.ts'

/** As a form fills it in; what is left out is Monday, 09:00, the own zone and the platform on which it is said. */
export const TypedSetting = z.object({
  weekday: read(weekdayOf, (typed) => `“${typed}” is not a weekday. Write mon, tue, wed, thu, fri, sat or sun.`),
  time: read(minuteOf, (typed) => `“${typed}” is not a time of day. Write one from 00:00 to 23:59, for example 09:00.`),
  zone: read(
    zoneOf,
    (typed) => `“${typed}” is not a time zone. Write one like Asia/Tokyo, or leave it empty for your own.`,
  ),
  platform: read(platformOf, (typed) => `“${typed}” is not a platform. Write slack or teams.`),
})

function read<T>(reading: (typed: string) => T | undefined, says: (typed: string) => string) {
  return optional(
    z.string().transform((typed, context) => {
      const value = reading(typed.trim())
      if (value !== undefined) return value
      context.addIssue({ code: 'custom', message: says(typed.trim()) })
      return z.NEVER
    }),
  )
}

/** Takes `mon 09:00 Asia/Tokyo on teams` apart; unread, so that what is wrong stands on its field as it was typed. */
export function partsOf(typed: string): Record<string, string> {
  const parts = /^(?:on\s+)?(\S*)\s*(?:at\s+)?(\S*)\s*(?:in\s+)?(.*?)(?:\s*\bon\s+(\S+))?$/is.exec(typed.trim())
  const [weekday, time, zone, platform] = (parts ?? []).slice(1)
  const day = weekday && (weekdayOf(weekday) ?? weekday)
  const named = { weekday: day, time, zone, platform: platform?.toLowerCase() }
  return Object.fromEntries(Object.entries(named).filter((part): part is [string, string] => Boolean(part[1])))
}

/** `mon`, `Monday` or `Mondays`. */
function weekdayOf(typed: string): Weekday | undefined {
  const word = typed.toLowerCase()
  return Weekday.options.find((day) => {
    const name = weekdayNames[day].toLowerCase()
    return word.length >= 3 && (name.startsWith(word) || word === `${name}s`)
  })
}

/** Minutes after midnight. */
function minuteOf(typed: string): number | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(typed) ?? []
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute)
}

/** The IANA zone that is meant: its name in any case, or a city that names only one. */
function zoneOf(typed: string): string | undefined {
  const name = typed.replaceAll(' ', '_')
  const ofCity = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.split('/').at(-1)?.toLowerCase() === name.toLowerCase(),
  )
  if (ofCity.length === 1) return ofCity[0]
  // A bare offset knows no daylight saving time.
  if (!/^[a-z]/i.test(name)) return undefined
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  } catch {
    return undefined
  }
}

function platformOf(typed: string): ChatPlatform | undefined {
  return ChatPlatform.options.find((platform) => platform === typed.toLowerCase())
}
