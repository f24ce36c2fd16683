/** Reading a poll. */

import { z } from 'zod'
import { participant } from '#src/core/access.ts'
import { PollId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { asSeen, seen } from './decide.ts'
import { type Read, stateOf } from './read.ts'
import { pollCard } from './views.ts'
import { typedReference } from './vote.ts'

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
    const poll = found && asSeen(found, seen(at.actor, found))
    return { found: poll && (await stateOf(poll, read)), number }
  },
  show: (_input, { found, number }, at) =>
    found ? pollCard(found, at.now) : refuse('not-found', { reference: number > 0 ? `P-${number}` : 'such poll' }),
})
