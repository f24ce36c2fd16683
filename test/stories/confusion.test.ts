/** One who may ask tries to be taken for another, or to reach what is another's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { entriesIn } from '../support/entries.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

onEachDatabase('Confusion', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const entries = () => entriesIn(on())
  const interact = (more: object) =>
    product.slack.deliver(
      new URLSearchParams({ payload: JSON.stringify({ type: 'block_actions', ...more }) }).toString(),
    )
  const pressed = (value: object) => ({
    type: 'button',
    action_id: 'act-0',
    action_ts: crypto.randomUUID(),
    value: JSON.stringify(value),
  })
  /** A message whose one button, Go, says this. */
  const going = (value: object) => [
    { type: 'actions', elements: [{ ...pressed(value), text: { type: 'plain_text', text: 'Go' } }] },
  ]
  const inChannel = { channel: { id: 'C1' }, container: { channel_id: 'C1', message_ts: '1.1', is_ephemeral: true } }

  test('a form that somebody else has under way is opened and carried out for nobody, on either platform', async () => {
    const { slack, teams } = product
    const preview = await slack.command('aiko', 'allied-evals', 'commit Guard the pier by 2099-01-31')
    const before = await entries()
    const [{ id: form } = { id: '' }] = await on().owner.query<{ id: string }>(
      `select id from form_drafts where values ->> 'text' = 'Guard the pier'`,
    )
    const args = { form, consortium: 'con_demo', sure: 'yes' }
    for (const opens of [false, true]) {
      const value = { use: 'log-commitment', args, opens }
      const stolen = await slack.click('luc', { ...preview, blocks: going(value) }, 'Go')
      expect(stolen.text).toContain('This form is no longer open')
      const hana = teams.person('hana')
      const action = { type: 'Action.Execute', verb: 'act', data: value }
      const reply = await teams.invoke(hana, teams.chat(hana), 'adaptiveCard/action', { action, trigger: 'manual' })
      expect(reply.text).toContain('This form is no longer open')
    }
    expect(await entries()).toBe(before)
  })

  test('a form that is under way is carried out by no other use case', async () => {
    const { slack } = product
    const preview = await slack.command('luc', 'allied-evals', 'commit Guard the quay by 2099-01-31')
    const [{ id: form } = { id: '' }] = await on().owner.query<{ id: string }>(
      `select id from form_drafts where values ->> 'text' = 'Guard the quay'`,
    )
    const value = { use: 'open-poll', args: { form, consortium: 'con_demo', question: 'x', sure: 'yes' }, opens: false }
    expect((await slack.click('luc', { ...preview, blocks: going(value) }, 'Go')).text).toContain(
      'This form is no longer open',
    )
  })

  test('an activity that names two tenants is carried out for neither', async () => {
    const { teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    const seen = teams.messages(chat).length
    const value = {
      use: 'open-poll',
      args: { consortium: 'con_demo', question: 'Whose?', closes: '2099-01-01 12:00', sure: 'yes' },
      opens: false,
    }
    const channelData = { tenant: { id: '99999999-aaaa-4bbb-8ccc-000000000009' } }
    const said = { type: 'message', text: 'commit Whose is it by 2099-01-31', channelData }
    expect((await teams.deliver(teams.activityOf(hana, chat, said))).status).toBe(200)
    const action = { type: 'Action.Execute', verb: 'act', data: value }
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action }, channelData }
    expect((await teams.deliver(teams.activityOf(hana, chat, invoke))).status).toBe(400)
    expect(teams.messages(chat)).toHaveLength(seen)
    const drafts = await on().owner.query('select * from form_drafts')
    expect(JSON.stringify(drafts)).not.toMatch(/Whose/)
  })

  test('an account of one workspace is nobody under the same id in another, and nobody asks through a workspace that is not in', async () => {
    const { slack } = product
    const before = await entries()
    const vote = {
      use: 'open-poll',
      args: {
        consortium: 'con_demo',
        question: 'Mine?',
        closes: '2099-01-01 12:00',
        group: 'wg_evaluation',
        sure: 'yes',
      },
      opens: false,
    }
    const luc = slack.userId('luc')
    const from: [object, object][] = [
      [{ id: luc, team_id: 'T0ELSEWHERE' }, { id: workspace }],
      [{ id: luc, team_id: workspace }, { id: 'T0ELSEWHERE' }],
      [{ id: luc, team_id: 'T0ELSEWHERE' }, { id: 'T0ELSEWHERE' }],
    ]
    for (const [nth, [user, team]] of from.entries()) {
      const path = `/response/confused-${nth}`
      const response_url = new URL(path, slack.apiUrl).href
      const sent = await interact({ user, team, response_url, ...inChannel, actions: [pressed(vote)] })
      expect(sent.status).toBe(200)
      const [told] = await slack.until('a refusal', () => {
        const all = slack.responsesTo(path)
        return all.length > 0 ? all : undefined
      })
      expect(JSON.stringify(told)).toMatch(/I do not know yet whom|is not part of a consortium/)
    }
    expect(await entries()).toBe(before)
  })

  test('an answer goes to no address but Slack’s own, whatever a payload says', async () => {
    const { slack, logged } = product
    const elsewhere = 'http://127.0.0.1:9/collect'
    const luc = { user: { id: slack.userId('luc'), team_id: workspace }, team: { id: workspace } }
    const since = slack.calls.length
    const help = { use: 'help', args: {}, opens: false }
    await interact({
      ...luc,
      response_url: elsewhere,
      channel: { id: slack.channelId('allied-evals') },
      container: inChannel.container,
      actions: [pressed(help)],
    })
    await slack.until('the answer in the channel', () =>
      slack.calls.slice(since).find(({ method }) => method === 'chat.postEphemeral'),
    )
    expect(logged.map(({ message }) => message)).toContain('A response_url is not Slack’s')
  })

  test('a text with what no database keeps is kept without it', async () => {
    const { slack } = product
    const preview = await slack.command('aiko', 'allied-evals', 'commit Say\u0000 it\ud800 plainly by 2099-01-31')
    expect(preview.text).toContain('Say it')
    expect(preview.text).not.toContain('something went wrong')
  })
})
