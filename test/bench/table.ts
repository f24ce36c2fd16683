/** The figures as Markdown. */
import type { Crossing } from './crossing.ts'
import { quantile, type Raced } from './load.ts'
import type { Measure } from './throughput.ts'

export function ratiosTable(measures: Measure[]): string {
  const lines = measures.flatMap(({ what, database, product, yardsticks }) =>
    yardsticks.map((yardstick) => [
      what,
      database,
      speed(product),
      `${yardstick.name}: ${speed(yardstick)}`,
      ratio(product, yardstick),
      String(product.errors.length + yardstick.errors.length),
    ]),
  )
  return table(['Measure', 'Database', 'Plenary', 'Yardstick', 'Ratio (lowest–highest round)', 'Errors'], lines)
}

export function crossingTable(crossings: Crossing[]): string {
  const lines = crossings.map(({ from, when, times, errors }) => [
    from === 'slack' ? 'Slack → Teams' : 'Teams → Slack',
    when === 'quiet' ? 'first vote after a quiet second' : 'votes come closer than one a second',
    `${quantile(times, 0.5).toFixed(0)} ms`,
    `${quantile(times, 0.99).toFixed(0)} ms`,
    String(errors.length),
  ])
  return table(['From the click to the redrawn card', 'When', 'p50', 'p99', 'Errors'], lines)
}

export function startTable(starts: { what: string; aim: number; times: number[] }[]): string {
  const lines = starts.map(({ what, aim, times }) => [
    what,
    seconds(quantile(times, 0.5)),
    times.map(seconds).join(', '),
    seconds(aim),
  ])
  return table(['From start to ready', 'Median', 'Each', 'Aim'], lines)
}

/** Each round's product beside the same round's yardstick. */
function ratio(product: Raced, yardstick: Raced): string {
  const ratios = product.rates.map((rate, round) => rate / (yardstick.rates[round] ?? Number.NaN))
  const [low, middle, high] = [Math.min(...ratios), quantile(ratios, 0.5), Math.max(...ratios)]
  return `**${middle.toFixed(2)}** (${low.toFixed(2)}–${high.toFixed(2)})`
}

function speed({ rates, times }: Raced): string {
  const [middle, last] = [quantile(times, 0.5), quantile(times, 0.99)]
  return `${Math.round(quantile(rates, 0.5))}/s, p50 ${middle.toFixed(1)} ms, p99 ${last.toFixed(1)} ms`
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function table(head: string[], lines: string[][]): string {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
