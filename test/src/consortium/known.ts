/** A small consortium for the rules of the desk: Japan and France are members, Hana is Japan's delegate, Eva the secretariat. */
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import { type Known, knownAfter } from '#src/consortium/known.ts'
import type { NewId } from '#src/core/id.ts'

export function newIds(): NewId {
  let serial = 0
  return (prefix) => `${prefix}_n${serial++}`
}

const nothing: Known = {
  consortium: { id: 'con_a', name: 'Allied Forum', zone: 'Europe/Paris', label: 'TLP:GREEN' },
  now: Temporal.Instant.from('2026-11-26T12:00:00Z'),
  organisations: [],
  groups: [],
  memberships: [],
  people: [],
  seats: [],
  places: [],
  workspaces: ['slack T1'],
  elsewhere: [{ platform: 'slack', workspace: 'T1', channel: 'C9' }],
}

const always = { from: '2026-01-01', until: null }
const voting = { category: 'P', class: '', votes: true, ...always } as const
const japan = {
  id: 'org_japan',
  short: 'Japan',
  name: 'Ministry',
  kind: 'government',
  country: 'JP',
  zone: 'Asia/Tokyo',
} as const
const france = {
  id: 'org_france',
  short: 'France',
  name: 'Bureau',
  kind: 'government',
  country: 'FR',
  zone: 'Europe/Paris',
} as const

const facts: ConsortiumFact[] = [
  { type: 'organisation-admitted', ...japan },
  { type: 'organisation-admitted', ...france },
  { type: 'working-group-formed', id: 'wg_eval', name: 'Evaluation', kind: 'working-group' },
  { type: 'membership-begun', body: 'con_a', organisation: 'org_japan', ...voting },
  { type: 'membership-begun', body: 'wg_eval', organisation: 'org_japan', ...voting },
  {
    type: 'person-added',
    person: 'person_hana',
    zone: 'Asia/Tokyo',
    sealed: { name: 'Hana Sato', contact: '+81 3 1234' },
  },
  { type: 'person-added', person: 'person_eva', zone: 'Europe/Paris', sealed: { name: 'Eva Lind', contact: '' } },
  { type: 'person-added', person: 'person_eva2', zone: 'Europe/Paris', sealed: { name: 'Eva Lund', contact: '' } },
  {
    type: 'seat-given',
    person: 'person_hana',
    organisation: 'org_japan',
    role: 'delegate',
    standing: 'staff',
    ...always,
  },
  {
    type: 'seat-given',
    person: 'person_eva',
    organisation: 'org_france',
    role: 'secretariat',
    standing: 'staff',
    ...always,
  },
  {
    type: 'place-bound',
    place: 'place_eval',
    group: 'wg_eval',
    platform: 'slack',
    sealed: { workspace: 'T1', channel: 'C1', name: '#eval' },
  },
]

export const known: Known = knownAfter(nothing, facts)
