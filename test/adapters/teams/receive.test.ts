/** What people do in Teams, as the core hears it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { said } from '#src/core/answer.ts'
import { button, card, text, withActions } from '#src/view/build.ts'
import { sampleForm } from '#test/contract/samples.ts'
import { tenant } from '#test/support/connector.ts'
import { type Bot, startBot } from './bot.ts'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.close())
beforeEach(() => {
  bot.intents.length = 0
  bot.answers(() => said(card('Done', text('It is done.'))))
})

const ballot = withActions(
  card('P-7 What is our position?'),
  button('Approve', 'cast-ballot', { poll: 'poll_1', choice: 'approve', consortium: 'con_1a' }),
  button('Change it', 'log-commitment', { consortium: 'con_1a' }, { opens: true }),
)

describe('a typed message', () => {
  test('in a personal chat has no place, and its key is the message', async () => {
    const alice = bot.connector.person('alice')
    const chat = bot.connector.chat(alice)
    const { message } = await bot.connector.say(alice, chat, 'commit publish by Friday')
    expect(bot.intents).toEqual([
      {
        platform: 'teams',
        workspace: tenant,
        via: tenant,
        heard: false,
        account: alice.aad,
        place: null,
        use: 'say',
        args: { typed: 'commit publish by Friday' },
        key: `${chat}:${message.id}`,
        opens: false,
      },
    ])
  })

  test('in a thread of a channel has the channel as its place', async () => {
    const channel = bot.connector.channel('evals')
    await bot.connector.say(bot.connector.person('bob'), channel, 'help')
    expect(bot.intents).toMatchObject([{ place: channel, args: { typed: 'help' } }])
    expect(bot.intents[0]?.key).toMatch(/^19:evals@thread\.tacv2;messageid=(\d+):\1$/)
  })

  test('that is sent twice has the same key', async () => {
    const alice = bot.connector.person('alice')
    const activity = bot.connector.activityOf(alice, bot.connector.chat(alice), { type: 'message', id: '5', text: 'x' })
    await bot.connector.deliver(activity)
    await bot.connector.deliver(activity)
    expect(new Set(bot.intents.map((intent) => intent.key)).size).toBe(1)
  })

  test('keeps what was typed, angle brackets and all', async () => {
    const alice = bot.connector.person('alice')
    await bot.connector.say(alice, bot.connector.channel('evals'), 'a < b & <b>c</b> &lt;')
    expect(bot.intents).toMatchObject([{ args: { typed: 'a < b & <b>c</b> &lt;' } }])
  })

  test('of a person without an Entra id has the Teams id as its account', async () => {
    const alice = bot.connector.person('alice')
    const from = { id: alice.id, name: 'Alice' }
    await bot.connector.deliver(bot.connector.activityOf(alice, bot.connector.chat(alice), { type: 'message', from }))
    expect(bot.intents).toMatchObject([{ account: alice.id }])
  })

  test('is not a search for a word: the whole text goes to the one grammar', async () => {
    const alice = bot.connector.person('alice')
    await bot.connector.say(alice, bot.connector.chat(alice), 'shopping list')
    expect(bot.intents).toMatchObject([{ use: 'say', args: { typed: 'shopping list' } }])
  })
})

describe('a click', () => {
  async function posted() {
    const channel = bot.connector.channel('evals')
    await bot.adapter.post({ platform: 'teams', workspace: tenant, channel }, ballot)
    return bot.connector.last(channel)
  }

  test('brings the button’s use and arguments, and its key is the activity', async () => {
    const reply = await bot.connector.click(bot.connector.person('alice'), await posted(), 'Approve')
    expect(bot.intents).toMatchObject([
      {
        use: 'cast-ballot',
        args: { poll: 'poll_1', choice: 'approve', consortium: 'con_1a' },
        opens: false,
        place: bot.connector.channel('evals'),
        key: reply.invoke.id,
      },
    ])
  })

  test('that opens says so', async () => {
    bot.answers(() => ({ kind: 'form', form: sampleForm }))
    await bot.connector.openDialog(bot.connector.person('alice'), await posted(), 'Change it')
    expect(bot.intents).toMatchObject([{ use: 'log-commitment', args: { consortium: 'con_1a' }, opens: true }])
  })

  test('that Teams sends again under a new id asks for the same thing again', async () => {
    const reply = await bot.connector.click(bot.connector.person('alice'), await posted(), 'Approve')
    await bot.connector.resend(reply, 'f:again')
    expect(bot.intents.map(({ use, args }) => ({ use, args }))).toEqual(
      Array(2).fill(expect.objectContaining({ use: 'cast-ballot' })),
    )
    expect(bot.intents[1]?.key).toBe('f:again')
  })

  test('of an old client, which comes as a message, is a click as well', async () => {
    const alice = bot.connector.person('alice')
    const value = { use: 'cast-ballot', args: { poll: 'poll_1' }, opens: false }
    const activity = bot.connector.activityOf(alice, bot.connector.chat(alice), { type: 'message', value })
    await bot.connector.deliver(activity)
    expect(bot.intents).toMatchObject([{ use: 'cast-ballot', args: { poll: 'poll_1' } }])
  })

  test('in a dialog is carried out in the dialog', async () => {
    bot.answers((intent) => (intent.opens ? { kind: 'form', form: sampleForm } : said(ballot)))
    const alice = bot.connector.person('alice')
    const dialog = await bot.connector.openDialog(alice, await posted(), 'Change it')
    const answer = await bot.connector.submitDialog(alice, dialog, { text: 'Publish' })
    const next = await bot.connector.click(alice, answer, 'Approve')
    expect(next.dialog).toEqual({ title: 'P-7 What is our position?' })
    expect(bot.intents.at(-1)).toMatchObject({ use: 'cast-ballot', args: { choice: 'approve' } })
  })
})

test('a form comes back with every field, and its draft’s id is the key', async () => {
  bot.answers((intent) => (intent.opens ? { kind: 'form', form: sampleForm } : said(card('Proposed'))))
  const channel = bot.connector.channel('forms')
  const alice = bot.connector.person('alice')
  await bot.adapter.post({ platform: 'teams', workspace: tenant, channel }, ballot)
  const dialog = await bot.connector.openDialog(alice, bot.connector.last(channel), 'Change it')
  await bot.connector.submitDialog(alice, dialog, { Commitment: 'Publish', 'Working group': 'Governance' })
  expect(bot.intents.at(-1)).toMatchObject({
    use: 'log-commitment',
    args: { text: 'Publish', due: '', group: 'wg_2', form: 'form_7k', consortium: 'con_1a' },
    key: 'form_7k',
    opens: false,
  })
})

describe('what the bot does not know', () => {
  const invokes: [string, unknown][] = [
    ['composeExtension/query', { commandId: 'search' }],
    [
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: 'other', data: { use: 'x', args: {}, opens: false } } },
    ],
    [
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: 'act', data: { use: 'x', args: { n: 1 }, opens: false } } },
    ],
    ['adaptiveCard/action', null],
    ['task/fetch', { data: 'garbage' }],
    ['task/submit', { data: { form: { id: 'f' }, text: 'x' } }],
    ['task/submit', { data: { form: { id: 'f', use: 'u', consortium: 'c', fields: [] }, text: { deep: true } } }],
    ['signin/verifyState', {}],
  ]
  test.each(invokes)('the invoke %s with %j is a bad request, never a 501', async (name, value) => {
    const alice = bot.connector.person('alice')
    const reply = await bot.connector.invoke(alice, bot.connector.chat(alice), name, value)
    expect(reply.status).toBe(400)
    expect(bot.intents).toEqual([])
  })

  test.each(['installationUpdate', 'conversationUpdate', 'messageReaction', 'messageUpdate', 'typing', 'event'])(
    'a %s is taken without a word',
    async (type) => {
      const carol = bot.connector.person('carol')
      const activity = bot.connector.activityOf(carol, bot.connector.chat(carol), { type, text: 'commit' })
      expect((await bot.connector.deliver(activity)).status).toBe(200)
      expect(bot.intents).toEqual([])
      expect(bot.connector.messages(bot.connector.chat(carol))).toEqual([])
    },
  )

  test('another bot is not answered', async () => {
    const alice = bot.connector.person('alice')
    const from = { id: '28:other', name: 'Other' }
    await bot.connector.deliver(
      bot.connector.activityOf(alice, bot.connector.chat(alice), { type: 'message', text: 'hi', from }),
    )
    expect(bot.intents).toEqual([])
  })

  test('an activity without a tenant is carried out for nobody', async () => {
    const alice = bot.connector.person('alice')
    const nowhere = {
      type: 'message',
      text: 'hi',
      channelData: {},
      conversation: { id: 'a:1', conversationType: 'personal' },
    }
    await bot.connector.deliver(bot.connector.activityOf(alice, 'a:1', nowhere))
    expect(bot.intents).toEqual([])
  })
})

describe('where Teams takes messages', () => {
  test('is kept for a tenant that was let in', async () => {
    const dora = bot.connector.person('dora', 'tenant-of-dora')
    bot.installations.set('tenant-of-dora', { serviceUrl: null })
    await bot.connector.installed(dora, bot.connector.chat(dora))
    expect(bot.installations.get('tenant-of-dora')).toEqual({ serviceUrl: bot.connector.serviceUrl })
  })
  test('is not kept for a tenant that nobody let in; the core hears of it and refuses', async () => {
    const eve = bot.connector.person('eve', 'tenant-of-eve')
    await bot.connector.say(eve, bot.connector.chat(eve), 'help')
    expect(bot.installations.has('tenant-of-eve')).toBe(false)
    expect(bot.intents).toMatchObject([{ workspace: 'tenant-of-eve' }])
  })
})
