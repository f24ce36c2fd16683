/** What was found, as people see it: five on a card, each with its button. */
import type { Organisation } from '#src/consortium/consortium.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { strictest } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, list, note, text, turns, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import { type Found, lineOf, showButton } from './lines.ts'

export const perPage = 5
export const longestQuery = 200

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
