/** Counting a closed poll again: a new result beside those before it, which stay as they are. Pure. */
import type { AfterwardsFact } from './afterwards.ts'
import { counted } from './decide.ts'
import type { Ballot, Counted, Poll } from './poll.ts'

export type ClosedPoll = Extract<Poll, { status: 'closed' }>

/** `reason`: of the ruling that leads to it; empty where a voter did. */
export function recounted(
  poll: ClosedPoll,
  ballots: readonly Ballot[],
  because: Exclude<Counted, 'closed'>,
  reason: string,
): AfterwardsFact {
  const n = poll.results.length + 1
  return { type: 'poll-recounted', poll: poll.id, n, because, ...counted(poll, ballots), sealed: { reason } }
}
