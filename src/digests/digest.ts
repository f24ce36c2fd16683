/**
 * Digest: what one person is told once a week of what waits and what moved, at a set hour of the own zone, 1:1, on the platform of choice.
 * Setting: the weekday, the minute, the zone and the platform.   Window: what a digest tells of: after `since`, up to and with `until`.
 * The next window begins where the last one that was sent ended, so that nothing is told twice and nothing is left out.
 */
import { z } from 'zod'
import { PersonId } from '#src/core/id.ts'
import { ChatPlatform } from '#src/core/intent.ts'

/** As typed, and in the order of ISO 8601: Monday is 1. */
export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>

export const weekdayNames: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

export const Setting = z.object({
  weekday: Weekday,
  /** Minutes after midnight in `zone`. */
  minute: z.int().min(0).max(1439),
  /** An IANA zone. */
  zone: z.string(),
  platform: ChatPlatform,
})
export type Setting = z.infer<typeof Setting>

/** `set` is null while it is off: its window stays, so that it goes on where it stopped. */
export type Digest = {
  person: PersonId
  set: (Setting & { nextAt: Temporal.Instant }) | null
  /** The end of the last window. */
  sentUntil: Temporal.Instant
}

export type Window = { since: Temporal.Instant; until: Temporal.Instant }

const Instant = z.iso.datetime()
const personal = { personal: z.literal(true), person: PersonId }

const DigestFact = z.discriminatedUnion('type', [
  /** `sentUntil` stands only where there was no digest before. */
  z.object({ type: z.literal('digest-set'), ...personal, ...Setting.shape, sentUntil: Instant, nextAt: Instant }),
  z.object({ type: z.literal('digest-stopped'), ...personal }),
  z.object({ type: z.literal('digest-sent'), ...personal, sentUntil: Instant, nextAt: Instant }),
])
export type DigestFact = z.infer<typeof DigestFact>
