import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { click, direct, submission } from './payloads.ts'
import { slackWorld, type World } from './world.ts'

const minutes = 60_000

describe('the door', () => {
  let world: World
  beforeAll(async () => {
    world = await slackWorld()
  })
  afterAll(() => world.close())

  const body = JSON.stringify(direct)
  const now = Date.now()
  const refused: [string, () => Promise<Response>][] = [
    ['a request with another secret', () => world.send(body, 'json', { secret: 'another' })],
    ['a request of six minutes ago', () => world.send(body, 'json', { at: now - 6 * minutes })],
    ['a request of six minutes ahead', () => world.send(body, 'json', { at: now + 6 * minutes })],
    ['no signature', () => world.send(body, 'json', { headers: { 'x-slack-signature': '' } })],
    ['a signature that is no hash', () => world.send(body, 'json', { headers: { 'x-slack-signature': 'v0=garbage' } })],
    [
      'a signature of another version',
      () => world.send(body, 'json', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }),
    ],
    ['no timestamp', () => world.send(body, 'json', { headers: { 'x-slack-request-timestamp': '' } })],
    [
      'a timestamp that is no number',
      () => world.send(body, 'json', { headers: { 'x-slack-request-timestamp': 'NaN' } }),
    ],
    ['an unsigned body that nobody could read', () => world.send('garbage', 'json', { secret: 'another' })],
    ['an unsigned ssl_check', () => world.send('ssl_check=1', 'form', { secret: 'another' })],
    [
      'an unsigned challenge',
      () => world.send('{"type":"url_verification","challenge":"c"}', 'json', { secret: 'another' }),
    ],
  ]
  test.each(refused)('%s is refused with 401, and nothing runs', async (_, send) => {
    expect((await send()).status).toBe(401)
    expect(world.intents).toEqual([])
  })

  test('a body over a megabyte is refused with 413, and nothing runs', async () => {
    const large = JSON.stringify({ ...direct, padding: 'x'.repeat(1_100_000) })
    expect((await world.send(large, 'json')).status).toBe(413)
    expect(world.intents).toEqual([])
  })

  const malformed: [string, string, 'json' | 'form'][] = [
    ['nothing', '', 'json'],
    ['half a JSON', '{"type":', 'json'],
    ['a JSON number', '7', 'json'],
    ['a JSON null', 'null', 'json'],
    ['an unknown type', '{"type":"surprise"}', 'json'],
    ['an event without a type', '{"type":"event_callback","event":{}}', 'json'],
    ['a payload that is no JSON', 'payload=garbage', 'form'],
    ['a click of nobody', `payload=${encodeURIComponent(JSON.stringify({ ...click, user: null }))}`, 'form'],
    ['a click on nothing', `payload=${encodeURIComponent(JSON.stringify({ ...click, actions: [] }))}`, 'form'],
    ['a submission of no view', `payload=${encodeURIComponent(JSON.stringify({ ...submission, view: null }))}`, 'form'],
  ]
  test.each(malformed)('a signed body with %s is refused with 400, and nothing runs', async (_, text, type) => {
    expect((await world.send(text, type)).status).toBe(400)
    expect(world.intents).toEqual([])
  })

  test('a signed ssl_check and a signed challenge are answered', async () => {
    expect((await world.send('ssl_check=1', 'form')).status).toBe(200)
    const challenged = await world.send('{"type":"url_verification","challenge":"c-1"}', 'json')
    expect(await challenged.json()).toEqual({ challenge: 'c-1' })
  })

  test('a request at the edge of the window comes in', async () => {
    expect((await world.send(body, 'json', { at: Date.now() + 4 * minutes })).status).toBe(200)
    expect((await world.send(body, 'json', { at: Date.now() - 4 * minutes })).status).toBe(200)
  })
})

describe('whatever nobody reads', () => {
  let world: World
  beforeAll(async () => {
    world = await slackWorld()
  })
  afterAll(() => world.close())

  const payloads: [string, object][] = [
    [
      'a closed modal',
      {
        type: 'view_closed',
        user: { id: 'U1', team_id: 'T1' },
        team: { id: 'T1' },
        view: { id: 'V1', callback_id: 'x' },
      },
    ],
    [
      'a global shortcut',
      { type: 'shortcut', callback_id: 'x', user: { id: 'U1', team_id: 'T1' }, team: { id: 'T1' } },
    ],
    [
      'a message shortcut',
      { type: 'message_action', callback_id: 'x', user: { id: 'U1' }, team: { id: 'T1' }, channel: { id: 'C1' } },
    ],
    [
      'a search for options',
      { type: 'block_suggestion', action_id: 'x', value: '', user: { id: 'U1' }, team: { id: 'T1' } },
    ],
    ['a foreign button', { ...click, actions: [{ ...click.actions[0], value: 'not ours' }] }],
    ['a link button', { ...click, actions: [{ type: 'button', action_id: 'link', action_ts: '1.1' }] }],
    ['a menu', { ...click, actions: [{ type: 'static_select', action_id: 'menu', action_ts: '1.1' }] }],
    ['a foreign modal', { ...submission, view: { ...submission.view, private_metadata: '{}' } }],
    ['a modal of no shape', { ...submission, view: { id: 'V1', callback_id: 'x' } }],
  ]
  test.each(payloads)('%s is acknowledged and dropped', async (_, payload) => {
    expect((await world.interact(payload)).status).toBe(200)
    expect(world.intents).toEqual([])
    expect(world.calls).toEqual([])
  })

  const event = direct.event
  const events: [string, object][] = [
    [
      'an event of another kind',
      { type: 'reaction_added', user: 'U2', item: { type: 'message', channel: 'C1', ts: '1.1' } },
    ],
    ['a message in a channel', { ...event, channel_type: 'channel', channel: 'C1' }],
    ['a message of a bot', { ...event, bot_id: 'B1' }],
    ['an edited message', { ...event, subtype: 'message_changed' }],
    ['a message that was edited', { ...event, edited: { user: 'U2', ts: '1.1' } }],
  ]
  test.each(events)('%s is acknowledged and dropped', async (_, given) => {
    expect((await world.event({ ...direct, event: given })).status).toBe(200)
    expect(world.intents).toEqual([])
    expect(world.calls).toEqual([])
  })

  test('what comes through a workspace that nobody let in is acknowledged and dropped', async () => {
    const authorizations = [{ team_id: 'T9', user_id: 'UBOT', is_bot: true }]
    expect((await world.event({ ...direct, authorizations })).status).toBe(200)
    expect([world.intents, world.calls]).toEqual([[], []])
  })

  test('a command without a response_url is acknowledged and dropped', async () => {
    expect((await world.command({ response_url: '' })).status).toBe(200)
    expect(world.intents).toEqual([])
  })
})
