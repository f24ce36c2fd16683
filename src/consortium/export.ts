/** Everything at the desk as tables: for the secretariat as files or by a link, for the operator as the document itself. */
import { z } from 'zod'
import { operator, secretary } from '#src/core/access.ts'
import { accept, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { strictest } from '#src/core/tlp.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { card, list, note, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Document } from '#src/view/document.ts'
import { tablesIn } from '#src/view/phrases.ts'
import { TableName } from './consortium.ts'
import { type Known, knownAt, todayIn } from './known.ts'
import type { ConsortiumReader } from './store.ts'
import { exportTable } from './tables.ts'

type Read = { consortium: ConsortiumReader }

export const makeExport = changing('make-export', {
  input: z.object({}),
  says: 'Export the desk’s tables as XLSX and CSV, to be changed and imported again',
  may: secretary,
  typed: {
    word: 'admin',
    usage: 'admin export',
    examples: ['admin export', 'admin export tables'],
    read: (rest) => (/^export(\s+tables)?$/i.test(rest) ? {} : undefined),
  },
  load: (_input, read: Read, at) => knownAt(read, at),
  decide: (_input, known, at) => {
    if (at.actor.kind !== 'person') return decline(refuse('not-yours', { role: secretary.says }))
    const document = documentOf(known, at)
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    const says = contentsCard(
      'Your export is being made',
      document,
      note('It comes into our 1:1 chat, commonly within a minute.'),
    )
    return accept([], { says, effects: [{ kind: 'file', person: at.actor.person, document, ...prefers }] })
  },
})

export const writeExport = showing('write-export', {
  input: z.object({}),
  says: 'Write the desk’s tables into a folder',
  may: operator,
  load: (_input, read: Read, at) => knownAt(read, at),
  show: (_input, known, at) => {
    const document = documentOf(known, at)
    return { card: contentsCard(document.title, document), document }
  },
})

/** It names people and how to reach them, which is for the secretariat's organisations alone. */
function documentOf(known: Known, at: At): Document {
  const { consortium } = known
  return {
    id: at.newId('doc'),
    needs: 'secretary',
    organisation: null,
    title: `Members of ${consortium.name}`,
    name: `members-${todayIn(known, consortium.zone)}`,
    label: strictest([consortium.label, 'TLP:AMBER']) ?? 'TLP:AMBER',
    madeAt: at.now.toString({ smallestUnit: 'second' }),
    tables: TableName.options.map((name) => exportTable(name, known)),
  }
}

function contentsCard(title: string, document: Document, ...more: Card['blocks']): Card {
  const drawn = card(title, text('One CSV file per table, and a workbook of all.'), list(tablesIn(document)), ...more)
  return { ...drawn, label: document.label }
}
