import { describe, expect, test } from 'vitest'
import { Shortcut, shortcutToAsked } from '#adapters/slack/shortcut.ts'
import { responseUrl } from './world.ts'

/** bob of T2 chooses the shortcut on a message of alice of T3 in a shared channel. */
const pressed = {
  type: 'message_action',
  callback_id: 'log-as-commitment',
  token: 'unused',
  action_ts: '100.2',
  trigger_id: 'trigger.2',
  response_url: responseUrl,
  user: { id: 'U2', name: 'bob', team_id: 'T2' },
  team: { id: 'T1', domain: 'home' },
  channel: { id: 'C1', name: 'privategroup' },
  message_ts: '1762178554.000100',
  message: {
    type: 'message',
    ts: '1762178554.000100',
    user: 'U3',
    team: 'T1',
    user_team: 'T3',
    text: 'See <https://example.org|the page> &amp; <@U9|carol>',
  },
}
const unknown = { url: null, name: null }
const askedOf = (message: object, more: object = {}) =>
  shortcutToAsked(Shortcut.parse({ ...pressed, ...more, message: { ...pressed.message, ...message } }), unknown)
const quoteOf = (message: object) => JSON.parse(askedOf(message)?.intent.args.quote ?? '')

describe('The shortcut of a Slack message', () => {
  test('opens the commitment form for whoever chose it, with the message as its author wrote it', () => {
    const asked = shortcutToAsked(Shortcut.parse(pressed), { url: 'https://s.example/p1', name: 'Alice' })
    expect(asked?.intent).toMatchObject({
      workspace: 'T2',
      account: 'U2',
      place: 'C1',
      use: 'log-commitment',
      opens: true,
    })
    expect(asked).toMatchObject({ trigger: 'trigger.2', responseUrl, channel: 'C1' })
    expect(JSON.parse(asked?.intent.args.quote ?? '')).toEqual({
      of: 'person',
      text: 'See https://example.org & @carol',
      author: { platform: 'slack', workspace: 'T3', account: 'U3' },
      name: 'Alice',
      saidAt: '2025-11-03T14:02:34.000Z',
      url: 'https://s.example/p1',
    })
  })

  test.each([
    ['of an app', { bot_id: 'B1' }, 'bot'],
    ['of an old integration', { user: undefined, subtype: 'bot_message' }, 'bot'],
    ['that was deleted', { user: 'USLACKBOT', subtype: 'tombstone' }, 'deleted'],
  ])('says whose message it is: %s', (_what, message, of) => {
    expect(quoteOf(message)).toEqual({ of })
  })

  test('takes the words of a message that is files only as none', () => {
    expect(quoteOf({ text: undefined, files: [{ id: 'F1' }] })).toMatchObject({ of: 'person', text: '' })
  })

  test('in a 1:1 chat belongs to no place', () => {
    expect(askedOf({}, { channel: { id: 'D1', name: 'directmessage' } })?.intent.place).toBeNull()
  })

  test('without a workspace is nobody’s, and of another name it is none of ours', () => {
    expect(askedOf({}, { team: null, user: { id: 'U2' } })).toBeUndefined()
    expect(Shortcut.safeParse({ ...pressed, callback_id: 'other' }).success).toBe(false)
  })
})
