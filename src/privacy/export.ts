/** Everything that is held about a person, as tables: for the operator at the shell, and for the person in the 1:1 chat. */

import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, granted, grants, operator, Role } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { DocumentId, OrganisationId, PersonId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { refuse } from '#src/core/refusal.ts'
import { type Item, type ReleasePolicy, seenBy } from '#src/core/sharing.ts'
import { strictest } from '#src/core/tlp.ts'
import { changing, showing } from '#src/core/use-case.ts'
import type { Cell, Document, Table } from '#src/view/document.ts'
import { PersonNamed, theOnly } from './person.ts'
import type { HeldTable, PrivacyReader } from './store.ts'
import { dataComesCard, exportedCard } from './views.ts'

type Read = { privacy: PrivacyReader; consortium: Pick<ConsortiumReader, 'release'> }

export const exportPerson = showing('export-person', {
  input: PersonNamed,
  says: 'Write everything held about a person into a folder',
  may: operator,
  load: async ({ person }, read: Read) => {
    const found = theOnly(person, await read.privacy.found(person))
    return 'code' in found ? found : { found, tables: await read.privacy.tables(found.id) }
  },
  show: (_input, state, at) => {
    if ('code' in state) return state
    const document = documentOf(at.newId('doc'), state.tables, at)
    return { card: exportedCard(state.found.name, document), document }
  },
})

/** Also for somebody without a seat: the right to know does not end with it. */
const oneself = granted('oneself', 'a person of this consortium, about the own data', {
  ...grants(Role.options, 'any'),
  seatless: 'any',
})

export const myData = changing('my-data', {
  input: z.object({}),
  says: 'Have everything that is held about you sent to you, as files',
  may: oneself,
  typed: {
    word: 'my',
    usage: 'my data',
    examples: ['my data', 'my personal data'],
    read: (rest) => (/^(personal )?data$/i.test(rest) ? {} : undefined),
  },
  load: async (_input, read: Read, { actor }) =>
    actor.kind === 'person' ? { actor, ...(await heldBy(actor.person, read)) } : undefined,
  decide: (_input, state, at): Decision<never> => {
    if (!state) return decline(refuse('not-yours', { role: oneself.says }))
    const { actor, tables, policies } = state
    const document = documentOf(
      at.newId('doc'),
      tables.map((table) => asSeenBy(actor, table, policies)),
      at,
    )
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    return accept([], {
      says: dataComesCard(document, at.platform),
      effects: [{ kind: 'file', person: actor.person, document, ...prefers }],
    })
  },
})

type Policies = ReadonlyMap<OrganisationId, ReleasePolicy>

/** With what leaves each organisation of whose items there are words. */
async function heldBy(person: PersonId, read: Read): Promise<{ tables: HeldTable[]; policies: Policies }> {
  const tables = await read.privacy.tables(person)
  const rows = tables.flatMap((table) => table.rows)
  const items = rows.flatMap(({ shown }) => (typeof shown === 'object' ? shown.items : []))
  const sources = [...new Set(items.flatMap(({ source }) => source ?? []))]
  const stated = await inTurn(sources, async (source) => [source, await read.consortium.release(source)] as const)
  return { tables, policies: new Map(stated) }
}

/** Words of an item that the person may not see any more are left out; that the person acted on it is not. */
function asSeenBy(actor: Actor, { rows, ...table }: HeldTable, policies: Policies): HeldTable {
  const isSeen = (item: Item) =>
    seenBy(actor, { ...item, policy: (item.source && policies.get(item.source)) ?? {} }) === 'full'
  return {
    ...table,
    rows: rows.flatMap(({ cells, shown }) => {
      if (shown === 'to the operator') return []
      if (!shown || shown.items.every(isSeen)) return [{ cells }]
      const kept = `(${strictest(shown.items.map(({ label }) => label))})`
      return [{ cells: cells.map((cell, nth) => (shown.words.includes(nth) ? kept : cell)) }]
    }),
  }
}

/** For one named person: TLP:RED, whatever its parts. */
function documentOf(id: DocumentId, tables: HeldTable[], { now }: { now: Temporal.Instant }): Document {
  return {
    id,
    needs: 'self',
    organisation: null,
    title: 'Everything held about one person',
    name: `person-data-${now.toString().slice(0, 10)}`,
    label: 'TLP:RED',
    madeAt: now.toString({ fractionalSecondDigits: 3 }),
    tables: tables.filter(({ rows }) => rows.length > 0).map(tableOf),
  }
}

function tableOf({ name, columns, rows }: HeldTable): Table {
  const cells = rows.map((row) => row.cells)
  return { name, columns: columns.map((header, nth) => ({ header, width: widthOf(header, nth, cells) })), rows: cells }
}

/** Wide enough for most of what stands in it. */
function widthOf(header: string, nth: number, rows: Cell[][]): number {
  return Math.min(60, Math.max(header.length, ...rows.map((row) => String(row[nth] ?? '').length)) + 2)
}
