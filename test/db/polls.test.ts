import { expect, test } from 'vitest'
import type { SigningRole } from '#src/core/access.ts'
import type { Choice } from '#src/polls/poll.ts'
import type { Fact } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { choosing, terms, uncounted } from '#test/support/polls.ts'

const farAway = Temporal.Instant.from('2100-01-01T00:00:00Z')
const longAgo = Temporal.Instant.from('2020-01-01T00:00:00Z')

function ballotCast(ids: Founded, role: SigningRole, choice: Choice, replaces = false): Fact {
  const castBy = role === 'head-delegate' ? ids.bob : ids.alice
  return {
    type: 'ballot-cast',
    poll: 'poll_1',
    organisation: ids.japan,
    castBy,
    role,
    replaces,
    sealed: choosing(choice),
  }
}

onEachDatabase('a poll', (on) => {
  test('is opened with its electorate in order and the next number', async () => {
    const { store } = on().database
    const ids = await found(store, 'open')
    await state(store, ids.id, [pollOpened(ids, 'poll_1', 1, farAway)])
    const [byId, byNumber, next, missing] = await store.transact(ids.id, async ({ read: { polls } }) => [
      await polls.byId('poll_1'),
      await polls.byNumber(1),
      await polls.nextNumber(),
      await polls.byNumber(2),
    ])
    expect(byId).toEqual({
      status: 'open',
      id: 'poll_1',
      number: 1,
      group: ids.group,
      openedBy: ids.alice,
      closesAt: '2100-01-01T00:00:00Z',
      ...terms([ids.japan, ids.kenya], [[ids.japan, ids.alice]]),
      label: 'TLP:GREEN',
      source: ids.japan,
      recipients: [],
      policy: {},
      sourceLeftAt: null,
      question: 'Approve the draft?',
    })
    expect(byNumber).toEqual(byId)
    expect([next, missing]).toEqual([2, undefined])
  })

  test('takes ballots while it is open and its time has not come', async () => {
    const { store } = on().database
    const ids = await found(store, 'takes')
    await state(store, ids.id, [pollOpened(ids, 'poll_1', 1, farAway), pollOpened(ids, 'poll_past', 2, longAgo)])
    const [open, past, missing] = await store.transact(ids.id, async ({ read: { polls } }) => [
      await polls.forBallot('poll_1', ids.japan),
      await polls.forBallot('poll_past', ids.japan),
      await polls.forBallot('poll_none', ids.japan),
    ])
    expect(open).toMatchObject({ takesBallots: true, ballot: undefined, poll: { id: 'poll_1' } })
    expect(past).toMatchObject({ takesBallots: false, poll: { status: 'open' } })
    expect(missing).toBeUndefined()
  })

  test('is closed in two steps and shows its count', async () => {
    const { store } = on().database
    const ids = await found(store, 'close')
    await state(store, ids.id, [pollOpened(ids, 'poll_1', 1, farAway), ballotCast(ids, 'delegate', 'approve')])
    await state(store, ids.id, [{ type: 'poll-closing-begun', poll: 'poll_1' }])
    const [casting, counting] = await store.transact(ids.id, async ({ read: { polls } }) => [
      await polls.forBallot('poll_1', ids.japan),
      await polls.forCount('poll_1'),
    ])
    expect(casting).toMatchObject({ takesBallots: false, poll: { status: 'closing' }, ballot: { choice: 'approve' } })
    expect(counting).toMatchObject({ poll: { status: 'closing' }, ballots: [{ organisation: ids.japan }] })
    const arithmetic = [{ criterion: 'In favour 1 of 1, needed more than 1/2', sum: '2×1 = 2 > 1', met: true }]
    const counted = {
      count: { ...uncounted.count, approve: 1 },
      outcome: 'approved' as const,
      compared: 1,
      leftOut: [],
      arithmetic,
    }
    await state(store, ids.id, [{ type: 'poll-closed', poll: 'poll_1', ...counted }])
    expect(await store.transact(ids.id, ({ read }) => read.polls.byId('poll_1'))).toMatchObject({
      status: 'closed',
      results: [{ ...counted, because: 'closed' }],
    })
  })

  // Source: domain.md, voting: the head delegate's ballot stands over the delegate's, and that over the deputy's.
  const precedence: [existing: SigningRole, next: SigningRole, replaces: boolean, stands: 'next' | 'conflict'][] = [
    ['deputy', 'deputy', false, 'next'],
    ['deputy', 'delegate', false, 'next'],
    ['deputy', 'head-delegate', false, 'next'],
    ['delegate', 'delegate', false, 'next'],
    ['delegate', 'head-delegate', false, 'next'],
    ['delegate', 'deputy', false, 'conflict'],
    ['head-delegate', 'delegate', false, 'conflict'],
    ['head-delegate', 'deputy', false, 'conflict'],
    ['delegate', 'deputy', true, 'next'],
    ['head-delegate', 'delegate', true, 'next'],
  ]
  test.each(precedence)(
    'with a ballot of a %s meets one of a %s (replaces: %s): %s',
    async (existing, next, replaces, stands) => {
      const { store } = on().database
      const ids = await found(store, `${existing}${next}${replaces}`.replaceAll('-', ''))
      await state(store, ids.id, [pollOpened(ids, 'poll_1', 1, farAway), ballotCast(ids, existing, 'approve')])
      const second = state(store, ids.id, [ballotCast(ids, next, 'disapprove', replaces)])
      if (stands === 'conflict') await expect(second).rejects.toBeInstanceOf(Conflict)
      else await second
      const [ballot] = await store.transact(ids.id, ({ read }) => read.polls.ballots('poll_1'))
      expect(ballot).toMatchObject(
        stands === 'next' ? { role: next, choice: 'disapprove' } : { role: existing, choice: 'approve' },
      )
    },
  )

  test('takes no ballot of an organisation outside its electorate', async () => {
    const { store } = on().database
    const ids = await found(store, 'out')
    await state(store, ids.id, [{ ...pollOpened(ids, 'poll_1', 1, farAway), ...terms([ids.kenya]) } as Fact])
    await expect(state(store, ids.id, [ballotCast(ids, 'delegate', 'approve')])).rejects.toThrow('ballots_voter')
  })
})

onEachDatabase('the clock', (on) => {
  test('finds polls of all consortia whose time has come, and the nearest closing', async () => {
    const { store } = on().database
    expect(await store.untilNextClosing()).toBeNull()
    const one = await found(store, 'clock1')
    const two = await found(store, 'clock2')
    await state(store, one.id, [pollOpened(one, 'poll_due', 1, longAgo), pollOpened(one, 'poll_far', 2, farAway)])
    await state(store, two.id, [
      pollOpened(two, 'poll_left', 1, farAway),
      { type: 'poll-closing-begun', poll: 'poll_left' },
    ])
    expect(await store.pollsDue()).toEqual([
      { consortium: one.id, poll: 'poll_due' },
      { consortium: two.id, poll: 'poll_left' },
    ])
    expect(await store.untilNextClosing()).toBeLessThan(0)
    await state(store, one.id, [{ type: 'poll-closed', poll: 'poll_due', ...uncounted }])
    expect(await store.pollsDue()).toEqual([{ consortium: two.id, poll: 'poll_left' }])
    expect(await store.untilNextClosing()).toBeGreaterThan(1_000_000)
  })
})
