/** Reading many commitments, page by page, and the history of one. */

import { z } from 'zod'
import type { Organisation } from '#src/consortium/consortium.ts'
import { participant, type Seat, seatsOf } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { optional, Page } from '#src/core/words.ts'
import { namesRecommendation } from '#src/recommendations/typed.ts'
import { seen, seenLines } from './decide.ts'
import { listCard, perPage } from './list-views.ts'
import { foundBy, Reference } from './progress.ts'
import { historyCard } from './progress-views.ts'
import { assessedLines, lookOf, type Read } from './read.ts'

export const listCommitments = showing('list-commitments', {
  input: z.object({
    /** `mine`, or an organisation’s short name or id. */
    owner: optional(
      z.string().trim().max(200, 'Say overdue, unreported, mine, a page, or an organisation’s short name.'),
    ),
    overdue: z.literal('yes').optional(),
    /** Only those on which a report is due. */
    unreported: z.literal('yes').optional(),
    /** Only those whose owner left. */
    left: z.literal('yes').optional(),
    page: Page,
  }),
  says: 'List commitments: all, those overdue, unreported or whose owner left, your organisation’s or another’s',
  may: participant,
  typed: {
    word: 'commitments',
    usage: 'commitments [overdue, unreported or owner left] [mine or ORGANISATION]',
    examples: ['commitments overdue', 'commitments japan'],
    read: readList,
  },
  load: async ({ owner, overdue, unreported, left, page }, read: Read, at) => {
    const whose = await ownersOf(owner, seatsOf(at.actor), read)
    if ('code' in whose) return whose
    const filter = {
      now: at.now,
      seenBy: at.actor,
      ...(whose.organisations && { organisations: whose.organisations }),
      overdue: overdue === 'yes',
      ...(unreported && { unreported: 'all' as const }),
      ownerLeft: left === 'yes',
    }
    const ask = (of: number) => read.commitments.list(filter, { offset: (of - 1) * perPage, limit: perPage })
    const found = await ask(page)
    // A page beyond the end is the last one: lists grow shorter between two clicks.
    const last = Math.max(1, Math.ceil(found.total / perPage))
    const shown = page > last ? { ...(await ask(last)), page: last } : { ...found, page }
    const rows = await assessedLines(seenLines(at.actor, shown.rows), read, lookOf(at))
    return { ...shown, rows, whose: whose.says }
  },
  show: ({ owner, overdue, unreported, left }, found) => {
    if ('code' in found) return found
    const asked = { ...(overdue && { overdue }), ...(unreported && { unreported }), ...(left && { left }) }
    const args = { ...(owner && { owner }), ...asked }
    const which = { overdue: overdue === 'yes', unreported: unreported === 'yes', ownerLeft: left === 'yes' }
    return listCard(found, { whose: found.whose, args, ...which, page: found.page })
  },
})

export const showHistory = showing('show-history', {
  input: z.object({ reference: Reference, page: Page }),
  says: 'Show every report of progress and every finding on a commitment',
  may: participant,
  typed: {
    word: 'history',
    usage: 'history C-12',
    examples: ['history C-12', 'history C-3'],
    read: (rest) => (rest === '' || namesRecommendation(rest) ? undefined : { reference: rest }),
  },
  load: async ({ reference }, read: Read, at) => {
    const { actor } = at
    const found = await foundBy(reference, read, at)
    if (!found) return undefined
    const { id } = found.commitment
    const events = await read.axes.histories([{ kind: 'commitment', id }], actor, at.now)
    const isWhole = seen(actor, found.commitment) === 'full'
    const said = events.get(id) ?? []
    return {
      found,
      events: isWhole ? said : said.map((event) => ({ ...event, by: '' })),
      owners: await read.commitments.owners(id),
    }
  },
  show: ({ reference, page }, loaded) =>
    loaded ? historyCard(loaded.found, loaded, page) : refuse('not-found', { reference: reference.toUpperCase() }),
})

/** `japan overdue 2`: the words in any order, a page at the end. */
function readList(rest: string): Record<string, string> {
  const [, words = '', page] = /^(.*?)(?:(?:^|\s+)(?:page\s+)?(\d{1,5}))?$/is.exec(rest) ?? []
  const named = words.replace(/(^|\s)owner left(?=\s|$)/i, '$1')
  const left = named !== words
  const all = named.split(/\s+/).filter((word) => word !== '')
  const others = all.filter((word) => !['overdue', 'unreported'].includes(word.toLowerCase()))
  const says = (which: string) => all.some((word) => word.toLowerCase() === which)
  const owner = others.join(' ')
  return {
    ...(owner && { owner }),
    ...(says('overdue') && { overdue: 'yes' }),
    ...(says('unreported') && { unreported: 'yes' }),
    ...(left && { left: 'yes' }),
    ...(page && { page }),
  }
}

type Owners = { organisations?: OrganisationId[]; says: string }

async function ownersOf(typed: string | undefined, seats: readonly Seat[], read: Read): Promise<Owners | Refusal> {
  if (typed === undefined) return { says: '' }
  if (typed.toLowerCase() === 'mine') {
    const names = [...new Set(seats.map((seat) => seat.name))]
    return { organisations: seats.map((seat) => seat.organisation), says: `of ${names.join(' and ') || 'yours'}` }
  }
  const all = await read.consortium.organisations()
  const found = all.find((organisation) => isMeant(organisation, typed.toLowerCase()))
  if (!found) return refuse('organisation-unknown', { typed, names: all.map(({ short }) => short) })
  return { organisations: [found.id], says: `of ${found.short}` }
}

function isMeant({ short, name }: Organisation, typed: string): boolean {
  return short.toLowerCase() === typed || name.toLowerCase() === typed
}
