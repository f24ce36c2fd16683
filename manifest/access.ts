/** Who may do what, as the README shows it: `npm run readme` writes the table between its markers. */
import { readFile, writeFile } from 'node:fs/promises'
import { type Reach, Standpoint } from '#src/core/access.ts'
import { type AnyUseCase, useCases } from '#src/registry.ts'

const marks: Record<Reach, string> = { any: '●', own: '◐', mine: '○' }
const names: Partial<Record<Standpoint, string>> = {
  'head-delegate': 'head delegate',
  attache: 'attaché',
  seatless: 'no seat today',
  operator: 'the operator',
  system: 'the clock',
}
const readme = new URL('../README.md', import.meta.url)
const between = /(<!-- access[^>]*-->\n)([\s\S]*?)(\n?<!-- \/access -->)/

/** One row for each use case; those who may the same everywhere share a column. */
export function accessTable(rows: readonly AnyUseCase[] = useCases): string {
  const columns = Map.groupBy(Standpoint.options, (standpoint) => rows.map((row) => markOf(row, standpoint)).join('|'))
  const groups = [...columns.values()]
  const heads = groups.map((group) => group.map((standpoint) => names[standpoint] ?? standpoint).join(', '))
  const lines = rows.map((row) => [
    `\`${row.name}\``,
    row.says,
    ...groups.map(([standpoint]) => (standpoint ? markOf(row, standpoint) : '')),
  ])
  const ruler = ['---', '---', ...groups.map(() => ':-:')]
  return [['use case', 'what it does', ...heads], ruler, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function markOf({ may }: AnyUseCase, standpoint: Standpoint): string {
  const reach = may.grants[standpoint]
  return reach ? marks[reach] : ''
}

/** The table as it stands in the README; undefined where the markers are gone. */
export async function shownTable(): Promise<string | undefined> {
  return between.exec(await readFile(readme, 'utf8'))?.[2]
}

if (import.meta.main) {
  const text = await readFile(readme, 'utf8')
  await writeFile(
    readme,
    text.replace(between, (_, begin, _old, end) => `${begin}${accessTable()}${end}`),
  )
}
