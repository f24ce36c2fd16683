import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SeatGiven } from '#src/consortium/consortium.ts'
import { countries, countryOf, zonesOf } from '#src/consortium/countries.ts'
import { deskEntries } from '#src/consortium/desk-views.ts'
import { knownAfter } from '#src/consortium/known.ts'
import { foundConsortium } from '#src/consortium/rules/found.ts'
import { endMembership, stateMembership } from '#src/consortium/rules/membership.ts'
import { stateGroup, stateOrganisation } from '#src/consortium/rules/organisation.ts'
import { addPerson, statePerson } from '#src/consortium/rules/person.ts'
import { changePlace, releasePlace, statePlace } from '#src/consortium/rules/place.ts'
import { endSeat, isKept, stateSeat } from '#src/consortium/rules/seat.ts'
import type { Stated, Words } from '#src/consortium/rules/stated.ts'
import { sentence } from '#src/core/refusal.ts'
import { useCaseOf } from '#src/registry.ts'
import { known, newIds } from './known.ts'

/** What became of it, or what is wrong where: `short: name-taken`. */
function outcome(stated: Stated): string {
  if ('wrong' in stated) return stated.wrong.map(({ code, field }) => `${field ?? ''}: ${code}`).join(', ')
  return [stated.became, ...stated.facts.map(({ type }) => type)].join(' ')
}

const organisation = { short: 'Kenya', name: 'Ministry of ICT', kind: 'government', country: 'KE' }

describe('An organisation', () => {
  test.each<[string, Words, string]>([
    ['is admitted with the zone of its country', organisation, 'added organisation-admitted'],
    ['is found by its short name in any case', { short: 'japan', name: 'Ministry' }, 'changed organisation-changed'],
    ['is as it was where nothing differs', { short: 'Japan', country: 'jp', zone: 'asia/tokyo' }, 'unchanged'],
    ['is named by its id', { id: 'org_japan', short: 'Nippon' }, 'changed organisation-changed'],
    ['of an id that nobody knows is refused', { ...organisation, id: 'org_other' }, 'id: id-unknown'],
    ['may not take another’s short name', { id: 'org_japan', short: 'FRANCE' }, 'short: name-taken'],
    ['may not be called like a list', { ...organisation, short: 'mine' }, 'short: name-unusable'],
    ['may not have a separator in its short name', { ...organisation, short: 'A; B' }, 'short: name-unusable'],
    ['needs a country of ISO 3166-1', { ...organisation, country: 'XX' }, 'country: country-unknown'],
    ['of Kosovo’s user-assigned code is refused', { ...organisation, country: 'XK' }, 'country: country-unknown'],
    [
      'names its country in English as well',
      { ...organisation, country: 'Côte d’Ivoire' },
      'added organisation-admitted',
    ],
    ['needs a zone where its country has several', { ...organisation, country: 'US' }, 'zone: needed'],
    ['needs a zone that there is', { ...organisation, zone: 'Africa/Atlantis' }, 'zone: zone-unknown'],
    ['needs one of the kinds', { ...organisation, kind: 'club' }, 'kind: not-among'],
    ['is told everything that is wrong at once', {}, 'short: needed, name: needed, kind: not-among, country: needed'],
    ['has a short name of 60 characters at the most', { ...organisation, short: 'x'.repeat(61) }, 'short: too-long'],
  ])('%s', (_, words, expected) => {
    expect(outcome(stateOrganisation(words, known, newIds()))).toBe(expected)
  })

  test('has the zone of the only clock in its country', () => {
    const stated = stateOrganisation(organisation, known, newIds())
    expect(stated).toMatchObject({ facts: [{ country: 'KE', zone: 'Africa/Nairobi' }] })
  })
})

describe('A country', () => {
  // https://www.iso.org/obp/ui/#search/code/: 249 officially assigned codes; EU and UN are reserved for these bodies.
  test('is one of the 249 that ISO 3166-1 assigns, or a body of many', () => {
    expect(countries.size).toBe(249 + 2)
  })
  test.each([
    ['jp', 'JP'],
    ['Japan', 'JP'],
    ['EU', 'EU'],
    ['european union', 'EU'],
    ['UK', undefined],
    ['SU', undefined],
    ['Narnia', undefined],
  ])('%s is read as %s', (typed, code) => {
    expect(countryOf(typed)).toBe(code)
  })
  test('of one clock has one zone, whatever its islands', () => {
    const [germany, states] = [zonesOf('DE', known.now), zonesOf('US', known.now)]
    expect(germany).toEqual(['Europe/Berlin'])
    expect(states.length).toBeGreaterThan(4)
  })
})

describe('A committee or working group', () => {
  test.each<[string, Words, string]>([
    ['is formed', { name: 'Safety', kind: 'committee' }, 'added working-group-formed'],
    ['is formed once', { name: 'Evaluation', kind: 'working-group' }, 'unchanged'],
    ['keeps its name for itself', { name: 'evaluation', kind: 'committee' }, 'name: name-taken'],
    ['is not called like the consortium', { name: 'Consortium', kind: 'committee' }, 'name: name-unusable'],
  ])('%s', (_, words, expected) => {
    expect(outcome(stateGroup(words, known, newIds()))).toBe(expected)
  })
})

const main = { body: 'consortium', organisation: 'France' }
const group = { body: 'Evaluation', organisation: 'Japan' }

describe('A membership', () => {
  test.each<[string, Words, string]>([
    ['begins today', { ...main, category: 'P' }, 'added membership-begun'],
    ['of a liaison does not vote by itself', { ...main, category: 'A' }, 'added membership-begun'],
    ['of a liaison may not vote', { ...main, category: 'B', votes: 'yes' }, 'votes: liaison-votes'],
    ['that votes may not become a liaison’s', { ...group, category: 'C' }, 'votes: liaison-votes'],
    ['of an O-member may vote', { ...main, category: 'O', votes: 'yes' }, 'added membership-begun'],
    [
      'does not end before it begins',
      { ...main, category: 'P', from: '2026-12-01', until: '2026-11-30' },
      'until: until-before-from',
    ],
    ['may last one day', { ...main, category: 'P', from: '2026-12-01', until: '2026-12-01' }, 'added membership-begun'],
    [
      'of a group needs one of the consortium',
      { body: 'Evaluation', organisation: 'France', category: 'P' },
      'organisation: outside-consortium',
    ],
    [
      'of a group lies within that of the consortium',
      { ...group, from: '2025-12-31' },
      'organisation: outside-consortium',
    ],
    ['is changed', { ...group, class: 'industry' }, 'changed membership-changed'],
    ['is as it was', { ...group, votes: 'yes', class: '' }, 'unchanged'],
    ['ends by its last day alone', { ...group, until: '2026-12-31' }, 'changed membership-ended'],
    [
      'of the consortium ends those of its groups',
      { body: 'con_a', organisation: 'Japan', until: '2026-12-31' },
      'changed membership-ended membership-ended',
    ],
    [
      'of the consortium does not begin after one of its groups',
      { body: 'consortium', organisation: 'Japan', from: '2026-02-01' },
      'from: group-outside',
    ],
    [
      'of what nobody knows is refused',
      { body: 'Nowhere', organisation: 'Nobody' },
      'body: none-such, organisation: none-such',
    ],
    ['has a day that can be read', { ...main, category: 'P', from: '31 Febuary' }, 'from: date-unreadable'],
    ['has a day that is not two', { ...main, category: 'P', from: '4/12' }, 'from: date-ambiguous'],
  ])('%s', (_, words, expected) => {
    expect(outcome(stateMembership(words, known))).toBe(expected)
  })

  test('that ended begins again, and is changed only where its days are named', () => {
    const ended = knownAfter(known, [
      { type: 'membership-ended', body: 'wg_eval', organisation: 'org_japan', until: '2026-02-01' },
    ])
    expect(stateMembership(group, ended)).toMatchObject({ became: 'unchanged' })
    expect(stateMembership(group, ended, true)).toMatchObject({
      became: 'added',
      facts: [{ type: 'membership-begun', from: '2026-11-26', until: null }],
    })
  })

  test('ends today where no day is named, and not where there is none', () => {
    expect(endMembership(group, known)).toMatchObject({ facts: [{ type: 'membership-ended', until: '2026-11-26' }] })
    expect(outcome(endMembership(main, known))).toBe(': no-membership')
  })

  test('of an organisation that left stays as it is', () => {
    const organisations = known.organisations.map((one) => ({ ...one, leftAt: known.now }))
    expect(outcome(stateMembership({ ...group, votes: 'no' }, { ...known, organisations }))).toBe(
      'organisation: has-left',
    )
    expect(outcome(stateMembership(group, { ...known, organisations }))).toBe('unchanged')
    const gone = knownAfter({ ...known, organisations }, [
      { type: 'membership-ended', body: 'con_a', organisation: 'org_japan', until: '2026-11-01' },
      { type: 'membership-ended', body: 'wg_eval', organisation: 'org_japan', until: '2026-11-01' },
    ])
    const back = stateMembership({ body: 'consortium', organisation: 'Japan', category: 'P' }, gone, true)
    expect(outcome(back)).toContain('added membership-begun')
    expect(knownAfter(gone, 'facts' in back ? back.facts : []).organisations[0]?.leftAt).toBeNull()
  })
})

const hana = { person: 'Hana Sato', organisation: 'Japan', role: 'delegate' }
const eva = { person: 'Eva Lind', organisation: 'France', role: 'secretariat' }

describe('A seat', () => {
  test.each<[string, Words, string]>([
    ['is given, as staff, from today on', { ...hana, role: 'attaché' }, 'added seat-given'],
    ['has a role that there is', { ...hana, role: 'king' }, 'role: not-among'],
    ['is for somebody of this consortium', { ...hana, person: 'person_elsewhere' }, 'person: none-such'],
    ['is of an organisation of this consortium', { ...hana, organisation: 'org_elsewhere' }, 'organisation: none-such'],
    ['has a standing that there is', { ...hana, standing: 'friend' }, 'standing: not-among'],
    ['is as it was', { ...hana, from: '2026-01-01' }, 'unchanged'],
    ['changes its standing', { ...hana, standing: 'contractor' }, 'changed seat-given'],
    ['ends by its last day alone', { ...hana, until: '2026-12-31' }, 'changed seat-ended'],
    ['does not end before it begins', { ...hana, until: '2025-12-31' }, 'until: until-before-from'],
    ['of the secretariat stays, where it is the last', { ...eva, until: '2026-12-31' }, 'until: secretariat-needed'],
    [
      'of the secretariat stays today, where it is the last',
      { ...eva, from: '2026-11-27' },
      'until: secretariat-needed',
    ],
  ])('%s', (_, words, expected) => {
    expect(outcome(stateSeat(words, known))).toBe(expected)
  })

  test('of the secretariat may end once another follows without a gap', () => {
    const with_ = (from: string) =>
      knownAfter(known, [
        {
          type: 'seat-given',
          person: 'person_hana',
          organisation: 'org_japan',
          role: 'secretariat',
          standing: 'staff',
          from,
          until: null,
        },
      ])
    expect(outcome(endSeat({ ...eva, until: '2026-12-31' }, with_('2027-01-01')))).toBe('changed seat-ended')
    expect(outcome(endSeat({ ...eva, until: '2026-12-31' }, with_('2027-01-02')))).toBe('until: secretariat-needed')
  })

  test('ends today where no day is named, and not where there is none', () => {
    expect(endSeat(hana, known)).toMatchObject({ facts: [{ type: 'seat-ended', until: '2026-11-26' }] })
    expect(outcome(endSeat({ ...hana, role: 'observer' }, known))).toBe(': no-such-seat')
  })

  test('of the secretariat is held on every day to come, or the consortium is not kept', () => {
    const Day = fc.integer({ min: -20, max: 20 })
    const Term = fc.record({ from: Day, length: fc.option(fc.integer({ min: 0, max: 15 })) })
    const today = Temporal.PlainDate.from('2026-11-26')
    fc.assert(
      fc.property(fc.array(Term, { maxLength: 6 }), (terms) => {
        const seats = terms.map(({ from, length }): SeatGiven => {
          const first = today.add({ days: from })
          const until = length === null ? null : first.add({ days: length }).toString()
          return {
            person: 'person_a',
            organisation: 'org_a',
            role: 'secretariat',
            standing: 'staff',
            from: first.toString(),
            until,
          }
        })
        const days = Array.from({ length: 60 }, (_, n) => today.add({ days: n }).toString())
        const isHeld = days.every((day) =>
          seats.some(({ from, until }) => from <= day && (until === null || day <= until)),
        )
        expect(isKept(seats, today)).toBe(isHeld)
      }),
    )
  })
})

describe('A person', () => {
  test.each<[string, Words, string]>([
    ['is added in the consortium’s zone', { name: 'Aiko Mori' }, 'added person-added'],
    ['is found by name', { name: 'hana sato', contact: 'hana@example.org' }, 'changed person-changed'],
    ['is found by id', { id: 'person_hana', name: 'Hana Kato' }, 'changed person-changed'],
    ['is as it was', { name: 'Hana Sato' }, 'unchanged'],
    ['of an id that nobody knows is refused', { id: 'person_other', name: 'X' }, 'id: id-unknown'],
    ['needs a name', { name: ' ' }, 'name: needed'],
  ])('%s', (_, words, expected) => {
    expect(outcome(statePerson(words, known, newIds()))).toBe(expected)
  })

  test('of a name that two share is named by id', () => {
    const twins = knownAfter(known, addedTo('Hana Sato'))
    const stated = statePerson({ name: 'Hana Sato', contact: 'new' }, twins, newIds())
    expect('wrong' in stated && sentence(stated.wrong[0])).toBe(
      '2 people are called Hana Sato. Give one of their ids: person_hana, person_n0.',
    )
  })
})

function addedTo(name: string) {
  const stated = addPerson({ name }, known, newIds())
  return 'facts' in stated ? stated.facts : []
}

const here = { platform: 'slack', workspace: 'T1', channel: 'C2', group: 'Evaluation' }

describe('A place', () => {
  test.each<[string, Words, string]>([
    ['is bound', here, 'added place-bound'],
    [
      'is bound with who reads there',
      { ...here, kind: 'shared', guests: 'no', organisations: 'Japan; france' },
      'added place-bound audience-set',
    ],
    ['keeps its group', { ...here, channel: 'C1', group: 'Evaluation' }, 'unchanged'],
    ['is not of two groups', { ...here, channel: 'C1', group: 'Safety' }, 'group: already-bound'],
    ['is not of two consortia', { ...here, channel: 'C9' }, ': already-bound'],
    ['is in a workspace of its own people', { ...here, workspace: 'T2' }, 'workspace: workspace-elsewhere'],
    ['is of a group', { ...here, group: 'Nowhere' }, 'group: none-such'],
    ['is on a platform', { ...here, platform: 'irc' }, 'platform: not-among'],
    ['takes another name', { ...here, channel: 'C1', name: '#evaluation' }, 'changed place-renamed'],
    ['names organisations of this consortium', { ...here, organisations: 'Japan; Narnia' }, 'organisations: none-such'],
  ])('%s', (_, words, expected) => {
    expect(outcome(statePlace(words, known, newIds()))).toBe(expected)
  })

  test('anywhere is the operator’s to bind', () => {
    expect(outcome(statePlace({ ...here, workspace: 'T2' }, { ...known, workspaces: null }, newIds()))).toBe(
      'added place-bound',
    )
  })
  test('is changed and released by its name', () => {
    expect(outcome(changePlace({ channel: '#EVAL', outsiders: 'yes' }, known))).toBe('changed audience-set')
    expect(outcome(changePlace({ channel: '#eval', organisations: 'none' }, known))).toBe('unchanged')
    expect(outcome(releasePlace({ channel: '#eval' }, known))).toBe('changed place-released')
    expect(outcome(releasePlace({ channel: '#nowhere' }, known))).toBe('channel: none-such')
  })
})

describe('A consortium', () => {
  const founding = {
    name: 'Harbour Group',
    organisation: 'Germany',
    kind: 'government',
    country: 'DE',
    person: 'Greta Vogel',
  }
  test('is founded with an organisation, its membership, a person and a seat of the secretariat', () => {
    const stated = foundConsortium(founding, 'con_new', known.now, newIds())
    const types = 'facts' in stated ? stated.facts.map(({ type }) => type) : []
    expect(types).toEqual([
      'consortium-founded',
      'organisation-admitted',
      'membership-begun',
      'person-added',
      'seat-given',
    ])
  })
  test.each<[string, Words, string]>([
    ['a name', { ...founding, name: '' }, 'name: needed'],
    ['a person', { ...founding, person: '' }, 'person: needed'],
    ['a country that there is', { ...founding, country: 'ZZ' }, 'country: country-unknown'],
    ['a label that there is', { ...founding, label: 'TLP:BLUE' }, 'label: not-among'],
    ['a liaison that does not vote', { ...founding, category: 'A', votes: 'yes' }, 'votes: liaison-votes'],
  ])('needs %s', (_, words, expected) => {
    expect(outcome(foundConsortium(words, 'con_new', known.now, newIds()))).toBe(expected)
  })
})

test.each(deskEntries.map((entry) => [entry.button.label, entry.button.use]))(
  '%s on the desk leads somewhere',
  (_, use) => {
    expect(useCaseOf(use)).toBeDefined()
  },
)
