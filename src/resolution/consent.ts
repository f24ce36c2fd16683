/** Consent lists: circulated until a deadline, read by clause, and closed by the clock. */
import { z } from 'zod'
import { within } from '#src/consortium/reach.ts'
import { participant, seatsOf, system } from '#src/core/access.ts'
import { closingOf } from '#src/core/closing.ts'
import { momentInFull } from '#src/core/dates.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { ConsentId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { maySee } from '#src/core/sharing.ts'
import { changing, showing } from '#src/core/use-case.ts'
import { Page, sure, takeLast, written } from '#src/core/words.ts'
import { draftItem, draftReference } from '#src/drafts/draft.ts'
import { card, facts } from '#src/view/build.ts'
import { circulates, takesPullOuts, wouldList } from './decide.ts'
import { laidOut, type Read, tableOf, typedDraft } from './read.ts'
import type { ResolutionFact } from './resolution.ts'
import { circulatePreview, dispositionsCard, doneCard, toDecideCard } from './views.ts'

const DraftTyped = z.string('Name the draft, for example D-3.').max(20)

export const circulateList = changing('circulate-list', {
  input: z.object({
    draft: DraftTyped,
    until: written(100, 'Write until when comments may be pulled out.'),
    sure,
  }),
  says: 'Circulate the proposed dispositions; what nobody pulls out is decided in one act',
  may: circulates,
  typed: {
    word: 'circulate',
    button: 'Circulate dispositions',
    usage: 'circulate D-3 until WHEN',
    examples: ['circulate D-3 until Wednesday 23:59', 'circulate D-3 until 2026-12-02 23:59'],
    read: (rest) => {
      const { before, after } = takeLast(rest, 'until')
      return { ...(before && { draft: before }), ...(after !== undefined && { until: after }) }
    },
  },
  form: async () => ({
    title: 'Circulate dispositions',
    submit: 'Check deadline',
    fields: [
      { kind: 'line', name: 'draft', label: 'Draft', hint: 'For example D-3', required: true, max: 20 },
      {
        kind: 'line',
        name: 'until',
        label: 'Pull out until',
        hint: 'For example Friday 17:00',
        required: true,
        max: 100,
      },
    ],
    note: ['Nothing is circulated until you have seen the deadline in full.'],
  }),
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor, 'held'),
  decide: (input, table, at): Decision<ResolutionFact> => {
    if (isRefusal(table)) return decline({ ...table, field: 'draft' })
    const { draft, list, zone } = table
    const reference = draftReference(draft)
    const until = closingOf(input.until, at.now, seatsOf(at.actor)[0]?.zone ?? zone, 'until')
    if ('code' in until) return decline(until)
    if (list && takesPullOuts(list, at.now)) {
      const standsUntil = momentInFull(Temporal.Instant.from(list.deadline), zone)
      return decline(refuse('list-stands', { reference, moment: standsUntil }))
    }
    const holds = wouldList(table.all)
    if (holds.length === 0) return decline(refuse('nothing-proposed', { reference }))
    if (!input.sure) return ask(circulatePreview(table, holds, until, at.draft))
    if (at.actor.kind !== 'person') throw new Error('only people circulate')
    const consent = at.newId('consent')
    const deadline = until.toString({ fractionalSecondDigits: 3 })
    const places = within(draftItem(draft), table.group.places)
    const effects = places.map(
      (place): Effect => ({ kind: 'post', subject: { kind: 'consent', id: consent }, place: place.id }),
    )
    const says = doneCard(
      table,
      `Dispositions of ${reference} are circulated`,
      facts(
        ['Pull out until', momentInFull(until, zone)],
        [
          'Shown in',
          places.length === 0
            ? 'no channel: those who may see it ask for it'
            : places.map(({ name }) => name).join(', '),
        ],
      ),
    )
    const { person } = at.actor
    return accept(
      [
        {
          type: 'consent-circulated',
          consent,
          draft: draft.id,
          deadline,
          proposals: holds.length,
          circulatedBy: person,
        },
      ],
      { says, effects },
    )
  },
})

export const closeConsent = changing('close-consent', {
  input: z.object({ consent: ConsentId }),
  says: 'Record that the time for pulling out is over, and tell the chair',
  may: system,
  load: async ({ consent }, read: Read) => {
    const list = await read.resolution.listById(consent)
    const draft = list && (await read.drafts.byId(list.draft))
    if (!draft) return undefined
    return { list, table: await laidOut(draft, read), seats: await read.consortium.seatsHeld() }
  },
  decide: (_input, found, { now }): Decision<ResolutionFact> => {
    if (!found) return decline(refuse('not-found', { reference: 'such list' }))
    const { list, table, seats } = found
    const says = card('Nothing more can be pulled out')
    if (list.closed || takesPullOuts(list, now)) return accept([], { says })
    const item = draftItem(table.draft)
    const chairs = seats.filter(
      ({ role, person, organisation, organisationName, standing }) =>
        role === 'chair' &&
        maySee(
          {
            ...{ kind: 'person', person, name: '', acting: null },
            seats: [{ organisation, name: organisationName, zone: table.zone, role, standing }],
          },
          item,
        ),
    )
    const told = toDecideCard(table, { ...list, closed: true })
    return accept([{ type: 'consent-closed', consent: list.id }], {
      says,
      effects: [...new Set(chairs.map(({ person }) => person))].map((person) => ({ kind: 'tell', person, card: told })),
      refresh: [{ kind: 'consent', id: list.id }],
    })
  },
})

export const showDispositions = showing('show-dispositions', {
  input: z.object({ draft: DraftTyped, page: Page }),
  says: 'Read what is proposed and decided for the comments on a draft, by clause',
  may: participant,
  typed: {
    word: 'dispositions',
    usage: 'dispositions D-3',
    examples: ['dispositions D-3', 'dispositions d3'],
    read: (rest) => (typedDraft.test(rest) ? { draft: rest.trim() } : undefined),
  },
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor),
  show: (input, table, { actor, now }) => (isRefusal(table) ? table : dispositionsCard(table, actor, input.page, now)),
})
