/** Two organisations of one consortium, and at home one person for each role: whoever the matrix names, on a chat account of their own. */
import type { Actor, Reach, Role } from '#src/core/access.ts'
import { Role as Roles, type Standpoint } from '#src/core/access.ts'
import type { ConsortiumId, GroupId, NewId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Intent } from '#src/core/intent.ts'
import type { Fact } from '#src/readers.ts'
import type { Store } from '#src/store.ts'
import { operator } from '#test/support/database-facts.ts'

export const consortium: ConsortiumId = 'con_access'
export const workspace = 'T0ACCESS'
const home = { name: 'Home', organisation: 'org_home', group: 'wg_home', author: 'person_homeauthor' } as const
const away = { name: 'Away', organisation: 'org_away', group: 'wg_away', author: 'person_awayauthor' } as const

/** What a use case is to be about, and how a fixture makes it so. */
export type Subject = {
  organisation: OrganisationId
  /** The organisation's, as people say it. */
  name: string
  /** Of which this organisation alone is a member. */
  group: GroupId
  /** Who wrote it: a member of that organisation, or the actor. */
  author: PersonId
  /** To be found in it, and nowhere else. */
  words: string
  /** As whom it will be asked for. */
  standpoint: Standpoint
  store: Store
  newId: NewId
  /** Its number, where it has one. */
  number: number
  /** States facts, as the operator would. */
  given(...facts: Fact[]): Promise<void>
}

/** `shows`: what must be seen where it is allowed; without it, that something is said is enough. */
export type Prepared = { args: Record<string, string>; shows?: string }
export type Fixture = (on: Subject) => Prepared | Promise<Prepared>

/** `any`: of another organisation; `own`: of the actor's, by a colleague; `mine`: by the actor. */
export function subjectFor(reach: Reach, standpoint: Standpoint, store: Store, newId: NewId): Subject {
  serial += 1
  const of = reach === 'any' ? away : home
  const author = reach === 'mine' ? personAt(standpoint, of.author) : of.author
  const given = async (...facts: Fact[]) => {
    await store.transact(consortium, (unit) => unit.save(facts, operator))
  }
  return { ...of, author, words: `Words of subject ${serial}.`, number: serial, standpoint, store, newId, given }
}

let serial = 0

/** Somebody of that standpoint says it, in a 1:1 chat or at the shell. */
export function intentOf(
  standpoint: Standpoint,
  asked: { use: string; args: Record<string, string>; opens: boolean },
): Intent {
  const where = { place: null, heard: false, key: crypto.randomUUID(), ...asked }
  if (standpoint !== 'operator') {
    return { platform: 'slack', workspace, via: workspace, account: accountOf(standpoint), ...where }
  }
  const args = { consortium, ...asked.args }
  return { platform: 'shell', workspace: 'local', via: 'local', account: 'operator', ...where, args }
}

export const theClock: Actor = { kind: 'system' }

export async function setStage(store: Store): Promise<void> {
  const people = [...Roles.options.map((role) => [personOf(role), home.organisation, role] as const), ...authors]
  const facts: Fact[] = [
    { type: 'consortium-founded', id: consortium, name: 'Access', zone: 'UTC', label: 'TLP:GREEN' },
    ...[home, away].flatMap(bodyFacts),
    ...people.flatMap(([person, organisation, role]) => [...personFacts(person), seat(person, organisation, role)]),
    ...personFacts('person_seatless'),
    { ...seat('person_seatless', home.organisation, 'head-delegate'), until: '2020-12-31' },
    ...Roles.options.map((role) => account(personOf(role), role)),
    account('person_seatless', 'seatless'),
  ]
  await store.transact(consortium, (unit) => unit.save(facts, operator))
}

const authors = [home, away].map(({ author, organisation }) => [author, organisation, 'member'] as const)

function bodyFacts({ name, organisation, group }: typeof home | typeof away): Fact[] {
  const days = { from: '2020-01-01', until: null }
  return [
    {
      type: 'organisation-admitted',
      id: organisation,
      short: name,
      name,
      kind: 'government',
      country: 'KE',
      zone: 'UTC',
    },
    { type: 'working-group-formed', id: group, name: `${name} group`, kind: 'working-group' },
    { type: 'membership-begun', body: group, organisation, category: 'P', class: '', votes: true, ...days },
    {
      type: 'place-bound',
      place: `place_${name.toLowerCase()}`,
      group,
      platform: 'slack',
      sealed: { workspace, channel: `C0${name.toUpperCase()}`, name: `#${name}` },
    },
  ]
}

function personFacts(person: PersonId): Fact[] {
  return [{ type: 'person-added', person, zone: 'UTC', sealed: { name: person, contact: '' } }]
}

function seat(person: PersonId, organisation: OrganisationId, role: Role): Extract<Fact, { type: 'seat-given' }> {
  return { type: 'seat-given', person, organisation, role, standing: 'staff', from: '2020-01-01', until: null }
}

function account(person: PersonId, standpoint: Standpoint): Fact {
  return { type: 'account-linked', person, platform: 'slack', sealed: { workspace, account: accountOf(standpoint) } }
}

export function personOf(role: Role): PersonId {
  return `person_${role.replaceAll('-', '')}`
}

export function accountOf(standpoint: Standpoint): string {
  return `U0${standpoint}`
}

export function personAt(standpoint: Standpoint, otherwise: PersonId): PersonId {
  if (standpoint === 'seatless') return 'person_seatless'
  return isRole(standpoint) ? personOf(standpoint) : otherwise
}

function isRole(standpoint: Standpoint): standpoint is Role {
  return Roles.options.some((role) => role === standpoint)
}
