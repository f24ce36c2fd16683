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
import type { AfterwardsFact } from './afterwards.ts'
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
  load: async (input, read: Read) => {
    const found = await read.polls.forCount(input.poll)
    return found && { ...found, acts: await read.polls.acts(input.poll) }
  },
  decide: (_input, found): Decision<PollFact | AfterwardsFact> => {
    if (!found) return decline(unknown)
    const { poll, ballots, results, acts } = found
    const says = card(`${pollReference(poll)} is counted`)
    if (poll.status !== 'closing') return accept([], { says })
    const made = { poll: poll.id, ...counted(poll, ballots) }
    const reason = acts.findLast(({ kind }) => kind === 'reopened')?.words ?? ''
    const fact: PollFact | AfterwardsFact =
      results === 0
        ? { type: 'poll-closed', ...made }
        : { type: 'poll-recounted', ...made, n: results + 1, because: 'reopened', sealed: { reason } }
    return accept([fact], {
      says,
      refresh: [{ kind: 'poll', id: poll.id }],
    })
  },
})
