/** How the recommendations of a board moved, as a figure: both axes at up to eight moments, from what was said on them. */

import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { Viewer } from '#src/core/sharing.ts'
import { strictest } from '#src/core/tlp.ts'
import { type AxisEvent, axesAtEach } from '#src/recommendations/axes.ts'
import { axesPanels } from '#src/recommendations/panels.ts'
import type { Recommendation } from '#src/recommendations/recommendation.ts'
import type { AxesReader, RecommendationReader } from '#src/recommendations/store.ts'
import { type Figure, mostColumns } from '#src/view/figure.ts'
import type { Scope } from './scope.ts'

export type FigureRead = { consortium: ConsortiumReader; recommendations: RecommendationReader; axes: AxesReader }

/** More than any catalogue has; beyond it a picture says nothing that a list does not say better. */
const most = 2_000

export function asTracked({ id }: Recommendation): Tracked {
  return { kind: 'recommendation', id }
}

/** As whoever it is for sees it; undefined where there is nothing to count. */
export async function figureOf(
  { among, says }: Scope,
  read: FigureRead,
  { viewer, now }: { viewer: Viewer; now: Temporal.Instant },
): Promise<Figure | undefined> {
  const { rows } = await read.recommendations.page(
    { ...among, prefix: undefined, seenBy: viewer },
    { offset: 0, limit: most },
  )
  if (rows.length === 0) return undefined
  const histories = await read.axes.histories(rows.map(asTracked), viewer, now)
  const { zone } = await read.consortium.consortium()
  const events = rows.map(({ id }) => histories.get(id) ?? [])
  const moments = momentsUntil(now, events)
  const day = (at: Temporal.Instant) => short.format(at.toZonedDateTimeISO(zone).toPlainDate())
  const days = [...new Map(moments.map((at) => [day(at), at])).entries()]
  const stood = events.map((said) =>
    axesAtEach(
      said,
      days.map(([, at]) => at),
    ),
  )
  return {
    kind: 'over-time',
    title: `Progress: ${says}`,
    label: strictest(rows.map(({ label }) => label)) ?? 'TLP:GREEN',
    of: 'recommendations',
    asOf: day(now),
    columns: days.map(([name]) => name),
    panels: axesPanels(days.map((_, nth) => stood.flatMap((axes) => axes[nth] ?? []))),
  }
}

/** From the first word that was said to now, as far apart as eight bars allow; the last is now. Pure. */
export function momentsUntil(now: Temporal.Instant, events: readonly (readonly AxisEvent[])[]): Temporal.Instant[] {
  const first = events.flatMap((said) => said.slice(0, 1).map(({ at }) => Temporal.Instant.from(at).epochMilliseconds))
  const end = now.epochMilliseconds
  const begin = first.length === 0 ? end : Math.min(end, ...first)
  const bars = mostColumns['over-time']
  const step = (end - begin) / (bars - 1)
  if (step === 0) return [now]
  return Array.from({ length: bars }, (_, nth) =>
    nth === bars - 1 ? now : Temporal.Instant.fromEpochMilliseconds(Math.round(begin + nth * step)),
  )
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
