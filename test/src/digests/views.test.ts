import { describe, expect, test } from 'vitest'
import { cardToBlocks } from '#adapters/slack/render-card.ts'
import { cardToAdaptiveCard } from '#adapters/teams/render-card.ts'
import type { Actor } from '#src/core/access.ts'
import { contentsOf, toldOf } from '#src/digests/decide.ts'
import type { Owned, Undecided } from '#src/digests/store.ts'
import { partsOf, TypedSetting } from '#src/digests/typed.ts'
import { digestCard, partCard, type Told } from '#src/digests/views.ts'
import type { Poll } from '#src/polls/poll.ts'
import type { Card } from '#src/view/card.ts'
import { cardToNotice, cardToPlain } from '#src/view/plain.ts'
import { terms } from '#test/support/polls.ts'

const now = Temporal.Instant.from('2026-11-23T00:00:00Z')
const alice: Actor = {
  kind: 'person',
  person: 'person_alice',
  name: 'Alice',
  seats: [{ organisation: 'org_japan', name: 'Japan', zone: 'Asia/Tokyo', role: 'coordinator', standing: 'staff' }],
  acting: null,
}
const bob: Actor = { kind: 'person', person: 'person_bob', name: 'Bob', seats: [], acting: null }

function owned(number: number, more: Partial<Owned['commitment']> = {}): Owned {
  const commitment: Owned['commitment'] = {
    status: 'confirmed',
    id: `com_${number}0`,
    number,
    organisation: 'org_france',
    group: 'wg_data',
    recommendations: [],
    kind: 'other',
    details: null,
    originalDue: '2026-12-15',
    revision: 1,
    contact: null,
    outlook: null,
    due: '2026-11-20',
    label: 'TLP:GREEN',
    recipients: [],
    policy: {},
    text: `Promise ${number}`,
    proposedBy: 'person_bob',
    confirmedBy: 'person_bob',
    confirmedAt: '2026-10-01T00:00:00Z',
    progress: 'limited',
    progressNote: null,
    progressAt: null,
    ownerLeftAt: null,
    ownedSince: null,
    ...more,
  }
  return { commitment, owner: commitment.organisation === 'org_japan' ? 'Japan' : 'France', zone: 'Asia/Tokyo' }
}

function poll(number: number): Poll {
  return {
    status: 'open',
    id: `poll_${number}0`,
    number,
    group: 'wg_data',
    openedBy: 'person_bob',
    closesAt: '2026-11-27T08:00:00Z',
    ...terms(['org_japan']),
    label: 'TLP:GREEN',
    source: 'org_japan',
    recipients: [],
    policy: {},
    question: `Question ${number}?`,
    sourceLeftAt: null,
  }
}

type More = {
  undecided?: Undecided[]
  opened?: Poll[]
  confirmed?: Owned[]
  ownerLeft?: Owned[]
  followed?: Told['followed']
}

function told(due: Owned[], more: More = {}): Told {
  const news = { confirmed: more.confirmed ?? [], opened: more.opened ?? [], closed: [], moved: [] }
  return {
    contents: contentsOf(alice, { undecided: more.undecided ?? [], due, ownerLeft: more.ownerLeft ?? [], news }, now),
    followed: more.followed ?? [],
    window: { since: now.subtract({ hours: 168 }), until: now },
    now,
    zone: 'Asia/Tokyo',
    asks: () => false,
    votes: () => false,
    keepsRecord: false,
  }
}

const missing = [{ id: 'org_japan' as const, name: 'Japan' }]

describe('a digest', () => {
  test('is one line where nothing waits and nothing is new', () => {
    expect(cardToPlain(digestCard(told([])))).toBe('Nothing needs you, Monday 23 November 2026\n[Show settings]')
  })

  test('lists what an owner left behind by itself, and not as overdue in its name', () => {
    const left = owned(3, { ownerLeftAt: '2026-11-20T00:00:00Z' })
    const done = owned(4, { ownerLeftAt: '2026-11-20T00:00:00Z', progress: 'complete' })
    const text = cardToPlain(digestCard(told([left], { ownerLeft: [left, done] })))
    expect(text).toContain('Owner left\n- C-3 Promise 3 (France), waits for a new owner')
    expect(text).not.toContain('Overdue')
    expect(text).not.toContain('C-4')
    expect(text).toContain('Nothing needs you this week.')
    const kept = digestCard({ ...told([left], { ownerLeft: [left] }), keepsRecord: true })
    expect(cardToPlain(kept)).not.toContain('Nothing needs you this week.')
    expect(kept.actions.map(({ label }) => label)).toContain('Transfer C-3')
  })

  test('names the own organisation’s first, and says how late each is by its owner’s calendar', () => {
    const late = [owned(1), owned(2, { organisation: 'org_japan', due: '2026-11-22' })]
    const plain = cardToPlain(digestCard(told([...late, owned(3, { due: '2026-11-23' })])))
    expect(plain).toContain('- C-2 Promise 2 (Japan), 1 day overdue\n- C-1 Promise 1 (France), 3 days overdue')
    expect(plain).toContain('Due soon\n- C-3 Promise 3 (France), due Monday 23 November 2026 (Tokyo)')
  })

  test('offers to ask for an update to who asks others, and to nobody else', () => {
    const late = [owned(1), owned(2, { organisation: 'org_japan', due: '2026-11-22' })]
    const labels = (drawn: Card) => drawn.actions.map(({ label }) => label)
    expect(labels(digestCard(told(late)))).toEqual(['Show settings'])
    const asks = ({ commitment }: Owned) => commitment.organisation !== 'org_japan'
    expect(labels(digestCard({ ...told(late), asks }))).toEqual(['Ask for an update on C-1', 'Show settings'])
  })

  test('holds nothing that is done, and nothing due in more than 14 days', () => {
    const due = [owned(1, { progress: 'complete' }), owned(2, { due: '2026-12-08' }), owned(3, { due: '2026-12-07' })]
    const { contents } = told(due)
    expect([contents.overdue, contents.dueSoon.map(({ commitment }) => commitment.number)]).toEqual([[], [3]])
  })

  test('asks for a missing vote once, not under new as well', () => {
    const plain = cardToPlain(
      digestCard(told([], { undecided: [{ poll: poll(1), missing }], opened: [poll(1), poll(2)] })),
    )
    expect(plain.match(/P-1 Question/g)).toHaveLength(1)
    expect(plain).toContain('Japan has not voted')
    expect(plain).toContain('P-2 Question 2?: opened')
    expect(plain).toContain('[Show P-1]')
  })

  test('bears the strictest label of what stands in it, and its notice says no more than that', () => {
    const card = digestCard(told([owned(1), owned(2, { label: 'TLP:AMBER', recipients: ['org_japan'] })]))
    expect(card.label).toBe('TLP:AMBER')
    expect(cardToNotice(card)).toBe('TLP:AMBER')
    expect(cardToPlain(card)).toContain('- TLP:AMBER C-2 Promise 2')
  })

  test('cuts nothing silently: what is left out is counted and one click away', () => {
    const many = told(Array.from({ length: 22 }, (_, nth) => owned(nth + 1)))
    const card = digestCard(many)
    expect(cardToPlain(card)).toContain('and 17 more: commitments overdue')
    const seen = [0, 5, 20].flatMap((from) => [...cardToPlain(partCard(many, 'overdue', from)).matchAll(/- (C-\d+)/g)])
    expect(new Set(seen.map(([, reference]) => reference)).size).toBe(22)
    expect(cardToPlain(partCard(many, 'overdue', 22))).toBe('Nothing more is left of this')
  })

  test('is drawn whole on both platforms, however much there is to tell', () => {
    const long = (number: number) =>
      owned(number, {
        ...{ text: 'word '.repeat(99), label: 'TLP:AMBER+STRICT', due: '2026-11-20' },
        recipients: ['org_japan'],
      })
    const many = Array.from({ length: 400 }, (_, nth) => long(nth + 1))
    const later = many.map((one) => ({ ...one, commitment: { ...one.commitment, due: '2026-12-01' } }))
    const undecided = many.map((_, nth) => ({ poll: { ...poll(nth + 1), question: 'word '.repeat(59) }, missing }))
    const full = told([...many, ...later], { undecided, confirmed: many })
    const cards = [
      digestCard({
        ...full,
        contents: { ...full.contents, moved: many.map((one) => ({ ...one, was: 'limited', now: 'complete' })) },
      }),
      partCard(full, 'to-decide', 5),
      partCard(full, 'overdue', 5),
    ]
    for (const card of cards) {
      expect(cardToBlocks(card).shortened).toEqual([])
      expect(JSON.stringify(cardToAdaptiveCard(card))).not.toContain('Shortened to fit')
    }
  })

  test('holds what its reader may see, and of what an organisation keeps to itself the reference', () => {
    const due = [
      owned(1),
      owned(2, { label: 'TLP:AMBER' }),
      owned(3, { policy: { any: 'reference' } }),
      owned(4, { policy: { any: 'nothing' } }),
    ]
    const read = { undecided: [], due, ownerLeft: [], news: { confirmed: due, opened: [], closed: [], moved: [] } }
    const told = contentsOf(alice, read, now)
    expect(told.overdue.map(({ commitment }) => [commitment.number, commitment.text])).toEqual([
      [1, 'Promise 1'],
      [3, ''],
    ])
    expect(toldOf(told).map(({ as }) => as)).toEqual(['full', 'reference', 'full', 'reference'])
    expect(contentsOf(bob, read, now)).toMatchObject({ overdue: [], confirmed: [] })
    expect(contentsOf({ kind: 'stranger' }, read, now)).toMatchObject({ overdue: [], confirmed: [] })
  })
})

describe('a setting as typed', () => {
  test.each([
    ['mon 09:00', { weekday: 'mon', time: 540 }],
    ['Mondays at 9:00', { weekday: 'mon', time: 540 }],
    [
      'on Friday at 16:30 in New York on Teams',
      { weekday: 'fri', time: 990, zone: 'America/New_York', platform: 'teams' },
    ],
    ['sun 00:00 asia/tokyo', { weekday: 'sun', time: 0, zone: 'Asia/Tokyo' }],
    ['thurs 23:59 UTC on slack', { weekday: 'thu', time: 1439, zone: 'UTC', platform: 'slack' }],
    ['', {}],
  ])('“%s” is read', (typed, setting) => {
    expect(TypedSetting.parse(partsOf(typed))).toEqual(setting)
  })

  test.each([
    ['mon 25:00', 'time'],
    ['mon 24:00', 'time'],
    ['mon 9', 'time'],
    ['mo 09:00', 'weekday'],
    ['someday 09:00', 'weekday'],
    ['mon 09:00 Mars/Olympus', 'zone'],
    ['mon 09:00 +09:00', 'zone'],
    ['mon 09:00 on irc', 'platform'],
  ])('“%s” is wrong in its %s alone', (typed, field) => {
    const { error } = TypedSetting.safeParse(partsOf(typed))
    expect(error?.issues.map(({ path }) => path)).toEqual([[field]])
  })
})
