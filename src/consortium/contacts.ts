/**
 * Contacts: whom to call for an organisation, a working group, a kind of organisation, a country or a theme. What somebody types is held
 * against names in a fixed order; the people to call come in the order in which one calls them. Pure.
 */
import { type Actor, type Role, seatsOf } from '#src/core/access.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { nearest, plainWords } from '#src/core/words.ts'
import { holdsOn, type Membership, type Organisation, type WorkingGroup } from './consortium.ts'
import type { SeatLine } from './store.ts'

/** What can be asked about; of names that are written alike the kind that stands first is meant. */
const kindsOfTarget = ['organisation', 'group', 'kind', 'country', 'theme', 'commitment'] as const

export type Target = {
  kind: (typeof kindsOfTarget)[number]
  /** As a button names it. */
  id: string
  name: string
  /** What people call it besides. */
  also: readonly string[]
  organisations: readonly OrganisationId[]
}

/** Each kind of organisation as people speak of it. */
const kindWords: Record<Organisation['kind'], readonly string[]> = {
  government: ['governments', 'ministry', 'ministries'],
  'standards body': ['standards', 'standards bodies', 'sdo'],
  company: ['companies', 'industry'],
  university: ['universities', 'academia'],
  'civil society': ['ngo', 'ngos'],
}

type Known = {
  organisations: readonly Organisation[]
  groups: readonly WorkingGroup[]
  memberships: readonly Membership[]
  /** Whose commitments answer recommendations on a theme. */
  themes: readonly { theme: string; organisation: OrganisationId }[]
  /** In the consortium's zone. */
  today: Temporal.PlainDate
}

export function targetsIn({ organisations, groups, memberships, themes, today }: Known): Target[] {
  const idsWhere = (is: (one: Organisation) => boolean) => organisations.filter(is).map(({ id }) => id)
  const countries = [...new Set(organisations.map(({ country }) => country))]
  const named = new Intl.DisplayNames(['en'], { type: 'region' })
  return [
    ...organisations.map(({ id, short, name }) => target('organisation', id, short, [name], [id])),
    ...groups.map(({ id, name }) =>
      target(
        'group',
        id,
        name,
        [],
        memberships.filter(({ body, ...term }) => body === id && holdsOn(term, today)).map((one) => one.organisation),
      ),
    ),
    ...(Object.keys(kindWords) as Organisation['kind'][]).map((kind) =>
      target(
        'kind',
        `kind ${kind}`,
        kind,
        kindWords[kind],
        idsWhere((one) => one.kind === kind),
      ),
    ),
    ...countries.map((code) =>
      target(
        'country',
        `country ${code}`,
        named.of(code) ?? code,
        [code],
        idsWhere((one) => one.country === code),
      ),
    ),
    ...[...Map.groupBy(themes, ({ theme }) => theme)].map(([theme, owners]) =>
      target(
        'theme',
        `theme ${theme}`,
        theme,
        [],
        owners.map(({ organisation }) => organisation),
      ),
    ),
  ]
}

function target(
  kind: Target['kind'],
  id: string,
  name: string,
  also: readonly string[],
  organisations: OrganisationId[],
): Target {
  return { kind, id, name, also, organisations: [...new Set(organisations)] }
}

export type Meant = { is: 'one'; target: Target } | { is: 'several' | 'none'; near: Target[] }

/** As many as are offered as buttons. */
const offered = 5

/** By its id; by a whole name; by the beginning of one; by the beginning of a word of one. What is only written nearly so is offered. */
export function targetBy(typed: string, targets: readonly Target[]): Meant {
  const said = plainWords(typed).join(' ')
  const names = new Map(targets.map((one) => [one, [one.name, ...one.also].map((name) => plainWords(name).join(' '))]))
  const having = (test: (name: string) => boolean) => targets.filter((one) => names.get(one)?.some(test))
  const whole = having((name) => name === said)
  const [kind] = kindsOfTarget.filter((one) => whole.some((found) => found.kind === one))
  const rules = [
    targets.filter(({ id }) => id === typed.trim()),
    whole.filter((one) => one.kind === kind),
    having((name) => name.startsWith(said)),
    having((name) => name.includes(` ${said}`)),
  ]
  const found = said === '' ? [] : (rules.find((matching) => matching.length > 0) ?? [])
  const [first] = found
  if (first && found.length === 1) return { is: 'one', target: first }
  if (found.length > 1) return { is: 'several', near: found.slice(0, offered) }
  const near = nearest(
    typed,
    targets.flatMap(({ name, also }) => [name, ...also]),
    offered,
  )
  return {
    is: 'none',
    near: targets.filter(({ name, also }) => [name, ...also].some((one) => near.includes(one))).slice(0, offered),
  }
}

/** In the order in which one calls them. Members, assessors and observers are shown to their own organisation alone. */
const called: readonly Role[] = [
  'attache',
  'head-delegate',
  'delegate',
  'deputy',
  'coordinator',
  'chair',
  'editor',
  'secretariat',
]
const amongOwn: readonly Role[] = [...called, 'member', 'assessor', 'observer']

export type Contact = { person: PersonId; name: string; organisation: string; roles: Role[]; contact: string }

/** The people of these organisations whom the actor may call, each once for each organisation. `held`: seats in effect today. */
export function contactsFor(
  actor: Actor,
  organisations: readonly OrganisationId[],
  held: readonly SeatLine[],
): Contact[] {
  const own = seatsOf(actor).map(({ organisation }) => organisation)
  const seats = held
    .filter(({ organisation }) => organisations.includes(organisation))
    .filter(({ organisation, role }) => (own.includes(organisation) ? amongOwn : called).includes(role))
    .toSorted((a, b) => amongOwn.indexOf(a.role) - amongOwn.indexOf(b.role))
  const byPerson = Map.groupBy(seats, ({ person, organisation }) => `${person} ${organisation}`)
  return [...byPerson.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const { person, name, organisationName: organisation, contact } = first
    return [{ person, name, organisation, roles: [first, ...others].map(({ role }) => role), contact }]
  })
}
