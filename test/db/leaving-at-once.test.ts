/** What happens to an act in an organisation's name while it leaves: only several connections can show it. */

import { expect, test, vi } from 'vitest'
import type { PollId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import { onPostgres } from '#test/support/database.ts'
import { type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { choosing } from '#test/support/polls.ts'

const closes = Temporal.Instant.from('2099-01-01T00:00:00Z')

function ballot(ids: Founded, poll: PollId): Fact {
  const cast = { organisation: ids.japan, castBy: ids.alice, role: 'delegate', replaces: false } as const
  return { type: 'ballot-cast', poll, ...cast, sealed: choosing('approve') }
}

function left({ japan, bob }: Founded): Fact {
  const behind = { commitments: [], polls: [], sealed: { reason: 'It ended' } }
  return { type: 'organisation-left', organisation: japan, signatories: [bob], ...behind }
}

onPostgres('an organisation that leaves', (on) => {
  const someoneWaits = () =>
    vi.waitUntil(async () => {
      const [row] = await on().owner.query<{ waits: boolean }>(
        'select exists (select from pg_locks where not granted) as waits',
      )
      return row?.waits
    })

  test('waits for a ballot under way in its name, and counts it', async () => {
    const { store } = on().database
    const ids = await found(store, 'wait')
    await state(store, ids.id, [pollOpened(ids, 'poll_w1', 1, closes)])
    const cast = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const voting = store.transact(ids.id, async (unit) => {
      await unit.save([ballot(ids, 'poll_w1')], { by: ids.alice, organisation: ids.japan })
      cast.resolve()
      await finish.promise
    })
    await cast.promise
    const leaving = store.transact(ids.id, async ({ read }) => {
      await read.leaving.forLeaving(ids.japan)
      return read.leaving.polls(ids.japan)
    })
    await someoneWaits()
    finish.resolve()
    await voting
    expect(await leaving).toMatchObject([{ number: 1, hasVoted: true }])
  })

  test('lets no ballot in that comes while it leaves', async () => {
    const { store } = on().database
    const ids = await found(store, 'late')
    await state(store, ids.id, [pollOpened(ids, 'poll_l1', 1, closes)])
    const locked = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const leaving = store.transact(ids.id, async (unit) => {
      await unit.read.leaving.forLeaving(ids.japan)
      await unit.save([left(ids)], { by: 'operator', organisation: null })
      locked.resolve()
      await finish.promise
    })
    await locked.promise
    const voting = store.transact(ids.id, (unit) =>
      unit.save([ballot(ids, 'poll_l1')], { by: ids.alice, organisation: ids.japan }),
    )
    const refused = expect(voting).rejects.toBeInstanceOf(Conflict)
    await someoneWaits()
    finish.resolve()
    await leaving
    await refused
    expect(await store.transact(ids.id, ({ read }) => read.polls.ballots('poll_l1'))).toEqual([])
  })

  test('is no reason for two acts in its name to wait for each other', async () => {
    const { store } = on().database
    const ids = await found(store, 'both')
    await state(store, ids.id, [pollOpened(ids, 'poll_b1', 1, closes), pollOpened(ids, 'poll_b2', 2, closes)])
    const first = Promise.withResolvers<void>()
    const second = Promise.withResolvers<void>()
    const act = (poll: PollId, mine: PromiseWithResolvers<void>, others: PromiseWithResolvers<void>) =>
      store.transact(ids.id, async (unit) => {
        await unit.save([ballot(ids, poll)], { by: ids.alice, organisation: ids.japan })
        mine.resolve()
        await others.promise
      })
    await Promise.all([act('poll_b1', first, second), act('poll_b2', second, first)])
    expect(await store.transact(ids.id, ({ read }) => read.polls.ballots('poll_b2'))).toHaveLength(1)
  })
})
