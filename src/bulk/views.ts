/** An import as its importer sees it: how far it is, and what became of the rows. */
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import type { Table } from '#src/view/document.ts'
import type { RowResult } from './import.ts'

/** The most names and refused rows that one card has; the rest stands in the file. */
const most = { names: 20, refused: 20 }

export type Progress = { table: string; name: string; total: number; results: readonly RowResult[] }

export function progressCard({ table, name, total, results }: Progress, state: 'running' | 'stopped'): Card {
  const stopped = state === 'stopped'
  const drawn = card(
    stopped ? `The import of ${name} was stopped` : `Importing ${table} from ${name}`,
    { kind: 'tally', of: total, rows: [{ label: 'Rows read', count: results.length, by: [] }] },
    text(countsText(results)),
    note(
      stopped
        ? 'Who began it is of the secretariat no more. What was read so far is saved.'
        : 'Go on with your work: this message keeps up.',
    ),
  )
  return { ...drawn, tone: stopped ? 'warning' : 'neutral' }
}

/** To the operator, whose shell goes on until all is read. */
export function continueCard(progress: Progress, id: string): Card {
  return withActions(progressCard(progress, 'running'), button('Continue import', 'continue-import', { import: id }))
}

/** To whoever attached a long table. */
export function begunCard({ table, name, total }: Omit<Progress, 'results'>): Card {
  return card(
    `${name} is being imported`,
    text(`${total} rows of ${table} are read one by one. A message in our 1:1 chat shows how far it is.`),
  )
}

/** `next`: what whoever brought it may do then. */
export function importedCard({ name, results }: Pick<Progress, 'name' | 'results'>, ...next: Action[]): Card {
  const refused = results.filter(({ became }) => became === 'refused')
  const isSame = results.every(({ became }) => became === 'unchanged' || became === 'refused')
  const drawn = card(
    isSame ? `Nothing changed by ${name}` : `${name} is imported`,
    text(bold(countsText(results))),
    ...namesBlock('Added', results, 'added'),
    ...namesBlock('Changed', results, 'changed'),
    ...refusedBlocks(refused),
    note('What is not in the file stays as it is.'),
  )
  return withActions({ ...drawn, tone: refused.length > 0 ? 'warning' : 'good' }, ...next)
}

/** Every row with what became of it. */
export function resultTable(results: readonly RowResult[]): Table {
  return {
    name: 'Result',
    columns: [
      { header: 'row', width: 8 },
      { header: 'result', width: 12 },
      { header: 'what', width: 40 },
      { header: 'why', width: 80 },
    ],
    rows: results.map(({ row, became, what, says }) => [row, became, what, says ?? '']),
  }
}

function countsText(results: readonly RowResult[]): string {
  const count = (became: RowResult['became']) => results.filter((one) => one.became === became).length
  return `${count('added')} added, ${count('changed')} changed, ${count('unchanged')} unchanged, ${count('refused')} refused.`
}

function namesBlock(label: string, results: readonly RowResult[], became: RowResult['became']): Block[] {
  const names = results.filter((one) => one.became === became).map(({ what }) => what)
  if (names.length === 0) return []
  const more = names.length > most.names ? ` and ${names.length - most.names} more` : ''
  return [text(bold(label), `  ${names.slice(0, most.names).join('; ')}${more}`)]
}

function refusedBlocks(refused: readonly RowResult[]): Block[] {
  if (refused.length === 0) return []
  const lines = refused
    .toSorted((a, b) => a.row - b.row)
    .slice(0, most.refused)
    .map(({ row, what, says }) => [bold(`Row ${row}${what === '' ? '' : ` (${what})`}`), `  ${says}`])
  const left = refused.length - lines.length
  const more = left > 0 ? [note(`${left} more were refused: the file with the result lists every row.`)] : []
  return [text(bold('Refused')), list(lines), ...more]
}
