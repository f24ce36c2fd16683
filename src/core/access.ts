/**
 * Access: people act for organisations. A seat ties a person to an organisation with a role; a role says what the person may do for it.
 * `May` is a named predicate on the actor and the loaded state: the same one is asked on every request.
 */
import { z } from 'zod'
import type { OrganisationId, PersonId } from './id.ts'

export const Role = z.enum([
  'secretariat',
  'chair',
  'editor',
  'coordinator',
  'head-delegate',
  'delegate',
  'deputy',
  'member',
  'assessor',
  'attache',
  'observer',
])
export type Role = z.infer<typeof Role>

/** What ties a person to the organisation of a seat; TLP:AMBER+STRICT is for its staff alone. */
export const Standing = z.enum(['staff', 'contractor', 'client', 'guest'])
export type Standing = z.infer<typeof Standing>

export type Seat = {
  organisation: OrganisationId
  /** The organisation's short name, as people say it: `Japan`. */
  name: string
  /** IANA zone of the organisation's capital or head office: the zone of its due dates. */
  zone: string
  role: Role
  standing: Standing
}

/** Who acts, with every seat held on this day. A stranger's account is linked to nobody; the operator at the shell and the process itself hold no seat. */
export type Actor =
  | {
      kind: 'person'
      person: PersonId
      name: string
      seats: readonly Seat[]
      /** Of several organisations, the one that the person has chosen to act for where this is said. */
      acting: OrganisationId | null
    }
  | { kind: 'stranger' }
  | { kind: 'operator' }
  | { kind: 'system' }

/** As which somebody may be let through: a role, a person of the consortium without a seat today, or one that is no person of it. */
export const Standpoint = z.enum([...Role.options, 'seatless', 'stranger', 'operator', 'system'])
export type Standpoint = z.infer<typeof Standpoint>

/** What is let through at most: what concerns any organisation, one of the actor's own, or what the actor wrote. */
export type Reach = 'any' | 'own' | 'mine'
export type Grants = Partial<Record<Standpoint, Reach>>

/** `grants` is asked before anything is loaded, and printed; `test` is asked with the loaded state, and never lets through what `grants` does not. */
export type May<State> = {
  name: string
  says: string
  grants: Grants
  test: (actor: Actor, state: State) => boolean
}

/** Roles that can bind their organisation, strongest first. */
export const signingRoles = ['head-delegate', 'delegate', 'deputy'] as const
export type SigningRole = (typeof signingRoles)[number]

/** Roles that may propose in their organisation's name. */
export const proposingRoles = [...signingRoles, 'member', 'coordinator', 'attache'] as const satisfies readonly Role[]

export function seatsOf(actor: Actor): readonly Seat[] {
  return actor.kind === 'person' ? actor.seats : []
}

/** The actor's strongest signing role for an organisation, if any; none for one that another was chosen in place of here. */
export function signingRole(actor: Actor, organisation: OrganisationId): SigningRole | undefined {
  const held = actingSeats(actor).filter((seat) => seat.organisation === organisation)
  return signingRoles.find((role) => held.some((seat) => seat.role === role))
}

/** Seats from which the actor may propose: those of the organisation chosen here, where one is. */
export function proposingSeats(actor: Actor): Seat[] {
  return actingSeats(actor).filter(({ role }) => proposingRoles.some((proposing) => proposing === role))
}

/** The seats of the organisation that the actor chose to act for here; all of them where none is chosen, or where its seats have ended. */
export function actingSeats(actor: Actor): readonly Seat[] {
  if (actor.kind !== 'person') return []
  const chosen = actor.seats.filter(({ organisation }) => organisation === actor.acting)
  return chosen.length > 0 ? chosen : actor.seats
}

/** The organisations for which the actor holds a seat, with their names. */
export function organisationsOf(actor: Actor): { id: OrganisationId; name: string }[] {
  const named = seatsOf(actor).map(({ organisation, name }) => [organisation, { id: organisation, name }] as const)
  return [...new Map(named).values()]
}

/** Of several organisations the one that the actor acts for here; undefined where there is no choice, or none was made. */
export function chosenOf(actor: Actor): { id: OrganisationId; name: string } | undefined {
  const organisations = organisationsOf(actor)
  const isChosen = actor.kind === 'person' && organisations.length > 1
  return isChosen ? organisations.find(({ id }) => id === actor.acting) : undefined
}

/** The actor, acting for an organisation whatever was chosen since; unchanged where no seat of it is held. */
export function actingFor(actor: Actor, organisation: string | undefined): Actor {
  const held = organisationsOf(actor).find(({ id }) => id === organisation)
  return actor.kind === 'person' && held ? { ...actor, acting: held.id } : actor
}

/** The same reach for several. */
export function grants(to: readonly Standpoint[], reach: Reach): Grants {
  return Object.fromEntries(to.map((standpoint) => [standpoint, reach]))
}

/** Whether the actor may anything here, in some state. */
export function isGranted(actor: Actor, given: Grants): boolean {
  return standpointsOf(actor).some((standpoint) => given[standpoint] !== undefined)
}

function standpointsOf(actor: Actor): readonly Standpoint[] {
  if (actor.kind !== 'person') return [actor.kind]
  return actor.seats.length > 0 ? actor.seats.map(({ role }) => role) : ['seatless']
}

/** Who may whatever the state is. */
export function granted(name: string, says: string, given: Grants): May<unknown> {
  return { name, says, grants: given, test: (actor) => isGranted(actor, given) }
}

export const anyone = granted('anyone', 'nobody in particular', grants(Standpoint.options, 'any'))

export const participant = granted('participant', 'a person with a seat', grants(Role.options, 'any'))

export const known = granted('known', 'a person of this consortium', grants([...Role.options, 'seatless'], 'any'))

export const proposer: May<unknown> = {
  name: 'proposer',
  says: 'a delegate, deputy, member, coordinator or attaché of an organisation',
  grants: grants(proposingRoles, 'own'),
  test: (actor) => proposingSeats(actor).length > 0,
}

export const operator = granted('operator', 'the operator at the shell', { operator: 'any' })

/** A person of it; also asked at each delivery and download of what was made for one: a seat may end in between. */
export const secretary = granted('secretary', 'the secretariat', { secretariat: 'any' })

export const secretariat = granted('secretariat', 'the secretariat, or the operator at the shell', {
  secretariat: 'any',
  operator: 'any',
})

export const system = granted('system', 'the clock', { system: 'any' })

/** A predicate on the organisation that the loaded state is about. */
export function signatory<State>(organisationOf: (state: State) => OrganisationId | undefined): May<State> {
  return {
    name: 'signatory',
    says: 'a delegate or deputy of that organisation',
    grants: grants(signingRoles, 'own'),
    test: (actor, state) => {
      const organisation = organisationOf(state)
      return organisation !== undefined && signingRole(actor, organisation) !== undefined
    },
  }
}
