/** The words of a message as the grammar gets them. */
import { describe, expect, test } from 'vitest'
import { Inbound, pressedIn, tenantOf, wordsOf } from '#adapters/teams/intent.ts'

const bot = { id: '28:bot', name: 'Plenary' }

function message(text: string, more: object = {}): Inbound {
  return Inbound.parse({
    type: 'message',
    id: '1',
    text,
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    from: { id: '29:1alice' },
    recipient: bot,
    conversation: { id: 'a:1' },
    entities: [
      { type: 'clientInfo', locale: 'en-GB' },
      { type: 'mention', text: '<at>Plenary</at>', mentioned: bot },
      { type: 'mention', text: '<at>Bob</at>', mentioned: { id: '29:1bob', name: 'Bob' } },
    ],
    ...more,
  })
}

describe('the words of a message', () => {
  test.each([
    ['are as typed', 'commit publish by Friday', 'commit publish by Friday'],
    ['have no call of the bot', '<at>Plenary</at> commit x', 'commit x'],
    ['have no call that is followed by a hard space', '<at>Plenary</at>&nbsp;commit x', 'commit x'],
    ['have no call however often it stands there', ' <at>Plenary</at> <at>Plenary</at> help', 'help'],
    ['are empty where the bot was only called', '<at>Plenary</at>', ''],
    ['name others', '<at>Plenary</at> ask <at>Bob</at> by Friday', 'ask @Bob by Friday'],
    ['name others who stand first', '<at>Bob</at> help', '@Bob help'],
    ['name the bot where it is spoken of', 'what is <at>Plenary</at>', 'what is @Plenary'],
    ['keep brackets that were typed', 'a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['keep a comparison', 'less than 3 < 4 and 5 > 2', 'less than 3 < 4 and 5 > 2'],
    [
      'have no markup of the editor',
      '<div><p>commit <b>now</b></p><p>please<br>do</p></div>',
      'commit now\nplease\ndo',
    ],
    ['keep characters written as numbers', '&#39;quoted&#39; &#x2013;', "'quoted' –"],
    ['keep what is no entity', '&bogus; &#0; &#x110000;', '&bogus; &#0; &#x110000;'],
    ['have plain spaces', 'by\u00a0Friday', 'by Friday'],
  ])('%s', (_, text, words) => {
    expect(wordsOf(message(text))).toBe(words)
  })

  test('are read though an entity is unreadable', () => {
    expect(wordsOf(message('help', { entities: [null, 'x', { type: 'mention' }] }))).toBe('help')
  })
})

test('the tenant is the one that the activity names, in either place; of two nobody knows which', () => {
  const conversation = { id: 'a:1', tenantId: 't2' }
  expect(tenantOf(message('', { conversation, channelData: { tenant: { id: 't1' } } }))).toBeUndefined()
  expect(tenantOf(message('', { conversation, channelData: { tenant: { id: 't2' } } }))).toBe('t2')
  expect(tenantOf(message('', { conversation, channelData: null }))).toBe('t2')
  expect(tenantOf(message('', { channelData: { tenant: { id: 't1' } } }))).toBe('t1')
  expect(tenantOf(message(''))).toBeUndefined()
})

describe('what was pressed', () => {
  test('is read with its use, its arguments and whether it opens, and nothing more', () => {
    const data = {
      msteams: { type: 'task/fetch' },
      use: 'vote',
      args: { poll: 'poll_1' },
      opens: true,
      person: 'mallory',
    }
    expect(pressedIn(data)).toEqual({ use: 'vote', args: { poll: 'poll_1' }, opens: true })
  })
  test('in a form can’t name another form or consortium than the drawn one by an input', () => {
    const form = { id: 'form_1a', use: 'log', consortium: 'con_1a', fields: ['text'] }
    const read = pressedIn({ form, text: 'x', consortium: 'con_evil', use: 'other' })
    expect(read).toMatchObject({ use: 'log', args: { text: 'x', consortium: 'con_1a', form: 'form_1a' } })
  })
  test.each([
    undefined,
    null,
    'x',
    {},
    { use: '' },
    { use: 'x', args: {} },
    { use: 'x', args: { n: 1 }, opens: false },
  ])('is nothing in %j', (data) => expect(pressedIn(data)).toBeUndefined())
})
