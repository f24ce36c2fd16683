/** Recommendations as a table: what an export writes is what an import reads back. */
import { z } from 'zod'
import { exported } from '#src/bulk/export.ts'
import { cellOf } from '#src/bulk/names.ts'
import type { Consortium } from '#src/consortium/consortium.ts'
import { type Actor, participant } from '#src/core/access.ts'
import { decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { changing } from '#src/core/use-case.ts'
import type { Cell, Table } from '#src/view/document.ts'
import type { Names } from './assigning.ts'
import { namesIn, type Read } from './known.ts'
import { recommendationItem, recommendationReference } from './recommendation.ts'
import { columns } from './sheet.ts'
import type { Everything } from './store.ts'

type State = { all: Everything; names: Names; consortium: Consortium }

export const exportRecommendations = changing('export-recommendations', {
  input: z.object({}),
  says: 'Export the recommendations as XLSX and CSV, to be changed and imported again',
  may: participant,
  typed: {
    word: 'export',
    usage: 'export recommendations',
    examples: ['export recommendations', 'export catalogue'],
    read: (rest) => (/^(recommendations|catalogue)$/i.test(rest) ? {} : undefined),
  },
  load: async (_input, read: Omit<Read, 'imports'>): Promise<State> => ({
    all: await read.recommendations.all(),
    names: await namesIn(read),
    consortium: await read.consortium.consortium(),
  }),
  decide: (_input, state, at) => {
    if (at.actor.kind !== 'person') return decline(refuse('not-yours', { role: participant.says }))
    const { all, names, consortium } = state
    const seen = inFile(all, at.actor)
    const labels = seen.recommendations.map(({ label }) => label)
    return exported({ table: tableOf(seen, names), labels, consortium, person: at.actor.person }, at)
  },
})

/** A file travels further than a chat: TLP:RED goes into none. */
function inFile({ findings, recommendations }: Everything, actor: Actor): Everything {
  const seen = recommendations.filter(
    (one) => one.label !== 'TLP:RED' && seenBy(actor, recommendationItem(one)) === 'full',
  )
  const codes = new Set(seen.map(({ code }) => code))
  // Where the whole is not seen, nothing is said of it: an import leaves it as it is.
  const known = seen.map((one) => ({
    ...one,
    partOf: one.partOf !== null && codes.has(one.partOf) ? one.partOf : null,
  }))
  return { findings, recommendations: known }
}

export function tableOf({ findings, recommendations }: Everything, names: Names): Table {
  const found = new Map(findings.map((one) => [one.code, one]))
  const rows = recommendations.map(({ code, title, text: words, themes, partOf, assigned, finding }): Cell[] => [
    // A spreadsheet would make a number of a bare 4.10.
    ...[recommendationReference({ code }), title, words, themes.join('; ')],
    partOf === null ? '' : recommendationReference({ code: partOf }),
    assigned.group === null ? '' : cellOf(assigned.group, names.groups),
    assigned.lead === null ? '' : cellOf(assigned.lead, names.organisations),
    assigned.supporting.map((id) => cellOf(id, names.organisations)).join('; '),
    assigned.coordinators.map((id) => cellOf(id, names.people)).join('; '),
    ...[`F-${finding.code}`, finding.title, found.get(finding.code)?.summary ?? ''],
  ])
  return { name: 'Recommendations', columns: columns.map(({ header, width }) => ({ header, width })), rows }
}
