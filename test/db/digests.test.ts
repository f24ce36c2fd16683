import { expect, test } from 'vitest'
import type { Window } from '#src/digests/digest.ts'
import type { Fact } from '#src/readers.ts'
import type { Store } from '#src/store.ts'
import { onEachDatabase, onPostgres } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, operator, pollOpened, state } from '#test/support/database-facts.ts'
import { choosing, uncounted } from '#test/support/polls.ts'

const soon = Temporal.Instant.from('2100-01-01T00:00:00Z')

/** States the facts, and says at which moment. */
function stateAt(store: Store, ids: Founded, facts: Fact[]): Promise<Temporal.Instant> {
  return store.transact(ids.id, async (unit) => {
    await unit.save(facts, operator)
    return unit.now
  })
}

function confirmed(ids: Founded, commitment: `com_${string}`, number: number): Fact {
  return { type: 'commitment-confirmed', commitment, number, confirmedBy: ids.bob }
}

function reported(ids: Founded, commitment: `com_${string}`, progress: 'limited' | 'substantial' | 'complete'): Fact {
  return { type: 'progress-reported', commitment, progress, reportedBy: ids.alice, sealed: { note: '' } }
}

/** What the window holds, by reference. */
function newsOf(store: Store, ids: Founded, window: Window) {
  return store.transact(ids.id, async ({ read }) => {
    const news = await read.digests.news({ organisations: [ids.japan], groups: [ids.group] }, window)
    return {
      confirmed: news.confirmed.map(({ commitment }) => commitment.number),
      opened: news.opened.map(({ number }) => number),
      closed: news.closed.map(({ number }) => number),
      moved: news.moved.map(({ commitment, was, now }) => [commitment.number, was, now]),
    }
  })
}

const nothing = { confirmed: [], opened: [], closed: [], moved: [] }

onEachDatabase('a digest', (on) => {
  test('is set, moved on and stopped; a new setting leaves its window alone', async () => {
    const { store } = on().database
    const ids = await found(store, 'dig')
    const [first, second] = [
      Temporal.Instant.from('2026-11-16T00:00:00.123456Z'),
      Temporal.Instant.from('2026-11-23T00:00:00Z'),
    ]
    const setting = { weekday: 'sun', minute: 540, zone: 'Asia/Tokyo', platform: 'teams' } as const
    const set: Fact = {
      type: 'digest-set',
      personal: true,
      person: ids.alice,
      ...setting,
      sentUntil: first.toString(),
      nextAt: second.toString(),
    }
    const own = () => store.transact(ids.id, (unit) => unit.read.digests.of(ids.alice))
    expect(await own()).toBeUndefined()
    await state(store, ids.id, [set])
    expect(await own()).toEqual({ person: ids.alice, set: { ...setting, nextAt: second }, sentUntil: first })
    await state(store, ids.id, [{ ...set, sentUntil: second.toString(), nextAt: soon.toString() }])
    expect(await own()).toEqual({ person: ids.alice, set: { ...setting, nextAt: soon }, sentUntil: first })
    expect(await store.digestsDue()).toEqual([])
    const sent = { sentUntil: second.toString(), nextAt: first.toString() }
    await state(store, ids.id, [{ type: 'digest-sent', personal: true, person: ids.alice, ...sent }])
    expect(await store.digestsDue()).toEqual([{ consortium: ids.id, person: ids.alice }])
    await state(store, ids.id, [{ type: 'digest-stopped', personal: true, person: ids.alice }])
    expect(await own()).toEqual({ person: ids.alice, set: null, sentUntil: second })
    expect(await store.digestsDue()).toEqual([])
  })

  test('holds what happened after its window’s beginning, up to and with its end, to the microsecond', async () => {
    const { store } = on().database
    const ids = await found(store, 'win')
    await state(store, ids.id, [commitmentProposed(ids, 'com_win')])
    const at = await stateAt(store, ids, [confirmed(ids, 'com_win', 1), pollOpened(ids, 'poll_win', 1, soon)])
    const tick = { microseconds: 1 }
    const all = { ...nothing, confirmed: [1], opened: [1] }
    expect(await newsOf(store, ids, { since: at.subtract(tick), until: at })).toEqual(all)
    expect(await newsOf(store, ids, { since: at, until: at.add({ hours: 1 }) })).toEqual(nothing)
    expect(await newsOf(store, ids, { since: at.subtract({ hours: 1 }), until: at.subtract(tick) })).toEqual(nothing)
  })

  test('names a commitment that moved once, from what it was before to what it is now', async () => {
    const { store } = on().database
    const ids = await found(store, 'mov')
    await state(store, ids.id, [commitmentProposed(ids, 'com_mov')])
    const start = await stateAt(store, ids, [confirmed(ids, 'com_mov', 1)])
    const first = await stateAt(store, ids, [
      reported(ids, 'com_mov', 'limited'),
      reported(ids, 'com_mov', 'substantial'),
    ])
    const second = await stateAt(store, ids, [reported(ids, 'com_mov', 'complete')])
    const moved = async (since: Temporal.Instant, until: Temporal.Instant) =>
      (await newsOf(store, ids, { since, until })).moved
    expect(await moved(start, first)).toEqual([[1, 'not-started', 'substantial']])
    expect(await moved(first, second)).toEqual([[1, 'substantial', 'complete']])
    expect(await moved(start, second)).toEqual([[1, 'not-started', 'complete']])
  })

  test('names a poll as closed where it closed, and asks only for votes that are missing', async () => {
    const { store } = on().database
    const ids = await found(store, 'pol')
    const start = await stateAt(store, ids, [
      pollOpened(ids, 'poll_one', 1, soon),
      pollOpened(ids, 'poll_two', 2, soon),
    ])
    const missing = () =>
      store.transact(ids.id, async ({ read }) =>
        (await read.digests.undecided([ids.japan, ids.kenya])).map(({ poll, missing: who }) => [
          poll.number,
          who.map(({ name }) => name),
        ]),
      )
    expect(await missing()).toEqual([
      [1, ['Japan', 'Kenya']],
      [2, ['Japan', 'Kenya']],
    ])
    const ballot = {
      type: 'ballot-cast',
      poll: 'poll_one',
      castBy: ids.alice,
      role: 'delegate',
      replaces: false,
    } as const
    await state(store, ids.id, [{ ...ballot, organisation: ids.japan, sealed: choosing('approve') }])
    const end = await stateAt(store, ids, [
      { type: 'poll-closing-begun', poll: 'poll_two' },
      { type: 'poll-closed', poll: 'poll_two', ...uncounted },
    ])
    expect(await missing()).toEqual([[1, ['Kenya']]])
    const before = start.subtract({ seconds: 1 })
    expect(await newsOf(store, ids, { since: before, until: end })).toEqual({ ...nothing, opened: [1], closed: [2] })
    expect(await newsOf(store, ids, { since: before, until: start })).toEqual({ ...nothing, opened: [1, 2] })
    expect(await newsOf(store, ids, { since: start, until: end })).toEqual({ ...nothing, closed: [2] })
  })

  test('knows what is due of the own organisations and of their working groups, and of nobody else', async () => {
    const { store } = on().database
    const ids = await found(store, 'due')
    await state(store, ids.id, [commitmentProposed(ids, 'com_due'), confirmed(ids, 'com_due', 1)])
    await state(store, ids.id, [commitmentProposed(ids, 'com_done'), confirmed(ids, 'com_done', 2)])
    await state(store, ids.id, [commitmentProposed(ids, 'com_quiet'), reported(ids, 'com_done', 'complete')])
    const due = (scope: { organisations: Founded['japan'][]; groups: Founded['group'][] }, until: string) =>
      store.transact(ids.id, async ({ read }) =>
        (await read.digests.due(scope, Temporal.PlainDate.from(until))).map(({ commitment, owner, zone }) => [
          commitment.number,
          owner,
          zone,
        ]),
      )
    const line = [[1, 'Japan', 'Asia/Tokyo']]
    expect(await due({ organisations: [ids.japan], groups: [] }, '2027-03-31')).toEqual(line)
    expect(await due({ organisations: [ids.kenya], groups: [ids.group] }, '2027-03-31')).toEqual(line)
    expect(await due({ organisations: [ids.kenya], groups: [] }, '2027-03-31')).toEqual([])
    expect(await due({ organisations: [ids.japan], groups: [] }, '2027-03-30')).toEqual([])
  })
})

onPostgres('a window', (on) => {
  test('ends before a change that is still under way, which the next one holds', async () => {
    const { store } = on().database
    const ids = await found(store, 'race')
    await state(store, ids.id, [commitmentProposed(ids, 'com_race')])
    let began: Temporal.Instant | undefined
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = store.transact(ids.id, async (unit) => {
      await unit.save([confirmed(ids, 'com_race', 1)], operator)
      began = unit.now
      await held
    })
    await expect.poll(() => began).toBeDefined()
    const settled = () => store.transact(ids.id, ({ read }) => read.digests.settledUntil())
    const since = Temporal.Instant.from('2026-01-01T00:00:00Z')
    const until = await settled()
    const meanwhile = await newsOf(store, ids, { since, until })
    release()
    await slow
    expect(meanwhile).toEqual(nothing)
    expect(began && Temporal.Instant.compare(until, began)).toBe(-1)
    const after = await settled()
    expect(await newsOf(store, ids, { since: until, until: after })).toEqual({ ...nothing, confirmed: [1] })
  })
})
