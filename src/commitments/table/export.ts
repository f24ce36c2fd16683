/** Commitments as files: what an export writes is what an import reads back. */
import { z } from 'zod'
import { exported } from '#src/bulk/export.ts'
import { participant, seatsOf } from '#src/core/access.ts'
import { decline } from '#src/core/decision.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import type { Table } from '#src/view/document.ts'
import { seen } from '../decide.ts'
import type { CommitmentRow } from '../store.ts'
import { columns } from './columns.ts'
import { type Known, knownFor, type Read } from './known.ts'
import { shownCells } from './standing.ts'

type State = { known: Known; rows: CommitmentRow[]; whose: OrganisationId[] | undefined }

export const exportCommitments = changing('export-commitments', {
  input: z.object({
    /** `mine`, or an organisation’s short name. */
    owner: optional(z.string().trim().max(200, 'Say mine, or an organisation’s short name.')),
  }),
  says: 'Export commitments as XLSX and CSV, to be changed and imported again',
  may: participant,
  typed: {
    word: 'export',
    usage: 'export commitments [mine or ORGANISATION]',
    examples: ['export commitments', 'export commitments mine'],
    read: (rest) => {
      const [known, owner] = /^commitments(?:\s+(.+))?$/is.exec(rest) ?? []
      return known === undefined ? undefined : { ...(owner && { owner }) }
    },
  },
  load: async ({ owner }, read: Read, at): Promise<State | Refusal> => {
    if (at.actor.kind !== 'person') return refuse('not-yours', { role: participant.says })
    const known = await knownFor([], read, at, false)
    const whose = owner === undefined ? undefined : ownersIn(owner, known, at)
    if (whose && 'code' in whose) return whose
    return { known, whose, rows: await read.commitmentRows.every() }
  },
  decide: (_input, state, at) => {
    if ('code' in state) return decline(state)
    const { known, rows, whose } = state
    const asked = rows.filter(({ commitment }) => whose?.includes(commitment.organisation) ?? true)
    // A file travels further than a chat: TLP:RED goes into none.
    const shown = asked.filter(
      (row) => row.commitment.label !== 'TLP:RED' && seen(known.by, row.commitment) !== 'nothing',
    )
    const labels = shown.map(({ commitment }) => commitment.label)
    const { consortium, by } = known
    return exported({ table: tableOf(shown, known), labels, consortium, person: by.person }, at)
  },
})

function ownersIn(typed: string, { organisations }: Known, { actor }: At): OrganisationId[] | Refusal {
  if (typed.toLowerCase() === 'mine') return seatsOf(actor).map(({ organisation }) => organisation)
  const found = organisations.filter(({ short }) => short.toLowerCase() === typed.toLowerCase())
  if (found.length > 0) return found.map(({ id }) => id)
  return refuse('organisation-unknown', { typed, names: organisations.map(({ short }) => short) })
}

export function tableOf(rows: readonly CommitmentRow[], known: Known): Table {
  return {
    name: 'Commitments',
    columns: columns.map(({ header, width }) => ({ header, width })),
    rows: rows.map((row) => {
      const cells = shownCells(row, seen(known.by, row.commitment) === 'full', known)
      return columns.map(({ header }) => cells[header])
    }),
  }
}
