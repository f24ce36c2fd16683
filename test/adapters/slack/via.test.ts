/** Which installation and whose account each payload names. Shapes as recorded in the threads that slack.md names, cut to what matters. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { click, clickInModal, direct, mention, submission } from './payloads.ts'
import { slackWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await slackWorld()
})
afterEach(() => world.close())

/** bob of T2, in a channel that T1 and T2 share; the app is installed in T1. */
const bob = { id: 'U2', username: 'bob', name: 'bob', team_id: 'T2' }
const told = () => vi.waitFor(() => expect(world.intents).toHaveLength(1)).then(() => world.intents[0])

describe('the installation is', () => {
  test('of an event the one that it is authorised for, whatever its own team is', async () => {
    // https://github.com/slackapi/bolt-js/issues/687
    const authorizations = [
      { enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
    ]
    const event = { ...mention.event, user_team: 'T2', source_team: 'T2', team: 'T2' }
    await world.event({
      ...mention,
      team_id: 'T2',
      context_team_id: 'T1',
      authorizations,
      is_ext_shared_channel: true,
      event,
    })
    expect(await told()).toMatchObject({ via: 'T1', workspace: 'T2', account: 'U2', place: 'C1', heard: true })
  })

  test('of an event without an authorisation the one of its context', async () => {
    // https://github.com/slackapi/bolt-js/issues/2773
    const { authorizations: _, ...bare } = mention
    await world.event({ ...bare, team_id: 'T2', context_team_id: 'T1', event: { ...mention.event, user_team: 'T2' } })
    expect(await told()).toMatchObject({ via: 'T1', workspace: 'T2' })
  })

  test('of a click its team, while the clicker’s own stands with the user', async () => {
    // https://github.com/slackapi/java-slack-sdk/issues/1041
    await world.interact({ ...click, user: bob, team: { id: 'T1', domain: 'home' } })
    expect(await told()).toMatchObject({ via: 'T1', workspace: 'T2', account: 'U2', place: 'C1' })
  })

  test('of a click in a modal the one that the modal was opened by', async () => {
    const view = { ...clickInModal.view, app_installed_team_id: 'T1' }
    await world.interact({ ...clickInModal, user: bob, team: { id: 'T2' }, view })
    expect(await told()).toMatchObject({ via: 'T1', workspace: 'T2' })
  })

  test('of a submission the view’s, since its team is the submitter’s', async () => {
    // https://github.com/slackapi/bolt-js/issues/1614
    const view = { ...submission.view, app_installed_team_id: 'T1' }
    await world.interact({ ...submission, user: bob, team: { id: 'T2', domain: 'away' }, view })
    expect(await told()).toMatchObject({ via: 'T1', workspace: 'T2', account: 'U2', place: 'C1', key: 'form_7k' })
  })

  test('of a slash command its team: only an installed workspace has it', async () => {
    await world.command({ team_id: 'T3', user_id: 'U3' })
    expect(await told()).toMatchObject({ via: 'T3', workspace: 'T3', account: 'U3' })
  })

  test('of a message shortcut its team', async () => {
    await world.interact({
      type: 'message_action',
      callback_id: 'log-as-commitment',
      user: bob,
      team: { id: 'T1', domain: 'home' },
      channel: { id: 'C1', name: 'evals' },
      trigger_id: 'trigger.9',
      action_ts: '1.1',
      message: { ts: '100.1', user: 'U1', team: 'T1', text: 'We will publish it' },
    })
    expect(await told()).toMatchObject({ via: 'T1', workspace: 'T2', account: 'U2' })
  })

  test('of none where an organisation installed the app for all of its workspaces', async () => {
    await world.interact({ ...click, team: null, enterprise: { id: 'E1' }, is_enterprise_install: true })
    expect(world.intents).toEqual([])
  })
})

describe('the token is that of the installation', () => {
  test('for what is said where it was asked', async () => {
    const authorizations = [{ team_id: 'T3', user_id: 'UBOT3', is_bot: true }]
    await world.event({ ...mention, authorizations })
    await vi.waitFor(() => expect(world.calls.map(({ method }) => method)).toContain('chat.postEphemeral'))
    expect(world.calls.map(({ token }) => token)).toEqual(['xoxb-3'])
  })

  test('for a modal, and for a 1:1 chat where nothing else reaches the person', async () => {
    world.replies('views.open', { body: { ok: false, error: 'expired_trigger_id' } })
    world.replies('chat.postEphemeral', { body: { ok: false, error: 'user_not_in_channel' } })
    world.replies('respond', { status: 404, body: 'expired_url' })
    await world.command({ team_id: 'T3', text: 'commit' })
    await vi.waitFor(() => expect(world.calls.map(({ method }) => method)).toContain('chat.postMessage'))
    const ours = world.calls.filter(({ method }) => method !== 'respond')
    expect(ours.map(({ method, token }) => [method, token])).toEqual([
      ['views.open', 'xoxb-3'],
      ['chat.postEphemeral', 'xoxb-3'],
      ['conversations.open', 'xoxb-3'],
      ['chat.postMessage', 'xoxb-3'],
    ])
  })

  test('for posts, redraws and what is told, each through its own', async () => {
    const card = { title: 'P-7', tone: 'neutral' as const, blocks: [], actions: [] }
    await world.adapter.post({ platform: 'slack', workspace: 'T1', channel: 'C1' }, card)
    const posted = await world.adapter.post({ platform: 'slack', workspace: 'T3', channel: 'C1' }, card)
    await world.adapter.update(posted.sent ? posted.ref : '', card)
    await world.adapter.tell({ platform: 'slack', workspace: 'T2', account: 'U2' }, card, 'T3')
    expect(world.calls.map(({ token }) => token)).toEqual(['xoxb-1', 'xoxb-3', 'xoxb-3', 'xoxb-3', 'xoxb-3'])
  })

  test('and nothing goes where there is none', async () => {
    const card = { title: 'P-7', tone: 'neutral' as const, blocks: [], actions: [] }
    const sent = await world.adapter.post({ platform: 'slack', workspace: 'T2', channel: 'C1' }, card)
    expect([sent, world.calls]).toEqual([{ sent: false, failure: { kind: 'forbidden' } }, []])
  })
})

describe('word of an uninstalling', () => {
  test.each([
    ['the app was removed', { type: 'app_uninstalled' }, 1],
    ['the bot’s token was revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOT'] } }, 1],
    ['a person’s token was revoked', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, 0],
  ])('that %s is passed on with its time', async (_, event, times) => {
    const { authorizations: __, ...bare } = direct
    expect((await world.event({ ...bare, team_id: 'T3', event_time: 1_800_000_000, event })).status).toBe(200)
    const happened = Temporal.Instant.from('2027-01-15T08:00:00Z')
    const removal = { workspace: 'T3', happened }
    expect(world.installed.removals).toEqual(times === 0 ? [] : [removal])
  })
})
