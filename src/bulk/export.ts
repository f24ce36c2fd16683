/** A table out, as files for whoever asks: a feature says what is in it. */

import { accept, type Decision } from '#src/core/decision.ts'
import type { PersonId } from '#src/core/id.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import type { At } from '#src/core/use-case.ts'
import { card, list, note, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Document, Table } from '#src/view/document.ts'
import { tablesIn } from '#src/view/phrases.ts'

/** `labels`: of what is in it. */
export type Exported = {
  table: Table
  labels: readonly Tlp[]
  consortium: { name: string; zone: string; label: Tlp }
  person: PersonId
}

/** As strict as the strictest that is in it, and named after its table. */
export function exported({ table, labels, consortium, person }: Exported, at: At): Decision<never> {
  const document: Document = {
    id: at.newId('doc'),
    needs: 'self',
    organisation: null,
    title: `${table.name} of ${consortium.name}`,
    name: `${table.name.toLowerCase()}-${at.now.toZonedDateTimeISO(consortium.zone).toPlainDate()}`,
    label: strictest([consortium.label, ...labels]) ?? consortium.label,
    madeAt: at.now.toString({ smallestUnit: 'second' }),
    tables: [table],
  }
  const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
  return accept([], { says: makingCard(document), effects: [{ kind: 'file', person, document, ...prefers }] })
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
