/** Sending over real HTTP: each send is one request, and each failure has its kind. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decodeRef, encodeRef } from '#adapters/teams/ref.ts'
import { card, text } from '#src/view/build.ts'
import { tenant } from '#test/support/connector.ts'
import { shownIn } from '#test/support/connector-service.ts'
import { type Bot, startBot } from './bot.ts'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.close())
beforeEach(() => {
  bot.connector.hits.length = 0
})

let places = 0
/** A channel that nothing was sent to yet. */
function somewhere() {
  places += 1
  return { platform: 'teams', workspace: tenant, channel: bot.connector.channel(`place-${places}`) } as const
}
const drawn = card('C-12 Publish', text('Due on Friday'))

describe('a card', () => {
  test('is posted into its channel, with a summary for notifications', async () => {
    const place = somewhere()
    const sent = await bot.adapter.post(place, { ...drawn, label: 'TLP:AMBER' })
    const [message] = bot.connector.messages(place.channel)
    expect(message).toMatchObject({ summary: 'TLP:AMBER C-12', conversation: place.channel })
    expect(sent.sent && decodeRef(sent.ref)).toEqual({ tenant, conversation: place.channel, activity: message?.id })
  })

  test('is drawn anew in its place', async () => {
    const place = somewhere()
    const sent = await bot.adapter.post(place, drawn)
    const updated = await bot.adapter.update(sent.sent ? sent.ref : '', card('C-12 Publish', text('Done')))
    expect(updated).toEqual(sent)
    const [message] = bot.connector.messages(place.channel)
    expect(message && shownIn(message)).toContain('Done')
    expect(message?.history).toEqual([expect.stringContaining('Due on Friday')])
  })

  test('is told to one person in their 1:1 chat, which is opened once', async () => {
    const alice = bot.connector.person('alice')
    const account = { platform: 'teams', workspace: tenant, account: alice.aad } as const
    const first = await bot.adapter.tell(account, drawn, tenant)
    const second = await bot.adapter.tell(account, card('Another'), tenant)
    expect([first.sent, second.sent]).toEqual([true, true])
    expect(bot.connector.messages(bot.connector.chat(alice))).toHaveLength(2)
    expect(bot.connector.hits.filter((hit) => hit.path === '/conversations')).toHaveLength(1)
    expect((await bot.adapter.update(first.sent ? first.ref : '', card('Changed'))).sent).toBe(true)
  })

  test('is told in a chat opened anew where the one in mind is gone', async () => {
    const bob = bot.connector.person('bob')
    const account = { platform: 'teams', workspace: tenant, account: bob.aad } as const
    await bot.adapter.tell(account, drawn, tenant)
    bot.connector.failNext({ status: 404, code: 'ConversationNotFound' })
    expect((await bot.adapter.tell(account, drawn, tenant)).sent).toBe(true)
    expect(bot.connector.hits.filter((hit) => hit.path === '/conversations')).toHaveLength(2)
  })
})

describe('nothing is sent', () => {
  test('to a tenant that nobody let in', async () => {
    const place = { ...somewhere(), workspace: 'unknown-tenant' }
    expect(await bot.adapter.post(place, drawn)).toEqual({ sent: false, failure: { kind: 'forbidden' } })
    expect(
      await bot.adapter.tell({ platform: 'teams', workspace: 'unknown-tenant', account: 'a' }, drawn, 'unknown-tenant'),
    ).toMatchObject({
      failure: { kind: 'forbidden' },
    })
    expect(bot.connector.hits).toEqual([])
  })

  test('to a host that is not the cloud’s, whatever was stored', async () => {
    bot.installations.set('misled', { serviceUrl: 'http://169.254.169.254/teams/' })
    const sent = await bot.adapter.post({ ...somewhere(), workspace: 'misled' }, drawn)
    expect(sent).toEqual({ sent: false, failure: { kind: 'rejected', reason: 'untrusted-service-url' } })
  })

  test('before a local tenant’s first activity, since nobody knows where to', async () => {
    bot.installations.set('new', { serviceUrl: null })
    const sent = await bot.adapter.post({ ...somewhere(), workspace: 'new' }, drawn)
    expect(sent).toEqual({ sent: false, failure: { kind: 'unreachable' } })
  })

  test('by a ref that the adapter did not make', async () => {
    for (const ref of ['garbage', 'slack:C1:17', ''])
      expect(await bot.adapter.update(ref, drawn)).toMatchObject({ failure: { kind: 'rejected' } })
  })
})

// The SDK's client would send a message up to four times over: teams.md, 5.
describe('a failed send', () => {
  const failures: [number, string, object][] = [
    [404, 'ServiceError', { kind: 'gone' }],
    [403, 'BotNotInConversationRoster', { kind: 'forbidden' }],
    [401, 'Unauthorized', { kind: 'forbidden' }],
    [412, 'PreconditionFailed', { kind: 'throttled', seconds: 1 }],
    [429, 'Throttled', { kind: 'throttled', seconds: 1 }],
    [400, 'BadSyntax', { kind: 'rejected', reason: 'BadSyntax' }],
    [413, 'MessageSizeTooBig', { kind: 'rejected', reason: 'MessageSizeTooBig' }],
    [408, 'Timeout', { kind: 'unreachable' }],
    [500, 'ServiceError', { kind: 'unreachable' }],
    [502, 'BadGateway', { kind: 'unreachable' }],
    [503, 'ServiceUnavailable', { kind: 'unreachable' }],
    [504, 'GatewayTimeout', { kind: 'unreachable' }],
    [0, 'a cut connection', { kind: 'unreachable' }],
  ]
  test.each(failures)('by %i %s is one request and has its kind', async (status, code, failure) => {
    bot.connector.failNext({ status, code, times: 1 })
    expect(await bot.adapter.post(somewhere(), drawn)).toEqual({ sent: false, failure })
    expect(bot.connector.hits).toHaveLength(1)
  })

  test.each([429, 503])('by %i with Retry-After is one request as well', async (status) => {
    bot.connector.failNext({ status, retryAfter: '1', times: 1 })
    expect((await bot.adapter.post(somewhere(), drawn)).sent).toBe(false)
    expect(bot.connector.hits).toHaveLength(1)
  })

  test('says how long a throttled one waits', async () => {
    bot.connector.failNext({ status: 429, retryAfter: '17' })
    expect(await bot.adapter.post(somewhere(), drawn)).toEqual({
      sent: false,
      failure: { kind: 'throttled', seconds: 17 },
    })
  })

  test('of an update whose message is gone is told as gone', async () => {
    const ref = encodeRef({ tenant, conversation: somewhere().channel, activity: '404' })
    expect(await bot.adapter.update(ref, drawn)).toEqual({ sent: false, failure: { kind: 'gone' } })
  })

  test('by a proxy’s page has a code without any of its words', async () => {
    bot.connector.failNext({ status: 400, code: 'what alice wrote: <secret>' })
    const sent = await bot.adapter.post(somewhere(), drawn)
    expect(sent).toEqual({ sent: false, failure: { kind: 'rejected', reason: 'http-400' } })
  })
})

test('the eighth send within a second to one conversation waits without a request; another conversation does not', async () => {
  const place = somewhere()
  const sent = await Promise.all(Array.from({ length: 8 }, () => bot.adapter.post(place, drawn)))
  expect(sent.filter((one) => one.sent)).toHaveLength(7)
  expect(sent.at(-1)).toMatchObject({ failure: { kind: 'throttled' } })
  expect(bot.connector.hits).toHaveLength(7)
  expect((await bot.adapter.post(somewhere(), drawn)).sent).toBe(true)
})
