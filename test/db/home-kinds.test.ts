/** What waits for whom: each kind is there for those who can settle it, and goes when it is settled. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysLeft, isOverdue, isOwnerLeft, soonDays } from '#src/commitments/commitment.ts'
import { freshnessOf } from '#src/commitments/freshness.ts'
import type { CommitmentFilter } from '#src/commitments/store.ts'
import type { Role } from '#src/core/access.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { kinds } from '#src/home/kinds.ts'
import { homeOf } from '#src/home/show.ts'
import type { Fact } from '#src/readers.ts'
import { isOver, type Progress } from '#src/recommendations/axes.ts'
import { cardToPlain } from '#src/view/plain.ts'
import { type Opened, onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { choosing } from '#test/support/polls.ts'

const noon = Temporal.Instant.from('2026-11-26T12:00:00Z')
const operator = { kind: 'operator' } as const

function seat(person: PersonId, organisation: OrganisationId, role: Role): Fact[] {
  return [
    { type: 'person-added', person, zone: 'UTC', sealed: { name: role, contact: '' } },
    { type: 'seat-given', person, organisation, role, standing: 'staff', from: '2020-01-01', until: null },
  ]
}

function promised(ids: Founded, more: Partial<ReturnType<typeof commitmentProposed>> = {}): Fact[] {
  const commitment = `com_${ids.id.slice(4)}` as const
  return [
    { ...commitmentProposed(ids, commitment), ...more },
    { type: 'commitment-confirmed', commitment, number: 1, confirmedBy: ids.bob },
  ]
}

/** A draft with a comment of Japan's that waits. */
function commented(ids: Founded): Fact[] {
  const draft = 'draft_kvalidate'
  const from = { author: null, recordedBy: null, file: null, row: null, flags: [], late: false }
  return [
    {
      ...{ type: 'draft-registered', draft, number: 1, group: ids.group, label: 'TLP:GREEN', recipients: [] },
      ...{ registeredBy: null, stage: 'DIS', opensAt: '2026-01-01T00:00:00Z', closesAt: far.toString() },
      sealed: { standard: 'DIS 1', title: 'Testing', body: 'SC 42', url: '' },
    },
    {
      ...{ type: 'comment-written', comment: 'cmt_kvalidate', draft, organisation: ids.japan },
      ...{ commentType: 'technical', ...from },
      sealed: { clause: '', paragraph: '', line: '', text: 'It is vague', proposed: '', raw: '' },
    },
  ]
}

/** Which kinds wait for a person, in order. */
async function waitingFor({ database }: Opened, ids: Founded, person: PersonId): Promise<string[]> {
  return database.store.transact(ids.id, async ({ read }) => {
    const actor = await read.consortium.actor(person)
    if (!actor) throw new Error('no such person')
    const groups = (await read.consortium.groupsOf(actor.seats.map(({ organisation }) => organisation))).map(
      ({ id }) => id,
    )
    const owner = { actor, groups, zone: 'UTC', now: noon }
    const found: string[] = []
    for (const { kind, read: find } of kinds) {
      const { total, lines } = await find(read, owner, { offset: 0, limit: 5 })
      expect(lines.length).toBe(Math.min(5, total))
      if (total > 0) found.push(kind)
    }
    return found
  })
}

const com = (ids: Founded) => `com_${ids.id.slice(4)}` as const
const poll = (ids: Founded) => `poll_${ids.id.slice(4)}` as const
const far = Temporal.Instant.from('2100-01-01T00:00:00Z')

/** `for`: whose homes hold it, of: delegate, member and observer of Japan, delegate of Kenya, coordinator of Kenya, secretariat. */
const cases: [
  kind: string,
  ids: string,
  given: (ids: Founded) => Fact[],
  settled: (ids: Founded) => Fact[],
  whose: string[],
][] = [
  [
    'vote',
    'kvote',
    (ids) => [pollOpened(ids, poll(ids), 1, far)],
    (ids) => [
      {
        type: 'ballot-cast',
        poll: poll(ids),
        organisation: ids.japan,
        castBy: ids.alice,
        role: 'delegate',
        replaces: false,
        sealed: choosing('approve'),
      },
      {
        type: 'ballot-cast',
        poll: poll(ids),
        organisation: ids.kenya,
        castBy: 'person_kvoteke',
        role: 'delegate',
        replaces: false,
        sealed: choosing('approve'),
      },
    ],
    ['delegate', 'kenya'],
  ],
  [
    'confirm',
    'kconfirm',
    (ids) => [commitmentProposed(ids, com(ids))],
    (ids) => [{ type: 'commitment-sent-back', commitment: com(ids), sentBackBy: ids.alice }],
    ['delegate'],
  ],
  [
    'validate',
    'kvalidate',
    (ids) => [...commented(ids)],
    (ids) => [
      {
        ...{ type: 'comment-validated', comment: 'cmt_kvalidate', draft: 'draft_kvalidate' },
        ...{ number: 1, code: 'JP', validatedBy: ids.alice },
      },
    ],
    ['delegate'],
  ],
  [
    'take-over',
    'ktake',
    (ids) => [
      ...promised(ids),
      { type: 'transfer-proposed', commitment: com(ids), from: ids.japan, to: ids.kenya, proposedBy: ids.alice },
    ],
    (ids) => [
      { type: 'transfer-declined', commitment: com(ids), from: ids.japan, to: ids.kenya, declinedBy: 'person_ktakeke' },
    ],
    ['kenya'],
  ],
  [
    'support',
    'ksupport',
    (ids) => [
      ...promised(ids),
      {
        type: 'support-asked',
        commitment: com(ids),
        organisation: ids.kenya,
        askedBy: ids.alice,
        sealed: { part: '' },
      },
    ],
    (ids) => [
      { type: 'support-declined', commitment: com(ids), organisation: ids.kenya, declinedBy: 'person_ksupportke' },
    ],
    ['kenya'],
  ],
  [
    'reply',
    'kreply',
    (ids) => [
      ...promised(ids),
      {
        type: 'assessment-made',
        assessment: `assess_${ids.id.slice(4)}`,
        subject: { kind: 'commitment', id: com(ids) },
        owner: ids.japan,
        found: 'limited',
        assessedBy: 'person_kreplysecretariat',
        opensAt: far.toString(),
        sealed: { why: 'Few signs' },
      } as Fact,
    ],
    (ids) => [
      {
        type: 'assessment-replied',
        assessment: `assess_${ids.id.slice(4)}`,
        subject: { kind: 'commitment', id: com(ids) },
        owner: ids.japan,
        repliedBy: ids.alice,
        sealed: { reply: 'There are more' },
      } as Fact,
    ],
    ['delegate', 'member'],
  ],
  [
    'answer',
    'kanswer',
    (ids) => [
      ...promised(ids),
      {
        type: 'update-asked',
        subject: { kind: 'commitment', id: com(ids) },
        askedBy: 'person_kanswersecretariat',
        askedOf: ids.alice,
      },
    ],
    (ids) => [
      {
        type: 'progress-reported',
        commitment: com(ids),
        progress: 'limited',
        reportedBy: ids.bob,
        sealed: { note: '' },
      } as Fact,
    ],
    ['delegate'],
  ],
  [
    'overdue',
    'koverdue',
    (ids) => promised(ids, { due: '2026-11-20' }),
    (ids) => [
      {
        type: 'progress-reported',
        commitment: com(ids),
        progress: 'complete',
        reportedBy: ids.bob,
        sealed: { note: '' },
      } as Fact,
    ],
    ['delegate', 'member'],
  ],
  [
    'due-soon',
    'ksoon',
    (ids) => promised(ids, { due: '2026-12-10' }),
    (ids) => [
      {
        type: 'progress-reported',
        commitment: com(ids),
        progress: 'withdrawn',
        reportedBy: ids.bob,
        sealed: { note: 'x' },
      } as Fact,
    ],
    ['delegate', 'member'],
  ],
  [
    'ask',
    'kask',
    (ids) => promised(ids, { due: '2026-11-20' }),
    (ids) => [
      {
        type: 'progress-reported',
        commitment: com(ids),
        progress: 'complete',
        reportedBy: ids.bob,
        sealed: { note: '' },
      } as Fact,
    ],
    ['coordinator', 'secretariat'],
  ],
]

onEachDatabase('What waits', (on) => {
  test.each(cases)(
    'to %s is there for those who can settle it, until it is settled',
    async (kind, name, given, settled, whose) => {
      const { store } = on().database
      const ids = await found(store, name)
      const people: Record<string, PersonId> = {
        delegate: ids.alice,
        member: `person_${name}member`,
        observer: `person_${name}observer`,
        kenya: `person_${name}ke`,
        coordinator: `person_${name}co`,
        secretariat: `person_${name}secretariat`,
      }
      await state(store, ids.id, [
        ...seat(`person_${name}member`, ids.japan, 'member'),
        ...seat(`person_${name}observer`, ids.japan, 'observer'),
        ...seat(`person_${name}ke`, ids.kenya, 'delegate'),
        ...seat(`person_${name}co`, ids.kenya, 'coordinator'),
        ...seat(`person_${name}secretariat`, ids.kenya, 'secretariat'),
        ...given(ids),
      ])
      const holds = async () => {
        const found: string[] = []
        for (const [who, person] of Object.entries(people)) {
          if ((await waitingFor(on(), ids, person)).includes(kind)) found.push(who)
        }
        return found
      }
      expect(await holds()).toEqual(whose)
      await state(store, ids.id, settled(ids))
      expect(await holds()).toEqual([])
    },
  )

  test('is listed five at a time, and a home says how many more there are', async () => {
    const { store } = on().database
    const ids = await found(store, 'kmany')
    const facts = Array.from({ length: 8 }, (_, n) => ({
      ...commitmentProposed(ids, `com_kmany${n}`),
      sealed: { text: `Promise ${n}` },
    }))
    await state(store, ids.id, facts)
    const home = await store.transact(ids.id, async ({ read, now }) => {
      const actor = await read.consortium.actor(ids.alice)
      return actor ? cardToPlain(await homeOf(actor, read, now)) : ''
    })
    expect(home).toContain('To confirm (8)')
    expect(home).toContain('[Open proposal 5] [Show 3 more to confirm]')
    expect(home).not.toContain('Promise 5')
  })

  test('by the clock is what the pure rules say, in every zone: overdue, due soon, unreported, late', async () => {
    const { store } = on().database
    const { owner } = on()
    const ids = await found(store, 'kclock')
    const zones = ['Pacific/Kiritimati', 'Asia/Kathmandu', '+09:00', 'America/St_Johns', 'Etc/GMT+12', 'Europe/Berlin']
    const owners = zones.map((zone, at) => {
      const id = `org_kclock${at}` as const
      return {
        type: 'organisation-admitted',
        kind: 'company',
        id,
        short: `Z${at}`,
        name: zone,
        country: 'FR',
        zone,
      } as const
    })
    await state(store, ids.id, [...owners])
    const numbers = Array.from({ length: 40 }, (_, n) => n)
    await state(
      store,
      ids.id,
      numbers.flatMap((n): Fact[] => {
        const commitment = `com_kclock${n}` as const
        const organisation = owners[n % owners.length]?.id ?? ids.japan
        return [
          { ...commitmentProposed(ids, commitment), organisation },
          { type: 'commitment-confirmed', commitment, number: n + 1, confirmedBy: ids.bob },
        ]
      }),
    )
    const around = (days: number) => fc.integer({ min: -days * 24, max: days * 24 })
    const stamp = fc.option(fc.integer({ min: 0, max: 400 * 24 }))
    const one = fc.record({
      dueIn: around(30),
      confirmed: fc.integer({ min: 0, max: 400 * 24 }),
      reported: stamp,
      owned: stamp,
      left: fc.boolean(),
      progress: fc.constantFrom<Progress>('not-started', 'limited', 'complete', 'withdrawn'),
    })
    const hours = (ago: number | null) => (ago === null ? null : noon.subtract({ hours: ago }).toString())
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 40, maxLength: 40 }), async (made) => {
        const rows = made.map((each, n) => ({
          number: n + 1,
          zone: zones[n % zones.length] ?? 'UTC',
          due: noon.add({ hours: each.dueIn }).toZonedDateTimeISO('UTC').toPlainDate().toString(),
          confirmedAt: hours(each.confirmed) ?? '',
          progressAt: hours(each.reported),
          ownedSince: hours(each.owned),
          ownerLeftAt: each.left ? hours(1) : null,
          progress: each.progress,
        }))
        await owner.query(
          `update commitments c set due = (r ->> 'due')::date, confirmed_at = (r ->> 'confirmedAt')::timestamptz,
             progress_at = (r ->> 'progressAt')::timestamptz, owned_since = (r ->> 'ownedSince')::timestamptz,
             owner_left_at = (r ->> 'ownerLeftAt')::timestamptz, progress = r ->> 'progress'
           from jsonb_array_elements($1::text::jsonb) r where c.consortium_id = 'con_kclock' and c.number = (r ->> 'number')::int`,
          [JSON.stringify(rows)],
        )
        const listed = async (filter: Partial<CommitmentFilter>) => {
          const page = { offset: 0, limit: 100 }
          const asked = { now: noon, seenBy: operator, ...filter }
          const { rows: lines } = await store.transact(ids.id, ({ read }) => read.commitments.list(asked, page))
          return lines.map(({ number }) => number).sort((a, b) => a - b)
        }
        const those = (rule: (row: (typeof rows)[number], left: number) => boolean) =>
          rows
            .filter((row) => !isOver(row.progress) && !isOwnerLeft(row))
            .filter((row) => rule(row, daysLeft(row.due, noon.toZonedDateTimeISO(row.zone).toPlainDate())))
            .map(({ number }) => number)
        const fresh = (row: (typeof rows)[number]) => freshnessOf(row, noon, row.zone)
        expect(await listed({ overdue: true })).toEqual(
          those((row) => isOverdue(row, noon.toZonedDateTimeISO(row.zone).toPlainDate())),
        )
        expect(await listed({ dueSoon: true })).toEqual(those((_row, left) => left >= 0 && left <= soonDays))
        expect(await listed({ unreported: 'all' })).toEqual(those((row) => fresh(row) !== 'current'))
        expect(await listed({ unreported: 'in time' })).toEqual(
          those((row, left) => left >= 0 && fresh(row) !== 'current'),
        )
        expect(await listed({ late: true })).toEqual(those((row, left) => left < 0 || fresh(row) === 'overdue'))
      }),
      { numRuns: 4 },
    )
  })
})
