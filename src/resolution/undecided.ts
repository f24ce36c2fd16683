/** What is left to decide one by one: pulled out, undecided or proposed anew, each with the positions that organisations took. */
import { z } from 'zod'
import { type Actor, isGranted, participant } from '#src/core/access.ts'
import { isRefusal } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { Page } from '#src/core/words.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import { bold, button, buttons, card, facts, note, text, turns, withActions } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { decidesDispositions, listed, polled, type Stands, standsAs, takesPullOuts } from './decide.ts'
import { type Read, type Table, tableOf, typedDraft, wordsSeen } from './read.ts'
import type { Settling } from './resolution.ts'
import { stancesSeen } from './stance.ts'
import { tallyText } from './step-views.ts'
import { disposedText, placeOf } from './views.ts'

const perPage = 3

export const showUndecided = showing('show-undecided', {
  input: z.object({ draft: z.string('Name the draft, for example D-3.').max(20), page: Page }),
  says: 'Show what is left to decide one by one on a draft, with the positions of organisations',
  may: participant,
  typed: {
    word: 'undecided',
    usage: 'undecided D-3',
    examples: ['undecided D-3', 'undecided d3'],
    read: (rest) => (typedDraft.test(rest) ? { draft: rest.trim() } : undefined),
  },
  load: (input, read: Read, at) => tableOf(input.draft, read, at.actor),
  show: ({ page }, table, { actor, now }) => (isRefusal(table) ? table : undecidedCard(table, actor, { page, now })),
})

function undecidedCard(table: Table, actor: Actor, { page, now }: { page: number; now: Temporal.Instant }): Card {
  const { all, list } = table
  const draft = draftReference(table.draft)
  const left = list ? polled(all, list) : []
  const onList = listed(all, list)
  const isChair = isGranted(actor, decidesDispositions.grants)
  const title =
    left.length === 0
      ? `${draft} Nothing is left to decide one by one`
      : `${draft} ${counted(left.length, 'comment')} to decide one by one`
  const drawn = card(
    title,
    ...(left.length === 0 ? [] : [text(compositionOf(left, table))]),
    ...left.slice((page - 1) * perPage, page * perPage).flatMap((one) => undecidedBlocks(one, table, actor, isChair)),
    ...(onList.length > 0 ? [note(listText(onList.length, table, now))] : []),
    ...(list ? [] : [note('No list of dispositions has been circulated yet.')]),
  )
  const isOver = list !== undefined && !takesPullOuts(list, now)
  const enBloc =
    isChair && isOver && onList.length > 0
      ? [button(`Decide the ${onList.length} listed`, 'decide-listed', { draft })]
      : []
  return {
    ...withActions(drawn, ...turns(left.length, page, perPage, 'show-undecided', { draft }), ...enBloc),
    label: table.draft.label,
  }
}

/** `4 pulled out · 6 with nothing proposed · 2 proposed anew`. */
function compositionOf(left: readonly Settling[], { list }: Table): string {
  const words: [Stands, string][] = [
    ['pulled-out', 'pulled out'],
    ['undecided', 'with nothing proposed'],
    ['changed', 'proposed anew'],
  ]
  const counts = Map.groupBy(left, (one) => standsAs(one, list))
  return words
    .flatMap(([stands, says]) => (counts.has(stands) ? [`${counts.get(stands)?.length} ${says}`] : []))
    .join(' · ')
}

function listText(count: number, { list }: Table, now: Temporal.Instant): string {
  const stand = `${counted(count, 'comment')} ${count === 1 ? 'stands' : 'stand'} on the list`
  return list && takesPullOuts(list, now)
    ? `${stand}, and may be pulled out until its deadline.`
    : `${stand}: the chair decides ${count === 1 ? 'it' : 'them'} in one act.`
}

function undecidedBlocks(one: Settling, table: Table, actor: Actor, isChair: boolean): Block[] {
  const { comment } = one
  const { pulled, positions } = stancesSeen(actor, table, one)
  const reference = commentReference(comment)
  const words = wordsSeen(actor, one) ? inShort(comment.text, 500) : 'Its text is kept by its organisation.'
  const why = pulled.map(({ organisation, reason }): [string, string] => [
    `Pulled out by ${table.names.get(organisation) ?? 'an organisation'}`,
    reason === '' ? 'its reason is kept' : inShort(reason, 200),
  ])
  const proposal = disposedText(one.proposal, one, table, actor).replace(/^: /, '')
  const see = button(`Show ${reference}`, 'show-comment-history', { comment: comment.id })
  const decide = button(
    `Decide ${reference}`,
    'decide-comment',
    { comment: comment.id },
    { style: 'primary', opens: true },
  )
  return [
    text(bold(reference), ` ${placeOf(comment)}. ${words}`),
    facts(['Editor', proposal || 'nothing proposed'], ...why, ['Positions', tallyText(positions)]),
    ...buttons(...(isChair ? [decide] : []), see),
  ]
}
