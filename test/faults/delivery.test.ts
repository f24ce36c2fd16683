import { afterAll, beforeAll, expect, test } from 'vitest'
import { shownIn } from '../support/connector-service.ts'
import { onPostgres } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import type { Seen } from '../support/slack.ts'

onPostgres('A message that does not arrive at once', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const posts = (channel: string, words: string) =>
    product.slack.calls.filter(
      ({ method, body }) =>
        method === 'chat.postMessage' && body.channel === channel && JSON.stringify(body).includes(words),
    )

  const inTeams = (words: string) =>
    product.teams.messages(product.places.teams).filter((message) => shownIn(message).includes(words))

  async function open(question: string): Promise<void> {
    const { slack } = product
    const preview = await slack.command('sam', 'allied-evals', `poll ${question} by 2027-03-01 12:00`)
    await slack.click('sam', preview, 'Open poll')
  }

  async function vote(card: Seen): Promise<void> {
    const { slack } = product
    const asked = await slack.click('luc', card, 'Approve')
    expect((await slack.click('luc', asked, 'Cast for France')).text).toContain('France approved')
  }

  test('in a 1:1 chat leaves a mention without content in the working group’s place', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    teams.failNext({ status: 403, code: 'MessageWritesBlocked' })
    const preview = await slack.command('aiko', 'allied-evals', 'commit A quiet promise by 2027-03-01')
    await slack.click('aiko', preview, 'Propose for Japan')
    const mention = await teams.shows(places.teams, 'Hana Sato: something waits for you.')
    expect(shownIn(mention)).not.toContain('quiet')
    expect(teams.messages(teams.chat(hana)).map(shownIn).join()).not.toContain('quiet')

    await teams.say(hana, teams.chat(hana), 'proposals')
    slack.failNext('conversations.open', 403)
    const listed = await teams.shows(teams.chat(hana), 'A quiet promise')
    await teams.click(hana, await teams.click(hana, listed, 'Open proposal 1'), 'Confirm commitment')
    const told = await slack.shows(places.slack, 'something waits for you.')
    expect(told.text).not.toContain('quiet')
    expect(JSON.stringify(told.blocks)).toContain(slack.userId('aiko'))
  }, 20_000)

  test('because Slack is flooded is posted when Slack said, once', async () => {
    const { slack, teams, places } = product
    slack.failNext('chat.postMessage', 429, { 'retry-after': '1' })
    await open('Flooded?')
    await teams.shows(places.teams, 'Flooded?')
    await slack.shows(places.slack, 'Flooded?')
    expect(posts(places.slack, 'Flooded?')).toHaveLength(1)
  })

  test('because Teams is flooded is posted when Teams said, once', async () => {
    const { slack, teams, places } = product
    teams.failNext({ status: 429, retryAfter: '1' })
    await open('Flooded there?')
    await slack.shows(places.slack, 'Flooded there?')
    await teams.shows(places.teams, 'Flooded there?')
    expect(inTeams('Flooded there?')).toHaveLength(1)
  })

  test('because both servers failed is drawn by a later sweep', async () => {
    const { slack, teams, places, logged, composed } = product
    await open('Failing?')
    await teams.shows(places.teams, 'Failing?')
    const card = await slack.shows(places.slack, 'Failing?')
    const failures = () => logged.filter(({ message }) => message === 'a card was not delivered').length
    const before = failures()
    slack.failNext('chat.update', 503)
    teams.failNext({ status: 502 })
    await vote(card)
    await expect.poll(failures, { timeout: 4_000 }).toBe(before + 2)
    expect(await on().owner.query('select 1 from cards where claimed_until > now()')).toHaveLength(2)
    // The five seconds that each of them waits are over.
    await on().owner.query('update cards set claimed_until = null where claimed_until is not null')
    await composed.clockwork.sweep()
    expect((await slack.shows(places.slack, 'Failing?')).text).toContain('1 of 6 organisations')
    expect(shownIn(await teams.shows(places.teams, 'Failing?'))).toContain('1 of 6 organisations')
  })

  test('any more, since somebody deleted it, is posted anew', async () => {
    const { slack, teams, places } = product
    await open('Deleted?')
    const inTeams = await teams.shows(places.teams, 'Deleted?')
    const card = await slack.shows(places.slack, 'Deleted?')
    const [posted] = posts(places.slack, 'Deleted?')
    await slack.api('chat.delete', { channel: places.slack, ts: String(posted?.answer.ts) })
    inTeams.deleted = true
    await vote(card)
    await expect.poll(() => posts(places.slack, 'Deleted?').length, { timeout: 4_000 }).toBe(2)
    expect((await slack.shows(places.slack, 'Deleted?')).text).toContain('1 of 6 organisations')
    const anew = await teams.shows(places.teams, 'Deleted?')
    expect(anew.id).not.toBe(inTeams.id)
    expect(shownIn(anew)).toContain('1 of 6 organisations')
  })
})
