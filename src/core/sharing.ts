/**
 * Sharing: who may see an item, where it may be shown, and how much of it leaves its organisation. Every path asks these functions.
 * Item: anything with a label.   Source: the organisation that it comes from, which alone may lower its label; null: the consortium.
 * Recipients: above TLP:GREEN, the organisations (of TLP:RED, the people) that the source names besides itself.
 * Audience: who reads in a shared place.   Source of the labels' meaning: FIRST, TLP 2.0, https://www.first.org/tlp/
 */
import { z } from 'zod'
import { type Actor, type Seat, seatsOf } from './access.ts'
import { OrganisationId, PersonId } from './id.ts'
import type { Tlp } from './tlp.ts'

export const Recipient = z.union([OrganisationId, PersonId])
export type Recipient = z.infer<typeof Recipient>

export type Item = { label: Tlp; source: OrganisationId | null; recipients: readonly Recipient[] }

/** An item with what its source lets leave it. */
export type Shared = Item & { policy: ReleasePolicy }

export type Audience = {
  /** Organisations whose people read there. */
  organisations: readonly OrganisationId[]
  /** Clients, contractors or guests of theirs read as well. */
  guests: boolean
  /** Somebody who is of no organisation of this consortium may read. */
  outsiders: boolean
}

/** What leaves an organisation. `reference`: number, owner, date and state, and no word of the text. */
export const Release = z.enum(['full', 'reference', 'nothing'])
export type Release = z.infer<typeof Release>

/** Per label, else `any`, else in full. */
export type ReleasePolicy = Partial<Record<Tlp | 'any', Release>>

/**
 * Whether a person may see an item, 1:1. TLP:CLEAR: every person. TLP:GREEN: who holds a seat here. TLP:AMBER: who holds one of the source or of a
 * recipient, guests left out. TLP:AMBER+STRICT: their own staff alone. TLP:RED: those who are named and hold one. A role opens nothing that the label
 * keeps shut. The operator holds the whole database; the process itself draws for others and asks {@link mayReach}.
 */
export function maySee(actor: Actor, item: Item): boolean {
  if (actor.kind === 'operator' || actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  switch (item.label) {
    case 'TLP:CLEAR':
      return true
    case 'TLP:GREEN':
      return actor.seats.length > 0
    case 'TLP:AMBER':
      return seatsOf(actor).some((seat) => has(item, seat) && seat.standing !== 'guest')
    case 'TLP:AMBER+STRICT':
      return seatsOf(actor).some((seat) => has(item, seat) && seat.standing === 'staff')
    case 'TLP:RED':
      return actor.seats.length > 0 && item.recipients.includes(actor.person)
  }
}

/** Whether an item may be shown in a shared place. TLP:RED is for 1:1 chats alone; where nobody can say who reads, nothing above TLP:GREEN is shown. */
export function mayReach(item: Item, audience: Audience): boolean {
  switch (item.label) {
    case 'TLP:CLEAR':
      return true
    case 'TLP:GREEN':
      return !audience.outsiders
    case 'TLP:AMBER':
      return isNamed(item, audience)
    case 'TLP:AMBER+STRICT':
      return isNamed(item, audience) && !audience.guests
    case 'TLP:RED':
      return false
  }
}

/** The organisations of an audience that the source has not named. */
export function unnamed(item: Item, audience: Audience): OrganisationId[] {
  return audience.organisations.filter((one) => one !== item.source && !item.recipients.includes(one))
}

/** Whether every reader of a place is known and named. */
function isNamed(item: Item, audience: Audience): boolean {
  return !audience.outsiders && audience.organisations.length > 0 && unnamed(item, audience).length === 0
}

/** How much of an item leaves its organisation. Asked before a text is stored, and again before it is drawn for others than {@link isHome} and {@link isOwn} say. */
export function whatLeaves(policy: ReleasePolicy, item: Pick<Item, 'label'>): Release {
  return policy[item.label] ?? policy.any ?? 'full'
}

/** How much of an item a person sees, 1:1; of `nothing` the answer is that there is no such thing. */
export function seenBy(actor: Actor, item: Shared): Release {
  if (!maySee(actor, item)) return 'nothing'
  return actor.kind === 'system' || isOwn(actor, item) ? 'full' : whatLeaves(item.policy, item)
}

/** How much of an item stands in a shared place; of `nothing` a card that is there already keeps label and reference. */
export function shownIn(audience: Audience, item: Shared): Release {
  if (!mayReach(item, audience)) return 'nothing'
  return isHome(item, audience) ? 'full' : whatLeaves(item.policy, item)
}

/** Whoever an item is shown to: one person, 1:1, or everyone who reads in a place. */
export type Viewer = Actor | Audience

/** Told by what an actor has not: a place that is read as an audience has a kind of its own. */
export function isAudience(viewer: Viewer): viewer is Audience {
  return 'organisations' in viewer
}

/** How much of an item a viewer sees. */
export function sightOf(viewer: Viewer, item: Shared): Release {
  return isAudience(viewer) ? shownIn(viewer, item) : seenBy(viewer, item)
}

/** How much of an item goes into a file for somebody. A file travels further than a chat: TLP:RED goes into none. */
export function inFileFor(actor: Actor, item: Shared): Release {
  return item.label === 'TLP:RED' ? 'nothing' : seenBy(actor, item)
}

/** Whether only people of the item's own organisation read in a place. */
export function isHome(item: Item, { organisations, outsiders }: Audience): boolean {
  return (
    item.source !== null && !outsiders && organisations.length > 0 && organisations.every((one) => one === item.source)
  )
}

/** Whether the actor holds a seat of the item's own organisation. */
export function isOwn(actor: Actor, item: Pick<Item, 'source'>): boolean {
  return seatsOf(actor).some(({ organisation }) => organisation === item.source)
}

function has({ source, recipients }: Item, { organisation }: Seat): boolean {
  return organisation === source || recipients.includes(organisation)
}
