import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaneView } from '#adapters/playground/wire.ts'
import { cast, type FakeProduct, startFakeProduct, token } from './fake-product.ts'

let product: FakeProduct
beforeEach(async () => {
  product = await startFakeProduct()
})
afterEach(() => product[Symbol.asyncDispose]())

const channel = '19:evals@thread.tacv2'
const place = `/${encodeURIComponent(channel)}/activities`
const carol = { platform: 'teams', person: 'aad-carol', conversation: channel }
const adaptive = (text: string) => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] })
const message = (text: string) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: adaptive(text) }],
})

async function seenBy(person: string, conversation = channel): Promise<PaneView> {
  const query = new URLSearchParams({ platform: 'teams', person, conversation })
  const headers = { 'x-playground-token': token }
  return (await fetch(`${product.origin}/playground/api/pane?${query}`, { headers })).json()
}

const idIn = async (response: Promise<Response>): Promise<string> => (await (await response).json()).id
const heard = async (response: Promise<Response>) => (await response).json()
const activity = () => JSON.parse(product.received.at(-1)?.raw ?? '{}')
const press = (type: string, data: object) => ({
  type,
  verb: type === 'Action.Execute' ? 'act' : null,
  title: 'Go',
  data,
})

test('an activity is signed by a key that the OpenID server names, for the app and its serviceUrl', async () => {
  await product.page('say', { ...carol, text: '@Plenary help' })
  const bearer = String(product.received.at(-1)?.headers.authorization).replace('Bearer ', '')
  const { openIdUrl, appId } = product.playground.teams
  const metadata = await (await fetch(`${openIdUrl}/.well-known/openidconfiguration`)).json()
  const keys = await (await fetch(metadata.jwks_uri)).json()
  expect(keys.keys).toMatchObject([{ kty: 'RSA', endorsements: ['msteams'] }])
  expect(keys.keys[0]).not.toHaveProperty('d')
  const { payload } = await jwtVerify(bearer, createRemoteJWKSet(new URL(metadata.jwks_uri)), {
    issuer: 'https://api.botframework.com',
    audience: appId,
  })
  expect(payload.serviceurl).toBe(activity().serviceUrl)
})

test('in a channel the bot hears only of messages that mention it, and in their thread', async () => {
  await product.page('say', { ...carol, text: 'good morning' })
  expect(product.received).toEqual([])
  await product.page('say', { ...carol, text: '@Plenary help' })
  const [, second] = (await seenBy('aad-bob')).messages
  expect(activity()).toMatchObject({
    type: 'message',
    text: '<at>Plenary</at> help',
    from: { id: '29:aad-carol', aadObjectId: 'aad-carol' },
    conversation: {
      id: `${channel};messageid=${second?.id}`,
      conversationType: 'channel',
      tenantId: cast.teams.tenant,
    },
    entities: [{ type: 'mention', text: '<at>Plenary</at>' }],
  })
  const { id: thread } = activity().conversation
  await product.teams('POST', `/${encodeURIComponent(thread)}/activities`, { type: 'message', text: 'In our chat' })
  expect((await seenBy('aad-bob')).messages.at(-1)).toMatchObject({ text: 'In our chat', thread: second?.id })
})

test('a 1:1 chat is plain text to the bot, and opened by the person’s Entra id', async () => {
  const id = await idIn(product.teams('POST', '', { isGroup: false, members: [{ id: 'aad-carol' }] }))
  await product.page('say', { ...carol, conversation: id, text: 'help' })
  expect(activity()).toMatchObject({ text: 'help', conversation: { id, conversationType: 'personal' }, entities: [] })
  await product.teams('POST', `/${id}/activities`, message('For you'))
  expect((await seenBy('aad-carol', id)).messages).toHaveLength(2)
  expect((await seenBy('aad-bob', id)).messages).toEqual([])
})

test('the connector takes its own token only', async () => {
  const url = `${product.origin}/playground/teams/v3/conversations${place}`
  for (const headers of [{}, { authorization: 'Bearer other' }, { authorization: 'Basic plenary-test-token' }]) {
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(401)
  }
})

test.each([
  ['POST', '/19:none/activities', message('x'), 404, 'ConversationNotFound'],
  ['POST', `/${encodeURIComponent(`${channel};messageid=1`)}/activities`, message('x'), 404, 'NotFound'],
  ['PUT', `${place}/1`, message('x'), 404, 'ActivityNotFoundInConversation'],
  ['DELETE', `${place}/1`, undefined, 404, 'ActivityNotFoundInConversation'],
  ['POST', '', { members: [{ id: 'aad-nobody' }] }, 404, 'MemberNotFound'],
  ['POST', place, { type: 'message' }, 400, 'BadSyntax'],
  ['POST', place, { type: 'message', attachments: [{ contentType: 'text/html', content: {} }] }, 400, 'BadSyntax'],
  ['POST', place, message('x'.repeat(60_000)), 413, 'MessageSizeTooBig'],
])('%s %s with %o is refused by %i', async (method, path, body, status, code) => {
  const response = await product.teams(method, path, body)
  expect([response.status, (await response.json()).error.code]).toEqual([status, code])
})

test('a message is changed in place and deleted', async () => {
  const id = await idIn(product.teams('POST', place, message('open')))
  expect(await idIn(product.teams('PUT', `${place}/${id}`, message('closed')))).toBe(id)
  const changed = { id, edited: true, content: { kind: 'card', card: adaptive('closed') } }
  expect((await seenBy('aad-bob')).messages).toMatchObject([changed])
  expect((await product.teams('DELETE', `${place}/${id}`)).status).toBe(200)
  expect((await seenBy('aad-bob')).messages).toEqual([])
})

test('a click’s card takes the message’s place for the clicker alone, until the message changes for everybody', async () => {
  const id = await idIn(product.teams('POST', place, message('P-7')))
  const value = adaptive('Cast for Japan?')
  product.answerNext(200, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value })
  await product.page('click', { ...carol, message: id, click: press('Action.Execute', { use: 'vote' }) })
  expect(activity()).toMatchObject({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: id,
    value: { action: { type: 'Action.Execute', verb: 'act', data: { use: 'vote' } }, trigger: 'manual' },
  })
  expect((await seenBy('aad-carol')).messages).toMatchObject([{ content: { card: value } }])
  expect((await seenBy('aad-bob')).messages).toMatchObject([{ content: { card: adaptive('P-7') } }])
  await product.teams('PUT', `${place}/${id}`, message('P-7, one vote'))
  expect((await seenBy('aad-carol')).messages).toMatchObject([{ content: { card: adaptive('P-7, one vote') } }])
})

test('a message in answer to a click is a short text, and so is a failure', async () => {
  const id = await idIn(product.teams('POST', place, message('P-7')))
  const click = { ...carol, message: id, click: press('Action.Execute', {}) }
  product.answerNext(200, {
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: 'Working on it…',
  })
  expect(await heard(product.page('click', click))).toEqual({ notice: 'Working on it…', errors: {} })
  product.answerNext(500, {})
  expect((await heard(product.page('click', click))).notice).toContain('Unable to reach app')
})

test('a dialog is fetched, drawn again after its submission, and closed by an empty answer', async () => {
  const id = await idIn(product.teams('POST', place, message('C-12')))
  const continued = (text: string) => {
    const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: adaptive(text) }
    return { task: { type: 'continue', value: { title: 'Log', card } } }
  }
  product.answerNext(200, continued('first'))
  const data = { msteams: { type: 'task/fetch' }, use: 'commit' }
  await product.page('click', { ...carol, message: id, click: press('Action.Submit', data) })
  expect(activity()).toMatchObject({ type: 'invoke', name: 'task/fetch', value: { data } })
  const first = (await seenBy('aad-carol')).dialog
  expect(first).toMatchObject({ revision: 1, shown: { title: 'Log', card: adaptive('first') } })
  expect((await seenBy('aad-bob')).dialog).toBeNull()

  const submit = () =>
    product.page('submit', { platform: 'teams', person: 'aad-carol', dialog: first?.id, values: { due: 'Friday' } })
  product.answerNext(200, continued('second'))
  await submit()
  expect(activity()).toMatchObject({ name: 'task/submit', replyToId: id, value: { data: { due: 'Friday' } } })
  expect((await seenBy('aad-carol')).dialog).toMatchObject({
    id: first?.id,
    revision: 2,
    shown: { card: adaptive('second') },
  })
  await submit()
  expect((await seenBy('aad-carol')).dialog).toBeNull()
  expect((await heard(submit())).notice).toBe('This dialog is no longer open.')
})
