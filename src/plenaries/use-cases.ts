/** The plenary report: for the secretariat by a job, for the operator as the document itself. */
import { z } from 'zod'
import type { Consortium } from '#src/consortium/consortium.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { operator, secretary } from '#src/core/access.ts'
import { accept, decline } from '#src/core/decision.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { plenaryDocument } from './build.ts'
import { exportedCard, makingCard } from './report-views.ts'
import { type Period, plenaryState, type Read } from './state.ts'
import type { PlenaryReader } from './store.ts'
import { beginningText, endText, since, until } from './window.ts'

const Day = optional(z.string().trim().max(100, 'Write one day.'))
const Asked = z.object({ day: Day, since: Day })
type Asked = z.output<typeof Asked>

export const makePlenaryReport = changing('make-plenary-report', {
  input: Asked,
  says: 'Make the plenary report: findings, recommendations, commitments and what changed since the last plenary, as DOCX and XLSX',
  may: secretary,
  typed: {
    word: 'report',
    usage: 'report plenary as of DAY since DAY',
    examples: ['report plenary', 'report plenary as of 20 November since 1 May'],
    read: readReport,
  },
  load: (input, read: { consortium: ConsortiumReader; plenaries: PlenaryReader }, at) => periodOf(input, read, at),
  decide: (_input, state, at) => {
    if ('code' in state) return decline(state)
    if (at.actor.kind !== 'person') return decline(refuse('not-yours', { role: secretary.says }))
    const { asOf, since: from, consortium } = state
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    const period = { asOf: asOf.toString(), since: from?.toString() ?? null }
    return accept([], {
      says: makingCard(state, consortium, at.platform),
      effects: [{ kind: 'plenary', person: at.actor.person, document: at.newId('doc'), ...period, ...prefers }],
    })
  },
})

export const exportPlenaryReport = showing('export-plenary-report', {
  input: Asked,
  says: 'Write the plenary report into a folder',
  may: operator,
  load: async (input, read: Read, at) => {
    const period = await periodOf(input, read, at)
    return 'code' in period ? period : plenaryState(read, at.actor, period, at.now)
  },
  show: (_input, state, at) => {
    if ('code' in state) return state
    const document = plenaryDocument(at.newId('doc'), state, at.now)
    return { card: exportedCard(document, state), document }
  },
})

/** `plenary as of DAY since DAY`, the two in any order. */
function readReport(rest: string): Record<string, string> | undefined {
  const [known, said = ''] = /^plenary\b\s*([\s\S]*)$/i.exec(rest) ?? []
  if (known === undefined) return undefined
  const parts = said.split(/\b(as of|since)\b/i)
  const [before = '', ...pairs] = parts.map((part) => part.trim())
  if (before !== '') return undefined
  const args: Record<string, string> = {}
  for (let nth = 0; nth < pairs.length; nth += 2) {
    args[pairs[nth]?.toLowerCase() === 'since' ? 'since' : 'day'] = pairs[nth + 1] ?? ''
  }
  return args
}

/** Until now and since the last plenary before then, where nothing else is said. */
async function periodOf(
  asked: Asked,
  read: { consortium: ConsortiumReader; plenaries: PlenaryReader },
  { now }: At,
): Promise<(Period & { consortium: Consortium }) | Refusal> {
  const consortium = await read.consortium.consortium()
  const { zone } = consortium
  const asOf = until(asked.day, { now, zone, field: 'day' })
  if ('code' in asOf) return asOf
  const from =
    asked.since === undefined ? await lastBefore(asOf, read) : since(asked.since, { now, zone, field: 'since' })
  if (from && 'code' in from) return from
  if (from && Temporal.Instant.compare(from, asOf) >= 0) {
    return refuse('since-after', { since: beginningText(from, zone), asOf: endText(asOf, zone) }, { field: 'since' })
  }
  return { asOf, since: from, consortium }
}

async function lastBefore(asOf: Temporal.Instant, { plenaries }: { plenaries: PlenaryReader }) {
  const held = await plenaries.held()
  return held.find((one) => Temporal.Instant.compare(one, asOf) < 0) ?? null
}
