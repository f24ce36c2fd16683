/** Importing a catalogue: from the shell, or from a file that the secretariat attaches in the chat. It is shown first, and done after a yes. */
import { z } from 'zod'
import { readOn, restFile } from '#src/bulk/file.ts'
import { FileInput, type ImportFact, SureInput } from '#src/bulk/import.ts'
import { begunCard, continueCard, importedCard, previewCard } from '#src/bulk/views.ts'
import type { Consortium } from '#src/consortium/consortium.ts'
import { secretariat } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { sha256 } from '#src/core/hash.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { importOf, mostLines, type Report } from './decide.ts'
import { atOnce, cardsOf, knownTo, type Read } from './known.ts'
import type { RecommendationFact } from './recommendation.ts'
import { type Sheet, sheetIn } from './sheet.ts'
import type { Shown as Posted } from './store.ts'
import { showAll, shownOf } from './views.ts'

type State = {
  sheet: Sheet
  consortium: Consortium
  facts: RecommendationFact[]
  report: Report
  mark: string
  shown: Posted[]
}

export const importCatalogue = changing('import-catalogue', {
  input: z.object({ ...FileInput, ...SureInput }),
  says: 'Import a catalogue of recommendations from an attached file, once you have seen what it would change',
  may: secretariat,
  typed: {
    word: 'import',
    usage: 'import catalogue',
    examples: ['import catalogue', 'import catalogue recommendations.csv'],
    // The file is attached; its name may be said as well.
    read: (rest) => (/^(catalogue|recommendations)(\s|$)/i.test(rest) ? {} : undefined),
  },
  load: async ({ name, file }, read: Read, at): Promise<State | Refusal | undefined> => {
    if (file === undefined) return undefined
    const sheet = sheetIn(file)
    if ('missing' in sheet) return refuse('catalogue-malformed', { name, missing: sheet.missing })
    const lines = sheet.recommendations.length + sheet.findings.length
    if (lines > mostLines) return refuse('catalogue-too-long', { rows: lines, most: mostLines })
    const imported = importOf(sheet, await knownTo(at.actor, read), at.newId)
    // What was there counts as well: a yes is said to what would be overwritten.
    const mark = await sha256(JSON.stringify(imported.report))
    return {
      ...{ sheet, mark, ...imported },
      consortium: await read.consortium.consortium(),
      shown: await read.recommendations.shown(),
    }
  },
  decide: (input, state, at): Decision<RecommendationFact | ImportFact> => {
    const { name, trouble } = input
    if (trouble) return decline(refuse('file-unusable', { name, trouble }))
    if (state === undefined) return decline(refuse('file-needed', {}))
    if ('code' in state) return decline(state)
    const { facts, report, consortium, mark } = state
    const isSeen = input.seen === undefined || input.seen === mark
    if (facts.length > 0 && !(input.sure && isSeen)) return previewOf(name, state, !isSeen, at)
    if (facts.length > atOnce) return begun(name, input.file ?? '', state, at)
    const says = importedCard(shownOf(name, report, consortium.label, 'card'), showAll())
    return accept(facts, { says, refresh: cardsOf(facts, state.shown), effects: fileOf('Result', name, state, at) })
  },
})

function previewOf(name: string, state: State, again: boolean, at: At): Decision<never> {
  const shown = shownOf(name, state.report, state.consortium.label, 'card')
  // The shell shows every row: the operator is handed no file.
  const says = { ...shown, all: at.actor.kind !== 'person', again }
  const yes = { form: at.draft, use: 'import-catalogue', seen: state.mark }
  return ask(previewCard(says, yes), fileOf('Preview', name, state, at))
}

function fileOf(what: 'Preview' | 'Result', name: string, { report, consortium }: State, at: At): Effect[] {
  const shown = shownOf(name, report, consortium.label, 'file')
  const person = at.actor.kind === 'person' ? at.actor.person : null
  const prefers = at.platform === 'shell' ? undefined : at.platform
  return restFile(what, shown, { table: 'recommendations', person, prefers }, at)
}

function begun(name: string, rows: string, { facts, report, consortium }: State, at: At): Decision<ImportFact> {
  const [id, total] = [at.newId('imp'), facts.length]
  const person = at.actor.kind === 'person' ? at.actor.person : null
  const kept = { table: 'recommendations', name, person, rows, total }
  const told = shownOf(name, report, consortium.label, 'file')
  const fact = { type: 'import-begun', personal: true, import: id, ...kept, report: JSON.stringify(told) } as const
  const prefers = at.platform === 'shell' ? undefined : at.platform
  const progress = { ...kept, done: 0, results: told.results }
  const says = person === null ? continueCard(progress, id, 'continue-catalogue') : begunCard(kept)
  return accept([fact], { says, effects: [readOn(id, 0, prefers)] })
}
