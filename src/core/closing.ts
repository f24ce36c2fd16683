/** When something closes, as somebody types it: `Friday 17:00`. Pure. */
import { assertNever } from './assert.ts'
import { momentInFull, readMoment } from './dates.ts'
import { type Refusal, refuse } from './refusal.ts'

/** The closing time as typed, in the zone of the person's organisation; must be to come. */
export function closingOf(
  typed: string,
  now: Temporal.Instant,
  zone: string,
  field = 'closes',
): Temporal.Instant | Refusal {
  const read = readMoment(typed, now.toZonedDateTimeISO(zone))
  switch (read.read) {
    case 'none': {
      const soon = now.toZonedDateTimeISO(zone).toPlainDate().add({ days: 7 })
      return refuse('date-unreadable', { typed, example: `Friday 17:00 or ${soon} 17:00` }, { field })
    }
    case 'ambiguous': {
      const readings = read.values.map((value) => ({
        label: momentInFull(value.toInstant(), zone),
        value: value.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' '),
      }))
      const labels = readings.map((reading) => reading.label)
      return refuse('date-ambiguous', { typed, readings: labels }, { field, readings })
    }
    case 'one': {
      const closes = read.value.toInstant()
      if (Temporal.Instant.compare(closes, now) > 0) return closes
      return refuse('moment-past', { moment: momentInFull(closes, zone) }, { field })
    }
    default:
      return assertNever(read)
  }
}
