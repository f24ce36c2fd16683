import { expect, test } from 'vitest'
import type { Actor } from '#src/core/access.ts'
import { buildExport } from '#src/leaving/build.ts'
import type { Fact } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, state } from '#test/support/database-facts.ts'

type Id = `com_${string}`

function confirmed(ids: Founded, commitment: Id, number: number): Fact[] {
  return [
    commitmentProposed(ids, commitment),
    { type: 'commitment-confirmed', commitment, number, confirmedBy: ids.bob },
  ]
}

onEachDatabase('A part in a commitment', (on) => {
  test('is asked, confirmed and ended, and asked again; two can’t settle the same', async () => {
    const { store } = on().database
    const ids = await found(store, 'sup')
    const on1 = { commitment: 'com_sup', organisation: ids.kenya } as const
    const asked: Fact = { type: 'support-asked', ...on1, askedBy: ids.alice, sealed: { part: 'Test data' } }
    await state(store, ids.id, [...confirmed(ids, 'com_sup', 1), asked])
    const read = () =>
      store.transact(ids.id, async ({ read: { supports } }) => ({
        standing: (await supports.standing('com_sup')).map(({ name, part, state }) => [name, part, state]),
        asked: (await supports.askedOf([ids.kenya])).length,
        none: (await supports.askedOf([])).length,
        of: (await supports.of(ids.kenya)).length,
      }))
    expect(await read()).toEqual({ standing: [['Kenya', 'Test data', 'asked']], asked: 1, none: 0, of: 1 })
    await expect(state(store, ids.id, [asked])).rejects.toThrow()
    const confirmation: Fact = { type: 'support-confirmed', ...on1, confirmedBy: ids.bob }
    await state(store, ids.id, [confirmation])
    expect(await read()).toEqual({ standing: [['Kenya', 'Test data', 'confirmed']], asked: 0, none: 0, of: 1 })
    await expect(state(store, ids.id, [confirmation])).rejects.toThrow(Conflict)
    await state(store, ids.id, [{ type: 'support-ended', ...on1, endedBy: null }])
    expect(await read()).toEqual({ standing: [], asked: 0, none: 0, of: 0 })
    await state(store, ids.id, [asked, { type: 'support-declined', ...on1, declinedBy: ids.bob }])
    expect(await read()).toEqual({ standing: [], asked: 0, none: 0, of: 0 })
  })
})

onEachDatabase('Commitments that become others', (on) => {
  test('name each other by number, keep their followers, and are settled once', async () => {
    const { store } = on().database
    const ids = await found(store, 'rec')
    const subject = { kind: 'commitment', id: 'com_r1' } as const
    const split = { recast: 'recast_r1', kind: 'split', organisation: ids.japan, sources: ['com_r1'] } as const
    const proposed: Fact = {
      ...{ type: 'recast-proposed', ...split, sources: ['com_r1'], dues: ['2027-03-31', '2027-04-30'] },
      ...{ proposedBy: ids.alice, sealed: { texts: JSON.stringify(['One', 'Two']) } },
    }
    await state(store, ids.id, [
      ...confirmed(ids, 'com_r1', 1),
      { type: 'subject-followed', personal: true, person: ids.bob, subject },
      proposed,
    ])
    const waiting = await store.transact(ids.id, ({ read }) => read.recasts.waiting([ids.japan]))
    expect(waiting).toEqual([
      {
        ...{ id: 'recast_r1', kind: 'split', organisation: ids.japan, sources: ['com_r1'], state: 'proposed' },
        parts: [
          { due: '2027-03-31', text: 'One' },
          { due: '2027-04-30', text: 'Two' },
        ],
        proposedBy: ids.alice,
      },
    ])
    const done: Fact = {
      ...{ type: 'commitments-recast', ...split, sources: ['com_r1'], results: ['com_r2', 'com_r3'] },
      confirmedBy: ids.bob,
    }
    await state(store, ids.id, [...confirmed(ids, 'com_r2', 2), ...confirmed(ids, 'com_r3', 3), done])
    const read = await store.transact(ids.id, async ({ read: { recasts, following } }) => ({
      one: await recasts.kin('com_r1'),
      two: await recasts.kin('com_r2'),
      waiting: await recasts.waiting([ids.japan]),
      followed: (await following.followed(ids.bob)).map(({ id }) => id).toSorted(),
    }))
    expect(read).toEqual({
      one: { from: [], into: [2, 3] },
      two: { from: [1], into: [] },
      waiting: [],
      followed: ['com_r1', 'com_r2', 'com_r3'],
    })
    const again = { type: 'recast-withdrawn', ...split, sources: ['com_r1'], withdrawnBy: ids.alice } as Fact
    await expect(state(store, ids.id, [again])).rejects.toThrow(Conflict)
  })
})

onEachDatabase('What is followed and said', (on) => {
  test('is read by subject, and is the person’s own affair in the register', async () => {
    const { store } = on().database
    const ids = await found(store, 'fol')
    const subject = { kind: 'commitment', id: 'com_f1' } as const
    const follow: Fact = { type: 'subject-followed', personal: true, person: ids.alice, subject }
    await state(store, ids.id, [
      ...confirmed(ids, 'com_f1', 1),
      follow,
      follow,
      {
        ...{ type: 'comment-made', comment: 'comment_f1', subject, organisation: ids.japan, saidBy: ids.alice },
        ...{ saidIn: ids.place, sealed: { words: 'Well done' } },
      },
    ])
    const read = () =>
      store.transact(ids.id, async ({ read: { following } }) => ({
        followers: await following.followers(subject),
        is: await following.isFollowing(ids.alice, subject),
        comments: (await following.comments(subject)).map(({ words, by, organisationName }) => [
          words,
          by,
          organisationName,
        ]),
        one: (await following.comment('comment_f1'))?.saidIn,
      }))
    const comments = [['Well done', 'Alice', 'Japan']]
    expect(await read()).toEqual({ followers: [ids.alice], is: true, comments, one: ids.place })
    await state(store, ids.id, [{ type: 'subject-unfollowed', personal: true, person: ids.alice, subject }])
    expect(await read()).toMatchObject({ followers: [], is: false })
    const entries = await on().owner.query<{ type: string }>(
      "select type from register_entries where consortium_id = $1 and type like 'subject-%'",
      [ids.id],
    )
    expect(entries).toEqual([])
  })

  test('leads from a message of a place to what its card shows, and back', async () => {
    const { store } = on().database
    const ids = await found(store, 'thr')
    const subject = { kind: 'commitment', id: 'com_t1' } as const
    await state(store, ids.id, confirmed(ids, 'com_t1', 1))
    await store.transact(ids.id, (unit) => unit.enqueue([{ kind: 'post', subject, place: ids.place }]))
    const cardsOf = () => store.transact(ids.id, ({ read }) => read.following.cardsOf(subject))
    const [card] = await cardsOf()
    expect(card).toMatchObject({ place: ids.place, ref: null })
    await on().owner.query("update cards set ref = 'r1' where consortium_id = $1", [ids.id])
    expect((await cardsOf()).map(({ ref }) => ref)).toEqual(['r1'])
    const at = (ref: string) =>
      store.transact(ids.id, async ({ read }) => card && (await read.following.subjectAt(card.address, ref)))
    expect(await at('r1')).toEqual(subject)
    expect(await at('r2')).toBeUndefined()
  })

  test('is in the organisation’s own export, but for what a label keeps from the person', async () => {
    const { store } = on().database
    const ids = await found(store, 'fexp')
    const [open, red] = [confirmed(ids, 'com_x1', 1), confirmed(ids, 'com_x2', 2)]
    const relabelled: Fact = {
      ...{ type: 'commitment-relabelled', commitment: 'com_x2', was: 'TLP:GREEN', label: 'TLP:RED' },
      recipients: [ids.bob],
    }
    const comment = (id: `comment_${string}`, of: Id, words: string): Fact => ({
      ...{ type: 'comment-made', comment: id, subject: { kind: 'commitment', id: of }, organisation: ids.japan },
      ...{ saidBy: ids.alice, saidIn: null, sealed: { words } },
    })
    await state(store, ids.id, [
      ...[...open, ...red, relabelled, comment('comment_x1', 'com_x1', 'Open word')],
      comment('comment_x2', 'com_x2', 'Red word'),
      {
        ...{ type: 'support-asked', commitment: 'com_x1', organisation: ids.japan, askedBy: ids.alice },
        sealed: { part: 'A part' },
      },
      {
        ...{ type: 'recast-proposed', recast: 'recast_x1', kind: 'split', organisation: ids.japan },
        ...{ sources: ['com_x2'], dues: ['2027-03-31'], proposedBy: ids.alice },
        sealed: { texts: JSON.stringify(['Red part']) },
      },
    ])
    const seat = { organisation: ids.japan, name: 'Japan', zone: 'UTC', role: 'delegate', standing: 'staff' } as const
    const actor: Actor = { kind: 'person', person: ids.alice, name: 'Alice', seats: [seat], acting: null }
    const document = await store.transact(ids.id, async ({ read, now }) => {
      const organisation = await read.consortium.organisation(ids.japan)
      if (!organisation) throw new Error('no Japan')
      const belongings = await read.leaving.belongings(ids.japan)
      return buildExport('doc_f1', { organisation, label: 'TLP:GREEN', names: new Map(), belongings }, actor, now)
    })
    const words = (name: string) => document.tables.find((one) => one.name === name)?.rows.map((row) => row.slice(0, 3))
    expect(words('Comments')).toEqual([
      ['C-1', 'Open word', 'Alice'],
      ['C-2', '(TLP:RED)', 'Alice'],
    ])
    expect(words('Parts in commitments')).toEqual([['C-1', 'A part', 'asked']])
    expect(words('Splits and merges')).toEqual([['split', 'C-2', '(TLP:RED)']])
    const openings = document.tables.find(({ name }) => name === 'Openings')?.rows.map((row) => String(row[3]))
    expect(openings).toContain('Open word')
    expect(JSON.stringify(openings)).not.toMatch(/Red word|Red part/)
  })
})
