import { createEmulator } from 'emulate'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Clients, connectSlack, type SlackClient } from '#adapters/slack/clients.ts'
import { createDeliverer } from '#adapters/slack/deliver.ts'
import { decodeRef, encodeRef } from '#adapters/slack/ref.ts'
import type { Sent } from '#src/core/delivery.ts'
import { card, text } from '#src/view/build.ts'
import { shownIn } from './block-kit.ts'
import { slackWorld, type World } from './world.ts'

const place = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const
const alice = { platform: 'slack', workspace: 'T1', account: 'U1' } as const
const ref = encodeRef({ workspace: 'T1', channel: 'C1', ts: '100.1' })
const poll = { ...card('P-7 What is our <position>?', text('Vote & comment')), label: 'TLP:GREEN' as const }

let world: World
beforeEach(async () => {
  world = await slackWorld()
})
afterEach(() => world.close())

function refuse(method: string, error: string) {
  world.replies(method, { body: { ok: false, error } })
}
const failed = (failure: object): Sent => ({ sent: false, failure }) as Sent

test('a post carries the blocks, an escaped notice and no unfurling', async () => {
  expect(await world.adapter.post(place, poll)).toEqual({ sent: true, ref })
  const body = world.calls[0]?.body
  expect(body).toMatchObject({
    channel: 'C1',
    text: 'TLP:GREEN P-7 What is our &lt;position&gt;?',
    unfurl_links: 'false',
    unfurl_media: 'false',
  })
  expect(shownIn(body?.blocks)).toContain('P-7 What is our <position>?')
})

test('above TLP:GREEN the notice says label and reference only', async () => {
  await world.adapter.post(place, { ...poll, label: 'TLP:AMBER' })
  expect(world.calls[0]?.body.text).toBe('TLP:AMBER P-7')
})

test('an update draws the message of its ref anew', async () => {
  expect(await world.adapter.update(ref, poll)).toEqual({ sent: true, ref })
  expect(world.calls).toMatchObject([{ method: 'chat.update', body: { channel: 'C1', ts: '100.1' } }])
})

test('an update of a ref that is none of ours asks nothing of Slack', async () => {
  expect(await world.adapter.update('teams:abc', poll)).toEqual(failed({ kind: 'rejected', reason: 'ref' }))
  expect(world.calls).toEqual([])
})

test('a person is told in the 1:1 chat, which the ref names', async () => {
  world.replies('chat.postMessage', { body: { ok: true, channel: 'D9', ts: '7.7' } })
  const sent = await world.adapter.tell(alice, poll, 'T1')
  expect(sent.sent && decodeRef(sent.ref)).toEqual({ workspace: 'T1', channel: 'D9', ts: '7.7' })
  expect(world.calls.map((call) => call.method)).toEqual(['conversations.open', 'chat.postMessage'])
})

/** https://docs.slack.dev/reference/methods/chat.postMessage and chat.update */
test.each([
  ['post', 'chat.postMessage', 'not_in_channel', 'forbidden'],
  ['post', 'chat.postMessage', 'channel_not_found', 'forbidden'],
  ['post', 'chat.postMessage', 'restricted_action', 'forbidden'],
  ['post', 'chat.postMessage', 'is_archived', 'gone'],
  ['post', 'chat.postMessage', 'internal_error', 'unreachable'],
  ['post', 'chat.postMessage', 'surprising_error', 'rejected'],
  ['update', 'chat.update', 'channel_not_found', 'gone'],
  ['update', 'chat.update', 'message_not_found', 'gone'],
  ['tell', 'conversations.open', 'user_not_found', 'forbidden'],
  ['tell', 'conversations.open', 'cannot_dm_bot', 'forbidden'],
  ['tell', 'chat.postMessage', 'account_inactive', 'gone'],
] as const)('where a %s meets a %s of %s, it is %s', async (doing, method, error, kind) => {
  refuse(method, error)
  const { adapter } = world
  const send = {
    post: () => adapter.post(place, poll),
    update: () => adapter.update(ref, poll),
    tell: () => adapter.tell(alice, poll, 'T1'),
  }
  expect(await send[doing]()).toMatchObject(failed({ kind }))
})

describe('a card with an image', () => {
  const pictured = card('Board', { kind: 'image', url: 'https://plenary.example/pictures/a.png', alt: '2 complete' })
  /** As Slack words it: https://github.com/slackapi/python-slack-sdk/issues/1782 */
  const unfetched = {
    ok: false,
    error: 'invalid_blocks',
    errors: ['downloading image failed [json-pointer:/blocks/1/image_url]'],
    response_metadata: { messages: ['[ERROR] downloading image failed [json-pointer:/blocks/1/image_url]'] },
  }
  const taking = (body: Record<string, unknown>) =>
    JSON.stringify(body.blocks).includes('image_url')
      ? { body: unfetched }
      : { body: { ok: true, channel: 'C1', ts: '100.1' } }

  test.each(['post', 'update'] as const)('is sent in words on a %s where Slack can’t fetch it', async (doing) => {
    const method = { post: 'chat.postMessage', update: 'chat.update' }[doing]
    world.replies(method, taking)
    const { adapter } = world
    expect(
      await { post: () => adapter.post(place, pictured), update: () => adapter.update(ref, pictured) }[doing](),
    ).toEqual({
      sent: true,
      ref,
    })
    expect(world.calls.map((call) => call.method)).toEqual([method, method])
    expect(shownIn(world.calls[1]?.body.blocks)).toContain('2 complete')
  })

  test('is sent once where Slack refuses it for another reason', async () => {
    refuse('chat.postMessage', 'invalid_blocks')
    expect(await world.adapter.post(place, pictured)).toMatchObject(failed({ kind: 'rejected' }))
    expect(world.calls).toHaveLength(1)
  })
})

test('refused blocks are named by their pointers, without what they say', async () => {
  const messages = ['[ERROR] must be shorter: "a secret" [json-pointer:/blocks/0/text]']
  world.replies('chat.postMessage', { body: { ok: false, error: 'invalid_blocks', response_metadata: { messages } } })
  expect(await world.adapter.post(place, poll)).toEqual(
    failed({ kind: 'rejected', reason: 'invalid_blocks /blocks/0/text' }),
  )
})

test('a server error is unreachable, and nothing is sent twice', async () => {
  world.replies('chat.postMessage', { status: 503, body: 'down' })
  expect(await world.adapter.post(place, poll)).toEqual(failed({ kind: 'unreachable' }))
  expect(world.calls).toHaveLength(1)
})

test('a broken connection is unreachable', async () => {
  nock.cleanAll()
  nock('https://slack.example').post(/.*/).replyWithError('reset')
  expect(await world.adapter.post(place, poll)).toEqual(failed({ kind: 'unreachable' }))
})

describe('a throttle', () => {
  afterEach(() => vi.useRealTimers())

  test('is kept for its channel and method until its time has passed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    world.replies('chat.postMessage', {
      status: 429,
      body: { ok: false, error: 'ratelimited' },
      headers: { 'retry-after': '7' },
    })
    expect(await world.adapter.post(place, poll)).toEqual(failed({ kind: 'throttled', seconds: 7 }))
    world.replies('chat.postMessage', { body: { ok: true, channel: 'C1', ts: '100.1' } })
    vi.advanceTimersByTime(2_000)
    expect(await world.adapter.post(place, poll)).toEqual(failed({ kind: 'throttled', seconds: 5 }))
    expect(world.calls).toHaveLength(1)
    expect((await world.adapter.update(ref, poll)).sent).toBe(true)
    expect((await world.adapter.post({ ...place, channel: 'C2' }, poll)).sent).toBe(true)
    expect((await world.adapter.post({ ...place, workspace: 'T3' }, poll)).sent).toBe(true)
    vi.advanceTimersByTime(5_000)
    expect((await world.adapter.post(place, poll)).sent).toBe(true)
  })
  test('that comes as a success waits half a minute', async () => {
    refuse('chat.postMessage', 'ratelimited')
    expect(await world.adapter.post(place, poll)).toEqual(failed({ kind: 'throttled', seconds: 30 }))
    expect(world.calls).toHaveLength(1)
  })
})

test('what was shortened is logged by name, never by its words', async () => {
  await world.adapter.post(place, card('P-7', text('secret '.repeat(1_000))))
  expect(world.logs).toEqual([
    { level: 'warn', fields: { shortened: ['text'] }, message: 'A Slack message was shortened' },
  ])
})

describe('against a Slack made by others', () => {
  let slack: { url: string; close(): Promise<void> }
  beforeAll(async () => {
    slack = await createEmulator({
      service: 'slack',
      port: 0,
      seed: { slack: { channels: [{ name: 'evals' }], users: [{ name: 'alice' }] } },
    })
  })
  afterAll(() => slack.close())

  test('a card is posted, drawn anew, and told', async () => {
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const client = connectSlack('xoxb-test', `${slack.url}/api/`, log)
    const deliver = createDeliverer(oneClient(client), log)
    const { channels = [] } = await client.conversations.list({})
    const { members = [] } = await client.users.list({})
    const channel = channels.find((found) => found.name === 'evals')?.id ?? ''
    const account = members.find((member) => member.name === 'alice')?.id ?? ''
    const posted = await deliver.post({ platform: 'slack', workspace: 'T1', channel }, poll)
    expect(posted).toMatchObject({ sent: true })
    if (!posted.sent) return
    expect(await deliver.update(posted.ref, { ...poll, title: 'P-7 closed' })).toEqual(posted)
    const { messages = [] } = await client.conversations.history({ channel })
    expect(messages[0]?.text).toBe('TLP:GREEN P-7 closed')
    expect(await deliver.tell({ platform: 'slack', workspace: 'T1', account }, poll, 'T1')).toMatchObject({
      sent: true,
    })
    const lost = encodeRef({ workspace: 'T1', channel, ts: '1.1' })
    expect(await deliver.update(lost, poll)).toEqual(failed({ kind: 'gone' }))
  })
})

/** Every workspace speaks through this one. */
function oneClient(client: SlackClient): Clients {
  const speaker = { client, token: 'xoxb-test', botUser: null }
  return { of: async () => speaker, isIn: async () => true, forget: () => undefined, doubt: async () => undefined }
}
