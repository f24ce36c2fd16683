import { describe, expect, test } from 'vitest'
import type { Actor, Standing } from '#src/core/access.ts'
import { type Audience, type Item, isHome, mayReach, maySee, sightOf, unnamed, whatLeaves } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

/** Source of the table: FIRST, TLP 2.0, https://www.first.org/tlp/, and Plenary's own rule that a label is kept by place and by person. */
const item = (label: Tlp, recipients: Item['recipients'] = ['org_france']): Item => ({
  label,
  source: 'org_japan',
  recipients,
})
const person = (organisation: `org_${string}`, standing: Standing = 'staff'): Actor => ({
  kind: 'person',
  person: 'person_alice',
  name: 'Alice',
  seats: [{ organisation, name: 'One', zone: 'UTC', role: 'secretariat', standing }],
  acting: null,
})
const place = (...organisations: Audience['organisations']): Audience => ({
  organisations,
  guests: false,
  outsiders: false,
})
const {
  'TLP:CLEAR': clear,
  'TLP:GREEN': green,
  'TLP:AMBER': amber,
  'TLP:AMBER+STRICT': strict,
  'TLP:RED': red,
} = Tlp.enum

describe('a person may see', () => {
  test.each<[string, Actor, Tlp, boolean]>([
    ['what is clear, from any organisation', person('org_korea'), clear, true],
    ['what is green, from any organisation', person('org_korea'), green, true],
    ['what is green, as a guest', person('org_korea', 'guest'), green, true],
    ['amber of the own organisation', person('org_japan'), amber, true],
    ['amber of which the organisation is a recipient', person('org_france'), amber, true],
    ['no amber of others, not even as secretariat', person('org_korea'), amber, false],
    ['amber as a client of a recipient', person('org_france', 'client'), amber, true],
    ['amber as a contractor of a recipient', person('org_france', 'contractor'), amber, true],
    ['no amber as a guest of a recipient', person('org_france', 'guest'), amber, false],
    ['strict amber as staff of a recipient', person('org_france'), strict, true],
    ['no strict amber as a client', person('org_france', 'client'), strict, false],
    ['no strict amber as a contractor of the source', person('org_japan', 'contractor'), strict, false],
    ['no red of the own organisation without being named', person('org_japan'), red, false],
  ])('%s', (_, actor, label, expected) => {
    expect(maySee(actor, item(label))).toBe(expected)
  })

  test('red where named, whatever the organisation', () => {
    expect(maySee(person('org_korea'), item(red, ['person_alice']))).toBe(true)
  })

  test('nothing as a stranger', () => {
    for (const label of Tlp.options) expect(maySee({ kind: 'stranger' }, item(label)), label).toBe(false)
  })
})

describe('a label may reach a place', () => {
  const both = place('org_japan', 'org_france')
  const others = place('org_japan', 'org_france', 'org_korea')
  test.each<[string, Tlp, Audience, boolean]>([
    ['clear goes anywhere', clear, { ...others, outsiders: true }, true],
    ['green goes where the consortium reads', green, others, true],
    ['green does not go where outsiders read', green, { ...both, outsiders: true }, false],
    ['green goes where guests of members read', green, { ...both, guests: true }, true],
    ['amber goes where recipients alone read', amber, both, true],
    ['amber does not go where one more organisation reads', amber, others, false],
    ['amber goes where guests of recipients read', amber, { ...both, guests: true }, true],
    ['amber does not go where outsiders read', amber, { ...both, outsiders: true }, false],
    ['strict amber goes where staff of recipients alone read', strict, both, true],
    ['strict amber does not go where guests read', strict, { ...both, guests: true }, false],
    ['red goes into no shared place', red, place('org_japan'), false],
  ])('%s', (_, label, audience, expected) => {
    expect(mayReach(item(label), audience)).toBe(expected)
  })

  test('those who are not named can be told', () => {
    expect(unnamed(item(amber), others)).toEqual(['org_korea'])
  })
})

describe('what leaves an organisation', () => {
  test.each([
    ['everything where nothing was said', {}, 'full'],
    ['what was said of all labels', { any: 'reference' }, 'reference'],
    ['what was said of this label first', { any: 'full', 'TLP:GREEN': 'nothing' }, 'nothing'],
  ] as const)('%s', (_, policy, expected) => {
    expect(whatLeaves(policy, item(green))).toBe(expected)
  })

  test('a place of its own people alone is home', () => {
    expect(isHome(item(green), place('org_japan'))).toBe(true)
    expect(isHome(item(green), place('org_japan', 'org_france'))).toBe(false)
    expect(isHome(item(green), { ...place('org_japan'), outsiders: true })).toBe(false)
    expect(isHome(item(green), place())).toBe(false)
  })

  test('is asked of a place as of an audience, though a place is of a kind as an actor is', () => {
    const channel = { ...place('org_japan', 'org_france'), kind: 'public', name: '#allied-evals' }
    expect(sightOf(channel, { ...item(green), policy: {} })).toBe('full')
    expect(sightOf(channel, { ...item(green), policy: { any: 'reference' } })).toBe('reference')
  })
})
