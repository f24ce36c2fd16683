import { describe, expect, test } from 'vitest'
import type { SeatLine } from '#src/consortium/store.ts'
import type { Actor, Role } from '#src/core/access.ts'
import { headOf, leaveFacts, leaveWrong, mayLeave, planOf, type Stake } from '#src/leaving/decide.ts'
import { exportUntil } from '#src/leaving/leaving.ts'

/** Still the 25th in Paris, and the 26th in Tokyo. */
const now = Temporal.Instant.from('2026-11-25T20:00:00Z')

function seat(
  person: `person_${string}`,
  organisation: `org_${string}`,
  role: Role,
  more: Partial<SeatLine> = {},
): SeatLine {
  const base = { standing: 'staff', from: '2026-01-01', until: null, name: person, organisationName: '', contact: '' }
  return { person, organisation, role, ...base, ...more } as SeatLine
}

function stake(more: Partial<Stake> = {}): Stake {
  return {
    organisation: {
      ...{ id: 'org_japan', short: 'Japan', name: 'Ministry', kind: 'government', country: 'JP', zone: 'Asia/Tokyo' },
      leftAt: null,
    } as Stake['organisation'],
    consortium: { id: 'con_a1', name: 'Forum', zone: 'Europe/Paris', label: 'TLP:GREEN' },
    seats: [seat('person_hana', 'org_japan', 'head-delegate'), seat('person_aiko', 'org_japan', 'member')],
    memberships: [],
    supports: [],
    zones: new Map([
      ['org_japan', 'Asia/Tokyo'],
      ['org_france', 'Europe/Paris'],
    ]),
    ...{ proposals: [], commitments: [], polls: [], offers: [], places: [], secretariat: [] },
    ...more,
  }
}

function person(...seats: SeatLine[]): Actor {
  const held = seats.map(({ organisation, role, standing }) => ({
    organisation,
    role,
    standing,
    name: '',
    zone: 'UTC',
  }))
  return { kind: 'person', person: 'person_hana', name: 'Hana', seats: held, acting: null }
}

describe('an organisation that leaves', () => {
  test('ends what is held and what is still to begin, by the calendars of its own zone and the consortium’s', () => {
    const ended = seat('person_old', 'org_japan', 'delegate', { until: '2026-11-25' })
    const later = seat('person_new', 'org_japan', 'deputy', { from: '2027-01-01' })
    const membership = { body: 'wg_data', organisation: 'org_japan', category: 'P', class: '', votes: true } as const
    const plan = planOf(
      stake({
        seats: [...stake().seats, ended, later, seat('person_luc', 'org_france', 'delegate')],
        memberships: [
          { ...membership, from: '2026-01-01', until: '2026-11-25' },
          { ...membership, body: 'wg_old', from: '2026-01-01', until: '2026-11-24' },
        ],
      }),
      now,
    )
    expect(plan.seats.map((one) => one.person)).toEqual(['person_hana', 'person_aiko', 'person_new'])
    expect(plan.memberships.map(({ body }) => body)).toEqual(['wg_data'])
    expect(plan.lastDay).toEqual({ seats: '2026-11-25', memberships: '2026-11-24' })
    expect(plan.signatories).toEqual(['person_hana'])
  })

  test('takes access from those alone who hold no seat elsewhere today', () => {
    const elsewhere = [
      seat('person_aiko', 'org_france', 'observer'),
      seat('person_hana', 'org_france', 'observer', { until: '2026-11-24' }),
    ]
    const plan = planOf(stake({ seats: [...stake().seats, ...elsewhere] }), now)
    expect(plan.seatless.map((one) => one.person)).toEqual(['person_hana'])
    expect(plan.staying.map((one) => one.person)).toEqual(['person_aiko'])
  })

  test('states it last, once everything else has ended', () => {
    const full = stake({
      proposals: ['com_p'],
      commitments: [
        { id: 'com_1', number: 1, recommendations: [], progress: 'limited' },
        { id: 'com_2', number: 2, recommendations: [], progress: 'complete' },
      ],
      polls: [
        { id: 'poll_1', number: 1, isOpen: true, isSource: true, mayVote: true, hasVoted: true },
        { id: 'poll_2', number: 2, isOpen: true, isSource: false, mayVote: true, hasVoted: false },
        { id: 'poll_3', number: 3, isOpen: false, isSource: false, mayVote: true, hasVoted: false },
      ],
      offers: [{ commitment: 'com_9', from: 'org_france', to: 'org_japan', proposedBy: null }],
    })
    const plan = planOf(full, now)
    expect(plan.open.map(({ id }) => id)).toEqual(['com_1'])
    expect(plan.standing.map(({ id }) => id)).toEqual(['poll_1'])
    expect(plan.unvoted.map(({ id }) => id)).toEqual(['poll_2'])
    const facts = leaveFacts(full, plan, 'It is dissolved', ['person_aiko'])
    expect(facts.map(({ type }) => type)).toEqual([
      ...['seat-ended', 'seat-ended', 'commitment-withdrawn', 'transfer-withdrawn', 'digest-stopped'],
      'organisation-left',
    ])
    expect(facts.at(-1)).toEqual({
      ...{ type: 'organisation-left', organisation: 'org_japan', signatories: ['person_hana'] },
      ...{ commitments: ['com_1', 'com_2'], polls: ['poll_1'], sealed: { reason: 'It is dissolved' } },
    })
  })

  test.each([
    ['nobody keeps the record anywhere', [], undefined],
    ['it alone keeps the record', [seat('person_eva', 'org_japan', 'secretariat')], 'last-secretariat'],
    [
      'another keeps it from tomorrow on only',
      [
        seat('person_eva', 'org_japan', 'secretariat'),
        seat('person_luc', 'org_france', 'secretariat', { from: '2026-11-26' }),
      ],
      'last-secretariat',
    ],
    [
      'another keeps it as well',
      [seat('person_eva', 'org_japan', 'secretariat'), seat('person_luc', 'org_france', 'secretariat')],
      undefined,
    ],
    ['another keeps it alone', [seat('person_luc', 'org_france', 'secretariat')], undefined],
  ])('may do so where %s: %o', (_what, keepers, code) => {
    expect(leaveWrong(stake({ seats: [...stake().seats, ...keepers] }), now)?.code).toBe(code)
  })

  test.each([
    ['its head delegate', person(seat('person_hana', 'org_japan', 'head-delegate')), true],
    ['its delegate', person(seat('person_hana', 'org_japan', 'delegate')), false],
    ['another’s head delegate', person(seat('person_luc', 'org_france', 'head-delegate')), false],
    ['the secretariat', person(seat('person_eva', 'org_france', 'secretariat')), true],
    ['the operator', { kind: 'operator' } as Actor, true],
    ['a stranger', { kind: 'stranger' } as Actor, false],
  ])('is let go by %s: %s', (_who, actor, may) => {
    expect(mayLeave.test(actor, { organisation: { id: 'org_japan' } })).toBe(may)
  })

  test('is headed by its head delegates alone', () => {
    expect(
      headOf(person(seat('person_hana', 'org_japan', 'head-delegate'), seat('person_hana', 'org_a', 'deputy'))),
    ).toEqual(['org_japan'])
  })

  test('can have its export taken for thirty days more', () => {
    expect(exportUntil(now).toString()).toBe('2026-12-25T20:00:00Z')
  })
})
