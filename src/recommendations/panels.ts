/** Both axes of many items at several moments, as the panels of a figure: how many stand where. Pure. */
import type { Figure, Shade } from '#src/view/figure.ts'
import { type Axes, axisText, Found, foundSteps, Progress, progressSteps, progressText } from './axes.ts'

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
  { name: 'no report', shade: 'unsaid', isIt: (axes) => axes.reported === null },
]
const found: Part[] = [
  ...Found.options.toReversed().map(
    (word): Part => ({
      name: axisText(word),
      shade: foundSteps[word],
      isIt: (axes) => axes.found?.found === word,
    }),
  ),
  { name: 'no finding', shade: 'unsaid', isIt: (axes) => axes.found === null },
]

/** `columns`: the axes of every item at one moment each. */
export function axesPanels(columns: readonly (readonly Axes[])[]): Figure['panels'] {
  const panel = (name: string, parts: Part[]) => ({
    name,
    parts: parts.map(({ name: of, shade, isIt }) => ({
      name: of,
      shade,
      counts: columns.map((axes) => axes.filter(isIt).length),
    })),
  })
  return [panel('Reported', reported), panel('Found', found)]
}
