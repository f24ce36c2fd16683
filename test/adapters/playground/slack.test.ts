import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaneView } from '#adapters/playground/wire.ts'
import { type FakeProduct, type Received, startFakeProduct, token } from './fake-product.ts'

let product: FakeProduct
beforeEach(async () => {
  product = await startFakeProduct()
})
afterEach(() => product[Symbol.asyncDispose]())

const alice = { platform: 'slack', person: 'U0ALICE', conversation: 'C0EVALS' }
const press = { type: 'button', text: { type: 'plain_text', text: 'Approve' }, action_id: 'act-0', value: 'yes' }
const card = [{ type: 'actions', block_id: 'b', elements: [press] }]
const input = {
  type: 'input',
  block_id: 'due',
  label: { type: 'plain_text', text: 'Due' },
  element: { type: 'plain_text_input', action_id: 'e', max_length: 20 },
}
const words = (text: string) => ({ type: 'plain_text', text })
const modal = { type: 'modal', title: words('Log'), submit: words('Save'), private_metadata: 'm', blocks: [input] }

async function seenBy(person: string, conversation = 'C0EVALS'): Promise<PaneView> {
  const query = new URLSearchParams({ platform: 'slack', person, conversation })
  const headers = { 'x-playground-token': token }
  return (await fetch(`${product.origin}/playground/api/pane?${query}`, { headers })).json()
}

const heard = async (response: Promise<Response>) => (await response).json()
const form = ({ raw }: Received) => Object.fromEntries(new URLSearchParams(raw))
const last = () => product.received.at(-1) ?? { path: '', headers: {}, raw: '' }
const payload = () => JSON.parse(form(last()).payload ?? '')

async function postCard(more: object = {}): Promise<string> {
  const posted = await product.slack('chat.postMessage', { channel: 'C0EVALS', text: 'P-7', blocks: card, ...more })
  return String(posted.ts)
}

async function openModal(): Promise<string> {
  const message = await postCard()
  await product.page('click', { ...alice, message, click: { block: 'b', action: 'act-0', value: null } })
  const opened = await product.slack('views.open', { trigger_id: payload().trigger_id, view: modal })
  return (opened.view as { id: string }).id
}

test('the Web API knows its own token and its own methods', async () => {
  const url = `${product.origin}/playground/slack/api/auth.test`
  const call = async (headers: Record<string, string>) => (await fetch(url, { method: 'POST', headers })).json()
  expect(await call({})).toEqual({ ok: false, error: 'not_authed' })
  expect(await call({ authorization: 'Bearer xoxb-other' })).toEqual({ ok: false, error: 'invalid_auth' })
  expect(await product.slack('auth.test', {})).toMatchObject({ ok: true, team_id: 'T0TEST', user_id: 'U0PLENARY' })
  expect(await product.slack('toString', {})).toMatchObject({ ok: false, error: 'unknown_method' })
  expect(await product.slack('conversations.info', { channel: 'C0EVALS' })).toMatchObject({
    channel: { is_private: true, is_ext_shared: false },
  })
  expect(await product.slack('conversations.members', { channel: 'C0EVALS' })).toMatchObject({
    members: expect.arrayContaining(['U0BOB']),
  })
  expect(await product.slack('users.info', { user: 'U0BOB' })).toMatchObject({ user: { real_name: 'Bob Bernard' } })
})

test('a message is posted, changed in place and deleted', async () => {
  const ts = await postCard()
  await product.slack('chat.update', { channel: 'C0EVALS', ts, text: 'P-7 closed' })
  expect((await seenBy('U0BOB')).messages).toMatchObject([{ id: ts, text: 'P-7 closed', edited: true, revision: 2 }])
  expect(await product.slack('chat.delete', { channel: 'C0EVALS', ts })).toMatchObject({ ok: true })
  expect((await seenBy('U0BOB')).messages).toEqual([])
})

test.each([
  ['chat.postMessage', { channel: 'C0NONE', text: 'x' }, 'channel_not_found'],
  ['chat.postMessage', { channel: 'C0EVALS' }, 'no_text'],
  ['chat.update', { channel: 'C0EVALS', ts: '1.000000', text: 'x' }, 'message_not_found'],
  ['chat.delete', { channel: 'C0EVALS', ts: '1.000000' }, 'message_not_found'],
  ['chat.postEphemeral', { channel: 'C0EVALS', user: 'U0NONE', text: 'x' }, 'user_not_in_channel'],
  ['conversations.open', { users: 'U0NONE' }, 'user_not_found'],
  ['views.open', { trigger_id: 'made up', view: modal }, 'invalid_trigger_id'],
  ['views.open', { trigger_id: 'made up', view: { ...modal, submit: undefined } }, 'invalid_arguments'],
  ['views.update', { view_id: 'V0NONE', view: modal }, 'not_found'],
])('%s is refused as Slack refuses it: %o', async (method, args, error) => {
  expect(await product.slack(method, args)).toMatchObject({ ok: false, error })
})

test('blocks past a limit are refused with a pointer to the fault', async () => {
  const blocks = [{ type: 'header', text: words('x'.repeat(151)) }]
  const refused = await product.slack('chat.postMessage', { channel: 'C0EVALS', text: 'x', blocks })
  expect(refused.error).toBe('invalid_blocks')
  expect(JSON.stringify(refused.response_metadata)).toContain('[json-pointer:/blocks/0/text/text]')
})

test('an ephemeral message is seen by one person and can’t be changed by its ts', async () => {
  const sent = await product.slack('chat.postEphemeral', { channel: 'C0EVALS', user: 'U0ALICE', text: 'psst' })
  expect((await seenBy('U0ALICE')).messages).toMatchObject([{ text: 'psst', onlyYou: true }])
  expect((await seenBy('U0BOB')).messages).toEqual([])
  const change = { channel: 'C0EVALS', ts: sent.message_ts, text: 'other' }
  expect(await product.slack('chat.update', change)).toMatchObject({ error: 'message_not_found' })
})

test('a 1:1 chat is read by its one person', async () => {
  const { channel } = await product.slack('conversations.open', { users: 'U0ALICE' })
  const { id } = channel as { id: string }
  await product.slack('chat.postMessage', { channel: id, text: 'for you' })
  expect((await seenBy('U0ALICE', id)).messages).toMatchObject([{ text: 'for you' }])
  expect((await seenBy('U0BOB', id)).messages).toEqual([])
})

test('a slash command goes out signed, with mentions and signs escaped', async () => {
  await product.page('say', { ...alice, text: '/plenary commit A & B with @Bob Bernard in #allied-evals' })
  const { path, headers, raw } = last()
  const base = `v0:${headers['x-slack-request-timestamp']}:${raw}`
  const signature = createHmac('sha256', product.playground.slack.signingSecret).update(base).digest('hex')
  expect([path, headers['x-slack-signature']]).toEqual(['/slack/events', `v0=${signature}`])
  expect(form(last())).toMatchObject({
    command: '/plenary',
    text: 'commit A &amp; B with <@U0BOB|bob.bernard> in <#C0EVALS|allied-evals>',
    team_id: 'T0TEST',
    channel_id: 'C0EVALS',
    user_id: 'U0ALICE',
  })
  expect((await seenBy('U0BOB')).messages).toEqual([])
})

test('the response to a slash command is shown to its person alone', async () => {
  product.answerNext(200, { response_type: 'ephemeral', text: 'Proposed for Japan' })
  await product.page('say', { ...alice, text: '/plenary commit' })
  expect((await seenBy('U0ALICE')).messages).toMatchObject([{ text: 'Proposed for Japan', onlyYou: true }])
  expect((await seenBy('U0BOB')).messages).toEqual([])
})

test('a failure is told as Slack tells it', async () => {
  product.answerNext(404, {})
  const said = await heard(product.page('say', { ...alice, text: '/plenary commit' }))
  expect(said.notice).toBe('/plenary failed with the error “dispatch_failed”.')
  const other = await heard(product.page('say', { ...alice, text: '/giphy cat' }))
  expect(other.notice).toBe('/giphy is not a valid command.')
})

test('a message reaches the bot where it mentions it, or is said to it 1:1', async () => {
  await product.page('say', { ...alice, text: 'good morning' })
  expect(product.received).toEqual([])
  await product.page('say', { ...alice, text: '@plenary help' })
  const mention = { type: 'app_mention', text: '<@U0PLENARY> help', user: 'U0ALICE', channel: 'C0EVALS' }
  expect(JSON.parse(last().raw)).toMatchObject({ type: 'event_callback', team_id: 'T0TEST', event: mention })
  await product.page('say', { ...alice, conversation: 'D0ALICE', text: 'help' })
  expect(JSON.parse(last().raw).event).toMatchObject({ type: 'message', channel_type: 'im', channel: 'D0ALICE' })
})

test('nobody speaks in somebody else’s 1:1 chat', async () => {
  const said = await heard(product.page('say', { ...alice, conversation: 'D0BOB', text: 'help' }))
  expect([said.notice, product.received]).toEqual(['There is no such person or place here.', []])
})

test('a click carries the button, its message, a trigger and a response_url', async () => {
  const message = await postCard()
  await product.page('click', { ...alice, message, click: { block: 'b', action: 'act-0', value: null } })
  const sent = payload()
  expect(sent).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0ALICE', team_id: 'T0TEST' },
    container: { type: 'message', message_ts: message, channel_id: 'C0EVALS', is_ephemeral: false },
    actions: [{ type: 'button', action_id: 'act-0', block_id: 'b', value: 'yes' }],
  })
  const answer = (body: object) =>
    fetch(sent.response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  expect((await answer({ text: 'Japan approved P-7' })).status).toBe(200)
  expect((await seenBy('U0ALICE')).messages.at(-1)).toMatchObject({ text: 'Japan approved P-7', onlyYou: true })
  expect((await answer({ replace_original: true, text: 'P-7 is closed' })).status).toBe(200)
  expect((await seenBy('U0BOB')).messages).toMatchObject([{ id: message, text: 'P-7 is closed' }])
  for (let use = 3; use <= 5; use += 1) expect((await answer({ text: 'x' })).status).toBe(200)
  expect(await (await answer({ text: 'x' })).json()).toEqual({ ok: false, error: 'used_url' })
})

test('a trigger opens one modal, which an update with a stale hash does not change', async () => {
  const id = await openModal()
  const { dialog } = await seenBy('U0ALICE')
  expect(dialog).toMatchObject({ id, shown: { title: { text: 'Log' }, private_metadata: 'm' } })
  const again = { trigger_id: payload().trigger_id, view: modal }
  expect(await product.slack('views.open', again)).toMatchObject({ error: 'exchanged_trigger_id' })
  const stale = await product.slack('views.update', { view_id: id, hash: 'old', view: modal })
  expect(stale.error).toBe('hash_conflict')
  const fresh = { view_id: id, hash: dialog?.shown.hash, view: { ...modal, title: words('Log it') } }
  expect(await product.slack('views.update', fresh)).toMatchObject({ ok: true, view: { id } })
})

test('a required field is asked for before anything is sent', async () => {
  const dialog = await openModal()
  const before = product.received.length
  const submit = (due: string) =>
    heard(product.page('submit', { platform: 'slack', person: 'U0ALICE', dialog, values: { due } }))
  expect((await submit(' ')).errors).toEqual({ due: 'Please complete this required field.' })
  expect((await submit('x'.repeat(21))).errors).toEqual({ due: 'Please shorten this to 20 characters.' })
  expect(product.received).toHaveLength(before)
})

test('a submission shows errors on fields, then another view, then closes', async () => {
  const dialog = await openModal()
  const submit = () =>
    heard(product.page('submit', { platform: 'slack', person: 'U0ALICE', dialog, values: { due: '31 Feb' } }))
  product.answerNext(200, { response_action: 'errors', errors: { due: 'No such day' } })
  expect(await submit()).toEqual({ notice: null, errors: { due: 'No such day' } })
  expect(payload()).toMatchObject({
    type: 'view_submission',
    view: { id: dialog, state: { values: { due: { e: { type: 'plain_text_input', value: '31 Feb' } } } } },
  })
  product.answerNext(200, { response_action: 'errors', errors: { day: 'No such day' } })
  expect((await submit()).notice).toContain('errors for no block: day')
  product.answerNext(200, { response_action: 'update', view: { ...modal, title: words('Thanks') } })
  await submit()
  expect((await seenBy('U0ALICE')).dialog).toMatchObject({ id: dialog, shown: { title: { text: 'Thanks' } } })
  await submit()
  expect((await seenBy('U0ALICE')).dialog).toBeNull()
})

test('a closed modal is gone', async () => {
  const dialog = await openModal()
  await product.page('close', { platform: 'slack', person: 'U0ALICE', dialog })
  expect((await seenBy('U0ALICE')).dialog).toBeNull()
  const update = await product.slack('views.update', { view_id: dialog, view: modal })
  expect(update.error).toBe('not_found')
})

test('an image is fetched before its message is taken, and one that is not there is refused as Slack words it', async () => {
  const pictures = createServer((request, response) => {
    response.writeHead(request.url === '/a.png' ? 200 : 404, { 'content-type': 'image/png' }).end('png')
  })
  await new Promise<void>((listens) => pictures.listen(0, '127.0.0.1', listens))
  const origin = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`
  const image = (name: string) => [{ type: 'image', image_url: `${origin}/${name}`, alt_text: '2 complete' }]
  const post = (name: string) =>
    product.slack('chat.postMessage', { channel: 'C0EVALS', text: 'x', blocks: image(name) })
  expect(await post('a.png')).toMatchObject({ ok: true })
  expect(await post('gone.png')).toMatchObject({
    error: 'invalid_blocks',
    response_metadata: { messages: ['[ERROR] downloading image failed [json-pointer:/blocks/0/image_url]'] },
  })
  await new Promise((closed) => pictures.close(closed))
})

test('a home is published for one person, whole or not at all', async () => {
  const home = { type: 'home', blocks: card }
  const publish = (view: object, more: object = {}) =>
    product.slack('views.publish', { user_id: 'U0ALICE', view, ...more })
  expect(await publish(home, { user_id: 'U0NOBODY' })).toEqual({ ok: false, error: 'user_not_found' })
  const first = await publish(home)
  expect(first).toMatchObject({ ok: true, view: { type: 'home' } })
  const full = Array.from({ length: 101 }, () => ({ type: 'divider' }))
  for (const [view, pointer] of [
    [{ ...home, blocks: full }, '/view/blocks'],
    [{ ...home, private_metadata: 'x'.repeat(3001) }, '/view/private_metadata'],
    [{ ...home, callback_id: 'x'.repeat(256) }, '/view/callback_id'],
    [{ ...home, blocks: [input] }, '/view/blocks/0'],
    [{ ...home, type: 'modal' }, '/view/type'],
  ] as const) {
    const refused = await publish(view)
    expect(refused).toMatchObject({ ok: false, error: 'invalid_arguments' })
    expect(JSON.stringify(refused)).toContain(pointer)
  }
  const section = { type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3000) } }
  const large = await publish({ ...home, blocks: Array.from({ length: 90 }, () => section) })
  expect(large).toEqual({ ok: false, error: 'view_too_large' })
  const { hash } = first.view as { hash: string }
  expect(await publish(home, { hash })).toMatchObject({ ok: true })
  expect(await publish(home, { hash })).toEqual({ ok: false, error: 'hash_conflict' })
  expect((await seenBy('U0ALICE', 'home:U0ALICE')).home?.shown.blocks).toEqual(card)
  expect((await seenBy('U0BOB', 'home:U0BOB')).home?.shown).toEqual({})
  expect((await seenBy('U0BOB', 'home:U0ALICE')).home).toBeNull()
})
