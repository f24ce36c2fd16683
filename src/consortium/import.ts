/** Importing a table: a short one at once, a long one batch by batch, each in a transaction that also keeps how far it is. */
import { z } from 'zod'
import { readOn, resultFile } from '#src/bulk/file.ts'
import { FileInput, type ImportFact, RowResult } from '#src/bulk/import.ts'
import { Line } from '#src/bulk/lines.ts'
import type { ImportRead, ImportReader } from '#src/bulk/store.ts'
import { begunCard, continueCard, importedCard, progressCard } from '#src/bulk/views.ts'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { ImportId } from '#src/core/id.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { button } from '#src/view/build.ts'
import type { Action, Card } from '#src/view/card.ts'
import { type ConsortiumFact, TableName } from './consortium.ts'
import { showTable } from './done-views.ts'
import { addressesOf, judge } from './judge.ts'
import { type Known, knownAt } from './known.ts'
import { deskLinesIn } from './sheet.ts'
import type { ConsortiumReader } from './store.ts'
import { columnsOf } from './tables.ts'

/** Rows of one transaction, and the most of one file. */
const batch = 200
const mostRows = 20_000

const ImportTable = z.object({ table: TableName, ...FileInput })
type Read = { consortium: ConsortiumReader; imports: ImportReader }

export const importTable = changing('import-table', {
  input: ImportTable,
  says: 'Import one of the desk’s tables from an attached CSV file',
  may: secretariat,
  typed: {
    word: 'import',
    usage: 'import LIST',
    examples: ['import people', 'import organisations members.csv'],
    // The file is attached; its name may be said as well.
    read: (rest) => {
      const table = TableName.safeParse(rest.split(/\s/, 1)[0]?.toLowerCase())
      return table.success ? { table: table.data } : undefined
    },
  },
  load: async ({ table, file }, read: Read, at) => {
    if (file === undefined) return undefined
    const lines = deskLinesIn(table, file)
    if ('missing' in lines || lines.length > batch) return { lines, known: undefined }
    await read.consortium.holdDesk()
    return { lines, known: await knownAt(read, at, addressesOf(table, lines)) }
  },
  decide: ({ table, name, trouble }, loaded, at): Decision<ConsortiumFact | ImportFact> => {
    if (trouble) return decline(refuse('file-unusable', { name, trouble }))
    if (!loaded) return decline(refuse('table-needed', {}))
    const { lines, known } = loaded
    if ('missing' in lines) {
      const columns = columnsOf[table].map(({ header }) => header)
      return decline(refuse('table-malformed', { name, ...lines, columns }))
    }
    if (lines.length === 0) return decline(refuse('table-empty', { name }))
    if (lines.length > mostRows) return decline(refuse('table-too-long', { rows: lines.length, most: mostRows }))
    if (!known) return begun(table, name, lines, at)
    const { facts, results } = judge(table, lines, known, at.newId)
    return accept(facts, { says: importedCard({ name, results, also: [] }, ...next(table)) })
  },
})

function begun(table: TableName, name: string, lines: Line[], at: At): Decision<ConsortiumFact | ImportFact> {
  const [id, total] = [at.newId('imp'), lines.length]
  const person = at.actor.kind === 'person' ? at.actor.person : null
  const fact = {
    type: 'import-begun',
    personal: true,
    import: id,
    table,
    name,
    person,
    rows: JSON.stringify(lines),
    total,
    report: '[]',
  } as const
  const says =
    person === null ? continueCard({ table, name, done: 0, total, results: [] }, id) : begunCard({ table, name, total })
  return accept([fact], { says, effects: [readOn(id, 0, at.platform === 'shell' ? undefined : at.platform)] })
}

const ContinueImport = z.object({
  import: ImportId,
  /** From which row on; of two who would read the same rows the second reads none. */
  from: z.coerce.number().int().optional(),
  prefers: ChatPlatform.optional(),
})

/** As whoever began it, whose seat is asked for again with every batch. */
export const continueImport = changing('continue-import', {
  input: ContinueImport,
  says: 'Read the next rows of a table that is being imported',
  may: secretariat,
  load: async ({ import: id, from }, read: Read, at) => {
    const running = await read.imports.forUpdate(id)
    if (running?.state !== 'running' || (from !== undefined && from !== running.done))
      return { running, known: undefined }
    await read.consortium.holdDesk()
    const lines = linesOf(running)
    const table = TableName.parse(running.table)
    return { running, lines, known: await knownAt(read, at, addressesOf(table, lines)) }
  },
  decide: ({ import: id, prefers }, { running, lines = [], known }, at): Decision<ConsortiumFact | ImportFact> => {
    if (!running) return decline(refuse('not-found', { reference: 'such import' }))
    if (!known) return accept([], { says: importCard(running) })
    const { facts, results } = judge(TableName.parse(running.table), lines, known, at.newId)
    const all = [...resultsOf(running), ...results]
    const done = running.done + lines.length
    const state = done < running.total ? 'running' : 'done'
    const advanced = { ...running, done, state, report: JSON.stringify(all) } as const
    const fact = { type: 'import-advanced', personal: true, import: id, done, state, report: advanced.report } as const
    const effects = state === 'running' ? [readOn(id, done, prefers)] : resultOf(advanced, known, at, prefers)
    return accept([...facts, fact], { says: importCard(advanced), effects })
  },
})

/** What whoever brought it may do then. */
function next(table: TableName): Action[] {
  return [showTable(table), button('Show desk', 'show-desk', {})]
}

/** As it stands now: how far it is, or what became of it. */
export function importCard(read: ImportRead): Card {
  const { id, name, total, person } = read
  const table = TableName.parse(read.table)
  const results = resultsOf(read)
  const progress = { table, name, done: results.length, total, results }
  if (read.state === 'done') return importedCard({ name, results, also: [] }, ...next(table))
  if (read.state === 'stopped') return progressCard(progress, 'stopped')
  return person === null ? continueCard(progress, id) : progressCard(progress, 'running')
}

function linesOf({ rows, done }: ImportRead): Line[] {
  return z
    .array(Line)
    .parse(JSON.parse(rows))
    .slice(done, done + batch)
}

function resultsOf({ report }: ImportRead): RowResult[] {
  return z.array(RowResult).parse(JSON.parse(report))
}

/** The whole result, row by row, to whoever brought the table. */
function resultOf(read: ImportRead, { consortium }: Known, at: At, prefers: ChatPlatform | undefined): Effect[] {
  const { name, table, person } = read
  return resultFile(
    'Result',
    { name, results: resultsOf(read), label: consortium.label },
    { table, person, prefers },
    at,
  )
}
