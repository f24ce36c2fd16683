/** Two ways to do the same, taking turns, so that noise hits both alike. */
import { quantile } from '../load.ts'

/** Milliseconds of each turn. `peak`: megabytes that the process held at most, and before it began. */
export type Compared = {
  what: string
  product: number[]
  yardstick: string
  bare: number[]
  peak?: { before: number; most: number }
}

export async function compare(
  turns: number,
  product: () => Promise<void>,
  bare: () => Promise<void>,
): Promise<{ product: number[]; bare: number[] }> {
  const times = { product: [] as number[], bare: [] as number[] }
  await product()
  await bare()
  for (let turn = 0; turn < turns; turn++) {
    times.product.push(await timed(product))
    times.bare.push(await timed(bare))
  }
  return times
}

export async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

export function comparedTable(all: Compared[]): string {
  const lines = all.map(({ what, product, yardstick, bare, peak }) => [
    what,
    spread(product),
    `${yardstick}: ${spread(bare)}`,
    `**${(quantile(product, 0.5) / quantile(bare, 0.5)).toFixed(1)}**`,
    peak ? `${peak.most} MB (${peak.before} MB before)` : '',
  ])
  const head = ['What', 'Plenary', 'Yardstick', 'Ratio of the medians', 'Memory at most']
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function spread(times: number[]): string {
  const [low, middle, high] = [Math.min(...times), quantile(times, 0.5), Math.max(...times)]
  return times.length === 1 ? read(middle) : `${read(middle)} (${read(low)}–${read(high)})`
}

function read(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`
}
