import { describe, expect, test } from 'vitest'
import { type Actor, Role, type Seat, signingRoles } from '#src/core/access.ts'
import type { Release } from '#src/core/sharing.ts'
import { Response } from '#src/recommendations/recommendation.ts'
import { bound, judged, seatIn } from '#src/recommendations/responding.ts'

type Said = Parameters<typeof judged>[0]
const stored = (reason: string, isReasonKept = false) => ({ reason, isReasonKept })
const noted: Said = { response: 'noted', reason: 'We have no data' }

// domain.md 4 and the issue of commitments: accepted, partly accepted, noted, not accepted, with a reason for all but the first.
describe('what is said to a recommendation', () => {
  test.each<[what: string, said: Said, last: Said | undefined, release: Release, judged: unknown]>([
    ['accepting takes no reason', { response: 'accepted' }, undefined, 'full', stored('')],
    ['accepting may have one', { response: 'accepted', reason: 'At last' }, undefined, 'full', stored('At last')],
    ['a partial yes takes a reason', { response: 'partly-accepted' }, undefined, 'full', 'unreasoned'],
    ['noting takes a reason', { response: 'noted' }, undefined, 'full', 'unreasoned'],
    ['a no takes a reason', { response: 'not-accepted' }, undefined, 'full', 'unreasoned'],
    ['an empty reason is none', { response: 'not-accepted', reason: '' }, undefined, 'full', 'unreasoned'],
    ['with a reason it is stored', noted, undefined, 'full', stored('We have no data')],
    ['the same again stands', noted, noted, 'full', { stands: noted }],
    ['the same with no reason stands', { response: 'noted' }, noted, 'full', { stands: noted }],
    [
      'the same for another reason is stored',
      { response: 'noted', reason: 'Still none' },
      noted,
      'full',
      stored('Still none'),
    ],
    ['another is stored', { response: 'accepted' }, noted, 'full', stored('')],
    ['another takes its own reason', { response: 'not-accepted' }, noted, 'full', 'unreasoned'],
    ['where references alone leave, no reason is stored', noted, undefined, 'reference', stored('', true)],
    ['where references alone leave, none is needed', { response: 'noted' }, undefined, 'reference', stored('')],
    [
      'where references alone leave, another reason changes nothing',
      { response: 'noted', reason: 'Still none' },
      { response: 'noted', reason: '' },
      'reference',
      { stands: { response: 'noted', reason: '' } },
    ],
    ['where nothing leaves, nothing is stored', { response: 'accepted' }, undefined, 'nothing', 'kept'],
    ['where nothing leaves, what stands is not told', noted, noted, 'nothing', 'kept'],
  ])('%s', (_what, said, last, release, expected) => {
    expect(judged(said, last, release)).toEqual(expected)
  })

  test('takes a reason for each response but accepting', () => {
    const free = Response.options.filter((response) => judged({ response }, undefined, 'full') !== 'unreasoned')
    expect(free).toEqual(['accepted'])
  })
})

const seat = (organisation: Seat['organisation'], role: Role): Seat => ({
  ...{ organisation, role, name: organisation.slice(4), zone: 'UTC', standing: 'staff' },
})
const person = (seats: Seat[], acting: Seat['organisation'] | null = null): Actor => ({
  ...{ kind: 'person', person: 'person_luc', name: 'Luc', seats, acting },
})

describe('who responds', () => {
  test.each(Role.options)('a %s binds an organisation, or does not', (role) => {
    const binds = signingRoles.some((signing) => signing === role)
    expect(bound(person([seat('org_france', role)]))).toHaveLength(binds ? 1 : 0)
  })

  const both = [seat('org_france', 'delegate'), seat('org_commons', 'deputy')]
  test.each<[what: string, actor: Actor, named: string | undefined, organisation: string | undefined]>([
    ['for the only one', person([seat('org_france', 'delegate')]), undefined, 'org_france'],
    [
      'for the only one, whose seats are two',
      person([seat('org_france', 'delegate'), seat('org_france', 'deputy')]),
      undefined,
      'org_france',
    ],
    [
      'for the one that can be bound, beside another',
      person([seat('org_france', 'member'), seat('org_commons', 'deputy')]),
      undefined,
      'org_commons',
    ],
    ['for the one that is named', person(both), 'org_commons', 'org_commons'],
    ['for neither of two, where none is named', person(both), undefined, undefined],
    ['for the one that is acted for here', person(both, 'org_france'), undefined, 'org_france'],
    ['not for another than is acted for here', person(both, 'org_france'), 'org_commons', undefined],
    ['not for somebody else’s', person([seat('org_france', 'delegate')]), 'org_japan', undefined],
    ['not as a member', person([seat('org_france', 'member')]), 'org_france', undefined],
    ['not as the operator', { kind: 'operator' }, 'org_france', undefined],
  ])('%s', (_what, actor, named, organisation) => {
    expect(seatIn(actor, named)?.organisation).toBe(organisation)
  })
})
