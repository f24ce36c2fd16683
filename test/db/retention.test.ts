import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#src/core/id.ts'
import { RecordKind, usualDays } from '#src/privacy/privacy.ts'
import { type Opened, onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, state } from '#test/support/database-facts.ts'

/** A record whose time comes in so many minutes, or has come; `whose` picks one of two people, or nobody. */
type Rec = { kind: RecordKind; whose: 'alice' | 'bob' | 'nobody'; minutes: number }
type World = {
  days: Partial<Record<RecordKind, number>>
  holds: ('alice' | 'bob' | 'everybody' | 'lifted')[]
  records: Rec[]
}

const kinds = RecordKind.options.filter((kind) => kind !== 'settings')
const worlds: fc.Arbitrary<World> = fc.record({
  days: fc.dictionary(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 400 })),
  holds: fc.array(fc.constantFrom('alice', 'bob', 'everybody', 'lifted', 'lifted'), { maxLength: 2 }),
  records: fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      whose: fc.constantFrom('alice', 'bob', 'nobody'),
      // Never within a minute of its time, which the test itself may take.
      minutes: fc.oneof(fc.integer({ min: 2, max: 600_000 }), fc.integer({ min: -600_000, max: -2 })),
    }),
    { minLength: 1, maxLength: 12 },
  ),
}) as fc.Arbitrary<World>

onEachDatabase('What is kept for a time', (on) => {
  let ids: Founded
  beforeAll(async () => {
    ids = await found(on().database.store, 'ret')
    await on().owner.query("insert into chat_accounts values ('slack', 'Tret', 'Ubob', $1, now())", [ids.bob])
  })

  test('has the same usual days in the database as in the words', async () => {
    const rows = await on().owner.query<{ kind: RecordKind; days: number }>(
      'select k as kind, usual_days(k) as days from unnest($1::text[]) k',
      [`{${RecordKind.options.join(',')}}`],
    )
    expect(Object.fromEntries(rows.map(({ kind, days }) => [kind, days]))).toEqual(usualDays)
  })

  test('goes after its time and not before, by the consortium’s own days; nothing under a hold goes', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await clear(on(), ids)
        await set(on(), ids, world)
        const kept = world.records.map((record) => !isOver(record, world))
        for (const [nth, record] of world.records.entries()) await insert(on(), ids, record, { nth, world })
        await on().database.store.forgetExpired()
        const left = await leftOf(on(), ids)
        expect(world.records.map((_, nth) => left.has(nth))).toEqual(kept)
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  test('goes earlier where the consortium keeps documents for less than it promised when they were made', async () => {
    await clear(on(), ids)
    await insert(on(), ids, { kind: 'documents', whose: 'alice', minutes: 5_000 }, { nth: 1, world: empty })
    await on().database.store.forgetExpired()
    expect(await leftOf(on(), ids)).toEqual(new Set([1]))
    await set(on(), ids, { ...empty, days: { documents: 1 } })
    await on().database.store.forgetExpired()
    expect(await leftOf(on(), ids)).toEqual(new Set())
  })

  test.each([
    ['32 days', -32, true],
    ['29 days', -29, false],
  ])('settings of a person whose last seat ended %s ago', async (_, days, gone) => {
    const { owner, database } = on()
    const own = await found(database.store, `seat${gone}`)
    const day = Temporal.Now.plainDateISO('Asia/Tokyo').add({ days }).toString()
    await state(database.store, own.id, [
      {
        type: 'digest-set',
        personal: true,
        person: own.alice,
        ...{ weekday: 'mon', minute: 540, zone: 'UTC', platform: 'slack' },
        ...{ sentUntil: '2020-01-01T00:00:00Z', nextAt: '2100-01-01T00:00:00Z' },
      },
      { type: 'seat-ended', person: own.alice, organisation: own.japan, role: 'delegate', until: day },
    ])
    await owner.query("insert into acting values ($1, $2, 'slack T', $3), ($1, $4, 'slack T', $3)", [
      ...[own.id, own.alice, own.japan, own.bob],
    ])
    await database.store.forgetExpired()
    const left = await owner.query<{ person_id: PersonId }>('select person_id from acting where consortium_id = $1', [
      own.id,
    ])
    expect(left.map(({ person_id }) => person_id).toSorted()).toEqual(gone ? [own.bob] : [own.alice, own.bob])
    expect((await database.store.transact(own.id, ({ read }) => read.digests.of(own.alice))) === undefined).toBe(gone)
  })

  test('drafts and documents live as long as the consortium says', async () => {
    const { owner, database } = on()
    const own = await found(database.store, 'lives')
    await state(database.store, own.id, [
      { type: 'retention-set', kind: 'drafts', days: 3 },
      { type: 'retention-set', kind: 'documents', days: 2 },
    ])
    await database.store.transact(own.id, async (unit) => {
      await unit.keepDraft(
        { id: 'form_lives', use: 'x', values: {} },
        { platform: 'slack', workspace: 'T', account: 'U' },
      )
      const file = { name: 'a', type: 'text/csv', bytes: Uint8Array.from([1]), hash: 'h' }
      await unit.documents.keep('doc_lives', [file], {
        person: own.alice,
        label: 'TLP:GREEN',
        needs: 'self',
        organisation: null,
      })
    })
    const [lives] = await owner.query(
      `select (select round(extract(epoch from expires_at - now()) / 86400)::int from form_drafts where id = 'form_lives') as draft,
         (select round(extract(epoch from expires_at - now()) / 86400)::int from documents where id = 'doc_lives-1') as document`,
    )
    expect(lives).toEqual({ draft: 3, document: 2 })
    await state(database.store, own.id, [{ type: 'retention-set', kind: 'drafts', days: null }])
    expect(await database.store.transact(own.id, ({ read }) => read.privacy.retentions())).toEqual({ documents: 2 })
  })
})

const empty: World = { days: {}, holds: [], records: [] }

function isOver({ minutes, whose }: Rec, { holds }: World): boolean {
  const held = holds.includes('everybody') || (whose !== 'nobody' && holds.includes(whose))
  return minutes < 0 && !held
}

async function clear({ owner }: Opened, { id }: Founded): Promise<void> {
  const tables = [
    'deliveries',
    'form_drafts',
    'links',
    'documents',
    'invitations',
    'imports',
    'legal_holds',
    'retentions',
  ]
  for (const table of tables) await owner.query(`delete from ${table} where consortium_id = $1`, [id])
}

async function set({ owner }: Opened, ids: Founded, { days, holds }: World): Promise<void> {
  for (const [kind, number] of Object.entries(days))
    await owner.query('insert into retentions values ($1, $2, $3)', [ids.id, kind, number])
  for (const [nth, whose] of holds.entries()) {
    const person = whose === 'everybody' ? null : whose === 'bob' ? ids.bob : ids.alice
    const until = whose === 'lifted' ? "now() - interval '1 second'" : 'null'
    await owner.query(`insert into legal_holds values ($1, $2, $3, 'r', now() - interval '1 hour', ${until})`, [
      ...[ids.id, `h${nth}`, person],
    ])
  }
}

/** Its number stands in its key. */
async function insert(
  { owner }: Opened,
  ids: Founded,
  { kind, whose, minutes }: Rec,
  { nth, world }: { nth: number; world: World },
): Promise<void> {
  const person = whose === 'nobody' ? null : ids[whose]
  const due = `now() + ${minutes} * interval '1 minute'`
  const begun = `${due} - ${24 * (world.days[kind] ?? usualDays[kind])} * interval '1 hour'`
  const key = `${nth}`
  const account = whose === 'alice' ? 'Ualice' : whose === 'bob' ? 'Ubob' : 'Unobody'
  switch (kind) {
    case 'answers':
      return void (await owner.query(
        `insert into deliveries (consortium_id, key, person_id, answer, at) values ($1, $2, $3, '{}', ${begun})`,
        [ids.id, key, person],
      ))
    case 'drafts':
      return void (await owner.query(
        `insert into form_drafts values ($1, $2, 'slack', 'Tret', $3, 'use', '{}', ${due})`,
        [ids.id, key, account],
      ))
    case 'documents':
      // Made for somebody, always: nobody's is one for a person about whom there is no hold.
      return void (await owner.query(
        `insert into documents (consortium_id, id, name, type, bytes, hash, label, person_id, made_at, expires_at)
         values ($1, $2, 'n', 't', '', 'h', 'TLP:GREEN', $3, ${begun}, ${due})`,
        [ids.id, key, person ?? 'person_nobody'],
      ))
    case 'invitations':
      return void (await owner.query(
        `insert into invitations (consortium_id, id, code_hash, person_id, made_by, state, expires_at) values ($1, $2, 'h', $3, $4, 'open', ${begun})`,
        [ids.id, key, person ?? (await other(owner, ids)), null],
      ))
    case 'imports':
      return void (await owner.query(
        `insert into imports (consortium_id, id, kind, name, person_id, rows, total, state, report, started_at)
         values ($1, $2, 'people', 'n', $3, '', 0, 'done', '', ${begun})`,
        [ids.id, key, person],
      ))
    case 'settings':
      throw new Error('settings have a test of their own')
  }
}

/** An invitation is always for somebody of the consortium. */
async function other(owner: Opened['owner'], { id }: Founded): Promise<string> {
  await owner.query(
    "insert into people (consortium_id, id, name, zone) values ($1, 'person_carol', 'Carol', 'UTC') on conflict do nothing",
    [id],
  )
  return 'person_carol'
}

async function leftOf({ owner }: Opened, { id }: Founded): Promise<Set<number>> {
  const rows = await owner.query<{ key: string }>(
    `select key from deliveries where consortium_id = $1 union all select id from form_drafts where consortium_id = $1
     union all select id from documents where consortium_id = $1 union all select id from invitations where consortium_id = $1
     union all select id from imports where consortium_id = $1`,
    [id],
  )
  return new Set(rows.map(({ key }) => Number(key)))
}
