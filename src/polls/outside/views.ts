/** Recorded votes as people see them: objecting, ruling, and the list of them. */
import { dayInFull } from '#src/core/dates.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, buttons, card, list, note, text, turns, withActions } from '#src/view/build.ts'
import type { Action, Block, Card, Text } from '#src/view/card.ts'
import { longestReason, type VoteRuling } from '../afterwards.ts'
import type { ShownVote } from '../disclosed.ts'
import { pollReference } from '../poll.ts'
import { did } from '../vote-views.ts'
import type { Recorded, VotesState } from './read.ts'

export function objectForm({ poll, organisation }: Recorded): FormShape {
  return {
    title: 'Object to vote',
    submit: 'Object to vote',
    fields: [{ kind: 'paragraph', name: 'reason', label: 'What is wrong with it', required: true, max: longestReason }],
    note: [
      `The vote that was recorded for ${organisation} on `,
      bold(pollReference(poll)),
      '. The objection is shown beside it, and the secretariat rules whether the vote stands.',
    ],
  }
}

export function objectedCard({ poll, organisation }: Recorded): Card {
  const drawn = card(
    `${organisation} objects to the vote recorded for it on ${pollReference(poll)}`,
    note('The secretariat is told, and rules whether the vote stands. You hear of it.'),
  )
  return withActions({ ...drawn, tone: 'good', label: poll.label }, listButton(poll))
}

/** To the secretariat; why is read where the poll may be. */
export function toRuleCard({ poll, vote, organisation }: Recorded): Card {
  const drawn = card(
    `${pollReference(poll)} ${organisation} objects to the vote recorded for it`,
    text('Rule whether the vote stands or is withdrawn, with your reason.'),
  )
  return withActions(
    { ...drawn, label: poll.label },
    listButton(poll),
    button('Rule on vote', 'rule-on-vote', { vote: vote.id }, { opens: true }),
  )
}

const rulings: Record<VoteRuling, string> = {
  stands: 'The vote stands',
  withdrawn: 'The vote is withdrawn',
  counted: 'The late vote counts',
  'left-out': 'The late vote is left out',
}

export function ruleForm({ poll, vote, organisation }: Recorded, open: readonly VoteRuling[]): FormShape {
  const objection = vote.objection ? [`\n${organisation} objects: “${vote.objection.reason}”`] : []
  return {
    title: 'Rule on vote',
    submit: 'Rule on vote',
    fields: [
      {
        kind: 'choice',
        name: 'ruling',
        label: 'Ruling',
        required: true,
        options: open.map((ruling) => ({ value: ruling, label: rulings[ruling] })),
      },
      { kind: 'paragraph', name: 'reason', label: 'Why', required: true, max: longestReason },
    ],
    note: [
      bold(pollReference(poll)),
      ` The vote that was recorded for ${organisation}.`,
      ...objection,
      poll.status === 'closed' ? '\nA ruling that changes the count writes a new result beside the first.' : '',
    ],
  }
}

export function ruledCard({ poll, organisation }: Recorded, ruling: VoteRuling): Card {
  const drawn = card(
    `${rulings[ruling]}: ${organisation} on ${pollReference(poll)}`,
    note(`Those who speak for ${organisation} are told why.`),
  )
  return withActions({ ...drawn, tone: 'good', label: poll.label }, listButton(poll))
}

export function toldRuledCard({ poll, organisation }: Recorded, ruling: VoteRuling, reason: string): Card {
  const reference = pollReference(poll)
  const drawn = card(
    `${reference} ${rulings[ruling]}: the one recorded for ${organisation}`,
    text(bold('The secretariat says: '), reason),
  )
  return withActions({ ...drawn, label: poll.label }, button(`Show ${reference}`, 'show-poll', { poll: poll.id }))
}

/** It comes 1:1, as a file or by a link. */
export function comingCard({ poll, vote }: Recorded): Card {
  const drawn = card('Your file is on its way', text(`${vote.file?.name ?? 'The file'} comes in our 1:1 chat.`))
  return withActions({ ...drawn, label: poll.label }, listButton(poll))
}

function listButton({ id }: Recorded['poll']): Action {
  return button('Show recorded votes', 'show-received', { poll: id })
}

const perPage = 4

type May = { isSecretary: boolean; speaks: (vote: ShownVote) => boolean; page: number }

/** Those that the reader may know of; what each takes stands under it. */
export function receivedCard(state: VotesState, may: May): Card {
  const { poll, votes } = state
  const reference = pollReference(poll)
  const first = (may.page - 1) * perPage
  const shown = votes.named.slice(first, first + perPage)
  const blocks = shown.flatMap((vote): Block[] => [
    ...voteBlocks(vote, state),
    ...buttons(...actionsOf(vote, may, state)),
  ])
  const none = votes.named.length === 0 && votes.more === 0
  const drawn = card(
    `${reference} Votes from outside the chat`,
    ...(none ? [note('None was recorded.')] : blocks),
    ...(votes.more === 0 ? [] : [note(`${votes.named.length === 0 ? '' : 'Besides: '}${moreText(votes.more)}`)]),
  )
  return withActions(
    { ...drawn, label: poll.label },
    ...turns(votes.named.length, may.page, perPage, 'show-received', { poll: poll.id }),
    button(`Show ${reference}`, 'show-poll', { poll: poll.id }),
  )
}

/** Of those whose names are not shown. */
export function moreText(more: number): string {
  return more === 1
    ? '1 vote was recorded by the secretariat; it is not shown whose.'
    : `${more} votes were recorded by the secretariat; it is not shown whose.`
}

function voteBlocks(vote: ShownVote, state: VotesState): Block[] {
  const { poll } = state
  const lines: Text[] = []
  // Where only the reference of a poll is shown, nobody's words about it are.
  const said = (reason: string) => (poll.question === '' ? '' : `: “${reason}”`)
  if (vote.objection) lines.push([`Objection of ${nameOf(vote, state)}${said(vote.objection.reason)}`])
  for (const { ruling, reason } of vote.rulings) lines.push([`Ruled: ${rulings[ruling].toLowerCase()}${said(reason)}`])
  return [text(...voteLine(vote, state)), ...(lines.length === 0 ? [] : [list(lines)])]
}

function nameOf({ organisation }: ShownVote, { names }: Pick<VotesState, 'names'>): string {
  return names.get(organisation) ?? organisation
}

const states: Record<ShownVote['state'], string> = {
  counted: 'counted',
  late: 'late, not counted',
  withdrawn: 'withdrawn',
}

/** `France disapproved, by letter that arrived on 3 December; recorded by Eva Lang. Late, not counted.` */
export function voteLine(vote: ShownVote, state: Pick<VotesState, 'names' | 'people'>): Text {
  const { choice, means, day, recordedBy } = vote
  const what = choice === null ? 'voted' : did[choice].replace(/ on$/, '')
  const arrived = dayInFull(Temporal.PlainDate.from(day))
  const by = state.people.get(recordedBy) ?? 'the secretariat'
  const isLateCounted = vote.late && vote.state === 'counted'
  return [
    bold(`${nameOf(vote, state)} ${what}`),
    `, by ${means} that arrived on ${arrived}; recorded for it by ${by}: `,
    isLateCounted ? 'late, counted by a ruling.' : `${states[vote.state]}.`,
  ]
}

function actionsOf(vote: ShownVote, { isSecretary, speaks }: May, state: VotesState): Action[] {
  const args = { vote: vote.id }
  const whose = nameOf(vote, state)
  const own = speaks(vote)
  const objects = own && vote.objection === null && vote.state !== 'withdrawn'
  return [
    ...(objects ? [button(`Object for ${whose}`, 'object-to-vote', args, { opens: true })] : []),
    ...(isSecretary && vote.state !== 'withdrawn'
      ? [button(`Rule on ${whose}’s vote`, 'rule-on-vote', args, { opens: true })]
      : []),
    ...((own || isSecretary) && vote.file ? [button(`Get ${whose}’s file`, 'get-letter', args)] : []),
  ]
}
