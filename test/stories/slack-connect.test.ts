import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { botToken, workspace } from '../support/slack.ts'
import { homeShows, openHome } from '../support/slack-home.ts'

const north = 'T0NORTH'

onEachDatabase('A person of another Slack workspace, in a shared channel', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, operator, places } = product
    slack.teams.connected.set(places.slack, [north])
    slack.external('sam', north)
    slack.external('alice', north)
    const linked = { platform: 'slack', workspace: north, user: slack.userId('sam'), person: 'person_sam' }
    expect((await operator('link-account', linked)).kind).toBe('said')
  }, 30_000)
  afterAll(() => product?.close())

  const ephemeral = () => product.slack.calls.filter(({ method }) => method === 'chat.postEphemeral')

  test('votes by the buttons of a card', async () => {
    const { slack, places } = product
    const preview = await slack.command('luc', 'allied-evals', 'poll Adopt the draft glossary? by Friday 17:00')
    await slack.click('luc', preview, 'Open poll')
    const card = await slack.shows(places.slack, 'P-1 Adopt the draft glossary?')
    const asked = await slack.click('sam', card, 'Approve')
    expect([asked.where, asked.text]).toEqual(['private', expect.stringContaining('Cast for Northwind: Approve?')])
    const cast = await slack.click('sam', asked, 'Cast for Northwind')
    expect(cast.text).toContain('Northwind approved P-1')
    await slack.shows(places.slack, '1 of 6 organisations')
  })

  test('proposes by a mention, answered privately by the workspace that has the channel', async () => {
    const { slack, places } = product
    const preview = await slack.mention('sam', 'allied-evals', 'commit Share our logs by 2027-03-01')
    expect(preview.text).toContain('Commit Share our logs')
    const [answer] = ephemeral().slice(-1)
    expect(answer).toMatchObject({ token: botToken, body: { user: slack.userId('sam'), channel: places.slack } })
    const confirmed = await slack.click('sam', preview, 'Commit Northwind')
    expect(confirmed.text).toContain('C-1 Share our logs')
    await slack.shows(places.slack, 'C-1 Share our logs')
  })

  test('fills in a form, whose submission names another workspace than the click did', async () => {
    const { slack } = product
    const help = await slack.mention('sam', 'allied-evals', 'help')
    const form = await slack.click('sam', help, 'Log commitment')
    expect(form.where).toBe('modal')
    const refused = await slack.submit('sam', form, { text: 'Publish our red-team notes', due: 'someday' })
    expect(refused.errors.due).toContain('“someday” is not a date I can read')
    const preview = await slack.submit('sam', form, { text: 'Publish our red-team notes', due: '2027-04-01' })
    expect(preview.text).toContain('Publish our red-team notes')
  })

  test('opens the home from the Connections of the own workspace: it is published by the one that has the app', async () => {
    const { slack } = product
    const home = await openHome(slack, 'sam', { team: north })
    expect(home.text).toContain('Northwind: 1 commitment')
    const published = slack.calls.filter(({ method }) => method === 'views.publish')
    expect(published.map(({ token }) => token)).toEqual([botToken])
    await slack.click('sam', home, 'Show help')
    await slack.mention('sam', 'allied-evals', 'update C-1 limited First logs are out')
    await homeShows(slack, 'sam', '▓▓░░  limited')
  })

  test('is never told to type what only the own workspace has', async () => {
    const { slack } = product
    const help = await slack.mention('sam', 'allied-evals', 'help commit')
    expect(help.text).toContain('@Plenary')
    const greeted = { type: 'member_joined_channel', user: 'U0PLENARY', channel: slack.channelId('elsewhere') }
    const authorizations = [{ team_id: workspace, user_id: 'U0PLENARY', is_bot: true }]
    const body = { type: 'event_callback', team_id: north, authorizations, is_ext_shared_channel: true, event: greeted }
    await slack.deliver(JSON.stringify(body), { type: 'application/json' })
    const greeting = await slack.shows(slack.channelId('elsewhere'), 'one register and one tally')
    expect(greeting.text).toContain('@Plenary commit')
    expect(greeting.text).not.toContain('/plenary')
  })

  test('is told privately how to link, where nobody linked the account', async () => {
    const { slack, places } = product
    const asked = await slack.mention('alice', 'allied-evals', 'commit Anything by 2027-03-01')
    expect(asked.text).toContain('whom this account belongs to')
    const card = await slack.shows(places.slack, 'P-1 Adopt the draft glossary?')
    expect((await slack.click('alice', card, 'Approve')).text).toContain('whom this account belongs to')
  })

  test('is answered once, though two installations in the channel heard it', async () => {
    const { slack, operator, places } = product
    await operator('allow-workspace', { platform: 'slack', workspace: north })
    const before = ephemeral().length
    const one = slack.mentionBody('luc', 'allied-evals', 'show P-1', { ts: '1700000000.000100' })
    const other = slack.mentionBody('luc', 'allied-evals', 'show P-1', { ts: '1700000000.000100', via: north })
    await slack.deliver(one, { type: 'application/json' })
    await slack.until('an answer', () => ephemeral()[before])
    await slack.deliver(other, { type: 'application/json' })
    await slack.deliver(slack.mentionBody('luc', 'allied-evals', 'show P-1', { ts: '1700000000.000200' }), {
      type: 'application/json',
    })
    await slack.until('an answer', () => ephemeral()[before + 1])
    await slack.mention('luc', 'allied-evals', 'help')
    expect(ephemeral().length - before).toBe(3)
    expect((await slack.messages(places.slack)).filter(({ text }) => text.includes('P-1'))).toHaveLength(1)
  })

  test('who may not be answered alone reads that an answer waits, and nobody reads what it says', async () => {
    const { slack, places } = product
    slack.failNext('chat.postEphemeral', 200, {}, 'user_not_in_channel')
    slack.failNext('conversations.open', 200, {}, 'user_not_found')
    const ts = '1700000000.000300'
    await slack.deliver(slack.mentionBody('sam', 'allied-evals', 'commitments mine', { ts }), {
      type: 'application/json',
    })
    const said = await slack.until('a reply', () =>
      slack.calls.find(({ method, body }) => method === 'chat.postMessage' && body.thread_ts === ts),
    )
    expect(said.body.channel).toBe(places.slack)
    const words = JSON.stringify(said.body)
    expect(words).toContain('An answer for you')
    expect(words).toContain(slack.userId('sam'))
    expect(words).not.toContain('C-1')
  })
})
