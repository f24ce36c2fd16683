import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { promised } from '../support/standing.ts'

/** C-1 of Japan; Luc follows it in Slack, Greta in Teams. */
onEachDatabase('What somebody follows', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, places } = product
    await promised(product)
    await slack.shows(places.slack, 'C-1 Publish')
  })
  afterAll(() => product.close())

  test('is told of in the follower’s own chat when it moves, on both platforms, and not to whoever moved it', async () => {
    const { slack, teams, places } = product
    const greta = teams.person('greta')
    await slack.command('luc', 'allied-evals', 'follow C-1')
    await slack.command('aiko', 'allied-evals', 'follow C-1')
    await teams.say(greta, teams.chat(greta), 'follow C-1')
    await slack.command('aiko', 'allied-evals', 'update C-1 limited Two are public')
    await slack.shows(places.slack, '▓▓░░  limited')
    expect((await slack.shows(await slack.chat('luc'), 'limited')).text).toContain('C-1')
    expect(textOf((await teams.shows(teams.chat(greta), 'limited')).card)).toContain('C-1')
    const own = await slack.messages(await slack.chat('aiko'))
    expect(own.filter(({ text }) => text.includes('limited'))).toEqual([])
  })

  test('is told of no more once somebody follows it no longer', async () => {
    const { slack, teams, places } = product
    await slack.command('luc', 'allied-evals', 'unfollow C-1')
    await slack.command('aiko', 'allied-evals', 'update C-1 substantial Four are public')
    await teams.shows(places.teams, '▓▓▓░  substantial')
    const greta = teams.person('greta')
    await teams.shows(teams.chat(greta), 'substantial')
    const heard = await slack.messages(await slack.chat('luc'))
    expect(heard.filter(({ text }) => text.includes('substantial'))).toEqual([])
  })

  test('is commented on in the thread of its card, on both platforms', async () => {
    const { slack, places, teams } = product
    const said = await slack.command('luc', 'allied-evals', 'comment C-1 When do the others follow?')
    expect(said.text).toContain('C-1')
    await slack.until('the comment in the thread', () =>
      slack.calls.find(({ method, body }) => {
        const sent = JSON.stringify(body)
        return (
          method === 'chat.postMessage' && sent.includes('When do the others follow?') && sent.includes('thread_ts')
        )
      }),
    )
    await teams.shows(places.teams, 'When do the others follow?')
  })
})
