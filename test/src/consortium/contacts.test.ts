import { describe, expect, test } from 'vitest'
import { contactsFor, targetBy, targetsIn } from '#src/consortium/contacts.ts'
import type { SeatLine } from '#src/consortium/store.ts'
import type { Actor, Role } from '#src/core/access.ts'
import { memberships, organisations } from '#src/demo/organisations.ts'

const today = Temporal.PlainDate.from('2026-11-26')
const groups = [
  { id: 'wg_evaluation', name: 'Evaluation', kind: 'working-group' },
  { id: 'wg_data', name: 'Data governance', kind: 'working-group' },
] as const
const themes = [
  { theme: 'talent', organisation: 'org_france' },
  { theme: 'talent', organisation: 'org_maple' },
  { theme: 'japan', organisation: 'org_maple' },
] as const
const targets = targetsIn({ organisations, groups, memberships, themes, today })

describe('what is asked about', () => {
  const rows: [typed: string, is: string, ...names: string[]][] = [
    // A whole name; of equal names the organisation's comes before the country's and the theme's.
    ['Japan', 'one', 'organisation Japan'],
    ['japan', 'one', 'organisation Japan'],
    ['German Standards Board', 'one', 'organisation Germany'],
    ['fr', 'one', 'country France'],
    ['United States', 'one', 'country United States'],
    ['evaluation', 'one', 'group Evaluation'],
    ['standards', 'one', 'kind standards body'],
    ['Ministries', 'one', 'kind government'],
    ['talent', 'one', 'theme talent'],
    // The beginning of a name, then of a word in one.
    ['data', 'one', 'group Data governance'],
    ['north', 'one', 'organisation Northwind'],
    ['board', 'one', 'organisation Germany'],
    ['photon', 'one', 'organisation Polder'],
    // Several.
    ['ko', 'one', 'organisation Korea'],
    ['ger', 'several', 'organisation Germany', 'country Germany'],
    ['national', 'one', 'organisation France'],
    // Written nearly so: offered, and never taken.
    ['Jpan', 'none', 'organisation Japan', 'country Japan', 'theme japan'],
    ['evalution', 'none', 'group Evaluation'],
    ['nothing of the kind', 'none'],
    ['', 'none'],
    ['-', 'none'],
    // By a button.
    ['country JP', 'one', 'country Japan'],
    ['theme japan', 'one', 'theme japan'],
    ['org_maple', 'one', 'organisation Maple'],
  ]
  test.each(rows)('%j', (typed, is, ...names) => {
    const meant = targetBy(typed, targets)
    const found = meant.is === 'one' ? [meant.target] : meant.near
    expect([meant.is, ...found.map(({ kind, name }) => `${kind} ${name}`)]).toEqual([is, ...names])
  })

  test('a working group is its members of today', () => {
    const ended = memberships.map((one) => (one.organisation === 'org_polder' ? { ...one, until: '2026-11-25' } : one))
    const known = targetsIn({ organisations, groups, memberships: ended, themes: [], today })
    const data = known.find(({ id }) => id === 'wg_data')
    expect(data?.organisations).toEqual(['org_japan', 'org_france', 'org_northwind', 'org_commons'])
  })
})

describe('who is called', () => {
  const seat = (name: string, role: Role, organisation: 'org_japan' | 'org_france' = 'org_japan'): SeatLine => ({
    person: `person_${name}`,
    name,
    organisation,
    organisationName: organisation,
    role,
    standing: 'staff',
    from: '2026-01-01',
    until: null,
    contact: '',
  })
  const all: Role[] = [
    'observer',
    'member',
    'assessor',
    'secretariat',
    'editor',
    'chair',
    'coordinator',
    'deputy',
    'delegate',
    'head-delegate',
    'attache',
  ]
  const held = all.map((role) => seat(role.replace('-', ''), role))
  const of = (organisation: 'org_japan' | 'org_france'): Actor => ({
    kind: 'person',
    person: 'person_asker',
    name: 'Asker',
    seats: [{ organisation, name: organisation, zone: 'UTC', role: 'member', standing: 'staff' }],
    acting: null,
  })
  const called = ['attache', 'headdelegate', 'delegate', 'deputy', 'coordinator', 'chair', 'editor', 'secretariat']

  test('attachés first; members, assessors and observers to their own organisation alone', () => {
    expect(contactsFor(of('org_france'), ['org_japan'], held).map(({ name }) => name)).toEqual(called)
    const own = contactsFor(of('org_japan'), ['org_japan'], held).map(({ name }) => name)
    expect(own).toEqual([...called, 'member', 'assessor', 'observer'])
    expect(contactsFor(of('org_japan'), ['org_france'], held)).toEqual([])
  })

  test('each once for each organisation, with every role', () => {
    const seats = [seat('hana', 'coordinator'), seat('hana', 'attache'), seat('hana', 'delegate', 'org_france')]
    const contacts = contactsFor(of('org_france'), ['org_japan', 'org_france'], seats)
    expect(contacts.map(({ organisation, roles }) => [organisation, roles])).toEqual([
      ['org_japan', ['attache', 'coordinator']],
      ['org_france', ['delegate']],
    ])
  })
})
