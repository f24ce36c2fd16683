/** Judging rows of commitments: each on what stands, the new ones of one file beside each other. Pure. */
import type { RowResult } from '#src/bulk/import.ts'
import type { Line } from '#src/bulk/lines.ts'
import type { Subject } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { refuse, sentence } from '#src/core/refusal.ts'
import type { At } from '#src/core/use-case.ts'
import type { Words } from './columns.ts'
import type { Known, Outcome, RowFact, Wrong } from './known.ts'
import { newRow } from './new.ts'
import { standingRow } from './standing.ts'

export type Judged = {
  facts: RowFact[]
  results: RowResult[]
  refresh: Subject[]
  /** How many rows wait for a delegate of each organisation, and how many bind it at once. */
  waits: Map<OrganisationId, number>
  binds: Map<OrganisationId, number>
  /** Rows whose words their organisation keeps to itself. */
  kept: { rows: number[]; organisation: string } | undefined
}

export function judgeRows(lines: readonly Line[], known: Known, at: At): Judged {
  const judged: Judged = { facts: [], results: [], refresh: [], waits: new Map(), binds: new Map(), kept: undefined }
  let { number } = known
  for (const { row, words, first } of lines) {
    const outcome =
      first === undefined ? outcomeOf(words, known, number, at) : { wrong: [refuse('row-twice', { first })] }
    if ('wrong' in outcome) {
      noteKept(judged, row, outcome)
      const says = outcome.wrong.map(sentence).join(' ')
      judged.results.push({ row, became: 'refused', what: words.reference || (words.owner ?? '').slice(0, 40), says })
      continue
    }
    const { became, what, says, facts, refresh, waits, binds } = outcome
    judged.results.push({ row, became, what, ...(says !== undefined && { says }) })
    judged.facts.push(...facts)
    judged.refresh.push(...refresh)
    if (waits) judged.waits.set(waits, (judged.waits.get(waits) ?? 0) + 1)
    if (binds) judged.binds.set(binds, (judged.binds.get(binds) ?? 0) + 1)
    if (binds) number += 1
  }
  return { ...judged, facts: judged.facts.toSorted((a, b) => rank(a) - rank(b)) }
}

function outcomeOf(words: Words, known: Known, number: number, at: At): Outcome | Wrong {
  return words.reference ? standingRow(words, known, at) : newRow(words, known, number, at)
}

function noteKept(judged: Judged, row: number, { wrong }: Wrong): void {
  for (const refusal of wrong) {
    if (refusal.code !== 'rows-kept') continue
    const { organisation } = refusal.data
    judged.kept = { organisation, rows: [...(judged.kept?.rows ?? []), row] }
  }
}

/** Facts of one type stand together, so that they are stored together; what is proposed is confirmed after that. */
const order: readonly RowFact['type'][] = [
  'commitment-proposed',
  'commitment-confirmed',
  'change-proposed',
  'change-made',
  'contact-named',
  'progress-reported',
]

function rank({ type }: RowFact): number {
  return order.indexOf(type)
}
