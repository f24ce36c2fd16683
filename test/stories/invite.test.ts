import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('A place that the bot is not in', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  async function open(question: string) {
    const preview = await product.slack.command('aiko', 'allied-evals', `poll ${question} by 2027-03-01 12:00`)
    return product.slack.click('aiko', preview, 'Open poll')
  }

  test('in Slack: whoever opened the poll is told how to invite it, others see nothing of it', async () => {
    const { slack, teams, places } = product
    slack.failNext('chat.postMessage', 200, {}, 'not_in_channel')
    const opened = await open('Adopt the draft glossary?')
    expect(opened.text).toContain('P-1')
    const told = await slack.shows(await slack.chat('aiko'), 'P-1 is not shown in #allied-evals yet')
    expect(told.text).toContain('In Slack, open #allied-evals and type /invite @Plenary.')
    await teams.shows(places.teams, 'Adopt the draft glossary?')
    expect(await slack.messages(places.slack)).toEqual([])
  })

  test('is named once, however many cards wait for it', async () => {
    const { slack, composed } = product
    slack.failNext('chat.postMessage', 200, {}, 'not_in_channel')
    await open('Meet in Seoul in May?')
    await product.teams.shows(product.places.teams, 'Meet in Seoul in May?')
    await composed.clockwork.sweep()
    const hints = (await slack.messages(await slack.chat('aiko'))).filter(({ text }) =>
      text.includes('is not shown in'),
    )
    expect(hints).toHaveLength(1)
  })

  test('in Teams: the one who acted in Slack is told in Slack', async () => {
    const { slack, teams, places } = product
    teams.failNext({ status: 403, code: 'BotNotInConversationRoster' })
    const preview = await slack.command('luc', 'allied-evals', 'poll Print the charter? by 2027-03-01 12:00')
    await slack.click('luc', preview, 'Open poll')
    const told = await slack.shows(await slack.chat('luc'), 'P-3 is not shown in Evaluation yet')
    expect(told.text).toContain('In Teams, add the app Plenary to the team of Evaluation')
    await slack.shows(places.slack, 'Print the charter?')
  })
})
