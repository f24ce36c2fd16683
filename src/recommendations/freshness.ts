/**
 * Freshness: whether an owner has said lately how far it is. Rule of the UN's registry of partnerships: green where a report is younger than one
 * interval of reporting, then a report is due, and after two it is overdue (https://sustainabledevelopment.un.org, 2018-11-07).
 * There the interval is a year; here a quarter, since commitments run for months. Days are those of the owner's, or the lead's, zone.
 */
import { z } from 'zod'
import { type Axes, isOver } from './axes.ts'
import type { Lead } from './recommendation.ts'

export const Freshness = z.enum(['current', 'due', 'overdue'])
export type Freshness = z.infer<typeof Freshness>

/** Days after which the next report is due. */
export const reportingDays = 90

/** `next`: the day from which the next report is due; null where none is waited for. */
export function freshnessOn(next: Temporal.PlainDate | null, today: Temporal.PlainDate): Freshness | null {
  if (next === null) return null
  const late = next.until(today, { largestUnit: 'day' }).days
  if (late < 0) return 'current'
  return late < reportingDays ? 'due' : 'overdue'
}

/** Counted from the last of the moments at which something was said. */
export function nextReportAfter(said: readonly (string | null)[], zone: string): Temporal.PlainDate {
  const moments = said.flatMap((at) => (at === null ? [] : [Temporal.Instant.from(at)]))
  const last = moments.reduce((latest, one) => (Temporal.Instant.compare(one, latest) > 0 ? one : latest))
  return last.toZonedDateTimeISO(zone).toPlainDate().add({ days: reportingDays })
}

/** Of a recommendation: from its last report, else from when its lead was named; null where nobody leads it, or nothing remains to be done. */
export function nextReportOf(
  reported: Pick<NonNullable<Axes['reported']>, 'progress' | 'at'> | null,
  lead: Pick<Lead, 'zone' | 'since'> | null,
): Temporal.PlainDate | null {
  if (lead === null || (reported && isOver(reported.progress))) return null
  return nextReportAfter([lead.since, reported?.at ?? null], lead.zone)
}
