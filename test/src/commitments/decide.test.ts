import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Commitment } from '#src/commitments/commitment.ts'
import { type Context, mayReword, maySee, promisedOf } from '#src/commitments/decide.ts'
import type { Group } from '#src/consortium/store.ts'
import { type Actor, Role, type Seat, signingRole } from '#src/core/access.ts'
import type { Recommendation } from '#src/recommendations/recommendation.ts'

const now = Temporal.Instant.from('2026-11-23T16:00:00Z')
const seat: Seat = { organisation: 'org_japan', name: 'Japan', zone: 'Asia/Tokyo', role: 'delegate', standing: 'staff' }
const group: Group = {
  id: 'wg_evaluation',
  name: 'Evaluation',
  kind: 'working-group',
  places: [],
  members: [
    {
      id: 'org_japan',
      short: 'Japan',
      name: 'Ministry',
      kind: 'government',
      country: 'JP',
      zone: 'Asia/Tokyo',
      category: 'P',
      class: '',
      votes: true,
    },
  ],
}
const context: Context = { seats: [seat], seat, group, recommendations: [], unknown: [] }
const recommendation: Recommendation = {
  id: 'rec_1',
  code: '4.2',
  finding: { code: '4', title: 'Data is scattered' },
  title: 'Publish a catalogue',
  text: '',
  themes: [],
  label: 'TLP:GREEN',
  recipients: [],
}
const written = { text: 'Publish', due: '2026-12-15', terms: { kind: 'other', details: null } } as const

describe('what was written down', () => {
  test('is a promise once owner, group and day are certain', () => {
    expect(promisedOf(written, context, now)).toMatchObject({ text: 'Publish', seat, group })
  })

  test.each([
    ['no seat', { context: { ...context, seat: undefined } }, 'organisation-needed', 'organisation'],
    ['no group', { context: { ...context, group: undefined } }, 'group-needed', 'group'],
    ['a group of others', { context: { ...context, group: { ...group, members: [] } } }, 'not-in-group', 'group'],
    [
      'an unknown recommendation',
      { context: { ...context, unknown: ['R-9'] } },
      'recommendation-unknown',
      'recommendations',
    ],
    [
      'more recommendations than one answers',
      { context: { ...context, recommendations: Array.from({ length: 21 }, () => recommendation) } },
      'answers-too-many',
      'recommendations',
    ],
    ['a day that is none', { due: '31 Febuary' }, 'date-unreadable', 'due'],
    ['two days', { due: '4/12' }, 'date-ambiguous', 'due'],
    ['yesterday', { due: '2026-11-22' }, 'date-past', 'due'],
  ])('is refused on its field: %s', (_, changed, code, field) => {
    const { context: around = context, ...words } = changed as { context?: Context }
    expect(promisedOf({ ...written, ...words }, around, now)).toMatchObject([{ code, field }])
  })

  test('is refused for all that is wrong at once', () => {
    const refused = promisedOf({ ...written, due: 'soon' }, { ...context, group: undefined, unknown: ['R-9'] }, now)
    expect(refused).toMatchObject([{ field: 'due' }, { field: 'recommendations' }, { field: 'group' }])
  })

  test('is read in the owner’s zone: 24 November has begun in Tokyo and not in Paris', () => {
    const inTokyo = promisedOf({ ...written, due: 'today' }, context, now)
    const inParis = promisedOf(
      { ...written, due: 'today' },
      { ...context, seat: { ...seat, zone: 'Europe/Paris' } },
      now,
    )
    expect(inTokyo).toMatchObject({ due: Temporal.PlainDate.from('2026-11-24') })
    expect(String('due' in inParis && inParis.due)).toBe('2026-11-23')
    expect(String('due' in inTokyo && inTokyo.due)).toBe('2026-11-24')
  })
})

describe('a commitment is seen', () => {
  const organisations = ['org_japan', 'org_france', 'org_korea'] as const
  const seats = fc.array(
    fc.record({
      organisation: fc.constantFrom(...organisations),
      name: fc.constant('one'),
      zone: fc.constant('UTC'),
      role: fc.constantFrom(...Role.options),
      standing: fc.constant('staff' as const),
    }),
    { maxLength: 4 },
  )
  const actors: fc.Arbitrary<Actor> = fc.oneof(
    seats.map((held): Actor => ({ kind: 'person', person: 'person_alice', name: 'Alice', seats: held, acting: null })),
    fc.constant<Actor>({ kind: 'operator' }),
  )
  const commitments = fc.record({
    organisation: fc.constantFrom(...organisations),
    proposedBy: fc.constantFrom('person_alice' as const, 'person_bob' as const),
    status: fc.constantFrom('proposed' as const, 'sent-back' as const, 'withdrawn' as const),
  })
  const proposal = (drawn: {
    organisation: (typeof organisations)[number]
    proposedBy: `person_${string}`
    status: 'proposed' | 'sent-back' | 'withdrawn'
  }): Commitment => ({
    id: 'com_one',
    group: 'wg_evaluation',
    recommendations: [],
    ...{ kind: 'other', details: null, originalDue: '2026-12-15', revision: 1, contact: null },
    due: '2026-12-15',
    label: 'TLP:GREEN',
    recipients: [],
    policy: {},
    text: 'Publish',
    ...drawn,
  })

  test('by its own organisation alone until it is confirmed', () => {
    fc.assert(
      fc.property(actors, commitments, (actor, drawn) => {
        const holdsSeat =
          actor.kind === 'person' && actor.seats.some(({ organisation }) => organisation === drawn.organisation)
        expect(maySee(actor, proposal(drawn))).toBe(holdsSeat)
      }),
    )
  })

  test('and changed by its author or by who can bind the organisation, and by nobody who may not see it', () => {
    fc.assert(
      fc.property(actors, commitments, (actor, drawn) => {
        const commitment = proposal(drawn)
        if (!mayReword(actor, commitment)) return
        expect(maySee(actor, commitment)).toBe(true)
        const isAuthor = drawn.proposedBy === 'person_alice'
        expect(isAuthor || signingRole(actor, drawn.organisation) !== undefined).toBe(true)
      }),
    )
  })
})
