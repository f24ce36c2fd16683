import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('Finding', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { teams } = product
    const greta = teams.person('greta')
    for (const text of [
      'Share data with allies',
      'Publish the shared data catalogue',
      'Fund a data clean room',
      'Data days',
    ]) {
      await teams.say(greta, teams.chat(greta), `commit ${text} by 2099-03-01 for R-4.2`)
      await teams.click(greta, await teams.shows(teams.chat(greta), `Commit ${text}`), 'Commit Germany')
    }
  }, 60_000)
  afterAll(() => product?.close())

  test('by words shows what has all of them, on both platforms', async () => {
    const { slack, teams } = product
    const found = await slack.command('luc', 'allied-evals', 'find sharing data germany')
    expect(found.text).toContain('2 items found')
    expect(found.text).toContain('C-1 Share data with allies (Germany, reported not started, due 1 Mar 2099)')
    expect(found.text).not.toContain('C-3')
    expect((await slack.click('luc', found, 'Show C-2')).text).toContain('Publish the shared data catalogue')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'find R-4.2')
    const shown = await teams.shows(teams.chat(greta), '1 item found')
    expect((await teams.click(greta, shown, 'Show R-4.2')).text).toContain('Answered by')
  })

  test('turns pages of five, and shows a poll with its state', async () => {
    const { slack } = product
    const asked = await slack.command('luc', 'allied-evals', 'poll Adopt the data glossary? by 2099-01-01 12:00')
    await slack.click('luc', asked, 'Open poll')
    expect((await slack.command('luc', 'allied-evals', 'find glossary')).text).toContain(
      'P-1 Adopt the data glossary? (closes',
    )
    const first = await slack.command('luc', 'allied-evals', 'find data')
    const total = Number(/(\d+) items found/.exec(first.text)?.[1])
    expect(total).toBeGreaterThan(5)
    expect(first.text).toContain(`1 to 5 of ${total}`)
    const next = await slack.click('luc', first, `Next ${Math.min(5, total - 5)}`)
    expect(next.text).toContain(`6 to ${Math.min(10, total)} of ${total}`)
    expect((await slack.click('luc', next, 'Previous 5')).text).toContain('1 to 5')
  })

  test('without words, or with too many, asks on the field, on both platforms', async () => {
    const { slack, teams } = product
    const form = await slack.command('luc', 'allied-evals', 'find')
    expect(form.where).toBe('modal')
    const hana = teams.person('hana')
    const many = Array.from({ length: 13 }, (_, nth) => `word${nth}`).join(' ')
    await teams.say(hana, teams.chat(hana), `find ${many}`)
    await teams.shows(teams.chat(hana), 'These are 13 words; 12 is the most. Leave out 1.')
    const wrong = await slack.command('luc', 'allied-evals', 'find !!')
    expect(wrong.text).toContain('Say what to look for, for example data sharing japan.')
  })

  test('what nobody wrote, or what is kept from the reader, is answered alike', async () => {
    const { slack, teams } = product
    const greta = teams.person('greta')
    await on().owner.query(`update commitments set label = 'TLP:AMBER', text = 'Quicksilver cellar' where number = 3`)
    const answers = [
      await slack.command('luc', 'allied-evals', 'find quicksilver'),
      await slack.command('luc', 'allied-evals', 'find quickgold'),
    ]
    expect(new Set(answers.map(({ text }) => text.replaceAll(/quick\w+/g, '')))).toHaveLength(1)
    expect(answers[0]?.text).toContain('Nothing found that you may see')
    await teams.say(greta, teams.chat(greta), 'find quicksilver')
    const own = await teams.shows(teams.chat(greta), 'C-3 Quicksilver cellar')
    expect(JSON.stringify(own.card)).toContain('TLP:AMBER')
  })
})
