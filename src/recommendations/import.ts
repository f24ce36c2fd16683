/** Importing a catalogue: from the shell, or from a file that the secretariat attaches in the chat. */
import { z } from 'zod'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { importOf, type Known, mostLines } from './decide.ts'
import type { RecommendationFact } from './recommendation.ts'
import { sheetIn } from './sheet.ts'
import type { RecommendationReader, Shown } from './store.ts'
import { importedCard } from './views.ts'

const ImportCatalogue = z.object({
  name: z.string().default('the file'),
  /** A table or a JSON value, as JSON. */
  file: z.string().optional(),
  /** Why there is no file. */
  trouble: z.enum(['several', 'not-fetched', 'too-large', 'wrong-type', 'unreadable']).optional(),
})

type Read = { recommendations: RecommendationReader }
type State = { known: Known; shown: Shown[] } | undefined

export const importCatalogue = changing('import-catalogue', {
  input: ImportCatalogue,
  says: 'Import a catalogue of recommendations from an attached file',
  may: secretariat,
  typed: {
    word: 'import',
    usage: 'import catalogue',
    examples: ['import catalogue', 'import catalogue recommendations.csv'],
    // The file is attached; its name may be said as well.
    read: (rest) => (/^catalogue(\s|$)/i.test(rest) ? {} : undefined),
  },
  load: async ({ file }, read: Read): Promise<State> =>
    file === undefined
      ? undefined
      : { known: await read.recommendations.forImport(), shown: await read.recommendations.shown() },
  decide: ({ name, file, trouble }, state, at): Decision<RecommendationFact> => {
    if (trouble) return decline(refuse('file-unusable', { name, trouble }))
    if (file === undefined || !state) return decline(refuse('file-needed', {}))
    const sheet = sheetIn(file)
    if ('missing' in sheet) return decline(refuse('catalogue-malformed', { name, missing: sheet.missing }))
    const lines = sheet.recommendations.length + sheet.findings.length
    if (lines > mostLines) return decline(refuse('catalogue-too-long', { rows: lines, most: mostLines }))
    const { facts, report } = importOf(sheet, state.known, at.newId)
    const revised = new Set(
      facts.flatMap((fact) => (fact.type === 'recommendation-revised' ? [fact.recommendation] : [])),
    )
    const refresh = state.shown
      .filter(({ recommendation }) => revised.has(recommendation))
      .map(({ subject }) => subject)
    return accept(facts, { says: importedCard(name, report), refresh })
  },
})
