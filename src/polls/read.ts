/** What the use cases of polls load. */

import type { ConsortiumReader } from '#src/consortium/store.ts'
import { present } from '#src/core/assert.ts'
import type { Poll } from './poll.ts'
import type { PollReader } from './store.ts'
import type { PollState } from './views.ts'

export type Read = { consortium: ConsortiumReader; polls: PollReader }

/** The poll with its ballots and all names that its card shows. */
export async function stateOf(poll: Poll, read: Read): Promise<PollState> {
  const [consortium, found, organisations, ballots] = await Promise.all([
    read.consortium.consortium(),
    read.consortium.group(poll.group),
    read.consortium.organisations(),
    read.polls.ballots(poll.id),
  ])
  const group = present(found, 'the working group')
  // Also of those that voted and left the group since.
  const names = new Map(organisations.map(({ id, short }) => [id, short]))
  return { poll, ballots, names, group: group.name, zone: consortium.zone }
}
