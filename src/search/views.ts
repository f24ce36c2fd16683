/** What was found, as people see it: five on a card, each with its button. */
import { type Commitment, commitmentReference, keptText } from '#src/commitments/commitment.ts'
import { longestLine, shortDay } from '#src/commitments/lines.ts'
import type { Organisation } from '#src/consortium/consortium.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { strictest } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { takesBallots } from '#src/polls/decide.ts'
import { type Poll, pollReference, standingResult } from '#src/polls/poll.ts'
import { progressText } from '#src/recommendations/axes.ts'
import { type Recommendation, recommendationReference } from '#src/recommendations/recommendation.ts'
import { bold, button, card, deadline, list, note, text, turns, withActions } from '#src/view/build.ts'
import type { Action, Card, Text } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'

export const perPage = 5
export const longestQuery = 200

export type Found =
  | { kind: 'commitment'; item: Extract<Commitment, { status: 'confirmed' }> }
  | { kind: 'poll'; item: Poll }
  | { kind: 'recommendation'; item: Recommendation }

type Page = {
  total: number
  isMore: boolean
  found: Found[]
  /** From 1. */
  page: number
  organisations: readonly Organisation[]
  zone: string
}

export function foundCard(
  words: string,
  { total, isMore, found, page, organisations, zone }: Page,
  now: Temporal.Instant,
): Card {
  const change = button('Change words', 'find', { words }, { opens: true })
  const asked = text('With every word of ', bold(words))
  if (found.length === 0) {
    const tip = note('Try fewer words, the beginning of one, a reference like R-4.2, or the name of an organisation.')
    return withActions(card('Nothing found that you may see', asked, tip), change)
  }
  const names = new Map(organisations.map(({ id, short }) => [id, short]))
  const nameOf = (id: OrganisationId | null) => (id && names.get(id)) ?? 'its organisation'
  const from = (page - 1) * perPage
  const drawn = card(
    isMore ? `More than ${total} items found` : `${counted(total, 'item')} found`,
    asked,
    list(found.map((one) => lineOf(one, { nameOf, zone, now }))),
    ...(total > perPage
      ? [note(`${from + 1} to ${from + found.length} of ${total}; what fits best stands first.`)]
      : []),
  )
  const label = strictest(found.map(({ item }) => item.label))
  return withActions(
    { ...drawn, ...(label && { label }) },
    ...turns(total, page, perPage, 'find', { words }),
    ...found.map(showButton),
    change,
  )
}

export function findForm(words: string): FormShape {
  const hint = 'For example data sharing japan; words between quotation marks stand side by side'
  return {
    title: 'Find',
    submit: 'Find',
    fields: [{ kind: 'line', name: 'words', label: 'Words', hint, required: true, max: longestQuery }],
    values: { words },
  }
}

type Around = { nameOf: (id: OrganisationId | null) => string; zone: string; now: Temporal.Instant }

function lineOf({ kind, item }: Found, { nameOf, zone, now }: Around): Text {
  switch (kind) {
    case 'recommendation':
      return [bold(recommendationReference(item)), ` ${inShort(item.title, longestLine)}`]
    case 'commitment': {
      const owner = nameOf(item.organisation)
      const due = shortDay(item.due)
      const words = inShort(item.text || keptText(owner), longestLine)
      const state = `${owner}, reported ${progressText(item.progress)}, due ${due}`
      return [bold(commitmentReference(item)), ` ${words} (${state})`]
    }
    case 'poll': {
      const words = inShort(item.question, longestLine) || `Text kept by ${nameOf(item.source)}.`
      const state: Text = takesBallots(item, now)
        ? [' (closes ', deadline(item.closesAt, zone), ')']
        : [item.status === 'closed' ? ` (${outcomes[standingResult(item).outcome]})` : ' (being counted)']
      return [bold(pollReference(item)), ` ${words}`, ...state]
    }
  }
}

const outcomes = {
  approved: 'approved',
  'not-approved': 'not approved',
  undecided: 'no decision',
  withheld: 'too few returned for a tally',
}

function showButton({ kind, item }: Found): Action {
  switch (kind) {
    case 'recommendation':
      return show('show-recommendation', recommendationReference(item))
    case 'commitment':
      return show('show-commitment', commitmentReference(item))
    case 'poll':
      return show('show-poll', pollReference(item))
  }
}

function show(use: string, reference: string): Action {
  return button(`Show ${reference}`, use, { reference })
}
