/** Both axes of the recommendations at the beginning and at the end of a period, as a figure. Pure. */
import type { Tlp } from '#src/core/tlp.ts'
import {
  type Axes,
  axisText,
  Found,
  foundSteps,
  Progress,
  progressSteps,
  progressText,
} from '#src/recommendations/axes.ts'
import type { Figure, Shade } from '#src/view/figure.ts'
import type { PlenaryState } from './state.ts'

type Part = { name: string; shade: Shade; isIt: (axes: Axes) => boolean }

const reported: Part[] = [
  // From complete down to not started; what was given up stands apart.
  ...[...Progress.options.filter((word) => word !== 'withdrawn').toReversed(), 'withdrawn' as const].map(
    (word): Part => ({
      name: progressText(word),
      shade: word === 'withdrawn' ? 'ended' : progressSteps[word],
      isIt: (axes) => axes.reported?.progress === word,
    }),
  ),
  { name: 'not reported yet', shade: 'unsaid', isIt: (axes) => axes.reported === null },
]
const found: Part[] = [
  ...Found.options.toReversed().map(
    (word): Part => ({
      name: axisText(word),
      shade: foundSteps[word],
      isIt: (axes) => axes.found?.found === word,
    }),
  ),
  { name: 'not assessed yet', shade: 'unsaid', isIt: (axes) => axes.found === null },
]

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
  const panel = (name: string, parts: Part[]) => ({
    name,
    parts: parts.map(({ name: of, shade, isIt }) => ({
      name: of,
      shade,
      counts: ends.map(({ axes }) => axes.filter(isIt).length),
    })),
  })
  return {
    ...{ kind: 'over-time', title: `Progress of ${consortium.name}`, label, of: 'recommendations', asOf: day(asOf) },
    columns: ends.map(({ name }) => name),
    panels: [panel('Reported', reported), panel('Found', found)],
  }
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
