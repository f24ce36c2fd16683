import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTraffic } from '#adapters/playground/traffic.ts'
import { nameOf, problemIn, sideOf } from '#adapters/playground/traffic-words.ts'
import type { TrafficLine, TrafficView } from '#adapters/playground/wire.ts'
import { type FakeProduct, startFakeProduct, token } from './fake-product.ts'

let product: FakeProduct
beforeEach(async () => {
  product = await startFakeProduct()
})
afterEach(() => product[Symbol.asyncDispose]())

const headers = { 'x-playground-token': token }
async function ask<T>(path: string): Promise<T> {
  return (await fetch(`${product.origin}/playground/api/${path}`, { headers })).json()
}
const lines = () => ask<TrafficLine[]>('traffic')
const alice = { platform: 'slack', person: 'U0ALICE', conversation: 'C0EVALS' }
const carol = { platform: 'teams', person: 'aad-carol', conversation: 'a:aad-carol' }

describe('what passes between product and stand-ins', () => {
  test('is listed in order, both ways, with what it was about', async () => {
    product.answerNext(200, { text: 'Hello' })
    await product.page('say', { ...alice, text: '/plenary help' })
    await product.slack('chat.postMessage', { channel: 'C0NONE', text: 'x' })
    await product.page('say', { ...carol, text: 'help' })
    await product.teams('POST', '/19:none/activities', { type: 'message', text: 'x' })
    expect((await lines()).filter(({ path }) => !path.startsWith('/openid'))).toMatchObject([
      { platform: 'slack', toProduct: true, path: '/slack/events', what: '/plenary help', status: 200, problem: null },
      { toProduct: false, path: '/slack/api/chat.postMessage', what: 'x', problem: 'channel_not_found' },
      { platform: 'teams', toProduct: true, path: '/api/messages', what: 'message', status: 200 },
      { toProduct: false, path: '/teams/v3/conversations/19:none/activities', status: 404, problem: 'status 404' },
    ])
  })

  test('opens to headers and bodies, in which no secret stands', async () => {
    await product.page('say', { ...alice, text: '/plenary commit' })
    await product.slack('auth.test', { token: product.playground.slack.botToken })
    await product.page('say', { ...carol, text: 'help' })
    const views = await Promise.all((await lines()).map(({ n }) => ask<TrafficView>(`traffic/${n}`)))
    const [command, api, activity] = views
    expect(JSON.parse(command?.request.body ?? '')).toMatchObject({ command: '/plenary', trigger_id: '••••••' })
    expect(JSON.parse(api?.response?.body ?? '')).toMatchObject({ ok: true, user_id: 'U0PLENARY' })
    expect(activity?.request.headers.authorization).toBe('Bearer ••••••')
    const whole = JSON.stringify(views)
    const { botToken, signingSecret } = product.playground.slack
    for (const secret of [botToken, signingSecret, token, String(product.received[0]?.headers['x-slack-signature'])])
      expect(whole).not.toContain(secret)
    expect(whole).not.toMatch(/response\/R[0-9A-F]|eyJ/)
  })

  test('is told to an open page, and to nobody without the token', async () => {
    const stream = await fetch(`${product.origin}/playground/changes?token=${token}`)
    await product.slack('auth.test', {})
    product.playground.stop()
    expect(await stream.text()).toMatch(/event: traffic\ndata: .*auth\.test.*"status":200/)
    expect((await fetch(`${product.origin}/playground/api/traffic`)).status).toBe(403)
    expect((await fetch(`${product.origin}/playground/api/traffic/999`, { headers })).status).toBe(404)
  })
})

test('the last 500 are kept', () => {
  const traffic = createTraffic(() => undefined)
  const each = { platform: 'slack', toProduct: false, method: 'POST', path: '/', headers: {} } as const
  for (let n = 1; n <= 501; n += 1) traffic.begin(each)({ status: 200, headers: {}, body: '' })
  expect([traffic.lines().length, traffic.lines()[0]?.n, traffic.find(1)]).toEqual([500, 2, undefined])
})

test('a request that nobody answers ends with the reason', async () => {
  const traffic = createTraffic(() => undefined)
  const sent = traffic.send('teams', 'http://127.0.0.1:1/x', {
    headers: {},
    body: '{}',
    signal: new AbortController().signal,
  })
  await expect(sent).rejects.toThrow()
  expect(traffic.lines()).toMatchObject([{ status: null, problem: 'TypeError' }])
})

test.each([
  ['payload={"type":"block_actions"}', 'block_actions'],
  ['command=%2Fplenary&text=poll+one', '/plenary poll one'],
  ['{"event":{"type":"message","subtype":"file_share"}}', 'message file_share'],
  ['{"type":"invoke","name":"adaptiveCard/action"}', 'invoke adaptiveCard/action'],
  ['{"type":"installationUpdate","action":"add"}', 'installationUpdate add'],
])('%s is about %s', (body, what) => {
  expect(nameOf('/api/messages', body)).toBe(what)
})

test('bodies are indented, bytes are counted, and long ones say how much is left out', () => {
  expect(sideOf({}, 'blocks=[{"type":"divider"}]&channel=C1').body).toBe(
    JSON.stringify({ blocks: [{ type: 'divider' }], channel: 'C1' }, null, 2),
  )
  expect(sideOf({}, Buffer.from('abc')).body).toBe('3 bytes')
  expect(sideOf({}, 'x '.repeat(60_000)).body).toMatch(/\n… 20000 more characters$/)
  expect(sideOf({}, 'see https://plenary.example/d/con_1/abcdef').body).toBe(
    'see https://plenary.example/d/con_1/••••••',
  )
  expect(problemIn(200, '{"ok":true}')).toBeNull()
})
