/** Reading on in a catalogue: what is left of its changes is found anew each time, and so many of them are saved. */
import { z } from 'zod'
import { readOn, restFile } from '#src/bulk/file.ts'
import { type ImportFact, Shown } from '#src/bulk/import.ts'
import type { ImportRead } from '#src/bulk/store.ts'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { ImportId } from '#src/core/id.ts'
import { ChatPlatform } from '#src/core/intent.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { importOf } from './decide.ts'
import { atOnce, cardsOf, knownTo, type Read } from './known.ts'
import type { RecommendationFact } from './recommendation.ts'
import { sheetIn } from './sheet.ts'
import { catalogueCard } from './views.ts'

const ContinueCatalogue = z.object({
  import: ImportId,
  /** From which change on; of two who would save the same ones the second saves none. */
  from: z.coerce.number().int().optional(),
  prefers: ChatPlatform.optional(),
})

/** As whoever began it, whose seat is asked for again with every batch. */
export const continueCatalogue = changing('continue-catalogue', {
  input: ContinueCatalogue,
  says: 'Save the next changes of a catalogue that is being imported',
  may: secretariat,
  load: async ({ import: id, from }, read: Read, at) => {
    const running = await read.imports.forUpdate(id)
    if (running?.table !== 'recommendations') return undefined
    if (running.state !== 'running' || (from !== undefined && from !== running.done)) return { running }
    const sheet = sheetIn(running.rows)
    if ('missing' in sheet) throw new Error('an import keeps a sheet that was read before')
    const { facts } = importOf(sheet, await knownTo(at.actor, read), at.newId)
    return { running, facts, shown: await read.recommendations.shown() }
  },
  decide: ({ prefers }, loaded, at): Decision<RecommendationFact | ImportFact> => {
    if (!loaded) return decline(refuse('not-found', { reference: 'such import' }))
    const { running, facts, shown = [] } = loaded
    if (!facts) return accept([], { says: catalogueCard(running) })
    const batch = facts.slice(0, atOnce)
    const isOver = facts.length === batch.length
    const [done, state] = isOver ? [running.total, 'done' as const] : [running.done + batch.length, 'running' as const]
    const { id, report } = running
    const advanced = { type: 'import-advanced', personal: true, import: id, done, state, report } as const
    const effects = isOver ? resultOf(running, at, prefers) : [readOn(id, done, prefers)]
    const says = catalogueCard({ ...running, done, state })
    return accept([...batch, advanced], { says, effects, refresh: cardsOf(batch, shown) })
  },
})

function resultOf({ report, person, table }: ImportRead, at: At, prefers: ChatPlatform | undefined): Effect[] {
  const shown = Shown.parse(JSON.parse(report))
  return restFile('Result', shown, { table, person, prefers }, at)
}
