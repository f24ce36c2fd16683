import { expect, test } from 'vitest'
import type { Account } from '#src/core/intent.ts'
import { onEachDatabase, sealingKey } from '#test/support/database.ts'
import { found, state } from '#test/support/database-facts.ts'

onEachDatabase('a founded consortium', (on) => {
  test('is known to the operator', async () => {
    const { store } = on().database
    await found(store, 'one')
    expect(await store.consortia()).toEqual(['con_one'])
  })

  test('tells of a person all seats, and nothing of one who is not of it', async () => {
    const { store } = on().database
    const ids = await found(store, 'seats')
    const actors = await store.transact(ids.id, async ({ read }) => [
      await read.consortium.actor(ids.bob),
      await read.consortium.actor('person_onealice'),
      await read.consortium.person(ids.alice),
      await read.consortium.person('person_onealice'),
    ])
    expect(actors).toEqual([
      {
        kind: 'person',
        person: ids.bob,
        name: 'Bob',
        seats: [
          { organisation: ids.japan, name: 'Japan', zone: 'Asia/Tokyo', role: 'head-delegate', standing: 'staff' },
          { organisation: ids.kenya, name: 'Kenya', zone: 'Africa/Nairobi', role: 'observer', standing: 'staff' },
        ],
        acting: null,
      },
      undefined,
      { id: ids.alice, name: 'Alice', zone: 'Asia/Tokyo', contact: '' },
      undefined,
    ])
  })

  test('knows a person without a seat', async () => {
    const { store } = on().database
    const ids = await found(store, 'guest')
    const carol = 'person_guestcarol' as const
    await state(store, ids.id, [
      { type: 'person-added', person: carol, zone: 'UTC', sealed: { name: 'Carol', contact: '' } },
    ])
    const { actor, people } = await store.transact(ids.id, async ({ read }) => ({
      actor: await read.consortium.actor(carol),
      people: await read.consortium.people(),
    }))
    expect(actor).toMatchObject({ name: 'Carol', seats: [] })
    expect(people.map(({ name }) => name)).toEqual(['Alice', 'Bob', 'Carol'])
  })

  test('names who can bind an organisation, strongest first', async () => {
    const { store } = on().database
    const ids = await found(store, 'bind')
    const [japan, kenya] = await store.transact(ids.id, async ({ read }) => [
      await read.consortium.signatories(ids.japan),
      await read.consortium.signatories(ids.kenya),
    ])
    expect(japan).toEqual([
      { person: ids.bob, name: 'Bob', role: 'head-delegate' },
      { person: ids.alice, name: 'Alice', role: 'delegate' },
    ])
    expect(kenya).toEqual([])
  })

  test('shows a working group with members and places', async () => {
    const { store } = on().database
    const ids = await found(store, 'wg')
    const address = { platform: 'slack', workspace: 'Twg', channel: 'C1' } as const
    const read = await store.transact(ids.id, async ({ read: { consortium } }) => ({
      consortium: await consortium.consortium(),
      organisation: await consortium.organisation(ids.kenya),
      group: await consortium.group(ids.group),
      missing: await consortium.group('wg_none'),
      groups: await consortium.groups(),
      groupsOf: await consortium.groupsOf([ids.japan, ids.kenya]),
      groupsOfNone: await consortium.groupsOf([]),
      at: await consortium.groupAt(address),
      elsewhere: await consortium.groupAt({ ...address, channel: 'C2' }),
    }))
    const data = { id: ids.group, name: 'Data', kind: 'working-group' }
    const japan = {
      id: ids.japan,
      short: 'Japan',
      name: 'Japan',
      kind: 'government',
      country: 'JP',
      zone: 'Asia/Tokyo',
    }
    const kenya = { ...japan, id: ids.kenya, short: 'Kenya', name: 'Kenya', country: 'KE', zone: 'Africa/Nairobi' }
    expect(read).toEqual({
      consortium: { id: 'con_wg', name: 'Consortium wg', zone: 'UTC', label: 'TLP:GREEN' },
      organisation: { ...kenya, leftAt: null },
      group: {
        ...data,
        members: [
          { ...japan, category: 'P', class: '', votes: true },
          { ...kenya, category: 'O', class: '', votes: false },
        ],
        places: [
          {
            ...{ id: ids.place, group: ids.group, ...address, name: 'data', kind: 'private', observedAt: null },
            seen: { kind: null, guests: null, outsiders: null },
            ...{ organisations: [ids.japan, ids.kenya], guests: true, outsiders: false },
          },
        ],
      },
      missing: undefined,
      groups: [data],
      groupsOf: [data],
      groupsOfNone: [],
      at: data,
      elsewhere: undefined,
    })
  })

  test('leaves an account to the person that it is linked to until it is unlinked', async () => {
    const { store } = on().database
    const ids = await found(store, 'link')
    const account: Account = { platform: 'teams', workspace: 'tenant', account: 'u1' }
    const link = (person: typeof ids.alice) =>
      state(store, ids.id, [
        { type: 'account-linked', person, platform: 'teams', sealed: { workspace: 'tenant', account: 'u1' } },
      ])
    await link(ids.alice)
    await link(ids.alice)
    await expect(link(ids.bob)).rejects.toThrow('linked to somebody else meanwhile')
    await state(store, ids.id, [
      {
        type: 'account-unlinked',
        person: ids.alice,
        platform: 'teams',
        sealed: { workspace: 'tenant', account: 'u1' },
      },
    ])
    await link(ids.bob)
    const read = await store.transact(ids.id, async ({ read: { consortium } }) => ({
      owner: await consortium.personOf(account),
      alice: await consortium.accounts(ids.alice),
      bob: await consortium.accounts(ids.bob),
    }))
    expect(read.owner?.name).toBe('Bob')
    expect(read.bob).toEqual([account])
    expect(read.alice).toEqual([{ platform: 'slack', workspace: 'Tlink', account: 'Ualice' }])
  })

  test('lists the account linked last first', async () => {
    const { store } = on().database
    const ids = await found(store, 'two')
    await state(store, ids.id, [
      { type: 'account-linked', person: ids.alice, platform: 'teams', sealed: { workspace: 'tt', account: 'a' } },
    ])
    const accounts = await store.transact(ids.id, ({ read }) => read.consortium.accounts(ids.alice))
    expect(accounts.map(({ platform }) => platform)).toEqual(['teams', 'slack'])
  })
})

onEachDatabase('before a consortium is known', (on) => {
  test('an account is located with its consortia and the place it speaks in', async () => {
    const { store } = on().database
    const ids = await found(store, 'loc')
    const said = { platform: 'slack', workspace: 'Tloc', via: 'Tloc', account: 'Ualice', place: 'C1' } as const
    expect(await store.locate(said)).toEqual({
      workspaceKnown: true,
      person: ids.alice,
      consortia: [ids.id],
      here: ids.id,
    })
    expect(await store.locate({ ...said, place: null })).toMatchObject({ person: ids.alice, here: null })
    expect(await store.locate({ ...said, account: 'Ustranger' })).toEqual({
      workspaceKnown: true,
      person: null,
      consortia: [],
      here: ids.id,
    })
    expect(await store.locate({ ...said, workspace: 'Tguest' })).toMatchObject({ person: null, here: ids.id })
    expect(await store.locate({ ...said, workspace: 'Tother', via: 'Tother' })).toEqual({
      workspaceKnown: false,
      person: null,
      consortia: [],
      here: null,
    })
  })

  test('a person of two consortia is located with both', async () => {
    const { store } = on().database
    const first = await found(store, 'first')
    const second = await found(store, 'second')
    await state(store, second.id, [
      { type: 'person-added', person: first.alice, zone: 'UTC', sealed: { name: 'Alice', contact: '' } },
    ])
    const said = { platform: 'slack', workspace: 'Tfirst', via: 'Tfirst', account: 'Ualice', place: null } as const
    expect((await store.locate(said)).consortia).toEqual([first.id, second.id])
  })

  test('a workspace is let in by the operator’s word or the first place, by no link, and keeps where Teams takes messages', async () => {
    const { store, installations: sealedBy } = on().database
    const installations = sealedBy([sealingKey])
    expect(await installations.find('teams', 'tenant-9')).toBeUndefined()
    const ids = await found(store, 'inst')
    await state(store, ids.id, [
      { type: 'account-linked', person: ids.bob, platform: 'teams', sealed: { workspace: 'tenant-9', account: 'b' } },
    ])
    expect(await installations.find('teams', 'tenant-9')).toBeUndefined()
    await state(store, ids.id, [{ type: 'workspace-let-in', platform: 'teams', sealed: { workspace: 'tenant-9' } }])
    expect(await installations.find('teams', 'tenant-9')).toEqual({ serviceUrl: null })
    await installations.keepServiceUrl('tenant-9', 'https://smba.example/emea/')
    expect(await installations.find('teams', 'tenant-9')).toEqual({ serviceUrl: 'https://smba.example/emea/' })
  })
})
