import { afterAll, beforeAll, expect, test } from 'vitest'
import { tenant } from '../support/connector.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

const second = '11111111-aaaa-4bbb-8ccc-000000000002'
const stranger = '11111111-aaaa-4bbb-8ccc-000000000003'

onEachDatabase('Teams tenants', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const theirs = () => product.teams.channel('second-evaluation')
  const said = async (use: string, workspace: string) => {
    const answer = await product.operator(use, { platform: 'teams', workspace })
    return answer.kind === 'form' ? '' : answer.card.title
  }
  async function open(question: string) {
    const { slack } = product
    const preview = await slack.command('luc', 'allied-evals', `poll ${question} by Friday 17:00`)
    return slack.click('luc', preview, 'Open poll')
  }

  test('are several: a second one that the operator allows sees the same card and votes', async () => {
    const { teams, operator, slack, places } = product
    expect(await said('allow-workspace', second)).toBe(`Teams workspace ${second} is in`)
    expect(await said('allow-workspace', second)).toBe(`Teams workspace ${second} was in before`)
    const femke = teams.person('noor', second)
    const account = { platform: 'teams', workspace: second, user: femke.aad, person: 'person_noor' }
    expect((await operator('link-account', account)).kind).toBe('said')
    const bound = { platform: 'teams', workspace: second, channel: theirs(), group: 'Evaluation', name: 'Second' }
    expect((await operator('bind-place', bound)).kind).toBe('said')
    await teams.installed(femke, theirs())
    await open('Adopt the draft glossary?')
    const card = await teams.shows(theirs(), 'P-1 Adopt the draft glossary?')
    await teams.shows(places.teams, 'P-1 Adopt the draft glossary?')
    const asked = await teams.click(femke, card, 'Approve')
    expect((await teams.click(femke, asked, 'Cast for Maple')).text).toContain('Maple approved P-1')
    await slack.shows(places.slack, '1 of 6 organisations')
  })

  test('that nobody let in are told so, and nothing else', async () => {
    const { teams } = product
    const mallory = teams.person('mallory', stranger)
    const chat = teams.chat(mallory)
    await teams.say(mallory, chat, 'poll Anything? by Friday 17:00')
    await teams.shows(chat, 'This workspace is not part of a consortium here')
    expect(await said('remove-workspace', stranger)).toBe(
      `${stranger} was never let in. Type workspace list to see which are.`,
    )
  })

  test('that the operator takes out are told so, and nothing goes there any more; their secretariat is told', async () => {
    const { teams, slack, places, composed } = product
    const noor = teams.person('noor')
    const cards = teams.messages(theirs()).length
    expect(await said('remove-workspace', second)).toBe(`Teams workspace ${second} is out`)
    const told = await slack.shows(await slack.chat('eva'), `Plenary is out of ${second} in Teams`)
    expect(told.text).toContain('Second')
    const card = teams.messages(theirs()).find(({ card }) => JSON.stringify(card ?? '').includes('P-1'))
    if (!card) throw new Error('the card stays where it is')
    expect((await teams.click(noor, card, 'Disapprove')).text).toContain('not part of a consortium here')
    await open('Meet in Seoul?')
    await teams.shows(places.teams, 'P-2 Meet in Seoul?')
    await composed.clockwork.sweep()
    expect(teams.messages(theirs())).toHaveLength(cards)
    const [waiting] = await on().owner.query<{ n: number }>(
      'select count(*)::int as n from cards c join places p on p.id = c.place_id where p.workspace = $1 and c.claimed_until is null',
      [second],
    )
    expect(waiting?.n).toBeGreaterThan(0)
  })

  test('come back with everything that was theirs when they are allowed again, and not by a link', async () => {
    const { teams, operator } = product
    const account = { platform: 'teams', workspace: second, user: teams.person('greta').aad, person: 'person_greta' }
    await operator('link-account', account)
    const noor = teams.person('noor')
    await teams.say(noor, teams.chat(noor), 'help')
    await teams.shows(teams.chat(noor), 'not part of a consortium here')
    expect(await said('allow-workspace', second)).toBe(`Teams workspace ${second} is in`)
    await teams.shows(theirs(), 'P-2 Meet in Seoul?')
  })

  test('that take the bot out of a team get no cards there until it is added again; the secretariat is told once', async () => {
    const { teams, slack, places, composed } = product
    const noor = teams.person('noor')
    const removed = { type: 'conversationUpdate', membersRemoved: [teams.bot] }
    await teams.uninstalled(noor, theirs())
    await teams.deliver(teams.activityOf(noor, theirs(), removed))
    await slack.shows(await slack.chat('eva'), 'Plenary was taken out of Second (Teams)')
    await open('Print the charter?')
    await teams.shows(places.teams, 'P-3 Print the charter?')
    await composed.clockwork.sweep()
    const hints = (await slack.messages(await slack.chat('eva'))).filter(({ text }) =>
      text.includes('taken out of Second'),
    )
    expect(hints).toHaveLength(1)
    await teams.installed(noor, theirs())
    await composed.clockwork.sweep()
    await teams.shows(theirs(), 'P-3 Print the charter?')
  })

  test('of another consortium’s people stay theirs: the first goes on untouched', async () => {
    const { teams } = product
    const hana = teams.person('hana')
    expect(hana.tenant).toBe(tenant)
    await teams.say(hana, teams.chat(hana), 'show P-1')
    await teams.shows(teams.chat(hana), 'P-1 Adopt the draft glossary?')
  })
})
