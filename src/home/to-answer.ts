/** What somebody was asked for, and reports that are due on what their organisations lead. */

import { longestLine } from '#src/commitments/lines.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { type FoundSubject, subjectFound } from '#src/filing/subject.ts'
import { progressText } from '#src/recommendations/axes.ts'
import { freshnessOn, nextReportOf } from '#src/recommendations/freshness.ts'
import { recommendationReference } from '#src/recommendations/recommendation.ts'
import type { Wanted } from '#src/requests/request.ts'
import { bold, button } from '#src/view/build.ts'
import type { Action } from '#src/view/card.ts'
import { inShort } from '#src/view/phrases.ts'
import type { Kind, Line, Owner } from './home.ts'
import type { Read } from './store.ts'
import { ownOf } from './to-report.ts'
import { paged } from './to-settle.ts'

export const toAnswer: Kind = {
  kind: 'answer',
  title: 'Updates asked for',
  says: 'to report on',
  read: async (read, owner, page) => {
    const lines = await asked('update', read, owner, (by) => `${by} asks how far it is`, reportOn)
    return paged(lines, page)
  },
}

export const toProve: Kind = {
  kind: 'prove',
  title: 'Evidence asked for',
  says: 'to bring evidence of',
  read: async (read, owner, page) => {
    const lines = await asked(
      'evidence',
      read,
      owner,
      (by) => `${by} asks for evidence`,
      ({ reference }) => button(`Add evidence to ${reference}`, 'add-evidence', { reference }, { opens: true }),
    )
    return paged(lines, page)
  },
}

async function asked(
  wanted: Wanted,
  read: Read,
  { actor }: Owner,
  says: (by: string) => string,
  action: (found: FoundSubject) => Action,
): Promise<Line[]> {
  const own = new Set(ownOf(actor))
  const requests = await read.requests.askedOf(actor.person, wanted)
  const found = await inTurn(requests, async ({ subject, askedBy }): Promise<Line[]> => {
    const about = await subjectFound(subject, read, actor)
    if (!about?.speakers.some((organisation) => own.has(organisation))) return []
    const by = (await read.consortium.person(askedBy))?.name ?? ''
    const words = ` ${inShort(about.title, longestLine)}; ${says(by)}`
    return [{ words: [bold(about.reference), words], label: about.item.label, action: action(about) }]
  })
  return found.flat()
}

/** The most that an organisation leads on a home. */
const mostLed = 200

export const toReportAsLead: Kind = {
  kind: 'lead',
  title: 'Reports due on recommendations',
  says: 'to report on',
  read: async (read, owner, page) => {
    const lines = await inTurn(ownOf(owner.actor), (organisation) => ledBy(organisation, read, owner))
    return paged(lines.flat(), page)
  },
}

async function ledBy(organisation: OrganisationId, read: Read, { actor, now }: Owner): Promise<Line[]> {
  const filter = { prefix: undefined, seenBy: actor, organisation }
  const { rows } = await read.recommendations.page(filter, { offset: 0, limit: mostLed })
  const assignments = await read.recommendations.assignments(rows.map(({ id }) => id))
  const axes = await read.axes.of(
    rows.map(({ id }) => ({ kind: 'recommendation', id }) as const),
    actor,
    now,
  )
  return rows.flatMap((one): Line[] => {
    const lead = assignments.get(one.id)?.lead
    if (lead?.id !== organisation) return []
    const reported = axes.get(one.id)?.reported ?? null
    const today = now.toZonedDateTimeISO(lead.zone).toPlainDate()
    const freshness = freshnessOn(nextReportOf(reported, lead), today)
    if (freshness === null || freshness === 'current') return []
    const said = reported === null ? 'never reported on' : `last reported ${progressText(reported.progress)}`
    const reference = recommendationReference(one)
    const words = ` ${inShort(one.title, longestLine)}, ${said}, a report is ${freshness}`
    return [
      {
        words: [bold(reference), words],
        label: one.label,
        action: reportOn({ reference, subject: { kind: 'recommendation' } }),
      },
    ]
  })
}

function reportOn({
  reference,
  subject,
}: {
  reference: string
  subject: { kind: FoundSubject['subject']['kind'] }
}): Action {
  const use = subject.kind === 'commitment' ? 'report-progress' : 'report-on-recommendation'
  return button(`Report on ${reference}`, use, { reference }, { opens: true })
}
