/** An import as its importer sees it: how far it is, and what became of the rows. */
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { type Change, isEffective, type RowResult, type Shown } from './import.ts'

/** The most names and refused rows that one card has; the rest stands in the file. */
const most = { names: 20, refused: 20 }

export type Progress = { table: string; name: string; done: number; total: number; results: readonly RowResult[] }

export function progressCard({ table, name, done, total, results }: Progress, state: 'running' | 'stopped'): Card {
  const stopped = state === 'stopped'
  const drawn = card(
    stopped ? `The import of ${name} was stopped` : `Importing ${table} from ${name}`,
    { kind: 'tally', of: total, rows: [{ label: 'Rows read', count: done, by: [] }] },
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
export function continueCard(progress: Progress, id: string, use = 'continue-import'): Card {
  return withActions(progressCard(progress, 'running'), button('Continue import', use, { import: id }))
}

/** To whoever attached a long table. */
export function begunCard({ table, name, total }: Pick<Progress, 'table' | 'name' | 'total'>): Card {
  return card(
    `${name} is being imported`,
    text(`${total} rows of ${table} are read one by one. A message in our 1:1 chat shows how far it is.`),
  )
}

/** What a file would do, before anything is done. `again`: it was shown before, and something changed since. */
export function previewCard(
  { name, results, counts, also, label, all, again }: Shown & { all: boolean; again: boolean },
  { form, use, seen }: { form: string; use: string; seen: string },
): Card {
  // What stands beside the rows counts where no row changes.
  const effective = results.filter(isEffective).length || also.length
  const caps = all ? { names: results.length, refused: results.length } : most
  const drawn = card(
    `Import ${name}?`,
    ...(again ? [text('Something changed since it was shown. Look again:')] : []),
    text(bold(countsText(results))),
    ...also.map((line) => text(line)),
    ...namesBlock('To be added', results, caps.names),
    ...changesBlocks(results, caps.names),
    ...refusedBlocks({ results, counts }, caps.refused, 'the file beside this lists every one'),
    note('Nothing is saved yet. What is not in the file stays as it is.'),
  )
  const yes = button(`Import ${counted(effective, 'change')}`, use, { form, sure: 'yes', seen }, { style: 'primary' })
  return withActions({ ...drawn, ...(label && { label }) }, yes)
}

/** Whether a preview leaves rows out. */
export function isCut(results: readonly RowResult[]): boolean {
  const count = (became: RowResult['became']) => results.filter((one) => one.became === became).length
  return count('added') > most.names || count('changed') > most.names || count('refused') > most.refused
}

/** `next`: what whoever brought it may do then. */
export function importedCard({ name, results, counts, also, label }: Shown, ...next: Action[]): Card {
  const hasRefused = results.some(({ became }) => became === 'refused')
  const drawn = card(
    results.some(isEffective) || also.length > 0 ? `${name} is imported` : `Nothing changed by ${name}`,
    text(bold(countsText(results))),
    ...also.map((line) => text(line)),
    ...namesBlock('Added', results, most.names),
    ...changesBlocks(results, most.names),
    ...refusedBlocks({ results, counts }, most.refused, 'the file with the result lists every one'),
    note('What is not in the file stays as it is.'),
  )
  return withActions({ ...drawn, tone: hasRefused ? 'warning' : 'good', ...(label && { label }) }, ...next)
}

function countsText(results: readonly RowResult[]): string {
  const count = (became: RowResult['became']) => results.filter((one) => one.became === became).length
  return `${count('added')} added, ${count('changed')} changed, ${count('unchanged')} unchanged, ${count('refused')} refused.`
}

function namesBlock(label: string, results: readonly RowResult[], cap: number): Block[] {
  const names = results.filter(({ became }) => became === 'added').map(({ what }) => what)
  if (names.length === 0) return []
  const more = names.length > cap ? ` and ${names.length - cap} more` : ''
  return [text(bold(label), `  ${names.slice(0, cap).join('; ')}${more}`)]
}

function changesBlocks(results: readonly RowResult[], cap: number): Block[] {
  const changed = results.filter(({ became }) => became === 'changed')
  if (changed.length === 0) return []
  const left = changed.length - cap
  const lines = changed.slice(0, cap).map(({ what, says }) => [bold(what), says ? `  ${says}` : ''])
  return [text(bold('Changed')), list(lines), ...(left > 0 ? [note(`and ${left} more`)] : [])]
}

function refusedBlocks({ results, counts }: Pick<Shown, 'results' | 'counts'>, cap: number, where: string): Block[] {
  const unit = counts === 'entry' ? 'Entry' : 'Row'
  const refused = results.filter(({ became }) => became === 'refused').toSorted((a, b) => a.row - b.row)
  if (refused.length === 0) return []
  const lines = refused
    .slice(0, cap)
    .map(({ row, what, says }) => [bold(`${unit} ${row}${what === '' ? '' : ` (${what})`}`), `  ${says}`])
  const left = refused.length - lines.length
  const more = left > 0 ? [note(`${left} more were refused: ${where}.`)] : []
  return [text(bold('Refused')), list(lines), ...more]
}

/** `due: 2026-12-15 → 2027-02-01; text: Share data → Share all data`. */
export function changesText(changes: readonly Change[]): string {
  return changes.map(({ field, was, now }) => `${field}: ${shown(was)} → ${shown(now)}`).join('; ')
}

function shown(words: string): string {
  return words === '' ? 'nothing' : inShort(words, longestShown)
}

/** The most that is shown of what was and of what is to be. */
const longestShown = 60
