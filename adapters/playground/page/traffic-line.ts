/** One line of the log of traffic: when, which way, what, and how it ended. */
import type { TrafficLine } from '../wire.ts'
import { button, el } from './dom.ts'
import { titles } from './titles.ts'

export function drawLine(line: TrafficLine, current: boolean, open: () => void): HTMLButtonElement {
  const state = line.problem !== null ? 'failed' : line.status === null ? 'open' : 'fine'
  const drawn = button('', { class: `line ${state}`, 'aria-current': current ? 'true' : null }, open)
  const cells = [
    el('time', { datetime: line.at }, clock(line.at)),
    el('span', { class: `way ${line.platform}` }, wayOf(line)),
    el('span', { class: 'path' }, `${line.method} ${line.path}`),
    el('span', { class: 'what' }, line.what),
    el('span', { class: 'status' }, endOf(line)),
    el('span', { class: 'ms' }, line.ms === null ? '' : `${line.ms} ms`),
  ]
  // Words for readers that hear the line as one: a space between two cells.
  drawn.append(...cells.flatMap((cell) => [cell, ' ']))
  return drawn
}

/** `Slack → Plenary`. */
export function wayOf({ platform, toProduct }: TrafficLine): string {
  return toProduct ? `${titles[platform]} → Plenary` : `Plenary → ${titles[platform]}`
}

/** `200`, `200 channel_not_found`, `no answer`. */
export function endOf({ status, problem, ms }: TrafficLine): string {
  if (ms === null) return 'waiting'
  if (status === null) return `no answer: ${problem}`
  return problem === null || problem.startsWith('status') ? String(status) : `${status} ${problem}`
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB')
}
