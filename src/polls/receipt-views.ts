/** Receipts as people see them. */

import type { FormShape } from '#src/core/use-case.ts'
import { button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { pollReference } from './poll.ts'
import type { Receipt } from './read.ts'
import type { Receipted } from './store.ts'
import type { PollState } from './views.ts'
import { castAs, timeIn } from './vote-views.ts'

export const receiptForm: FormShape = {
  title: 'Check a receipt',
  submit: 'Check receipt',
  fields: [
    { kind: 'line', name: 'reference', label: 'Poll', hint: 'For example P-7', required: false, max: 20 },
    {
      kind: 'line',
      name: 'receipt',
      label: 'Receipt',
      hint: 'Without one: the receipt of your own organisation’s vote',
      required: false,
      max: 60,
    },
  ],
}

/** To the organisation whose votes they are. */
export function receiptsCard({ poll, names, zone }: PollState, own: readonly Receipt[]): Card {
  const reference = pollReference(poll)
  const lines = own.map(({ cast, receipt }): [string, string] => [
    names.get(cast.organisation) ?? cast.organisation,
    `${reference} ${receipt}, cast by ${castAs(cast)}, ${timeIn(cast.castAt, zone)}`,
  ])
  const [first] = own
  const drawn = first
    ? card(
        `Receipt of your vote on ${reference}`,
        facts(...lines),
        note('Keep it: it is the beginning of the vote’s hash in the register, and never says what was chosen.'),
        note(`“receipt ${reference} ${first.receipt}” checks it at any time, here and in the other chat.`),
      )
    : card(
        `No vote of your organisation on ${reference} is in the register`,
        note(
          `So there is no receipt. To check another’s, type it after the reference: “receipt ${reference} RECEIPT”.`,
        ),
      )
  return withActions({ ...drawn, label: poll.label }, button(`Show ${reference}`, 'show-poll', { poll: poll.id }))
}

/** Whose vote it is stands there for its own organisation, and where names are shown to everybody. */
export function checkedCard(
  { poll, shown, own: casts, names, zone }: PollState,
  held: Receipted,
  own: readonly Receipt[],
): Card {
  const reference = pollReference(poll)
  const { organisation, receipt, at } = held
  const isOwn = casts.some((cast) => cast.organisation === organisation)
  const whose = organisation !== null && (isOwn || shown.named !== null) ? names.get(organisation) : undefined
  const vote = whose === undefined ? 'a vote' : `${whose}’s vote`
  const stands = own.some((one) => one.receipt === receipt)
  const drawn = card(
    `The register holds ${organisation === null ? 'the result of' : `${vote} on`} ${reference}`,
    facts(['Receipt', `${reference} ${receipt}`], ['Recorded', timeIn(at, zone)]),
    ...(isOwn
      ? [text(stands ? 'It is the vote that stands.' : 'A later vote of your organisation took its place.')]
      : []),
    note('The receipt was computed anew from what is stored: not a letter of it has changed since.'),
  )
  return withActions(
    { ...drawn, tone: 'good', label: poll.label },
    button(`Show ${reference}`, 'show-poll', { poll: poll.id }),
  )
}
