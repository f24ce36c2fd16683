import { describe, expect, test } from 'vitest'
import { Inbound } from '#adapters/teams/intent.ts'
import { shortcutIntent } from '#adapters/teams/shortcut.ts'

const payload = {
  id: '1762178554000',
  linkToMessage: 'https://teams.microsoft.com/l/message/19:a@thread.tacv2/1762178554000',
  createdDateTime: '2025-11-03T14:02:34.5+00:00',
  deleted: false,
  body: { contentType: 'html', content: '<p>We <em>lend</em> chips</p>' },
  from: { user: { userIdentityType: 'aadUser', id: 'aad-alice', displayName: 'Alice' }, application: null },
}

function intentOf(change: object = {}, more: object = {}) {
  const activity = Inbound.parse({
    type: 'invoke',
    id: 'f:1',
    name: 'composeExtension/fetchTask',
    serviceUrl: 'https://smba.example/',
    from: { id: '29:bob', aadObjectId: 'aad-bob', name: 'Bob' },
    recipient: { id: '28:app' },
    conversation: { id: '19:a@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: 'tenant' },
    value: { commandId: 'log-as-commitment', commandContext: 'message', messagePayload: { ...payload, ...change } },
    ...more,
  })
  return shortcutIntent(activity, 'tenant')
}
const quoteOf = (change: object) => JSON.parse(intentOf(change)?.args.quote ?? '')

describe('The shortcut of a Teams message', () => {
  test('opens the commitment form for whoever chose it, with the words of the message', () => {
    expect(intentOf()).toMatchObject({
      account: 'aad-bob',
      place: '19:a@thread.tacv2',
      use: 'log-commitment',
      opens: true,
    })
    expect(quoteOf({})).toEqual({
      of: 'person',
      text: 'We lend chips',
      author: { platform: 'teams', workspace: 'tenant', account: 'aad-alice' },
      name: 'Alice',
      saidAt: '2025-11-03T14:02:34.5Z',
      url: payload.linkToMessage,
    })
  })

  test.each([
    ['paragraphs', '<p>one</p><p>two</p>', 'one\ntwo'],
    ['a mention', '<div>Ask <at id="0">Carol</at></div>', 'Ask @Carol'],
    ['what somebody typed as markup', '<p>a &lt;b&gt; &amp;amp; c</p>', 'a <b> &amp; c'],
    ['a table', '<table><tbody><tr><td>cell</td></tr></tbody></table>', 'cell'],
    ['a card or files alone', '<attachment id="1"></attachment>', ''],
  ])('reads %s', (_what, content, text) => {
    expect(quoteOf({ body: { contentType: 'html', content } })).toMatchObject({ text })
  })

  test('takes plain text as it is', () => {
    expect(quoteOf({ body: { contentType: 'text', content: 'a <b> c' } })).toMatchObject({ text: 'a <b> c' })
  })

  test.each([
    ['of an app', { from: { user: null, application: { id: 'app' } } }, 'bot'],
    ['that was deleted', { deleted: true, body: { content: '' } }, 'deleted'],
  ])('says whose message it is: %s', (_what, change, of) => {
    expect(quoteOf(change)).toEqual({ of })
  })

  test('is none under another name, or without a message', () => {
    expect(intentOf({}, { name: 'task/fetch' })).toBeUndefined()
    expect(intentOf({}, { value: { commandId: 'other', messagePayload: payload } })).toBeUndefined()
    expect(intentOf({}, { value: { commandId: 'log-as-commitment' } })).toBeUndefined()
  })
})
