import { expect, test } from 'vitest'
import type { DeliveryFailure } from '#src/core/delivery.ts'
import type { PersonId } from '#src/core/id.ts'
import { type DrawHomesOptions, drawLivelyHomes, drawWantedHomes } from '#src/draw-homes.ts'
import { concernOf } from '#src/home/concern.ts'
import type { ClaimedHome } from '#src/homes.ts'
import type { Card } from '#src/view/card.ts'
import { type Opened, onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, state } from '#test/support/database-facts.ts'

/** Alice's account on Slack, as `found` links it. */
function homeOf(ids: Founded) {
  const workspace = `T${ids.id.slice('con_'.length)}`
  return { platform: 'slack', workspace, via: workspace, account: 'Ualice' } as const
}

async function opened({ database }: Opened, ids: Founded, person: PersonId = ids.alice): Promise<void> {
  await database.homes.opened(ids.id, homeOf(ids), { person, ref: 'tab', hash: '' })
}

/** Only those of one consortium: the tests of a file share a database. */
async function claimed({ database }: Opened, ids: Founded, how: 'claimWanted' | 'claimLively' = 'claimWanted') {
  return (await database.homes[how](100)).filter(({ consortium }) => consortium === ids.id)
}

function only(homes: ClaimedHome[]): ClaimedHome {
  const [home] = homes
  if (!home || homes.length > 1) throw new Error(`expected one home, got ${homes.length}`)
  return home
}

type Failing = DeliveryFailure | undefined

/** A platform that takes what it is sent, or refuses it once; what belongs to other tests of the file is not kept. */
function drawing({ database }: Opened, ids: Founded, failing?: Failing) {
  const shown: Card[] = []
  const failures: DeliveryFailure[] = []
  const waits: number[] = []
  let failure = failing
  const options: DrawHomesOptions = {
    store: database.store,
    homes: database.homes,
    messengers: {
      slack: {
        async showHome({ via, ref }, card) {
          if (via !== homeOf(ids).via) return { sent: true, ref }
          const refused = failure
          failure = undefined
          if (refused) return { sent: false, failure: refused }
          shown.push(card)
          return { sent: true, ref }
        },
      },
    },
    undelivered: (one) => void failures.push(one),
    again: (seconds) => void waits.push(seconds),
  }
  return { shown, failures, waits, options }
}

async function rowOf({ owner }: Opened, ids: Founded) {
  const [row] = await owner.query<{ wanted: number; drawn: number; rests: boolean; hash: string }>(
    'select wanted, drawn, rests, drawn_hash as hash from homes where consortium_id = $1',
    [ids.id],
  )
  return row
}

/** Past the pause between two drawings. */
const calm = ({ owner }: Opened, ids: Founded) =>
  owner.query('update homes set claimed_until = null where consortium_id = $1', [ids.id])

onEachDatabase('A home', (on) => {
  test('is claimed once after it was opened, and again once it concerns its person', async () => {
    const { database } = on()
    const ids = await found(database.store, 'homeone')
    expect(await claimed(on(), ids)).toEqual([])
    await opened(on(), ids)
    const home = only(await claimed(on(), ids))
    expect(home).toMatchObject({ consortium: ids.id, person: ids.alice, ref: 'tab', drawnHash: '' })
    expect(await claimed(on(), ids)).toEqual([])
    expect(await database.homes.finish(home, { hash: 'h', rests: false, pause: 2 })).toBe(false)
    await state(database.store, ids.id, [commitmentProposed(ids, 'com_homeone')])
    const seconds = await database.homes.refresh(ids.id, concernOf([{ commitment: 'com_homeone' }]))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(2)
    expect(await claimed(on(), ids)).toEqual([])
    await calm(on(), ids)
    expect(only(await claimed(on(), ids))).toMatchObject({ drawnHash: 'h' })
  })

  test.each([
    ['the owner of a commitment', (ids: Founded) => ({ commitment: 'com_hc', by: ids.bob }), true],
    ['the organisation', (ids: Founded) => ({ organisation: ids.japan }), true],
    ['the person', (ids: Founded) => ({ person: ids.alice }), true],
    ['the working group', (ids: Founded) => ({ group: ids.group }), true],
    ['an organisation met in a group, as a whole', (ids: Founded) => ({ organisation: ids.kenya }), true],
    ['somebody else', (ids: Founded) => ({ person: ids.bob }), false],
    [
      'another organisation for a third thing',
      (ids: Founded) => ({ organisation: ids.kenya, poll: 'poll_none' }),
      false,
    ],
    ['nobody', () => ({}), false],
  ])('is raised by a fact about %s: %o', async (name, factOf, expected) => {
    const { database } = on()
    const ids = await found(database.store, `hc${name.length}`)
    await state(database.store, ids.id, [commitmentProposed(ids, 'com_hc')])
    await opened(on(), ids)
    await database.homes.finish(only(await claimed(on(), ids)), { hash: 'h', rests: false, pause: 0 })
    const seconds = await database.homes.refresh(ids.id, concernOf([factOf(ids)]))
    expect(seconds !== undefined).toBe(expected)
  })

  test('is raised once, however often something happens before somebody claims it', async () => {
    const { database } = on()
    const ids = await found(database.store, 'homecalm')
    await opened(on(), ids)
    for (let n = 0; n < 5; n++) await database.homes.refresh(ids.id, concernOf([{ person: ids.alice }]))
    expect(await rowOf(on(), ids)).toMatchObject({ wanted: 1, drawn: 0 })
  })

  test('is drawn once and sent only where it differs', async () => {
    const { database } = on()
    const ids = await found(database.store, 'homedraw')
    await opened(on(), ids)
    const first = drawing(on(), ids)
    await drawWantedHomes(first.options)
    expect(first.shown.map(({ title }) => title)).toEqual(['Your home in Consortium homedraw'])
    await calm(on(), ids)
    await database.homes.refresh(ids.id, concernOf([{ person: ids.alice }]))
    const second = drawing(on(), ids)
    await drawWantedHomes(second.options)
    expect(second.shown).toEqual([])
    expect(await rowOf(on(), ids)).toMatchObject({ wanted: 2, drawn: 2 })
  })

  test.each([
    ['gone', { kind: 'gone' }, undefined, []],
    ['forbidden', { kind: 'forbidden' }, undefined, []],
    ['throttled', { kind: 'throttled', seconds: 7 }, { drawn: 0 }, [7]],
    ['unreachable', { kind: 'unreachable' }, { drawn: 0 }, [5]],
    ['rejected', { kind: 'rejected', reason: 'x' }, { drawn: 0 }, [3600]],
  ] as const)('that is %s is let go, or waits', async (name, failure, row, waits) => {
    const { database } = on()
    const ids = await found(database.store, `homef${name}`)
    await opened(on(), ids)
    const failing = drawing(on(), ids, failure)
    await drawWantedHomes(failing.options)
    expect(failing.failures).toEqual([failure])
    expect(failing.waits).toEqual(waits)
    if (row) expect(await rowOf(on(), ids)).toMatchObject(row)
    else expect(await rowOf(on(), ids)).toBeUndefined()
    await database.homes.forget({ consortium: ids.id, ...homeOf(ids) })
  })

  test('of an account that is somebody else’s by now is emptied, and nobody’s then', async () => {
    const { database } = on()
    const ids = await found(database.store, 'homegone')
    await opened(on(), ids, ids.bob)
    const draw = drawing(on(), ids)
    await drawWantedHomes(draw.options)
    expect(draw.shown.map(({ title }) => title)).toEqual(['Your home is empty'])
    expect(await rowOf(on(), ids)).toBeUndefined()
  })

  test('that was opened elsewhere while it was drawn keeps what was opened', async () => {
    const { database } = on()
    const ids = await found(database.store, 'homerace')
    await opened(on(), ids)
    const home = only(await claimed(on(), ids))
    const again = await database.homes.opened(ids.id, homeOf(ids), { person: ids.alice, ref: 'later', hash: 'x' })
    expect(again).toEqual({ former: 'tab', seconds: 0 })
    await database.homes.finish(home, { hash: 'old', rests: false, pause: 2 })
    expect(await rowOf(on(), ids)).toMatchObject({ hash: 'x', drawn: 0 })
    expect(only(await claimed(on(), ids))).toMatchObject({ ref: 'later' })
  })

  test('is looked over once an hour while somebody looked at it in the last week, rests then, and goes after a month', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'homerest')
    await opened(on(), ids)
    await drawWantedHomes(drawing(on(), ids).options)
    const ago = async (opened: string, swept: string) => {
      await owner.query(
        `update homes set opened_at = now() - $2::interval, swept_at = now() - $3::interval, claimed_until = null
         where consortium_id = $1`,
        [ids.id, opened, swept],
      )
    }
    await ago('1 hour', '59 minutes')
    expect(await claimed(on(), ids, 'claimLively')).toEqual([])
    await ago('6 days', '61 minutes')
    const lively = drawing(on(), ids)
    await drawLivelyHomes(lively.options)
    expect(lively.shown).toEqual([])
    await ago('7 days', '61 minutes')
    const resting = drawing(on(), ids)
    await drawLivelyHomes(resting.options)
    expect(resting.shown.map(({ title }) => title)).toEqual(['Your home'])
    expect(await rowOf(on(), ids)).toMatchObject({ rests: true })
    expect(await database.homes.refresh(ids.id, concernOf([{ person: ids.alice }]))).toBeUndefined()
    await ago('30 days', '61 minutes')
    await drawLivelyHomes(drawing(on(), ids).options)
    expect(await rowOf(on(), ids)).toBeUndefined()
  })

  test('is not drawn in a workspace that was turned out, and is once it is back', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'homeout')
    await owner.query(
      "insert into installations (platform, workspace, removed_at) values ('slack', 'Thomeout', now()) on conflict (platform, workspace) do update set removed_at = now()",
    )
    await opened(on(), ids)
    expect(await claimed(on(), ids)).toEqual([])
    await owner.query("update installations set removed_at = null where workspace = 'Thomeout'")
    expect(await claimed(on(), ids)).toHaveLength(1)
  })
})
