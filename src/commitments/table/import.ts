/** Importing commitments from a file: new ones are proposals until a delegate confirms, and so are changes of others. Shown first, done after a yes. */
import { z } from 'zod'
import { readOn, restFile } from '#src/bulk/file.ts'
import { FileInput, type ImportFact, isEffective, SureInput } from '#src/bulk/import.ts'
import { Line } from '#src/bulk/lines.ts'
import type { ImportRead, ImportReader } from '#src/bulk/store.ts'
import { begunCard, importedCard, previewCard } from '#src/bulk/views.ts'
import { grants, isGranted, type May, proposingRoles, signingRoles } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { sha256 } from '#src/core/hash.ts'
import { ImportId, OrganisationId } from '#src/core/id.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { columns, commitmentLinesIn } from './columns.ts'
import { type Judged, judgeRows } from './judge.ts'
import { type Known, knownFor, type Read, type RowFact } from './known.ts'
import { commitmentsCard, Kept, keptOf, labelOf, showAll, shownOf, waitingCard } from './views.ts'

/** Rows of one transaction, and the most of one file. */
const batch = 250
const mostRows = 10_000

type Reading = Read & { imports: ImportReader }
type State = { lines: Line[]; known: Known; judged: Judged; mark: string }
type Stored = RowFact | ImportFact

/** Each row is judged again: what is another organisation's is for the secretariat to bring. */
const importer: May<unknown> = {
  name: 'importer',
  says: 'the secretariat, or a delegate, deputy, member, coordinator or attaché of an organisation',
  grants: { ...grants(proposingRoles, 'own'), secretariat: 'any' },
  test: (actor) => isGranted(actor, importer.grants),
}

export const importCommitments = changing('import-commitments', {
  input: z.object({ ...FileInput, ...SureInput }),
  says: 'Import commitments from an attached CSV file, once you have seen what it would change',
  may: importer,
  typed: {
    word: 'import',
    usage: 'import commitments',
    examples: ['import commitments', 'import commitments promises.csv'],
    // The file is attached; its name may be said as well.
    read: (rest) => (/^commitments(\s|$)/i.test(rest) ? {} : undefined),
  },
  load: async ({ name, file, sure }, read: Reading, at): Promise<State | Refusal | undefined> => {
    if (file === undefined || at.actor.kind !== 'person') return undefined
    if (at.here !== null) return refuse('heard-here', {})
    const lines = commitmentLinesIn(file)
    if ('missing' in lines) {
      return refuse('table-malformed', { name, ...lines, columns: columns.map(({ header }) => header) })
    }
    if (lines.length === 0) return refuse('table-empty', { name })
    if (lines.length > mostRows) return refuse('table-too-long', { rows: lines.length, most: mostRows })
    const known = await knownFor(lines, read, at, sure === 'yes' && lines.length <= batch)
    const judged = judgeRows(lines, known, at)
    return { lines, known, judged, mark: await sha256(JSON.stringify(judged.results)) }
  },
  decide: (input, state, at): Decision<Stored> => {
    const { name, trouble, seen } = input
    if (trouble) return decline(refuse('file-unusable', { name, trouble }))
    if (at.actor.kind !== 'person') return decline(refuse('not-yours', { role: importer.says }))
    if (state === undefined) return decline(refuse('commitments-needed', {}))
    if ('code' in state) return decline(state)
    const { lines, known, judged, mark } = state
    if (judged.kept) return decline(refuse('rows-kept', judged.kept))
    const shown = shownOf(name, judged, known)
    const isSeen = seen === undefined || seen === mark
    const isEmpty = !judged.results.some(isEffective)
    if (!isEmpty && !(input.sure && isSeen)) {
      const yes = { form: at.draft, use: 'import-commitments', seen: mark }
      return ask(previewCard({ ...shown, all: false, again: !isSeen }, yes), fileOf('Preview', shown, at))
    }
    if (!isEmpty && lines.length > batch) return begun(name, lines, known, at)
    const effects = [...fileOf('Result', shown, at), ...tells(Object.fromEntries(judged.waits), known)]
    return accept(judged.facts, { says: importedCard(shown, showAll()), refresh: judged.refresh, effects })
  },
})

function begun(name: string, lines: Line[], known: Known, at: At): Decision<ImportFact> {
  const id = at.newId('imp')
  const kept = { table: 'commitments', name, person: known.by.person, rows: JSON.stringify(lines), total: lines.length }
  const report = JSON.stringify(keptOf(name, [], new Map(), labelOf(known)))
  const fact = { type: 'import-begun', personal: true, import: id, ...kept, report } as const
  return accept([fact], { says: begunCard(kept), effects: [readOn(id, 0, prefersOf(at))] })
}

export const continueCommitments = changing('continue-commitments', {
  input: z.object({
    import: ImportId,
    /** From which row on; of two who would read the same rows the second reads none. */
    from: z.coerce.number().int().optional(),
    prefers: ChatPlatform.optional(),
  }),
  says: 'Read the next rows of a file of commitments that is being imported',
  may: importer,
  load: async ({ import: id, from }, read: Reading, at) => {
    const running = await read.imports.forUpdate(id)
    // A promise is in the name of whoever brought the file, and nobody else reads on in it.
    const isOwn = at.actor.kind === 'person' && running?.person === at.actor.person
    if (running?.table !== 'commitments' || !isOwn) return undefined
    if (running.state !== 'running' || (from !== undefined && from !== running.done)) return { running }
    const lines = z
      .array(Line)
      .parse(JSON.parse(running.rows))
      .slice(running.done, running.done + batch)
    const known = await knownFor(lines, read, at, true)
    return { running, lines, known, judged: judgeRows(lines, known, at) }
  },
  decide: ({ prefers }, loaded, at): Decision<Stored> => {
    if (!loaded) return decline(refuse('not-found', { reference: 'such import' }))
    const { running, lines = [], known, judged } = loaded
    if (!known || !judged) return accept([], { says: commitmentsCard(running) })
    const before = Kept.parse(JSON.parse(running.report))
    const waits = new Map(Object.entries(before.waits).map(([id, count]) => [OrganisationId.parse(id), count]))
    for (const [id, count] of judged.waits) waits.set(id, (waits.get(id) ?? 0) + count)
    const kept = keptOf(running.name, [...before.results, ...judged.results], waits, before.label ?? 'TLP:AMBER')
    const done = running.done + lines.length
    const state = done < running.total ? 'running' : 'done'
    const report = JSON.stringify(kept)
    const fact = { type: 'import-advanced', personal: true, import: running.id, done, state, report } as const
    const effects =
      state === 'running'
        ? [readOn(running.id, done, prefers)]
        : [...resultOf(running, kept, at, prefers), ...tells(kept.waits, known)]
    const says = commitmentsCard({ ...running, done, state, report })
    return accept([...judged.facts, fact], { says, effects, refresh: judged.refresh })
  },
})

function prefersOf({ platform }: At): ChatPlatform | undefined {
  return platform === 'shell' ? undefined : platform
}

function fileOf(what: 'Preview' | 'Result', shown: Parameters<typeof restFile>[1], at: At): Effect[] {
  const person = at.actor.kind === 'person' ? at.actor.person : null
  return restFile(what, shown, { table: 'commitments', person, prefers: prefersOf(at) }, at)
}

function resultOf({ person, table }: ImportRead, kept: Kept, at: At, prefers: ChatPlatform | undefined): Effect[] {
  return restFile('Result', kept, { table, person, prefers }, at)
}

/** Whoever can confirm them hears once how many wait, but for whoever brought them. */
function tells(waits: Kept['waits'], { organisations, seats, by }: Known): Effect[] {
  return Object.entries(waits).flatMap(([id, count]) => {
    const owner = organisations.find((one) => one.id === id)
    const held = seats.filter(
      ({ organisation, role }) => organisation === id && signingRoles.some((one) => one === role),
    )
    const people = new Set(held.map(({ person }) => person).filter((person) => person !== by.person))
    return [...people].map(
      (person): Effect => ({ kind: 'tell', person, card: waitingCard(count, owner?.short ?? '', by.name) }),
    )
  })
}
