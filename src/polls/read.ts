/** What the use cases of polls load. */

import type { ConsortiumReader } from '#src/consortium/store.ts'
import { present } from '#src/core/assert.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Around } from './after-views.ts'
import { flipsShown, ownBallot, shownOf, votesShown } from './disclosed.ts'
import type { Ballot, Poll } from './poll.ts'
import type { PollReader } from './store.ts'
import type { PollState } from './views.ts'
import type { OwnCast } from './vote-views.ts'

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
  const mine = ballots.filter(({ organisation }) => own.includes(organisation))
  const casts = await Promise.all(mine.map((ballot) => castOf(poll, ballot, read)))
  const receipt = poll.status === 'closed' ? await read.polls.receiptOfResult(poll.id) : null
  const around = await aroundOf(poll, read, ballots.length)
  const { zone } = consortium
  return { poll, shown: shownOf(poll, ballots), own: casts, around, names, group: group.name, zone, receipt }
}

/** A ballot as its own organisation sees it, with the name of who cast it. */
export async function castOf(poll: Poll, ballot: Ballot, read: Read): Promise<OwnCast> {
  const person = await read.consortium.person(ballot.castBy)
  return { ...ownBallot(poll, ballot), by: person?.name ?? null }
}

/** The receipt of an own ballot that stands. */
export type Receipt = { cast: OwnCast; receipt: string }

export async function receiptsOf({ poll, own }: PollState, read: Read): Promise<Receipt[]> {
  const found = await Promise.all(own.map((cast) => read.polls.receiptOf(poll.id, cast)))
  return own.flatMap((cast, at) => {
    const receipt = found[at]?.receipt
    return receipt === undefined ? [] : [{ cast, receipt }]
  })
}

/** What a card says of it is the same for everyone: nothing that only an organisation or the secretariat may see. */
async function aroundOf(poll: Poll, read: Read, returns: number): Promise<Around> {
  const received = await read.polls.received(poll.id)
  const votes = votesShown(poll, returns, received, { own: [], isSecretary: false })
  const isClosed = poll.status === 'closed'
  const contests = isClosed ? await read.polls.contests(poll.id) : []
  const flipped = flipsShown(poll, isClosed ? await read.polls.flips(poll.id) : [])
  const people = votes.named.length === 0 ? [] : await read.consortium.people()
  return { votes, contests, flipped, people: new Map(people.map(({ id, name }) => [id, name])) }
}
