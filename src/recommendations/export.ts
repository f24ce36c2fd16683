/** Recommendations as a table: what an export writes is what an import reads back. */
import { z } from 'zod'
import { cellOf } from '#src/bulk/names.ts'
import type { Consortium } from '#src/consortium/consortium.ts'
import { type Actor, participant } from '#src/core/access.ts'
import { accept, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { strictest } from '#src/core/tlp.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { card, list, note, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Cell, Document, Table } from '#src/view/document.ts'
import { tablesIn } from '#src/view/phrases.ts'
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
    const document = documentOf(state, at)
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    return accept([], {
      says: makingCard(document),
      effects: [{ kind: 'file', person: at.actor.person, document, ...prefers }],
    })
  },
})

function documentOf({ all, names, consortium }: State, { actor, newId, now }: At): Document {
  const seen = inFile(all, actor)
  return {
    id: newId('doc'),
    needs: 'self',
    organisation: null,
    title: `Recommendations of ${consortium.name}`,
    name: `recommendations-${now.toZonedDateTimeISO(consortium.zone).toPlainDate()}`,
    label: strictest([consortium.label, ...seen.recommendations.map(({ label }) => label)]) ?? consortium.label,
    madeAt: now.toString({ smallestUnit: 'second' }),
    tables: [tableOf(seen, names)],
  }
}

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

function makingCard(document: Document): Card {
  const drawn = card(
    'Your export is being made',
    text('One CSV file and a workbook.'),
    list(tablesIn(document)),
    note('It comes into our 1:1 chat, commonly within a minute.'),
  )
  return { ...drawn, label: document.label }
}
