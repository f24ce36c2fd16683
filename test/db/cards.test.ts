import { expect, test } from 'vitest'
import type { ClaimedCard } from '#src/cards.ts'
import type { CommitmentId, PollId } from '#src/core/id.ts'
import { type Opened, onEachDatabase, onPostgres } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { draftFacts } from '#test/support/drafts.ts'
import { uncounted } from '#test/support/polls.ts'

const farAway = Temporal.Instant.from('2100-01-01T00:00:00Z')
const pollOf = (id: PollId) => ({ kind: 'poll', id }) as const

async function posted({ database }: Opened, ids: Founded, poll: PollId, number: number): Promise<void> {
  await state(database.store, ids.id, [pollOpened(ids, poll, number, farAway)])
  await database.store.transact(ids.id, (unit) =>
    unit.enqueue([{ kind: 'post', subject: pollOf(poll), place: ids.place }]),
  )
}

/** Only those of one consortium: the tests of a file share a database. */
async function claimed(opened: Opened, ids: Founded, how: 'claimWanted' | 'claimLively' = 'claimWanted') {
  const all = await opened.database.cards[how](100)
  return all.filter((card) => card.consortium === ids.id)
}

function only(cards: ClaimedCard[]): ClaimedCard {
  const [card] = cards
  if (!card || cards.length > 1) throw new Error(`expected one card, got ${cards.length}`)
  return card
}

onEachDatabase('a card', (on) => {
  test('is claimed once with its address, before its first message', async () => {
    const ids = await found(on().database.store, 'first')
    await posted(on(), ids, 'poll_one', 1)
    expect(await claimed(on(), ids)).toEqual([
      {
        consortium: ids.id,
        subject: { kind: 'poll', id: 'poll_one' },
        place: ids.place,
        address: { platform: 'slack', workspace: 'Tfirst', channel: 'C1' },
        ref: null,
        wanted: 1,
        drawnHash: null,
        askedBy: null,
      },
    ])
    expect(await claimed(on(), ids)).toEqual([])
  })

  test('that was drawn waits until its subject is refreshed', async () => {
    const { database } = on()
    const ids = await found(database.store, 'drawn')
    await posted(on(), ids, 'poll_one', 1)
    expect(await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })).toBe(false)
    expect(await claimed(on(), ids)).toEqual([])
    await database.store.refresh(ids.id, pollOf('poll_one'))
    expect(only(await claimed(on(), ids))).toMatchObject({ ref: 'm1', drawnHash: 'h1', wanted: 2 })
  })

  test('that was refreshed while it was drawn goes again', async () => {
    const { database } = on()
    const ids = await found(database.store, 'moved')
    await posted(on(), ids, 'poll_one', 1)
    const card = only(await claimed(on(), ids))
    await database.store.refresh(ids.id, pollOf('poll_one'))
    await database.store.refresh(ids.id, pollOf('poll_one'))
    expect(await database.cards.finish(card, { ref: 'm1', hash: 'h1' })).toBe(true)
    const again = only(await claimed(on(), ids))
    expect(again.wanted).toBe(2)
    expect(await database.cards.finish(again, { ref: 'm1', hash: 'h2' })).toBe(false)
  })

  test('is written once, however often it is refreshed before somebody claims it', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'calm')
    await posted(on(), ids, 'poll_one', 1)
    for (let n = 0; n < 5; n++) await database.store.refresh(ids.id, pollOf('poll_one'))
    expect(await owner.query(`select wanted from cards where consortium_id = 'con_calm'`)).toEqual([{ wanted: 1 }])
  })

  test('is drawn anew where one more organisation reads, once it is stated and on the day it begins', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'joined')
    await state(database.store, ids.id, [
      commitmentProposed(ids, 'com_old'),
      { type: 'commitment-confirmed', commitment: 'com_old', number: 1, confirmedBy: ids.bob },
    ])
    await database.store.transact(ids.id, (unit) =>
      unit.enqueue([{ kind: 'post', subject: { kind: 'commitment', id: 'com_old' }, place: ids.place }]),
    )
    await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })
    await owner.query("update commitments set changed_at = now() - interval '1 day' where consortium_id = 'con_joined'")
    expect(await claimed(on(), ids, 'claimLively')).toEqual([])
    const today = Temporal.Now.zonedDateTimeISO('UTC').toPlainDate()
    const member = { body: ids.group, organisation: ids.kenya, category: 'P', class: '', votes: true } as const
    const from = (days: number) => today.add({ days }).toString()
    await state(database.store, ids.id, [{ type: 'membership-changed', ...member, from: from(5), until: null }])
    await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })
    expect(await claimed(on(), ids, 'claimLively')).toEqual([])
    await owner.query("update memberships set from_day = $1 where consortium_id = 'con_joined'", [from(0)])
    expect(await claimed(on(), ids, 'claimLively')).toHaveLength(1)
  })

  test('that was let go waits for its time, and is posted anew where its message is gone', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'let')
    await posted(on(), ids, 'poll_one', 1)
    await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })
    await database.store.refresh(ids.id, pollOf('poll_one'))
    await database.cards.release(only(await claimed(on(), ids)), { seconds: 60, forget: true })
    expect(await claimed(on(), ids)).toEqual([])
    await owner.query(`update cards set claimed_until = now() - interval '1 second' where consortium_id = 'con_let'`)
    expect(only(await claimed(on(), ids))).toMatchObject({ ref: null, drawnHash: null })
  })

  test('that a sweep found gone is posted anew at once', async () => {
    const { database } = on()
    const ids = await found(database.store, 'gone')
    await posted(on(), ids, 'poll_one', 1)
    await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })
    const swept = only(await claimed(on(), ids, 'claimLively'))
    await database.cards.release(swept, { seconds: 0, forget: true })
    expect(only(await claimed(on(), ids))).toMatchObject({ ref: null })
  })

  test('whose drawer died is claimed by another after the lease', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'lease')
    await posted(on(), ids, 'poll_one', 1)
    await claimed(on(), ids)
    const [lease] = await owner.query<{ left: number }>(
      `select extract(epoch from claimed_until - now())::float8 as left from cards where consortium_id = 'con_lease'`,
    )
    expect(lease?.left).toBeGreaterThan(25)
    expect(lease?.left).toBeLessThanOrEqual(30)
    await owner.query(`update cards set claimed_until = now() where consortium_id = 'con_lease'`)
    expect(await claimed(on(), ids)).toHaveLength(1)
  })

  test('of an open poll is swept at most once a minute, whatever its counters say', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'swept')
    await posted(on(), ids, 'poll_one', 1)
    await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })
    const swept = only(await claimed(on(), ids, 'claimLively'))
    expect(swept).toMatchObject({ ref: 'm1', drawnHash: 'h1' })
    await database.cards.finish(swept, { ref: 'm1', hash: 'h1' })
    expect(await claimed(on(), ids, 'claimLively')).toEqual([])
    await owner.query(`update cards set swept_at = now() - interval '61 seconds' where consortium_id = 'con_swept'`)
    expect(await claimed(on(), ids, 'claimLively')).toHaveLength(1)
  })

  test('is left alone by the sweep ten minutes after its subject last changed', async () => {
    const { database, owner } = on()
    const { store } = database
    const ids = await found(store, 'quiet')
    const commitment: CommitmentId = 'com_one'
    await posted(on(), ids, 'poll_one', 1)
    await state(store, ids.id, [
      { type: 'poll-closed', poll: 'poll_one', ...uncounted },
      commitmentProposed(ids, commitment),
      { type: 'commitment-confirmed', commitment, number: 1, confirmedBy: ids.bob },
    ])
    await store.transact(ids.id, (unit) =>
      unit.enqueue([{ kind: 'post', subject: { kind: 'commitment', id: commitment }, place: ids.place }]),
    )
    const fresh = await claimed(on(), ids, 'claimLively')
    expect(fresh.map(({ subject }) => subject.kind).toSorted()).toEqual(['commitment', 'poll'])
    await owner.query(`update cards set swept_at = null, claimed_until = null where consortium_id = 'con_quiet'`)
    await owner.query(`update polls set changed_at = now() - interval '11 minutes' where consortium_id = 'con_quiet'`)
    const [left] = await claimed(on(), ids, 'claimLively')
    expect(left?.subject.kind).toBe('commitment')
    await owner.query(`update cards set swept_at = null, claimed_until = null where consortium_id = 'con_quiet'`)
    await owner.query(
      `update commitments set changed_at = now() - interval '11 minutes' where consortium_id = 'con_quiet'`,
    )
    expect(await claimed(on(), ids, 'claimLively')).toEqual([])
  })
})

onEachDatabase('the card of a consent list', (on) => {
  test('is swept until its deadline is recorded, and for ten minutes after anything was settled on its draft', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'consent')
    const comment = { organisation: ids.kenya, code: 'KE', type: 'editorial', clause: '1', text: 'A comma.' } as const
    const [draft, consent] = ['draft_1', 'consent_one'] as const
    const proposed = { id: 'disp_one', comment: 'cmt_1c1', draft, disposition: 'accepted', duplicateOf: null } as const
    await state(database.store, ids.id, [
      ...draftFacts(ids.group, 1, [comment]),
      { type: 'disposition-proposed', ...proposed, after: null, proposedBy: ids.bob, sealed: { text: '' } },
      {
        ...{ type: 'consent-circulated', consent, draft, deadline: farAway.toString(), proposals: 1 },
        circulatedBy: ids.bob,
      },
    ])
    await database.store.transact(ids.id, (unit) =>
      unit.enqueue([{ kind: 'post', subject: { kind: 'consent', id: consent }, place: ids.place }]),
    )
    await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })
    const quiet = async () => {
      for (const table of ['consent_lists', 'drafts']) {
        await owner.query(`update ${table} set changed_at = now() - interval '11 minutes' where consortium_id = $1`, [
          ids.id,
        ])
      }
    }
    const swept = async () => {
      await owner.query('update cards set swept_at = null, claimed_until = null where consortium_id = $1', [ids.id])
      return (await claimed(on(), ids, 'claimLively')).length
    }
    await quiet()
    expect(await swept()).toBe(1)
    await state(database.store, ids.id, [{ type: 'consent-closed', consent }])
    expect(await swept()).toBe(1)
    await quiet()
    expect(await swept()).toBe(0)
    const decided = { ...proposed, id: 'disp_two', enBloc: consent, decidedBy: ids.bob, sealed: { text: '' } } as const
    await state(database.store, ids.id, [{ type: 'disposition-decided', ...decided }])
    expect(await swept()).toBe(1)
    await quiet()
    await owner.query('update drafts set changed_at = now() where consortium_id = $1', [ids.id])
    expect(await swept()).toBe(1)
  })
})

onEachDatabase('the card of a draft', (on) => {
  test('is swept until its comment period is over, and for ten minutes after it changed', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'draftcard')
    await state(database.store, ids.id, draftFacts(ids.group, 10, []))
    await database.store.transact(ids.id, (unit) =>
      unit.enqueue([{ kind: 'post', subject: { kind: 'draft', id: 'draft_10' }, place: ids.place }]),
    )
    await database.cards.finish(only(await claimed(on(), ids)), { ref: 'm1', hash: 'h1' })
    const swept = async (closes: string, changed: string) => {
      const set = `update drafts set closes_at = now() + interval '${closes}', changed_at = now() - interval '${changed}'`
      await owner.query(`${set} where consortium_id = $1`, [ids.id])
      await owner.query('update cards set swept_at = null, claimed_until = null where consortium_id = $1', [ids.id])
      return (await claimed(on(), ids, 'claimLively')).length
    }
    expect(await swept('1 day', '1 day')).toBe(1)
    expect(await swept('-11 minutes', '1 day')).toBe(0)
    expect(await swept('-11 minutes', '1 minute')).toBe(1)
  })
})

onPostgres('many drawers', (on) => {
  test('never hold the same card', async () => {
    const { database } = on()
    const ids = await found(database.store, 'crowd')
    for (let n = 1; n <= 30; n++) await posted(on(), ids, `poll_n${n}`, n)
    const hands = await Promise.all(Array.from({ length: 10 }, () => database.cards.claimWanted(7)))
    const held = hands.flat().map(({ subject }) => subject.id)
    expect(held).toHaveLength(new Set(held).size)
    expect(held).toHaveLength(30)
  })
})
