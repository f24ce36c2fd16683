/** What the use cases about a closed poll load: the poll, held against others who change its result, and everything that is counted. */
import { type Actor, actingSeats, type Seat, signingRoles } from '#src/core/access.ts'
import { PollId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { asSeen, seen } from '../decide.ts'
import { type Ballot, isAsked, type Poll, pollReference } from '../poll.ts'
import type { Read } from '../read.ts'
import type { ClosedPoll } from '../recount.ts'
import { typedReference } from '../vote.ts'

/** `P-7` as typed, or the id of a poll, as its buttons have it. */
export async function pollBy(typed: string, read: Read, actor: Actor): Promise<Poll | undefined> {
  const id = PollId.safeParse(typed)
  const number = Number(typedReference.exec(typed)?.[1] ?? 0)
  const found = id.success ? await read.polls.byId(id.data) : number > 0 ? await read.polls.byNumber(number) : undefined
  return found && asSeen(found, seen(actor, found))
}

export function pollUnknown(typed: string): Refusal {
  const number = Number(typedReference.exec(typed)?.[1] ?? 0)
  return refuse('not-found', { reference: number > 0 ? `P-${number}` : 'such poll' })
}

/** The poll held, with the vote that stands of each organisation. */
export type Held = { poll: Poll; ballots: Ballot[]; names: ReadonlyMap<string, string> }

export async function heldBy(typed: string, read: Read, actor: Actor): Promise<Held | undefined> {
  const known = await pollBy(typed, read, actor)
  const held = known && (await read.polls.forCount(known.id))
  if (!known || !held) return undefined
  const organisations = await read.consortium.organisations()
  const names = new Map(organisations.map(({ id, short }) => [id as string, short]))
  return { poll: { ...held.poll, question: known.question }, ballots: held.ballots, names }
}

/** A poll that is counted, or why nothing can be done about its result yet. */
export function closedOf(poll: Poll): ClosedPoll | Refusal {
  return poll.status === 'closed' ? poll : refuse('not-counted-yet', { reference: pollReference(poll) })
}

/** The seats from which the actor may bind organisations that could vote in it, one of each. */
export function signingSeats(actor: Actor, poll: Poll): Seat[] {
  const held = actingSeats(actor).filter(
    ({ role, organisation }) => signingRoles.some((one) => one === role) && isAsked(poll, organisation),
  )
  return held.filter((seat, at) => held.findIndex(({ organisation }) => organisation === seat.organisation) === at)
}
