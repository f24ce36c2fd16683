import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { promised } from '../support/standing.ts'

onEachDatabase('A commitment that is handed over', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await promised(product)
  }, 60_000)
  afterAll(() => product?.close())

  test('is offered in Teams, declined in Slack, and stays where it was', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'update C-1 limited Data collected')
    await teams.say(hana, chat, 'transfer C-1 to France')
    await teams.shows(chat, 'C-1 waits for France')
    const asked = await slack.shows(await slack.chat('luc'), 'C-1 Take it over for France?')
    expect(asked.text).toContain('Japan hands it over.')
    const declined = await slack.click('luc', asked, 'Decline transfer')
    expect(declined.text).toContain('C-1 was not taken over')
    await teams.shows(chat, 'France declined: Luc Bernard.')
    const late = await slack.click('luc', asked, 'Take over C-1')
    expect(late.text).toContain('This transfer was settled before. Nothing was changed.')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain(
      'Japan, Ministry of Digital Economy',
    )
  })

  test('is refused to whom it can’t pass, with what to do instead', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    const said = async (line: string, words: string) => {
      await teams.say(hana, chat, line)
      return teams.shows(chat, words)
    }
    await said('transfer C-1 to Atlantis', 'There is no organisation “Atlantis” here. Choose one of: Commons,')
    await said('transfer C-1 to Polder', 'C-1 belongs to Evaluation, and Polder is not in it.')
    await said('transfer C-1 to Japan', 'C-1 belongs to Japan already.')
    await said('transfer C-99 to France', 'There is no C-99 that you may see.')
    await said('transfer C-1 to Commons', 'Nobody can sign for Commons.')
    expect((await slack.command('luc', 'allied-evals', 'transfer C-1 to France')).text).toContain(
      'this takes a delegate or deputy of the organisation that owns it',
    )
    expect((await slack.command('aiko', 'allied-evals', 'transfer C-1 to France')).text).toContain('this takes')
    expect((await slack.command('eva', 'allied-evals', 'transfer C-1 to France')).text).toContain(
      'C-1 belongs to Japan, whose delegate or deputy hands it over.',
    )
  })

  test('waits for one organisation at a time, and can be taken back before it is confirmed', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'transfer C-1 to Korea')
    const offered = await teams.shows(chat, 'C-1 waits for Korea')
    await teams.say(hana, chat, 'transfer C-1 to France')
    await teams.shows(chat, 'C-1 is offered to another organisation already.')
    const minjun = teams.person('minjun')
    const asked = await teams.shows(teams.chat(minjun), 'C-1 Take it over for Korea?')
    expect((await slack.command('luc', 'allied-evals', 'proposals')).text).toContain('No proposals')
    await teams.say(minjun, teams.chat(minjun), 'proposals')
    const waiting = await teams.shows(teams.chat(minjun), '1 transfer waits')
    expect((await teams.click(minjun, waiting, 'Open transfer of C-1')).text).toContain('Take it over for Korea?')
    expect((await teams.click(hana, offered, 'Withdraw transfer')).text).toContain('no longer offered to Korea')
    expect((await teams.click(minjun, asked, 'Take over C-1')).text).toContain('This transfer was settled before.')
  })

  test('passes with its number, its history and its cards on both platforms, and is reported on by the new owner alone', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    const ines = teams.person('ines')
    const form = await slack.command('luc', 'allied-evals', 'transfer')
    expect(form.where).toBe('modal')
    await teams.say(hana, chat, 'transfer C-1 to France')
    const asked = await teams.shows(teams.chat(ines), 'C-1 Take it over for France?')
    const taken = await teams.click(ines, asked, 'Take over C-1')
    expect(taken.text).toContain('France owns it now.')
    expect((await teams.click(ines, asked, 'Take over C-1')).text).toContain(
      'Nothing was changed: France owns it already.',
    )
    await slack.shows(places.slack, 'France, National Institute for AI Evaluation')
    await teams.shows(places.teams, 'France, National Institute for AI Evaluation')
    await teams.shows(chat, 'C-1 is France’s now')
    const history = await slack.command('luc', 'allied-evals', 'history C-1')
    expect(history.text).toMatch(/Owners[\s\S]*Japan from[\s\S]*France from[\s\S]*limited/)
    expect((await slack.command('luc', 'allied-evals', 'update C-1 substantial Draft sent')).text).toContain(
      'Recorded.',
    )
    await teams.say(hana, chat, 'update C-1 complete Done')
    await teams.shows(chat, 'this takes a delegate, deputy, member, coordinator or attaché')
  })

  test('stands in the register with both organisations', async () => {
    const entries = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries where type like '%transfer%' order by n",
    )
    const facts = entries.map(({ entry }) => JSON.parse(entry)).map(({ type, fact }) => [type, fact.from, fact.to])
    expect(facts).toEqual([
      ['transfer-proposed', 'org_japan', 'org_france'],
      ['transfer-declined', 'org_japan', 'org_france'],
      ['transfer-proposed', 'org_japan', 'org_korea'],
      ['transfer-withdrawn', 'org_japan', 'org_korea'],
      ['transfer-proposed', 'org_japan', 'org_france'],
      ['commitment-transferred', 'org_japan', 'org_france'],
    ])
  })
})
