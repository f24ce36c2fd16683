/** What the person who asked sees, and what nobody else does. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '#src/core/answer.ts'
import { said } from '#src/core/answer.ts'
import { button, card, text, withActions } from '#src/view/build.ts'
import { formWithProblems, sampleForm } from '#test/contract/samples.ts'
import { tenant } from '#test/support/connector.ts'
import { actionsOf } from '#test/support/connector-cards.ts'
import { type Bot, startBot } from './bot.ts'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.close())
beforeEach(() => {
  bot.answers(() => said(card('Done', text('It is done.'))))
})

const refused: Answer = {
  kind: 'refused',
  code: 'poll-closed',
  card: { ...card('P-7 is closed', text('Your vote was not counted.')), tone: 'bad' },
}
const form = (): Answer => ({ kind: 'form', form: sampleForm })

/** A card in a channel of its own, with a button that acts and one that opens. */
async function posted(name: string) {
  const channel = bot.connector.channel(name)
  const ballot = withActions(
    card('P-7 Our position'),
    button('Approve', 'cast-ballot', { choice: 'approve' }),
    button('Change it', 'log-commitment', {}, { opens: true }),
  )
  await bot.adapter.post({ platform: 'teams', workspace: tenant, channel }, ballot)
  return bot.connector.last(channel)
}

describe('a click is answered by its own response', () => {
  test('with the card, to the clicker alone: the posted message stays as it was', async () => {
    const message = await posted('click')
    const reply = await bot.connector.click(bot.connector.person('alice'), message, 'Approve')
    expect(reply).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
    })
    expect(reply.text).toContain('It is done.')
    expect(bot.connector.messages(bot.connector.channel('click'))).toEqual([{ ...message, history: [] }])
  })

  // teams-ai's own route for card actions would put a refreshing card over the shared message for everybody: teams.md, 1, trap 1.
  test('and one person’s answer never changes what others see, however many click', async () => {
    const message = await posted('many')
    bot.answers((intent) => said(card(`For ${intent.account}`)))
    for (const name of ['alice', 'bob', 'carol']) {
      const person = bot.connector.person(name)
      expect((await bot.connector.click(person, message, 'Approve')).text).toContain(person.aad)
    }
    expect(message.history).toEqual([])
    expect(bot.connector.hits.filter((hit) => hit.method === 'PUT')).toEqual([])
  })

  test('at the same time as others, each with their own', async () => {
    const message = await posted('parallel')
    bot.answers((intent) => said(card(`For ${intent.account}`)))
    const people = ['alice', 'bob', 'carol', 'dave'].map((name) => bot.connector.person(name))
    const replies = await Promise.all(people.map((person) => bot.connector.click(person, message, 'Approve')))
    expect(replies.map((reply) => reply.text)).toEqual(people.map((person) => expect.stringContaining(person.aad)))
  })

  test('with the refusal', async () => {
    bot.answers(() => refused)
    const reply = await bot.connector.click(bot.connector.person('alice'), await posted('refused'), 'Approve')
    expect(reply.text).toContain('✕ P-7 is closed')
  })

  test('with a button that opens the form, where a form came unasked', async () => {
    bot.answers(form)
    const alice = bot.connector.person('alice')
    const reply = await bot.connector.click(alice, await posted('unasked'), 'Approve')
    const dialog = await bot.connector.openDialog(alice, reply, 'Open the form')
    expect(dialog.dialog).toEqual({ title: 'Log a commitment' })
    expect(bot.intents.at(-1)).toMatchObject({
      use: 'log-commitment',
      args: { form: 'form_7k', consortium: 'con_1a' },
      opens: true,
    })
  })
})

describe('a dialog', () => {
  test('stays open with the problems and what was typed', async () => {
    bot.answers((intent) => (intent.opens ? form() : { kind: 'form', form: formWithProblems }))
    const alice = bot.connector.person('alice')
    const dialog = await bot.connector.openDialog(alice, await posted('problems'), 'Change it')
    const again = await bot.connector.submitDialog(alice, dialog, { due: '31 Febuary' })
    expect(again.dialog).toEqual({ title: 'Log a commitment' })
    expect(again.text).toContain('! “31 Febuary” is not a date I can read.')
    expect(again.text).toContain('Publish our evaluation results')
  })

  test('ends with the answer', async () => {
    bot.answers((intent) => (intent.opens ? form() : said(card('Proposed for Japan'))))
    const alice = bot.connector.person('alice')
    const dialog = await bot.connector.openDialog(alice, await posted('ends'), 'Change it')
    const end = await bot.connector.submitDialog(alice, dialog, { text: 'Publish' })
    expect(end.text).toContain('Proposed for Japan')
    expect(end.body).toMatchObject({ task: { type: 'continue', value: { height: 'medium', width: 'medium' } } })
  })

  test('shows a refusal where the form could not be opened', async () => {
    bot.answers(() => refused)
    const reply = await bot.connector.openDialog(bot.connector.person('alice'), await posted('closed'), 'Change it')
    expect(reply.text).toContain('Your vote was not counted.')
  })
})

describe('a typed message in a personal chat', () => {
  test('is answered there', async () => {
    const bob = bot.connector.person('bob')
    await bot.connector.say(bob, bot.connector.chat(bob), 'vote P-7 yes')
    await bot.connector.shows(bot.connector.chat(bob), 'It is done.')
  })

  test('that needs a form gets a card with one button, and what is wrong so far', async () => {
    bot.answers(() => ({ kind: 'form', form: formWithProblems }))
    const bob = bot.connector.person('bob')
    await bot.connector.say(bob, bot.connector.chat(bob), 'commit by 31 Febuary')
    const message = await bot.connector.shows(bot.connector.chat(bob), 'is not a date I can read')
    expect(actionsOf(message.card).map((action) => action.title)).toEqual(['Open the form'])
    expect((await bot.connector.openDialog(bob, message, 'Open the form')).status).toBe(200)
  })
})

describe.each(['channel', 'group'] as const)('a typed message in a %s', (kind) => {
  test('is answered in the person’s 1:1 chat; the thread gets a line without content', async () => {
    bot.answers(() => said(card('P-7 Japan approved', text('Secret.'))))
    const carol = bot.connector.person('carol')
    const place = bot.connector[kind](`typed-${kind}`)
    const { message } = await bot.connector.say(carol, place, 'vote P-7 yes')
    await bot.connector.shows(bot.connector.chat(carol), 'Secret.')
    const line = await bot.connector.shows(place, 'I answered you in our chat')
    expect(line.text).toBe('I answered you in our chat, <at>Carol</at>.')
    expect(line.conversation).toBe(message.conversation)
    expect(JSON.stringify(bot.connector.messages(place))).not.toContain('Secret')
  })

  test('says in the thread how to get the answer where the 1:1 chat fails, and nothing of the answer', async () => {
    bot.answers(() => said(card('P-7 Japan approved', text('Secret.'))))
    const nora = bot.connector.person(`nora-${kind}`)
    const place = bot.connector[kind](`fails-${kind}`)
    bot.connector.failNext({ status: 403, code: 'ConversationBlockedByUser' })
    await bot.connector.say(nora, place, 'vote P-7 yes')
    const line = await bot.connector.shows(
      place,
      'Open a chat with me and say it there again: https://teams.microsoft.com/',
    )
    expect(line.text).not.toContain('Secret')
    expect(bot.logged).toContain('an answer did not reach its reader')
  })

  test('that needs a form gets one button and nothing of what was typed or asked', async () => {
    bot.answers(() => ({ kind: 'form', form: formWithProblems }))
    const place = bot.connector[kind](`form-${kind}`)
    await bot.connector.say(bot.connector.person('carol'), place, 'commit by 31 Febuary')
    const message = await bot.connector.shows(place, 'There is a form for this')
    expect(actionsOf(message.card).map((action) => action.title)).toEqual(['Open the form'])
    expect(JSON.stringify(message)).not.toMatch(/Febuary|evaluation|Log a commitment/)
  })
})

test('an answer that Teams throttles waits as long as it is told, and arrives once', async () => {
  const throttled = bot.connector.person('tess')
  bot.connector.failNext({ status: 429, retryAfter: '0', times: 2 })
  await bot.connector.say(throttled, bot.connector.chat(throttled), 'help')
  await bot.connector.shows(bot.connector.chat(throttled), 'It is done.')
  expect(bot.connector.messages(bot.connector.chat(throttled)).filter((one) => one.from === 'Plenary')).toHaveLength(1)
})

test('a fault of the core’s is no answer to Teams and is logged', async () => {
  bot.answers(() => Promise.reject(new Error('a bug')))
  const alice = bot.connector.person('alice')
  expect((await bot.connector.say(alice, bot.connector.chat(alice), 'help')).status).toBe(200)
  const reply = await bot.connector.click(alice, await posted('fault'), 'Approve')
  expect(reply).toMatchObject({ status: 500, text: '' })
  expect(bot.logged).toContain('a Teams turn failed')
})

describe('when the core takes longer than a request may', () => {
  let slow: Bot
  let finish: (answer: Answer) => void
  beforeAll(async () => {
    slow = await startBot(20)
  })
  afterAll(() => slow.close())
  beforeEach(() => {
    const later = new Promise<Answer>((resolve) => {
      finish = resolve
    })
    slow.answers(() => later)
  })
  const ballot = withActions(
    card('P-7 Our position'),
    button('Approve', 'cast-ballot', {}),
    button('Change it', 'log-commitment', {}, { opens: true }),
  )
  async function message() {
    const channel = slow.connector.channel('slow')
    await slow.adapter.post({ platform: 'teams', workspace: tenant, channel }, ballot)
    return slow.connector.last(channel)
  }

  test('a click is told so, and the answer follows in the 1:1 chat', async () => {
    const alice = slow.connector.person('alice')
    const reply = await slow.connector.click(alice, await message(), 'Approve')
    expect(reply).toMatchObject({
      text: 'Working on it…',
      body: { type: 'application/vnd.microsoft.activity.message' },
    })
    finish(said(card('Japan approved P-7')))
    await slow.connector.shows(slow.connector.chat(alice), 'Japan approved P-7')
  })

  test('a dialog is told so, and the answer follows in the 1:1 chat', async () => {
    const bob = slow.connector.person('bob')
    const reply = await slow.connector.openDialog(bob, await message(), 'Change it')
    expect(reply.text).toContain('Still working…')
    finish(form())
    const offered = await slow.connector.shows(slow.connector.chat(bob), 'Log a commitment')
    expect(actionsOf(offered.card).map((action) => action.title)).toEqual(['Open the form'])
  })

  // A turn's context is revoked when the request ends: teams.md, 1, trap 10.
  test('a typed message is acknowledged, and answered after its turn has ended', async () => {
    const carol = slow.connector.person('carol')
    expect((await slow.connector.say(carol, slow.connector.chat(carol), 'help')).status).toBe(200)
    expect(slow.connector.messages(slow.connector.chat(carol))).toHaveLength(1)
    finish(said(card('Here is what I can do')))
    await slow.connector.shows(slow.connector.chat(carol), 'Here is what I can do')
    expect(slow.logged).toEqual([])
  })
})

// teams-ai's typing timer lives on the application, and 1.7.4 starts it whatever `startTypingTimer` says: teams.md, 1, trap 3.
test('nobody is shown as typing by a timer that all turns share', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<Answer>()
    bot.answers(() => {
      asked.resolve()
      return answer.promise
    })
    const tom = bot.connector.person('tom')
    const before = bot.connector.hits.length
    const saying = bot.connector.say(tom, bot.connector.chat(tom), 'help')
    await asked.promise
    await vi.advanceTimersByTimeAsync(1500)
    answer.resolve(said(card('Here')))
    await saying
    const types = bot.connector.hits.slice(before).map((hit) => hit.body)
    expect(types).toEqual([expect.objectContaining({ type: 'message' })])
  } finally {
    vi.useRealTimers()
  }
})
