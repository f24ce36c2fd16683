/** What the use cases about votes from outside the chat load. */
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { type Actor, seatsOf } from '#src/core/access.ts'
import type { OrganisationId, PersonId, ReceivedVoteId } from '#src/core/id.ts'
import type { ReceivedVote } from '../afterwards.ts'
import { asSeen, seen } from '../decide.ts'
import { type ShownVotes, votesShown } from '../disclosed.ts'
import type { Poll } from '../poll.ts'
import type { PollReader } from '../store.ts'

export type Read = { consortium: ConsortiumReader; polls: PollReader }

/** A recorded vote with its poll, as far as the actor sees that. */
export type Recorded = { poll: Poll; vote: ReceivedVote; organisation: string }

export async function recordedBy(id: ReceivedVoteId, read: Read, actor: Actor): Promise<Recorded | undefined> {
  const vote = await read.polls.receivedById(id)
  const found = vote && (await read.polls.byId(vote.poll))
  const poll = found && asSeen(found, seen(actor, found))
  if (!vote || !poll) return undefined
  const organisation = await read.consortium.organisation(vote.organisation)
  return { poll, vote, organisation: organisation?.short ?? '' }
}

export function isSecretary(actor: Actor): boolean {
  return seatsOf(actor).some(({ role }) => role === 'secretariat')
}

/** Votes that were recorded in a poll, as the viewer sees them, with all names that are shown of them. */
export type VotesState = {
  poll: Poll
  votes: ShownVotes
  names: ReadonlyMap<OrganisationId, string>
  people: ReadonlyMap<PersonId, string>
  zone: string
}

export async function votesState(poll: Poll, read: Read, actor: Actor): Promise<VotesState> {
  const [received, ballots, organisations, people, { zone }] = await Promise.all([
    read.polls.received(poll.id),
    read.polls.ballots(poll.id),
    read.consortium.organisations(),
    read.consortium.people(),
    read.consortium.consortium(),
  ])
  const own = seatsOf(actor).map(({ organisation }) => organisation)
  return {
    poll,
    votes: votesShown(poll, ballots.length, received, { own, isSecretary: isSecretary(actor) }),
    names: new Map(organisations.map(({ id, short }) => [id, short])),
    people: new Map(people.map(({ id, name }) => [id, name])),
    zone,
  }
}
