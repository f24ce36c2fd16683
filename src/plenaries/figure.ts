/** Both axes of the recommendations at the beginning and at the end of a period, as a figure. Pure. */
import type { Tlp } from '#src/core/tlp.ts'
import { axesPanels } from '#src/recommendations/panels.ts'
import type { Figure } from '#src/view/figure.ts'
import type { PlenaryState } from './state.ts'

/** Undefined where there is nothing to count. */
export function progressFigure(state: PlenaryState, label: Tlp): Figure | undefined {
  const { recommendations, asOf, since, consortium } = state
  if (recommendations.length === 0) return undefined
  const day = (at: Temporal.Instant) => short.format(at.toZonedDateTimeISO(consortium.zone).toPlainDate())
  const ends = [
    ...(since && day(since) !== day(asOf)
      ? [{ name: day(since), axes: recommendations.map(({ before }) => before) }]
      : []),
    { name: day(asOf), axes: recommendations.map(({ axes }) => axes) },
  ]
  return {
    ...{ kind: 'over-time', title: `Progress of ${consortium.name}`, label, of: 'recommendations', asOf: day(asOf) },
    columns: ends.map(({ name }) => name),
    panels: axesPanels(ends.map(({ axes }) => axes)),
  }
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
