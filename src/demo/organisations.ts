/**
 * The demonstration consortium: made up, but of the kinds and countries that real ones have. Data only.
 * Ids are fixed, so that a person is the same after a restart and in a test.
 */

import type { Consortium, Membership, Organisation } from '#src/consortium/consortium.ts'
import type { Role } from '#src/core/access.ts'
import type { ChatPlatform } from '#src/core/intent.ts'

export const consortium: Consortium = {
  id: 'con_demo',
  name: 'Allied AI Forum',
  zone: 'Europe/Paris',
  label: 'TLP:GREEN',
}

export const workspaces = { slack: 'T0ALLIED', teams: 'a11ed000-0000-4000-8000-000000000001' } as const

export const organisations: Organisation[] = [
  {
    id: 'org_japan',
    short: 'Japan',
    name: 'Ministry of Digital Economy',
    kind: 'government',
    country: 'JP',
    zone: 'Asia/Tokyo',
  },
  {
    id: 'org_france',
    short: 'France',
    name: 'National Institute for AI Evaluation',
    kind: 'government',
    country: 'FR',
    zone: 'Europe/Paris',
  },
  {
    id: 'org_korea',
    short: 'Korea',
    name: 'Korean Standards Office',
    kind: 'standards body',
    country: 'KR',
    zone: 'Asia/Seoul',
  },
  {
    id: 'org_germany',
    short: 'Germany',
    name: 'German Standards Board',
    kind: 'standards body',
    country: 'DE',
    zone: 'Europe/Berlin',
  },
  {
    id: 'org_northwind',
    short: 'Northwind',
    name: 'Northwind Compute',
    kind: 'company',
    country: 'US',
    zone: 'America/New_York',
  },
  {
    id: 'org_polder',
    short: 'Polder',
    name: 'Polder Photonics',
    kind: 'company',
    country: 'NL',
    zone: 'Europe/Amsterdam',
  },
  {
    id: 'org_maple',
    short: 'Maple',
    name: 'Maple University',
    kind: 'university',
    country: 'CA',
    zone: 'America/Toronto',
  },
  {
    id: 'org_commons',
    short: 'Commons',
    name: 'Digital Commons Watch',
    kind: 'civil society',
    country: 'GB',
    zone: 'Europe/London',
  },
]

export const groups = [
  { id: 'wg_evaluation', name: 'Evaluation', kind: 'working-group' },
  { id: 'wg_data', name: 'Data governance', kind: 'working-group' },
] as const

/** The first day of every membership and seat. */
export const since = '2026-01-01'

export const memberships: Membership[] = [
  ...organisations.map(({ id }) => membership('con_demo', id, id === 'org_commons' ? 'A' : 'P')),
  ...(['org_japan', 'org_france', 'org_korea', 'org_germany', 'org_northwind', 'org_maple'] as const).map((id) =>
    membership('wg_evaluation', id, 'P'),
  ),
  membership('wg_evaluation', 'org_commons', 'O'),
  ...(['org_japan', 'org_france', 'org_polder', 'org_northwind', 'org_commons'] as const).map((id) =>
    membership('wg_data', id, 'P'),
  ),
]

function membership(body: Membership['body'], id: Organisation['id'], category: Membership['category']): Membership {
  return { body, organisation: id, category, class: '', votes: category === 'P', from: since, until: null }
}

export const places = [
  { id: 'place_evalslack', group: 'wg_evaluation', platform: 'slack', channel: 'C0EVALS', name: '#allied-evals' },
  {
    id: 'place_evalteams',
    group: 'wg_evaluation',
    platform: 'teams',
    channel: '19:evaluation@thread.tacv2',
    name: 'Evaluation',
  },
  { id: 'place_dataslack', group: 'wg_data', platform: 'slack', channel: 'C0DATA', name: '#allied-data' },
  {
    id: 'place_datateams',
    group: 'wg_data',
    platform: 'teams',
    channel: '19:data@thread.tacv2',
    name: 'Data governance',
  },
] as const

type DemoPerson = {
  id: `person_${string}`
  name: string
  organisation: Organisation['id']
  role: Role
  /** A second seat, for another organisation. */
  also?: { organisation: Organisation['id']; role: Role }
  /** How to reach the person outside of the chats. */
  contact?: string
  /** The chats that this person uses, with the account there. */
  accounts: Partial<Record<ChatPlatform, string>>
}

const teamsAccount = (n: number) => `a11ed000-0000-4000-9000-0000000000${String(n).padStart(2, '0')}`

export const people: DemoPerson[] = [
  { id: 'person_aiko', name: 'Aiko Mori', organisation: 'org_japan', role: 'member', accounts: { slack: 'U0AIKO' } },
  {
    id: 'person_hana',
    name: 'Hana Sato',
    organisation: 'org_japan',
    role: 'delegate',
    accounts: { slack: 'U0HANA', teams: teamsAccount(1) },
  },
  {
    id: 'person_luc',
    name: 'Luc Bernard',
    organisation: 'org_france',
    role: 'head-delegate',
    accounts: { slack: 'U0LUC' },
  },
  {
    id: 'person_ines',
    name: 'Inès Caron',
    organisation: 'org_france',
    role: 'deputy',
    accounts: { teams: teamsAccount(2) },
  },
  {
    id: 'person_minjun',
    name: 'Min-jun Park',
    organisation: 'org_korea',
    role: 'delegate',
    accounts: { teams: teamsAccount(3) },
  },
  {
    id: 'person_greta',
    name: 'Greta Vogel',
    organisation: 'org_germany',
    role: 'delegate',
    accounts: { teams: teamsAccount(4) },
  },
  {
    id: 'person_sam',
    name: 'Sam Rivera',
    organisation: 'org_northwind',
    role: 'delegate',
    accounts: { slack: 'U0SAM' },
  },
  {
    id: 'person_femke',
    name: 'Femke de Wit',
    organisation: 'org_polder',
    role: 'delegate',
    accounts: { teams: teamsAccount(5) },
  },
  {
    id: 'person_noor',
    name: 'Noor Haddad',
    organisation: 'org_maple',
    role: 'delegate',
    also: { organisation: 'org_commons', role: 'member' },
    accounts: { slack: 'U0NOOR' },
  },
  {
    id: 'person_kenji',
    name: 'Kenji Ito',
    organisation: 'org_japan',
    role: 'attache',
    contact: 'Embassy in Paris, weekdays 9 to 17',
    accounts: { teams: teamsAccount(8) },
  },
  {
    id: 'person_owen',
    name: 'Owen Clarke',
    organisation: 'org_commons',
    role: 'observer',
    accounts: { slack: 'U0OWEN', teams: teamsAccount(6) },
  },
  {
    id: 'person_eva',
    name: 'Eva Lind',
    organisation: 'org_germany',
    role: 'secretariat',
    accounts: { slack: 'U0EVA', teams: teamsAccount(7) },
  },
]

/** Somebody with an account that nobody has linked, to see what a stranger is told. */
export const stranger = { name: 'Kim (not linked)', accounts: { slack: 'U0KIM', teams: teamsAccount(99) } }
