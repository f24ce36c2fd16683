/**
 * Freshness: whether the owner of a commitment has said lately how far it is. Rule of the UN's registry of partnerships: green where a report
 * is younger than one interval of reporting, then a report is due, and after two it is overdue (https://sustainabledevelopment.un.org, 2018-11-07).
 * There the interval is a year; here a quarter, since commitments run for months. Days are those of the owner's zone.
 */
import { z } from 'zod'
import { isOver, type Progress } from '#src/recommendations/axes.ts'

export const Freshness = z.enum(['current', 'due', 'overdue'])
export type Freshness = z.infer<typeof Freshness>

/** Days after which the next report is due. */
export const reportingDays = 90

type Reported = {
  progress: Progress
  progressAt: string | null
  confirmedAt: string
  ownedSince: string | null
  ownerLeftAt: string | null
}

/** Null where no report is waited for: it is done, withdrawn, or nobody's. */
export function freshnessOf(commitment: Reported, now: Temporal.Instant, zone: string): Freshness | null {
  const next = nextReport(commitment, zone)
  if (next === null) return null
  const late = next.until(now.toZonedDateTimeISO(zone).toPlainDate(), { largestUnit: 'day' }).days
  if (late < 0) return 'current'
  return late < reportingDays ? 'due' : 'overdue'
}

/** The day from which the next report is due: counted from the last one, else from when its owner promised it or took it over. */
export function nextReport(commitment: Reported, zone: string): Temporal.PlainDate | null {
  const { progress, progressAt, confirmedAt, ownedSince, ownerLeftAt } = commitment
  if (isOver(progress) || ownerLeftAt !== null) return null
  const words = [confirmedAt, progressAt, ownedSince].flatMap((at) => (at === null ? [] : [Temporal.Instant.from(at)]))
  const last = words.reduce((latest, one) => (Temporal.Instant.compare(one, latest) > 0 ? one : latest))
  return last.toZonedDateTimeISO(zone).toPlainDate().add({ days: reportingDays })
}
