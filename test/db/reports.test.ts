import { expect, test } from 'vitest'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, found, pollOpened, state } from '#test/support/database-facts.ts'

let serial = 0
const farAway = Temporal.Instant.from('2100-01-01T00:00:00Z')

onEachDatabase('a report', (on) => {
  test('reads confirmed commitments with their owner, polls with their electorate, and progress from its moment on', async () => {
    const { store } = on().database
    const ids = await found(store, 'reads')
    await state(store, ids.id, [
      commitmentProposed(ids, 'com_waits'),
      commitmentProposed(ids, 'com_stands'),
      { type: 'commitment-confirmed', commitment: 'com_stands', number: 1, confirmedBy: ids.alice },
      pollOpened(ids, 'poll_reads', 1, farAway),
    ])
    const read = await store.transact(ids.id, async ({ read: { reports }, now }) => ({
      commitments: await reports.commitments(),
      polls: await reports.polls(),
      progress: await reports.progressSince(now.subtract({ hours: 1 })),
    }))
    expect(read.commitments).toMatchObject([
      {
        row: { number: 1, owner: 'Japan', zone: 'Asia/Tokyo', due: '2027-03-31', progress: 'not-started' },
        item: { label: 'TLP:GREEN', source: ids.japan, recipients: [], policy: {} },
      },
    ])
    expect(read.polls).toMatchObject([
      { row: { number: 1, status: 'open', voters: 2, count: null, outcome: null }, item: { source: ids.japan } },
    ])
    expect(read.progress).toEqual([])
  })

  test.each([
    ...['commitment-relabelled', 'poll-relabelled', 'recommendation-relabelled', 'draft-relabelled'],
    ...['straw-relabelled', 'statement-relabelled'],
    ...['release-set', 'seat-ended'],
  ])('that was made before the entry %s, which may narrow who sees what, is told from one made after', async (type) => {
    const { database, owner } = on()
    serial += 1
    const ids = await found(database.store, `narrows${serial}`)
    const isNarrowed = (seconds: number) =>
      database.store.transact(ids.id, ({ read, now }) => read.reports.isNarrowedSince(now.add({ seconds }), 'others'))
    expect(await isNarrowed(-60)).toBe(false)
    await owner.query(
      'update register_entries set type = $1 where consortium_id = $2 and n = (select max(n) from register_entries where consortium_id = $2)',
      [type, ids.id],
    )
    expect([await isNarrowed(-60), await isNarrowed(60)]).toEqual([true, false])
  })

  test('of 5,000 recommendations and 300 commitments is read in a moment, and only by its own consortium', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'large')
    const other = await found(database.store, 'small')
    await owner.query("insert into findings values ($1, '1', 'So it is', '')", [ids.id])
    await owner.query(
      `insert into recommendations (consortium_id, id, code, finding_code, title, text, themes)
       select $1, 'rec_large' || n, '1.' || n, '1', 'Do it', '', '{}' from generate_series(1, 5000) n`,
      [ids.id],
    )
    await owner.query(
      `insert into commitments (consortium_id, id, number, status, organisation_id, group_id, due, label, text,
         proposed_by, proposed_at, confirmed_by, confirmed_at, changed_at)
       select $1, 'com_large' || n, n, 'confirmed', $2, $3, '2027-03-31', 'TLP:GREEN', 'Promise', $4, now(), $4, now(), now()
       from generate_series(1, 300) n`,
      [ids.id, ids.japan, ids.group, ids.alice],
    )
    await owner.query(
      `insert into commitment_answers (consortium_id, commitment_id, recommendation_id, position)
       select $1, 'com_large' || n, 'rec_large' || n, 0 from generate_series(1, 300) n`,
      [ids.id],
    )
    const began = performance.now()
    const sizes = await database.store.transact(ids.id, async ({ read: { reports } }) => [
      (await reports.recommendations()).length,
      (await reports.commitments()).length,
    ])
    expect(sizes).toEqual([5_000, 300])
    expect(performance.now() - began).toBeLessThan(1_500)
    const theirs = await database.store.transact(other.id, ({ read: { reports } }) => reports.recommendations())
    expect(theirs).toEqual([])
  })
})

onEachDatabase('a document', (on) => {
  const bytes = Uint8Array.from([0, 1, 255, 10, 92])
  const file = (name: string) => ({ name, type: 'text/csv', bytes, hash: 'h' })

  test('gives back the very bytes, file by file in their order, to its own consortium', async () => {
    const { store } = on().database
    const [ids, other] = [await found(store, 'bytes'), await found(store, 'others')]
    const names = Array.from({ length: 11 }, (_, n) => `${n + 1}.csv`)
    await store.transact(ids.id, ({ documents }) =>
      documents.keep('doc_a1', names.map(file), {
        person: ids.alice,
        label: 'TLP:AMBER',
        needs: 'self',
        organisation: null,
      }),
    )
    const kept = await store.transact(ids.id, async ({ documents }) => ({
      of: await documents.kept('doc_a1'),
      bytes: await documents.bytes('doc_a1', 11),
    }))
    expect(kept.of).toMatchObject({ person: ids.alice, label: 'TLP:AMBER', needs: 'self', organisation: null })
    expect(kept.of?.files.map(({ n, name, size }) => [n, name, size])).toEqual(
      names.map((name, nth) => [nth + 1, name, 5]),
    )
    expect([...(kept.bytes ?? [])]).toEqual([...bytes])
    expect(await store.transact(other.id, ({ documents }) => documents.kept('doc_a1'))).toBeUndefined()
  })

  test('and its link keep no secret: only hashes', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'secret')
    const account = { platform: 'slack', workspace: 'Tsecret', account: 'Ualice' } as const
    await database.store.transact(ids.id, async ({ documents }) => {
      await documents.keep('doc_b1', [file('a.csv')], {
        person: ids.alice,
        label: 'TLP:GREEN',
        needs: 'self',
        organisation: null,
      })
      await documents.keepLink('the-token', { document: 'doc_b1', account })
      expect(await documents.redeem('the-token', 'the-session')).toBe(true)
      expect(await documents.redeem('the-token', 'another')).toBe(false)
      expect(await documents.link('the-token', 'the-session')).toMatchObject({
        account,
        redeemed: true,
        session: 'runs',
      })
      expect(await documents.link('the-token', 'another')).toMatchObject({ session: null })
      expect(await documents.link('another', 'the-session')).toBeUndefined()
    })
    const rows = JSON.stringify(await owner.query('select * from links'))
    expect(rows).not.toContain('the-token')
    expect(rows).not.toContain('the-session')
  })
})
