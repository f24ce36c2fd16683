/** An import of commitments as its bringer sees it, and as it is told to those who confirm. */
import { z } from 'zod'
import { type RowResult, Shown } from '#src/bulk/import.ts'
import type { ImportRead } from '#src/bulk/store.ts'
import { continueCard, importedCard, progressCard } from '#src/bulk/views.ts'
import { OrganisationId } from '#src/core/id.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import { button, card, note, text } from '#src/view/build.ts'
import type { Action, Card } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import type { Judged } from './judge.ts'
import type { Known } from './known.ts'

/** What is kept of a long import: its result so far, and for whose delegates how many rows wait. */
export const Kept = Shown.extend({ waits: z.record(OrganisationId, z.int()) })
export type Kept = z.infer<typeof Kept>

export function keptOf(name: string, results: RowResult[], waits: Judged['waits'], label: Tlp): Kept {
  return { name, results, also: [], label, waits: Object.fromEntries(waits) }
}

/** The card of what a file does, or would do. */
export function shownOf(
  name: string,
  { results, waits, binds }: Pick<Judged, 'results' | 'waits' | 'binds'>,
  known: Known,
): Shown {
  const nameOf = (id: OrganisationId) => known.organisations.find((one) => one.id === id)?.short ?? 'an organisation'
  const also = [
    ...[...binds].map(
      ([id, count]) => `${nameOf(id)}: ${counted(count, 'row')} bind it at once, since you sign for it.`,
    ),
    ...[...waits].map(([id, count]) => `${nameOf(id)}: ${counted(count, 'row')} wait for its delegate or deputy.`),
  ]
  return { name, results, also, label: labelOf(known) }
}

/** The narrowest of what its rows are about. */
export function labelOf({ consortium, standing }: Known): Tlp {
  const labels = [...standing.values()].map(({ commitment }) => commitment.label)
  return strictest([consortium.label, ...labels]) ?? consortium.label
}

/** An import that goes on, or what became of it. */
export function commitmentsCard({ id, name, done, total, state, report, person }: ImportRead): Card {
  const kept = Kept.parse(JSON.parse(report))
  if (state === 'done') return importedCard(kept, showAll())
  const progress = { table: 'commitments', name, done, total, results: kept.results }
  if (person === null && state === 'running') return continueCard(progress, id, 'continue-commitments')
  return progressCard(progress, state)
}

export function showAll(): Action {
  return button('Show commitments', 'list-commitments', {})
}

/** To each who can confirm them: how many, and no word of any. */
export function waitingCard(count: number, organisation: string, by: string): Card {
  const waits = count === 1 ? '1 row of a file waits' : `${count} rows of a file wait`
  return {
    ...card(
      `${waits} for ${organisation}`,
      text('Promises, or changes of some, that nobody has confirmed yet.'),
      note(`Brought by ${by}.`),
    ),
    actions: [button('Show proposals', 'show-proposals', {})],
  }
}
