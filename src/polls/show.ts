/** Reading a poll, and what organisations wrote with their votes. */

import { z } from 'zod'
import { type Actor, isGranted, participant, seatsOf } from '#src/core/access.ts'
import { PollId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, showing } from '#src/core/use-case.ts'
import { Page } from '#src/core/words.ts'
import { bold, button, card, list, note, turns, withActions } from '#src/view/build.ts'
import type { Action, Card } from '#src/view/card.ts'
import { concludePoll, enterOfficial } from './conclude.ts'
import { asSeen, seen, takesBallots } from './decide.ts'
import { keepsPolls } from './extend.ts'
import { type Poll, pollReference } from './poll.ts'
import { type Read, stateOf } from './read.ts'
import { seesMissing } from './remind.ts'
import { offers } from './rulings/offers.ts'
import { ownLines, type PollState, pollCard } from './views.ts'
import { typedReference } from './vote.ts'
import { verb } from './vote-views.ts'

export const showPoll = showing('show-poll', {
  input: z.union([z.object({ poll: PollId }), z.object({ reference: z.string() })]),
  says: 'Show a poll',
  may: participant,
  typed: {
    word: 'show',
    usage: 'show P-7',
    examples: ['show P-7', 'show p7'],
    read: (rest) => (typedReference.test(rest) ? { reference: rest.trim() } : undefined),
  },
  load: async (input, read: Read, at) => {
    const number = 'reference' in input ? Number(typedReference.exec(input.reference)?.[1] ?? 0) : 0
    const found = 'poll' in input ? await read.polls.byId(input.poll) : await read.polls.byNumber(number)
    return { found: found && (await seenState(at.actor, found, read)), number }
  },
  show: (_input, { found, number }, at) => {
    if (!found) return refuse('not-found', { reference: number > 0 ? `P-${number}` : 'such poll' })
    const drawn = pollCard(found, at)
    const { poll, own } = found
    const receipts = own.length === 0 ? [] : [button('Show receipt', 'show-receipt', { poll: poll.id })]
    const shown = { ...drawn, blocks: [...drawn.blocks, ...ownLines(found)] }
    return withActions(shown, ...drawn.actions, ...offers(found, at.actor), ...receipts, ...keeperActions(poll, at))
  },
})

/** For those who keep polls, in their own answer alone: the card in a place is everybody's. */
function keeperActions(poll: Poll, { actor, now }: Pick<At, 'actor' | 'now'>): Action[] {
  const args = { poll: poll.id }
  const keeps = isGranted(actor, keepsPolls.grants)
  if (takesBallots(poll, now)) {
    return [
      ...(isGranted(actor, seesMissing.grants) ? [button('Show who is missing', 'show-missing', args)] : []),
      ...(keeps ? [button('Extend poll', 'extend-poll', args, { opens: true })] : []),
    ]
  }
  if (poll.status !== 'closed') return []
  const isOurs = poll.standing === 'decision'
  return [
    ...(isOurs && isGranted(actor, concludePoll.may.grants)
      ? [button('Decide on poll', 'conclude-poll', args, { opens: true })]
      : []),
    ...(!isOurs && isGranted(actor, enterOfficial.may.grants)
      ? [button('Enter official result', 'enter-official', args, { opens: true })]
      : []),
    ...(keeps ? [button('Re-open poll', 'reopen-poll', args, { opens: true })] : []),
  ]
}

const remarksPerPage = 5

export const showRemarks = showing('show-remarks', {
  input: z.object({ poll: PollId, page: Page }),
  says: 'Read the comments and reasons that came with votes',
  may: participant,
  load: async (input, read: Read, at) => {
    const poll = await read.polls.byId(input.poll)
    return poll && seen(at.actor, poll) === 'full' ? stateOf(poll, read) : undefined
  },
  show: (input, found) => (found ? remarksCard(found, input.page) : refuse('not-found', { reference: 'such poll' })),
})

async function seenState(actor: Actor, poll: Parameters<typeof stateOf>[0], read: Read) {
  const shown = asSeen(poll, seen(actor, poll))
  const own = seatsOf(actor).map(({ organisation }) => organisation)
  return shown && stateOf(shown, read, own)
}

function remarksCard({ poll, shown, names }: PollState, page: number): Card {
  const reference = pollReference(poll)
  const at = (page - 1) * remarksPerPage
  const lines = shown.remarks.slice(at, at + remarksPerPage).map(({ organisation, choice, remarks }) => {
    const who = names.get(organisation) ?? organisation
    return [bold(`${who}, ${verb[choice].toLowerCase()}: `), remarks]
  })
  const drawn = card(
    `Comments on ${reference}`,
    ...(lines.length === 0 ? [note('Nothing that may be shown was written with a vote.')] : [list(lines)]),
  )
  return withActions(
    { ...drawn, label: poll.label },
    ...turns(shown.remarks.length, page, remarksPerPage, 'show-remarks', { poll: poll.id }),
    button(`Show ${reference}`, 'show-poll', { poll: poll.id }),
  )
}
