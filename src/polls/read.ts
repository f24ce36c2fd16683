/** What the use cases of polls load. */

import { z } from 'zod'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { type OrganisationId, PollId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { Around } from './after-views.ts'
import { asSeen, seen } from './decide.ts'
import { flipsShown, ownBallot, shownOf, votesShown } from './disclosed.ts'
import type { Ballot, Poll } from './poll.ts'
import type { PollReader } from './store.ts'
import type { PollState } from './views.ts'
import type { OwnCast } from './vote-views.ts'

export type Read = { consortium: ConsortiumReader; polls: PollReader }

/** The poll with what may be shown of its ballots and all names that its card shows; `own`: the organisations for which it is read. */
export async function stateOf(poll: Poll, read: Read, own: readonly OrganisationId[] = []): Promise<PollState> {
  const [consortium, found, organisations, ballots, acts] = await Promise.all([
    read.consortium.consortium(),
    read.consortium.group(poll.group),
    read.consortium.organisations(),
    read.polls.ballots(poll.id),
    read.polls.acts(poll.id),
  ])
  const people = new Map(
    await inTurn(
      [...new Set(acts.map(({ by }) => by))],
      async (id) => [id, (await read.consortium.person(id))?.name ?? ''] as const,
    ),
  )
  const group = present(found, 'the working group')
  // Also of those that voted and left the group since.
  const names = new Map(organisations.map(({ id, short }) => [id, short]))
  const mine = ballots.filter(({ organisation }) => own.includes(organisation))
  const casts = await Promise.all(mine.map((ballot) => castOf(poll, ballot, read)))
  const receipt = poll.status === 'closed' ? await read.polls.receiptOfResult(poll.id) : null
  const around = await aroundOf(poll, read, ballots.length)
  const { zone } = consortium
  const shown = shownOf(poll, ballots)
  return { poll, shown, own: casts, around, acts, people, names, group: group.name, zone, receipt }
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

/** `P-7` as typed, or its id. */
export const PollNamed = z.union([PollId, z.string().regex(/^\s*p-?\d{1,9}\s*$/i, 'Name the poll like P-7.')])

/** The poll that was named, as much of it as the actor may have; `held`: nobody casts or counts until the transaction ends. */
export async function pollNamed(typed: string, read: Read, actor: Actor, held?: 'held'): Promise<Poll | undefined> {
  const id = PollId.safeParse(typed)
  const found = id.success
    ? await read.polls.byId(id.data)
    : await read.polls.byNumber(Number(/\d{1,9}/.exec(typed)?.[0] ?? 0))
  const poll = found && held ? (await read.polls.forCount(found.id))?.poll : found
  return poll && asSeen(poll, seen(actor, poll))
}

export function pollUnknown(typed: string): Refusal {
  const number = PollId.safeParse(typed).success ? undefined : /\d{1,9}/.exec(typed)?.[0]
  return refuse(
    'not-found',
    { reference: number === undefined ? 'such poll' : `P-${Number(number)}` },
    { field: 'poll' },
  )
}
