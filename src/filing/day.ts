/** The day of what a piece of evidence shows: up to today, and today where nobody says. */
import { dayInFull, readPastDay } from '#src/core/dates.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'

export function dayOf(typed: string | undefined, today: Temporal.PlainDate): string | Refusal {
  if (typed === undefined) return today.toString()
  const read = readPastDay(typed, today)
  switch (read.read) {
    case 'none': {
      const example = `${dayInFull(today.subtract({ days: 1 }))} or ${today.subtract({ days: 1 })}`
      return refuse('date-unreadable', { typed, example }, { field: 'day' })
    }
    case 'ambiguous': {
      const readings = read.values.map((day) => ({ label: dayInFull(day), value: day.toString() }))
      return refuse(
        'date-ambiguous',
        { typed, readings: readings.map(({ label }) => label) },
        { field: 'day', readings },
      )
    }
    case 'one':
      return Temporal.PlainDate.compare(read.value, today) > 0
        ? refuse('day-ahead', { day: dayInFull(read.value) }, { field: 'day' })
        : read.value.toString()
  }
}
