/** The figures of a run, as the README shows them. */
import { type Way, ways } from './attempt.ts'
import type { Count, Report } from './run.ts'

const meanings: Record<Way, string> = {
  valid: 'as the platform sends it',
  changed: 'other content, well signed',
  forged: 'not signed for it, or not now',
  carried: 'wrong method, path, type, headers',
  torn: 'broken off, or too large',
}

export function waysTable({ counts }: Report): string {
  const rows = ways.map((way) => {
    const own = counts.filter((count) => count.way === way)
    const answers = added(own)
    return [`${way}: ${meanings[way]}`, String(sum(answers)), ...classes.map((of) => String(sum(answers, of)))]
  })
  return lines([
    ['attack', 'requests', '2xx', '3xx', '4xx', '5xx', 'connection ended'],
    ['---', ...Array(6).fill('--:')],
    ...rows,
  ])
}

export function kindsTable({ counts }: Report): string {
  const kinds = [...new Set(counts.map(({ kind }) => kind))].sort()
  const rows = kinds.map((kind) => {
    const answers = added(counts.filter((count) => count.kind === kind))
    const shown = Object.entries(answers).sort(([a], [b]) => a.localeCompare(b))
    return [kind, String(sum(answers)), shown.map(([answer, times]) => `${answer} × ${times}`).join(', ')]
  })
  return lines([['kind', 'requests', 'answers'], ['---', '--:', '---'], ...rows])
}

const classes = [/^2/, /^3/, /^4/, /^5/, /^cut$/]

function added(counts: Count[]): Record<string, number> {
  const all: Record<string, number> = {}
  for (const { answers } of counts)
    for (const [answer, times] of Object.entries(answers)) all[answer] = (all[answer] ?? 0) + times
  return all
}

function sum(answers: Record<string, number>, of = /./): number {
  return Object.entries(answers).reduce((total, [answer, times]) => total + (of.test(answer) ? times : 0), 0)
}

function lines(rows: string[][]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
