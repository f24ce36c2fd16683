/** Boards as people see them. */
import type { Organisation, WorkingGroup } from '#src/consortium/consortium.ts'
import { placesText } from '#src/consortium/places.ts'
import type { Group, PlaceRead } from '#src/consortium/store.ts'
import { dayInFull } from '#src/core/dates.ts'
import { strictest } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import type { Axes } from '#src/recommendations/axes.ts'
import { axesRows } from '#src/recommendations/axes-views.ts'
import { type Recommendation, recommendationReference } from '#src/recommendations/recommendation.ts'
import { bold, button, buttons, card, note, text, turns, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import { type Figure, figureToPlain } from '#src/view/figure.ts'
import type { Field } from '#src/view/form.ts'
import { counted } from '#src/view/phrases.ts'
import { argsOf, perPage } from './board.ts'
import type { Scope } from './scope.ts'

/** A recommendation with both axes, and what answers it as far as it is seen. */
export type Row = { recommendation: Recommendation; axes: Axes; commitments: number; overdue: number }
export type Board = { scope: Scope; total: number; rows: Row[]; on: Temporal.PlainDate }

export function trackCard({ scope, total, rows, on }: Board, page: number): Card {
  const args = argsOf(scope.board)
  const filter = button('Filter board', 'filter-board', args, { opens: true })
  if (rows.length === 0) {
    const says = total === 0 ? 'No recommendation that you may see stands here.' : 'There are no more.'
    return withActions(card(`${scope.says} · ${counted(total, 'recommendation')}`, text(says)), filter)
  }
  const first = (page - 1) * perPage + 1
  const label = strictest(rows.map(({ recommendation }) => recommendation.label))
  const range = total > perPage ? `${first} to ${first + rows.length - 1} of ${total}. ` : ''
  const drawn = card(
    `${scope.says} · ${counted(total, 'recommendation')}`,
    ...rows.flatMap(blocksOf),
    ...buttons(...rows.map(showButton)),
    note(`${range}As of ${dayInFull(on)}. · stands where nobody has said so yet.`),
  )
  return withActions(
    { ...drawn, ...(label && { label }) },
    ...turns(total, page, perPage, 'track', args),
    button('Show picture', 'show-picture', args),
    filter,
  )
}

function showButton({ recommendation }: Row): Action {
  const reference = recommendationReference(recommendation)
  return button(`Show ${reference}`, 'show-recommendation', { reference })
}

function blocksOf({ recommendation, axes, commitments, overdue }: Row): Block[] {
  const late = overdue > 0 ? `, ${overdue} overdue` : ''
  const answers = commitments === 0 ? 'no commitment yet' : `${counted(commitments, 'commitment')}${late}`
  return [
    text(bold(recommendationReference(recommendation)), ` ${recommendation.title}: ${answers}`),
    { kind: 'progress', rows: axesRows(axes) },
  ]
}

/** To the person who asked, with what they may do. */
export function pictureCard(scope: Scope, figure: Figure | undefined, url: string | undefined, mayPost: boolean): Card {
  const args = argsOf(scope.board)
  const back = button('Show board', 'track', args)
  if (!figure) return withActions(card(scope.says, text('No recommendation that you may see stands here.')), back)
  return withActions(pictured(figure, url), back, ...(mayPost ? [button('Post here', 'post-board', args)] : []))
}

/** The same for everyone who reads there, whoever asked. */
export function placedCard(scope: Scope, figure: Figure | undefined, url: string): Card {
  const back = button('Show board', 'track', argsOf(scope.board))
  if (!figure)
    return withActions(card(scope.says, text('No recommendation that everyone here may see stands here.')), back)
  const drawn = pictured(figure, url)
  const says = note('It counts what everyone who reads here may see, and is drawn anew when that moves.')
  return withActions({ ...drawn, blocks: [...drawn.blocks, says] }, back)
}

/** Where what a board holds is no more. */
export function endedCard(): Card {
  return card('A board', note('What it showed is no more.'))
}

export function postedCard(scope: Scope, group: Group, empty: readonly PlaceRead[]): Card {
  return card(
    `The picture of ${scope.says} is shown in ${placesText(group)}`,
    ...empty.map(({ name }) => note(`Nothing of it stands in ${name}: everyone who reads there may see none of it.`)),
    note('It counts what everyone who reads there may see, and is drawn anew when that moves.'),
  )
}

function pictured(figure: Figure, url: string | undefined): Card {
  const alt = figureToPlain(figure)
  const shown: Block = url === undefined ? text(alt) : { kind: 'image', url, alt }
  return { ...card(figure.title, shown), label: figure.label }
}

export function filterForm(groups: readonly WorkingGroup[], organisations: readonly Organisation[]): FormShape {
  const choice = (name: string, label: string, options: { value: string; label: string }[]): Field[] =>
    options.length === 0 ? [] : [{ kind: 'choice', name, label, required: false, options }]
  return {
    title: 'Filter board',
    submit: 'Show board',
    fields: [
      ...choice(
        'group',
        'Working group',
        groups.map(({ id, name }) => ({ value: id, label: name })),
      ),
      { kind: 'line', name: 'theme', label: 'Theme', hint: 'For example talent', required: false, max: 200 },
      ...choice(
        'owner',
        'Owner',
        organisations.map(({ id, short }) => ({ value: id, label: short })),
      ),
      { kind: 'line', name: 'country', label: 'Country', hint: 'For example Japan or JP', required: false, max: 200 },
    ],
    note: ['The first of theme, country, owner and working group that you fill in counts.'],
  }
}
