/** What the use cases of polls load. */

import type { ConsortiumReader } from '#src/consortium/store.ts'
import { present } from '#src/core/assert.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { ownBallot, shownOf } from './disclosed.ts'
import type { Poll } from './poll.ts'
import type { PollReader } from './store.ts'
import type { PollState } from './views.ts'

export type Read = { consortium: ConsortiumReader; polls: PollReader }

/** The poll with what may be shown of its ballots and all names that its card shows; `own`: the organisations for which it is read. */
export async function stateOf(poll: Poll, read: Read, own: readonly OrganisationId[] = []): Promise<PollState> {
  const [consortium, found, organisations, ballots] = await Promise.all([
    read.consortium.consortium(),
    read.consortium.group(poll.group),
    read.consortium.organisations(),
    read.polls.ballots(poll.id),
  ])
  const group = present(found, 'the working group')
  // Also of those that voted and left the group since.
  const names = new Map(organisations.map(({ id, short }) => [id, short]))
  const mine = ballots.filter(({ organisation }) => own.includes(organisation)).map((one) => ownBallot(poll, one))
  return { poll, shown: shownOf(poll, ballots), own: mine, names, group: group.name, zone: consortium.zone }
}
