/** Votes that came from outside the chat, with what was said about them. */
import { z } from 'zod'
import { participant } from '#src/core/access.ts'
import { PollId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { showing } from '#src/core/use-case.ts'
import { Page } from '#src/core/words.ts'
import { asSeen, seen } from '../decide.ts'
import { typedReference } from '../vote.ts'
import { isSecretary, type Read, votesState } from './read.ts'
import { speaksFor } from './speakers.ts'
import { receivedCard } from './views.ts'

export const showReceived = showing('show-received', {
  input: z.union([
    z.object({ poll: PollId, page: Page }),
    z.object({ reference: z.string().regex(typedReference, 'Name the poll like P-7'), page: Page }),
  ]),
  says: 'Show the votes that came by letter or e-mail, late ones too',
  may: participant,
  typed: {
    word: 'received',
    usage: 'received P-7',
    examples: ['received P-7', 'received p7'],
    read: (rest) => (typedReference.test(rest) ? { reference: rest.trim() } : undefined),
  },
  load: async (input, read: Read, { actor }) => {
    const number = 'reference' in input ? Number(typedReference.exec(input.reference)?.[1]) : 0
    const found = 'poll' in input ? await read.polls.byId(input.poll) : await read.polls.byNumber(number)
    const poll = found && asSeen(found, seen(actor, found))
    return { found: poll && (await votesState(poll, read, actor)), number }
  },
  show: ({ page }, { found, number }, { actor }) => {
    if (!found) return refuse('not-found', { reference: number > 0 ? `P-${number}` : 'such poll' })
    const speaks = ({ organisation }: { organisation: Parameters<typeof speaksFor>[1] }) =>
      speaksFor(actor, organisation)
    return receivedCard(found, { isSecretary: isSecretary(actor), speaks, page })
  },
})
