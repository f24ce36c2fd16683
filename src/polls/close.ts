/**
 * Closing is two transactions. First the poll stops taking ballots: a plain update that waits for nobody. Then it is locked for update,
 * which waits only for the ballots in flight, counted and recorded. One step alone either lets a ballot in after the close or starves.
 */

import { z } from 'zod'
import { system } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { PollId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { card } from '#src/view/build.ts'
import { counted, takesBallots } from './decide.ts'
import { type PollFact, pollReference } from './poll.ts'
import type { Read } from './read.ts'

const ClosePoll = z.object({ poll: PollId })
const unknown = refuse('not-found', { reference: 'such poll' })

export const beginClosing = changing('begin-closing', {
  input: ClosePoll,
  says: 'Stop taking ballots',
  may: system,
  load: (input, read: Read) => read.polls.byId(input.poll),
  decide: (_input, poll, at): Decision<PollFact> => {
    if (!poll) return decline(unknown)
    const says = card(`${pollReference(poll)} takes no more ballots`)
    if (poll.status !== 'open' || takesBallots(poll, at.now)) return accept([], { says })
    return accept([{ type: 'poll-closing-begun', poll: poll.id }], { says })
  },
})

export const countPoll = changing('count-poll', {
  input: ClosePoll,
  says: 'Count the ballots and record the result',
  may: system,
  load: (input, read: Read) => read.polls.forCount(input.poll),
  decide: (_input, found): Decision<PollFact> => {
    if (!found) return decline(unknown)
    const { poll, ballots } = found
    const says = card(`${pollReference(poll)} is counted`)
    if (poll.status !== 'closing') return accept([], { says })
    const fact = { type: 'poll-closed', poll: poll.id, ...counted(poll, ballots) } as const
    return accept([fact], {
      says,
      refresh: [{ kind: 'poll', id: poll.id }],
    })
  },
})
