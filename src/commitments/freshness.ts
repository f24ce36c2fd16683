/** Freshness of a commitment: the rule stands with recommendations, which have it as well. */
import { isOver, type Progress } from '#src/recommendations/axes.ts'
import { type Freshness, freshnessOn, nextReportAfter } from '#src/recommendations/freshness.ts'

type Reported = {
  progress: Progress
  progressAt: string | null
  confirmedAt: string
  ownedSince: string | null
  ownerLeftAt: string | null
}

/** Null where no report is waited for: it is done, withdrawn, or nobody's. */
export function freshnessOf(commitment: Reported, now: Temporal.Instant, zone: string): Freshness | null {
  return freshnessOn(nextReport(commitment, zone), now.toZonedDateTimeISO(zone).toPlainDate())
}

/** The day from which the next report is due: counted from the last one, else from when its owner promised it or took it over. */
export function nextReport(commitment: Reported, zone: string): Temporal.PlainDate | null {
  const { progress, progressAt, confirmedAt, ownedSince, ownerLeftAt } = commitment
  if (isOver(progress) || ownerLeftAt !== null) return null
  return nextReportAfter([confirmedAt, progressAt, ownedSince], zone)
}
