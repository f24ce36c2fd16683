/** A day that somebody typed and that has come already, or why it is none. */
import { assertNever } from './assert.ts'
import { dayInFull, readPastDay } from './dates.ts'
import { type Refusal, refuse } from './refusal.ts'

/** `example`: a day to try. `field`: of the form, on which a refusal stands. */
export function pastDay(
  typed: string,
  { today, example, field }: { today: Temporal.PlainDate; example: Temporal.PlainDate; field: string },
): Temporal.PlainDate | Refusal {
  const read = readPastDay(typed, today)
  switch (read.read) {
    case 'none':
      return refuse('date-unreadable', { typed, example: `${dayInFull(example)} or ${example}` }, { field })
    case 'ambiguous': {
      const readings = read.values.map((day) => ({ label: dayInFull(day), value: day.toString() }))
      return refuse('date-ambiguous', { typed, readings: readings.map(({ label }) => label) }, { field, readings })
    }
    case 'one':
      return Temporal.PlainDate.compare(read.value, today) > 0
        ? refuse('day-ahead', { day: dayInFull(read.value) }, { field })
        : read.value
    default:
      return assertNever(read)
  }
}
