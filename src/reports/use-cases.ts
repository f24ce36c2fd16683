/** Making a report: for the secretariat as files or by a link, for the operator as the document itself. */

import { z } from 'zod'
import type { Consortium } from '#src/consortium/consortium.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { operator, secretary } from '#src/core/access.ts'
import { accept, decline } from '#src/core/decision.ts'
import { pastDay } from '#src/core/past-day.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing, showing } from '#src/core/use-case.ts'
import { optional } from '#src/core/words.ts'
import { buildReport, type ReportState } from './build.ts'
import { forReader } from './share.ts'
import type { ReportReader } from './store.ts'
import { exportedCard, makingCard } from './views.ts'

type Read = { consortium: ConsortiumReader; reports: ReportReader }

const MakeReport = z.object({ since: optional(z.string().max(100, 'Write one day.')) })

export const makeReport = changing('make-report', {
  input: MakeReport,
  says: 'Make a progress report: recommendations, commitments, polls and what changed, as XLSX and CSV',
  may: secretary,
  typed: {
    word: 'report',
    usage: 'report since DAY',
    examples: ['report', 'report since 1 November'],
    read: (rest) => {
      const since = /^since\s+(\S.*)$/is.exec(rest)?.[1]
      if (since !== undefined) return { since }
      return rest === '' ? {} : undefined
    },
  },
  load: stateOf,
  decide: (_input, state, at) => {
    if ('code' in state) return decline(state)
    if (at.actor.kind !== 'person') return decline(refuse('not-yours', { role: secretary.says }))
    const document = buildReport(at.newId('doc'), state, at.now)
    const prefers = at.platform === 'shell' ? {} : { prefers: at.platform }
    return accept([], {
      says: makingCard(document, state, at.platform),
      effects: [{ kind: 'file', person: at.actor.person, document, ...prefers }],
    })
  },
})

export const exportReport = showing('export-report', {
  input: MakeReport,
  says: 'Write a progress report into a folder',
  may: operator,
  load: stateOf,
  show: (_input, state, at) => {
    if ('code' in state) return state
    const document = buildReport(at.newId('doc'), state, at.now)
    return { card: exportedCard(document, state), document }
  },
})

/** Days of changes where none are named. */
const usual = 30

async function stateOf(input: z.output<typeof MakeReport>, read: Read, at: At): Promise<ReportState | Refusal> {
  const consortium = await read.consortium.consortium()
  const since = sinceOf(input.since, at.now, consortium)
  if ('code' in since) return since
  const from = since.toZonedDateTime(consortium.zone).toInstant()
  const [recommendations, commitments, polls, progress] = await Promise.all([
    read.reports.recommendations(),
    read.reports.commitments(),
    read.reports.polls(),
    read.reports.progressSince(from),
  ])
  return { consortium, ...forReader(at.actor, { recommendations, commitments, polls, progress }), since }
}

function sinceOf(typed: string | undefined, now: Temporal.Instant, { zone }: Consortium): Temporal.PlainDate | Refusal {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const first = today.subtract({ days: usual })
  return typed === undefined ? first : pastDay(typed, { today, example: first, field: 'since' })
}
