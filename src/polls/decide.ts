/** The rules of polls: who votes, until when, and what replaces what. Pure. */

import { holdsOn } from '#src/consortium/consortium.ts'
import type { Group, SeatLine } from '#src/consortium/store.ts'
import {
  type Actor,
  actingSeats,
  type Seat,
  type SigningRole,
  seatsOf,
  signingRole,
  signingRoles,
} from '#src/core/access.ts'
import { assertNever } from '#src/core/assert.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Audience, type Item, mayReach, maySee, type Release, seenBy, shownIn } from '#src/core/sharing.ts'
import { isTooFew } from './disclosed.ts'
import { type Ballot, type Count, countOf, isAsked, type Poll, pollItem, type Ruling } from './poll.ts'
import type { Return } from './rules/rule.ts'
import { rules } from './rules/rules.ts'

/** Past its closing time a poll takes no ballot, whether or not anybody has recorded it. */
export function takesBallots(poll: Poll, now: Temporal.Instant): boolean {
  return poll.status === 'open' && Temporal.Instant.compare(Temporal.Instant.from(poll.closesAt), now) > 0
}

/**
 * What the poll's rule makes of these ballots, over the electorate that was frozen when it opened. Of an unattributed poll to which too few
 * came back nothing is counted, so that no path can publish it.
 */
export function counted(
  poll: Pick<Poll, 'rule' | 'electorate' | 'unattributed'>,
  ballots: readonly Ballot[],
): Ruling & { count: Count } {
  const { rule, electorate } = poll
  if (!isTooFew(poll, ballots.length)) {
    return { count: countOf(ballots), ...rules[rule].judge(returnsOf(electorate, ballots), electorate) }
  }
  const leftOut = ballots.length === 0 ? [] : [{ why: 'returned, too few to be counted', count: ballots.length }]
  return { count: countOf([]), outcome: 'withheld', compared: 0, leftOut, arithmetic: [] }
}

function returnsOf(electorate: Poll['electorate'], ballots: readonly Ballot[]): Return[] {
  return ballots.flatMap(({ organisation, choice, remarks, ruling }) => {
    const elector = electorate.find((one) => one.organisation === organisation)
    const reasons = ruling ?? (remarks === '' ? 'none' : 'given')
    return elector ? [{ category: elector.category, class: elector.class, choice, reasons }] : []
  })
}

/**
 * The seats from which the actor votes in this poll: one per organisation of the electorate, in the role that was accredited when it
 * opened, as long as the actor still holds it.
 */
export function votingSeats(actor: Actor, poll: Poll): (Seat & { role: SigningRole })[] {
  return poll.electorate.flatMap(({ organisation }) => {
    const role = votingRole(actor, poll, organisation)
    const seat = actingSeats(actor).find((held) => held.organisation === organisation && held.role === role)
    return seat && role ? [{ ...seat, role }] : []
  })
}

/** The strongest role in which the actor was accredited for an organisation at the opening and is still. */
export function votingRole(
  actor: Actor,
  { voters }: Pick<Poll, 'voters'>,
  organisation: OrganisationId,
): SigningRole | undefined {
  if (actor.kind !== 'person' || signingRole(actor, organisation) === undefined) return undefined
  const accredited = voters.filter((one) => one.person === actor.person && one.organisation === organisation)
  const held = actingSeats(actor).filter((seat) => seat.organisation === organisation)
  return signingRoles.find(
    (role) => accredited.some((one) => one.role === role) && held.some((seat) => seat.role === role),
  )
}

/** How much of a poll the actor sees. What its source keeps to itself is still asked of those who vote: they see its reference. */
export function seen(actor: Actor, poll: Poll): Release {
  const item = pollItem(poll)
  const release = seenBy(actor, item)
  const asked = seatsOf(actor).some(({ organisation }) => isAsked(poll, organisation))
  return release === 'nothing' && asked && maySee(actor, item) ? 'reference' : release
}

/** How much of a poll stands in a place. Where those who vote read, its reference does at least. */
export function placed(audience: Audience, poll: Poll): Release {
  const item = pollItem(poll)
  const release = shownIn(audience, item)
  const asked = audience.organisations.some((one) => isAsked(poll, one))
  return release === 'nothing' && asked && mayReach(item, audience) ? 'reference' : release
}

/** As much of it as is seen; undefined is as if it did not exist. */
export function asSeen<P extends Poll>(poll: P, release: Release): P | undefined {
  if (release === 'nothing') return undefined
  return release === 'full' ? poll : { ...poll, question: '' }
}

/** Organisations that vote in a group, and of which nobody may see what on. */
export function unnamedVoters(
  { label, recipients }: Pick<Item, 'label' | 'recipients'>,
  group: Group | undefined,
  source: OrganisationId | undefined,
  signing: SeatLine[],
): Group['members'] {
  const voters = group?.members.filter((member) => member.votes) ?? []
  switch (label) {
    case 'TLP:CLEAR':
    case 'TLP:GREEN':
      return []
    case 'TLP:AMBER':
    case 'TLP:AMBER+STRICT':
      return voters.filter(({ id }) => id !== source && !recipients.includes(id))
    case 'TLP:RED':
      return voters.filter(
        ({ id }) => !signing.some((one) => one.organisation === id && recipients.includes(one.person)),
      )
    default:
      return assertNever(label)
  }
}

/** Seats of today whose holders may vote. */
export function signing(seats: SeatLine[], now: Temporal.Instant): SeatLine[] {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  return seats.filter((seat) => signingRoles.some((role) => role === seat.role) && holdsOn(seat, today))
}

/** True where a ballot was cast in a stronger role: it is replaced on an explicit word, or not at all where the rule lets the primary's stand. */
export function outranks(ballot: Ballot, role: SigningRole): boolean {
  return signingRoles.indexOf(ballot.role) < signingRoles.indexOf(role)
}

/** Whether the vote of a primary voter stands whatever an alternate says. */
export function primaryStands({ rule }: Pick<Poll, 'rule'>): boolean {
  return rules[rule].stands === 'primary-over-alternate'
}
