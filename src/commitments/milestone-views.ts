/** Milestones as people see them. */
import { dayInFull } from '#src/core/dates.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, list, note, text, turns, withActions } from '#src/view/build.ts'
import type { Action, Card, Text } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import { longestMilestone, type Milestone } from './change.ts'
import { commitmentReference, daysLeft, keptText } from './commitment.ts'
import { keepsText } from './decide.ts'
import { referenceField } from './fields.ts'
import type { Confirmed, Named } from './views.ts'

/** Milestones on one card; each has up to three buttons. */
const perPage = 3

/** What a text field of every platform takes. */
const longestTyped = 3_000

export function milestonesCard(
  { commitment, owner }: Named<Confirmed>,
  milestones: readonly Milestone[],
  { page, mayChange, today }: { page: number; mayChange: boolean; today: Temporal.PlainDate },
): Card {
  const reference = commitmentReference(commitment)
  const reached = milestones.filter(({ reachedAt }) => reachedAt !== null).length
  const shown = milestones.slice((page - 1) * perPage, page * perPage)
  const first = (page - 1) * perPage + 1
  const lines = shown.map((one, nth): Text => lineOf(one, first + nth, { owner: owner.short, today }))
  const add = button('Add milestones', 'add-milestones', { reference }, { opens: true })
  const drawn = card(
    `${reference} ${milestones.length === 0 ? 'has no milestones' : `${reached} of ${counted(milestones.length, 'milestone')} reached`}`,
    text(commitment.text || keptText(owner.short)),
    ...(lines.length === 0 ? [] : [list(lines)]),
    ...(milestones.length > perPage ? [note(`${first} to ${first + shown.length - 1} of ${milestones.length}.`)] : []),
  )
  return withActions(
    { ...drawn, label: commitment.label },
    ...(mayChange ? shown.flatMap((one, nth) => actionsOf(one, first + nth)) : []),
    ...(mayChange ? [add] : []),
    ...turns(milestones.length, page, perPage, 'show-milestones', { reference }),
    button(`Show ${reference}`, 'show-commitment', { reference }),
  )
}

type Beside = { owner: string; today: Temporal.PlainDate }

function lineOf({ text: words, due, reachedAt }: Milestone, nth: number, { owner, today }: Beside): Text {
  const day = dayInFull(Temporal.PlainDate.from(due))
  const state = reachedAt !== null ? 'reached' : daysLeft(due, today) < 0 ? 'overdue' : 'to come'
  return [bold(`${nth}. ${words || keptText(owner)}`), `  by ${day}: ${state}`]
}

/** Each button names its milestone, so that a screen reader tells them apart. */
function actionsOf({ id: milestone, reachedAt }: Milestone, nth: number): Action[] {
  return [
    reachedAt === null
      ? button(`Mark ${nth} reached`, 'reach-milestone', { milestone, reached: 'yes' })
      : button(`Mark ${nth} not reached`, 'reach-milestone', { milestone, reached: 'no' }),
    button(`Change ${nth}`, 'change-milestone', { milestone }, { opens: true }),
    button(`Drop ${nth}`, 'drop-milestone', { milestone }),
  ]
}

export function addForm(found: Named<Confirmed> | undefined): FormShape {
  return {
    title: 'Add milestones',
    submit: 'Check days',
    fields: [
      ...(found ? [] : [referenceField]),
      {
        kind: 'paragraph',
        name: 'milestones',
        label: 'One on each line',
        hint: 'For example Publish the draft by 15 January',
        required: true,
        max: longestTyped,
      },
    ],
    ...(found && { note: [bold(commitmentReference(found.commitment)), ` ${found.commitment.text}`] }),
  }
}

export function milestoneForm({ commitment, owner }: Named<Confirmed>, { text: words, due }: Milestone): FormShape {
  return {
    title: 'Change milestone',
    submit: 'Check day',
    fields: [
      { kind: 'paragraph', name: 'text', label: 'Milestone', required: !keepsText(commitment), max: longestMilestone },
      { kind: 'line', name: 'due', label: 'By which day', required: true, max: 100 },
    ],
    values: { text: words, due },
    note: [bold(commitmentReference(commitment)), ` ${commitment.text || keptText(owner.short)}`],
  }
}
