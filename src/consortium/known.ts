/** Known: all that the consortium's desk knows while something is stated there, and what it knows after a fact. */
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import type { Address } from '#src/core/intent.ts'
import type { At } from '#src/core/use-case.ts'
import type { Consortium, ConsortiumFact, Membership, Person, SeatGiven, WorkingGroup } from './consortium.ts'
import type { ConsortiumReader, OrganisationRead, PlaceStated } from './store.ts'

export type Known = {
  consortium: Consortium
  now: Temporal.Instant
  organisations: readonly OrganisationRead[]
  groups: readonly WorkingGroup[]
  memberships: readonly Membership[]
  people: readonly (Person & { contact: string })[]
  seats: readonly SeatGiven[]
  places: readonly PlaceStated[]
  /** Workspaces and tenants in which somebody of this consortium is, `slack T012`; null where any may be named. */
  workspaces: readonly string[] | null
  /** Of the places that are about to be stated, those of another consortium. */
  elsewhere: readonly Address[]
}

/** Everything. `addresses`: places that may belong to another consortium. */
export async function knownAt(
  { consortium: read }: { consortium: ConsortiumReader },
  { now, actor }: Pick<At, 'now' | 'actor'>,
  addresses: readonly Address[] = [],
): Promise<Known> {
  const elsewhere: Address[] = []
  for (const address of addresses) if (await read.isElsewhere(address)) elsewhere.push(address)
  return {
    consortium: await read.consortium(),
    now,
    organisations: await read.organisations(),
    groups: await read.groups(),
    memberships: await read.memberships(),
    people: await read.people(),
    seats: await read.seats(),
    places: await read.statedPlaces(),
    workspaces:
      actor.kind === 'operator'
        ? null
        : (await read.workspaces()).map(({ platform, workspace }) => `${platform} ${workspace}`),
    elsewhere,
  }
}

/** The calendar day in a zone. */
export function todayIn({ now }: Pick<Known, 'now'>, zone: string): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate()
}

export function isMembership(a: Pick<Membership, 'body' | 'organisation'>) {
  return (b: Pick<Membership, 'body' | 'organisation'>) => a.body === b.body && a.organisation === b.organisation
}

type SeatKey = { person: PersonId; organisation: OrganisationId; role: string }

export function isSeat(a: SeatKey) {
  return (b: SeatKey) => a.person === b.person && a.organisation === b.organisation && a.role === b.role
}

/** Whether its last day has passed. */
export function isOver({ until }: { until: string | null }, today: Temporal.PlainDate): boolean {
  return until !== null && until < today.toString()
}

/** What is known once these are facts. */
export function knownAfter(known: Known, facts: readonly ConsortiumFact[]): Known {
  return facts.reduce(withFact, known)
}

function withFact(known: Known, fact: ConsortiumFact): Known {
  switch (fact.type) {
    case 'organisation-admitted':
    case 'organisation-changed': {
      const { type: _, ...organisation } = fact
      const leftAt = known.organisations.find(({ id }) => id === fact.id)?.leftAt ?? null
      return {
        ...known,
        organisations: put(known.organisations, { ...organisation, leftAt }, ({ id }) => id === fact.id),
      }
    }
    case 'working-group-formed': {
      const { type: _, ...group } = fact
      return { ...known, groups: [...known.groups, group] }
    }
    case 'membership-begun':
    case 'membership-changed': {
      const { type: _, ...membership } = fact
      const isBack = fact.type === 'membership-begun' && fact.body === known.consortium.id
      const back = (one: OrganisationRead) => (one.id === fact.organisation ? { ...one, leftAt: null } : one)
      return {
        ...known,
        organisations: isBack ? known.organisations.map(back) : known.organisations,
        memberships: put(known.memberships, membership, isMembership(fact)),
      }
    }
    case 'membership-ended': {
      const until = fact.until
      return { ...known, memberships: change(known.memberships, isMembership(fact), { until }) }
    }
    case 'person-added':
    case 'person-changed': {
      const person = { id: fact.person, zone: fact.zone, ...fact.sealed }
      return { ...known, people: put(known.people, person, ({ id }) => id === fact.person) }
    }
    case 'seat-given': {
      const { type: _, ...seat } = fact
      return { ...known, seats: put(known.seats, seat, isSeat(fact)) }
    }
    case 'seat-ended':
      return { ...known, seats: change(known.seats, isSeat(fact), { until: fact.until }) }
    default:
      return { ...known, places: placesAfter(known.places, fact) }
  }
}

function placesAfter(places: Known['places'], fact: ConsortiumFact): Known['places'] {
  switch (fact.type) {
    case 'place-bound': {
      const { place: id, group, platform, sealed } = fact
      return [...places, { id, group, platform, ...sealed, ...unstated }]
    }
    case 'place-renamed':
      return change(places, ({ id }) => id === fact.place, { name: fact.sealed.name })
    case 'place-released':
      return places.filter(({ id }) => id !== fact.place)
    case 'audience-set': {
      const { type: _, place, ...audience } = fact
      return change(places, ({ id }) => id === place, audience)
    }
    default:
      return places
  }
}

/** Where nobody has said who reads there, guests may. */
export const unstated = { kind: 'private', guests: true, outsiders: false, organisations: [] } as const

function put<T>(all: readonly T[], one: T, isSame: (other: T) => boolean): T[] {
  return all.some(isSame) ? all.map((other) => (isSame(other) ? one : other)) : [...all, one]
}

function change<T>(all: readonly T[], isMeant: (one: T) => boolean, to: Partial<T>): T[] {
  return all.map((one) => (isMeant(one) ? { ...one, ...to } : one))
}
