/** A figure in the words of vega-lite. Every text is data or a title, never an expression: what people wrote is drawn, not run. */
import type { TopLevelSpec } from 'vega-lite'
import type { Figure, Shade } from '#src/view/figure.ts'

type Panel = Figure['panels'][number]
type Bar = { column: string; part: string; rank: number; count: number; says: string; ink: string }

const ink = '#1d2733'
const paper = '#ffffff'
/** In units; the picture is drawn as many pixels wide as every platform shows, which a phone makes a third of. */
const sizes = { words: 16, head: 18, plot: 330, tall: 155, row: 21, wide: 190, titleLine: 44 } as const

/** Each step is darker than the one before, so that the order shows without colour as well. */
const fills: Record<Shade, string> = {
  unsaid: paper,
  ended: '#d9d4cc',
  0: '#e3ecf5',
  1: '#a9c8e4',
  2: '#6ba3d0',
  3: '#2f76b0',
  4: '#0b3d6b',
}

export function figureToSpec(figure: Figure): TopLevelSpec {
  const panels = figure.panels.map((panel, nth) => panelOf(figure, panel, nth))
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: {
      // vega-runtime looks lines up among an object's own names: `valueOf` alone would be one, with a space behind it is not.
      text: [figure.label, ...wrapped(figure.title, sizes.titleLine).map((line) => `${line} `)],
      subtitle: `Number of ${figure.of}, as of ${figure.asOf}`,
      anchor: 'start',
    },
    ...(figure.kind === 'over-time' ? { vconcat: panels, spacing: 14 } : { hconcat: panels, spacing: 12 }),
    resolve: { scale: { color: 'independent', x: 'independent', y: 'independent' } },
    padding: 12,
    background: paper,
    config: {
      font: 'DejaVu Sans',
      title: { fontSize: sizes.head, subtitleFontSize: sizes.words, color: ink, subtitleColor: ink, offset: 10 },
      axis: { labelFontSize: sizes.words, labelColor: ink, tickColor: ink, domainColor: ink, labelLimit: 120 },
      legend: {
        labelFontSize: sizes.words,
        labelColor: ink,
        symbolSize: 190,
        columnPadding: 4,
        symbolType: 'square',
        title: null,
      },
      view: { stroke: null },
    },
  }
}

function panelOf(figure: Figure, panel: Panel, nth: number) {
  const { columns } = figure
  const isUpright = figure.kind === 'over-time'
  const size = isUpright
    ? { width: sizes.plot, height: sizes.tall }
    : { width: sizes.wide, height: sizes.row * columns.length }
  const along = axisOf(columns, isUpright, isUpright || nth === 0)
  const place = (share: number | null) => {
    const count = share === null ? counted : { ...counted, bandPosition: share }
    return isUpright ? { x: along, y: count } : { x: count, y: along }
  }
  const order = { field: 'rank', type: 'quantitative', sort: isUpright ? 'descending' : 'ascending' } as const
  const scale = { domain: panel.parts.map(({ name }) => name), range: panel.parts.map(({ shade }) => fills[shade]) }
  const legend = isUpright ? ({ orient: 'right' } as const) : ({ orient: 'bottom', columns: 2 } as const)
  return {
    title: { text: panel.name, anchor: 'start', fontSize: sizes.words, offset: 4 } as const,
    ...size,
    data: { values: barsOf(panel, columns, isUpright ? sizes.tall : sizes.wide) },
    layer: [
      {
        mark: { type: 'bar', stroke: ink, strokeWidth: 0.7 } as const,
        encoding: { ...place(null), order, color: { field: 'part', type: 'nominal', scale, legend } as const },
      },
      {
        mark: { type: 'text', fontSize: sizes.words - 1 } as const,
        encoding: {
          ...place(0.5),
          order,
          detail: { field: 'part' },
          text: { field: 'says' },
          color: { field: 'ink', type: 'nominal', scale: null } as const,
        },
      },
    ],
  }
}

const counted = {
  field: 'count',
  type: 'quantitative',
  stack: 'zero',
  axis: { title: null, tickMinStep: 1, tickCount: 4, format: 'd', grid: true, gridColor: '#e6e6e6' },
} as const

/** `26 Nov` stands in two lines, or eight days would not fit. */
const twoLines = { labelExpr: "split(datum.label, ' ')" } as const

function axisOf(columns: string[], isUpright: boolean, isNamed: boolean) {
  const axis = { title: null, labelAngle: 0, ticks: false, labels: isNamed, ...(isUpright && twoLines) } as const
  return { field: 'column', type: 'ordinal', sort: null, scale: { domain: columns }, axis } as const
}

/** A part's number stands in it where there is room for one; the alternative text has all of them. */
function barsOf({ parts }: Panel, columns: string[], length: number): Bar[] {
  const totals = columns.map((_, at) => parts.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0))
  const unit = length / Math.max(1, ...totals)
  return parts.flatMap(({ name, shade, counts }, rank) =>
    columns.map((column, at) => {
      const count = counts[at] ?? 0
      const says = count * unit >= roomFor(count) ? String(count) : ''
      return { column, part: name, rank, count, says, ink: shade === 3 || shade === 4 ? paper : ink }
    }),
  )
}

function roomFor(count: number): number {
  return count === 0 ? Number.POSITIVE_INFINITY : Math.max(sizes.words, 11 * String(count).length)
}

/** In lines of at most so many characters, cut between words where it can be. */
function wrapped(words: string, width: number): string[] {
  if (words.length <= width) return [words]
  const space = words.lastIndexOf(' ', width)
  const end = space > 0 ? space : width
  return [words.slice(0, end), ...wrapped(words.slice(end).trimStart(), width)]
}
