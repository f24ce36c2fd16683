import { describe, expect, test } from 'vitest'
import type { Actor, Seat } from '#src/core/access.ts'
import { closingOf } from '#src/core/closing.ts'
import { outranks, takesBallots, votingSeats } from '#src/polls/decide.ts'
import { type Ballot, countOf, type Poll } from '#src/polls/poll.ts'
import { terms } from '#test/support/polls.ts'

const poll: Poll = {
  status: 'open',
  id: 'poll_one',
  number: 7,
  group: 'wg_evaluation',
  openedBy: 'person_alice',
  closesAt: '2026-12-04T16:00:00.000Z',
  ...terms(['org_japan', 'org_france']),
  label: 'TLP:GREEN',
  source: 'org_japan',
  recipients: [],
  policy: {},
  sourceLeftAt: null,
  question: 'Adopt?',
}
const ballot = (
  organisation: Ballot['organisation'],
  choice: Ballot['choice'],
  role: Ballot['role'] = 'delegate',
): Ballot => ({
  organisation,
  choice,
  remarks: '',
  ruling: null,
  recorded: null,
  role,
  castBy: 'person_bob',
  castAt: '2026-12-01T08:00:00.000Z',
})

describe('a poll takes ballots', () => {
  test.each([
    ['before its closing time', poll, '2026-12-04T15:59:59.999Z', true],
    ['not at its closing time', poll, '2026-12-04T16:00:00Z', false],
    ['not after it, though nobody recorded the close', poll, '2026-12-05T00:00:00Z', false],
    ['not while it closes', { ...poll, status: 'closing' as const }, '2026-12-01T00:00:00Z', false],
  ])('%s', (_, state, now, takes) => {
    expect(takesBallots(state, Temporal.Instant.from(now))).toBe(takes)
  })
})

test('a count holds each choice once per ballot', () => {
  const ballots = [ballot('org_japan', 'approve'), ballot('org_france', 'abstain'), ballot('org_korea', 'approve')]
  expect(countOf(ballots)).toEqual({ approve: 2, 'approve-with-comments': 0, disapprove: 0, abstain: 1 })
})

describe('a person votes', () => {
  const seat = (organisation: Seat['organisation'], role: Seat['role']): Seat => ({
    organisation,
    role,
    name: 'One',
    zone: 'UTC',
    standing: 'staff',
  })
  const alice = (...seats: Seat[]): Actor => ({
    kind: 'person',
    person: 'person_alice',
    name: 'Alice',
    seats,
    acting: null,
  })
  /** Accredited at the opening: a delegate of Japan and its head, a deputy of France. */
  const accredited: Poll = {
    ...poll,
    voters: [
      { organisation: 'org_japan', person: 'person_alice', role: 'delegate' },
      { organisation: 'org_japan', person: 'person_alice', role: 'head-delegate' },
      { organisation: 'org_france', person: 'person_alice', role: 'deputy' },
    ],
  }
  test.each([
    ['for the organisation whose delegate it is', alice(seat('org_japan', 'delegate')), ['org_japan delegate']],
    [
      'in the strongest of two roles',
      alice(seat('org_japan', 'delegate'), seat('org_japan', 'head-delegate')),
      ['org_japan head-delegate'],
    ],
    [
      'for each of two organisations',
      alice(seat('org_france', 'deputy'), seat('org_japan', 'delegate')),
      ['org_japan delegate', 'org_france deputy'],
    ],
    ['for none as a member or an observer', alice(seat('org_japan', 'member'), seat('org_france', 'observer')), []],
    ['for none by a seat that was given after the opening', alice(seat('org_france', 'delegate')), []],
    ['for none outside the electorate', alice(seat('org_korea', 'delegate')), []],
  ])('%s', (_, actor, seats) => {
    expect(votingSeats(actor, accredited).map(({ organisation, role }) => `${organisation} ${role}`)).toEqual(seats)
  })

  /** The primary's vote wins over the alternate's: IEEE SA balloting, https://standards.ieee.org/ */
  test.each([
    ['head-delegate', 'deputy', true],
    ['head-delegate', 'delegate', true],
    ['delegate', 'deputy', true],
    ['deputy', 'deputy', false],
    ['deputy', 'delegate', false],
    ['delegate', 'head-delegate', false],
  ] as const)('a ballot of a %s outranks one of a %s: %s', (standing, role, outranked) => {
    expect(outranks(ballot('org_japan', 'approve', standing), role)).toBe(outranked)
  })
})

describe('a closing time', () => {
  const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
  test('is read in the zone of the person’s organisation', () => {
    expect(String(closingOf('Friday 17:00', now, 'America/New_York'))).toBe('2026-11-27T22:00:00Z')
    expect(String(closingOf('Friday 17:00', now, 'Asia/Tokyo'))).toBe('2026-11-27T08:00:00Z')
  })

  test.each([
    ['whenever', 'date-unreadable'],
    ['4/12 17:00', 'date-ambiguous'],
    ['2026-11-23 09:59', 'moment-past'],
    ['2026-11-23 10:00', 'moment-past'],
  ])('“%s” is refused on its field: %s', (typed, code) => {
    expect(closingOf(typed, now, 'Europe/Paris')).toMatchObject({ code, field: 'closes' })
  })

  test('offers readings that are read as one when they come back', () => {
    const refused = closingOf('4/12 17:00', now, 'Europe/Paris')
    const readings = 'readings' in refused ? (refused.readings ?? []) : []
    expect(readings).toHaveLength(2)
    for (const { value } of readings) expect(closingOf(value, now, 'Europe/Paris')).toBeInstanceOf(Temporal.Instant)
  })
})
