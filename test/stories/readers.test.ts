import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { tenant } from '../support/connector.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

onEachDatabase('Who reads in a place', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const place = (name: string) =>
    on().database.store.transact('con_demo', async ({ read }) => {
      const found = (await read.consortium.places()).find((one) => one.name === name)
      if (!found) throw new Error(`no place ${name}`)
      return found
    })
  const observations = async () =>
    (await on().owner.query("select n from register_entries where type = 'audience-observed'")).length
  const shared = (type: string) => ({
    type,
    channel: product.places.slack,
    connected_team_id: 'T0STRANGERS',
    event_ts: '1.1',
  })
  const slackEvent = (event: object) => {
    const authorizations = [{ team_id: workspace, user_id: 'U0PLENARY', is_bot: true }]
    const body = { type: 'event_callback', team_id: 'T0STRANGERS', authorizations, event }
    return product.slack.deliver(JSON.stringify(body), { type: 'application/json' })
  }

  test('is looked at when a place is bound', async () => {
    await vi.waitFor(async () => expect((await place('#allied-evals')).observedAt).not.toBeNull(), 5_000)
    expect((await place('#allied-evals')).seen).toEqual({ kind: 'public', guests: false, outsiders: false })
    // The connector knows of no such conversation yet: it stays as it was stated.
    expect(await place('Evaluation')).toMatchObject({ observedAt: null, kind: 'private', outsiders: false })
  })

  test('widens when a Slack channel is connected with strangers, and its cards are drawn anew', async () => {
    const { slack, places, composed } = product
    const preview = await slack.command('luc', 'allied-evals', 'poll Adopt the draft glossary? by Friday 17:00')
    await slack.click('luc', preview, 'Open poll')
    await slack.shows(places.slack, 'P-1')
    const wanted = async () => {
      const query = 'select sum(wanted)::int as n from cards c join places p on p.id = c.place_id where p.channel = $1'
      return (await on().owner.query<{ n: number }>(query, [places.slack]))[0]?.n ?? 0
    }
    const before = await wanted()
    slack.teams.connected.set(places.slack, ['T0STRANGERS'])
    await slackEvent(shared('channel_shared'))
    await vi.waitFor(async () => expect((await place('#allied-evals')).outsiders).toBe(true), 5_000)
    expect(await place('#allied-evals')).toMatchObject({ kind: 'shared', seen: { outsiders: true } })
    expect(await wanted()).toBeGreaterThan(before)
    await composed.clockwork.sweep()
  })

  test('is told apart from people of ours who have the strangers’ workspace', async () => {
    const { slack, operator, composed } = product
    const account = { platform: 'slack', workspace: 'T0STRANGERS', user: 'U0FAR', person: 'person_noor' }
    expect((await operator('link-account', account)).kind).toBe('said')
    composed.observing.at({ platform: 'slack', workspace, channel: product.places.slack })
    await vi.waitFor(async () => expect((await place('#allied-evals')).outsiders).toBe(false), 5_000)
    expect((await place('#allied-evals')).kind).toBe('shared')
    slack.teams.connected.delete(product.places.slack)
    await slackEvent(shared('channel_unshared'))
    await vi.waitFor(async () => expect((await place('#allied-evals')).kind).toBe('public'), 5_000)
  })

  test('never narrows what was stated, and nothing new is no entry of the register', async () => {
    const { composed } = product
    const bound = await place('#allied-evals')
    const statement = { kind: 'shared' as const, guests: true, outsiders: true, organisations: [] }
    const fact = { type: 'audience-set' as const, place: bound.id, ...statement }
    await on().database.store.transact('con_demo', (unit) => unit.save([fact], { by: 'operator', organisation: null }))
    const before = await observations()
    const last = (await place('#allied-evals')).observedAt?.epochNanoseconds ?? 0n
    composed.observing.at({ platform: 'slack', workspace, channel: product.places.slack })
    await vi.waitFor(
      async () => expect((await place('#allied-evals')).observedAt?.epochNanoseconds).toBeGreaterThan(last),
      5_000,
    )
    expect(await place('#allied-evals')).toMatchObject({ kind: 'shared', guests: true, outsiders: true })
    expect(await observations()).toBe(before)
  })

  test('in Teams is seen when somebody is added: members of another tenant, and guests', async () => {
    const { teams, places } = product
    const hana = teams.person('hana')
    const away = teams.person('ayo', '99999999-aaaa-4bbb-8ccc-000000000042')
    teams.seat(places.teams, [hana, away], [teams.person('gus')])
    const added = { type: 'conversationUpdate', membersAdded: [{ id: away.id }] }
    expect((await teams.deliver(teams.activityOf(hana, places.teams, added))).status).toBe(200)
    await vi.waitFor(async () => expect((await place('Evaluation')).outsiders).toBe(true), 5_000)
    expect(await place('Evaluation')).toMatchObject({ kind: 'shared', seen: { guests: true, outsiders: true } })
    expect((await place('Evaluation')).workspace).toBe(tenant)
    expect(JSON.stringify(product.logged)).not.toMatch(/gus|ayo/)
  })

  test('is looked at again each hour, once', async () => {
    const { slack, composed } = product
    await on().owner.query("update place_audiences set observed_at = now() - interval '2 hours'")
    const looks = () => slack.calls.filter(({ method }) => method === 'conversations.info').length
    const before = looks()
    const later = Date.now() + 3_700_000
    vi.useFakeTimers({ toFake: ['Date'], now: later })
    try {
      await composed.observing.all()
      await composed.observing.all()
    } finally {
      vi.useRealTimers()
    }
    expect(looks()).toBe(before + 1)
  })
})
