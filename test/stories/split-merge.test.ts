import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** C-1 and C-2 of Japan. Aiko, a member, proposes in Slack; Hana, its delegate, confirms in Teams. */
onEachDatabase('Commitments that become others', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    for (const words of ['Publish our results', 'Translate the glossary']) {
      await teams.say(hana, places.teams, `commit ${words} by 2099-03-01 for R-4.2`)
      await teams.click(hana, await teams.shows(teams.chat(hana), `Commit ${words}`), 'Commit Japan')
      await slack.shows(places.slack, words)
    }
  })
  afterAll(() => product.close())

  test('are split when a delegate confirms: each part has a number, and the first one keeps its own', async () => {
    const { slack, teams, places } = product
    const form = await slack.command('aiko', 'allied-evals', 'split C-1')
    const alone = await slack.submit('aiko', form, { parts: 'Publish the tables by 2099-01-15' })
    expect(alone.errors?.parts).toContain('Write two to 10 lines')
    const odd = await slack.submit('aiko', form, {
      parts: 'Publish the tables by 31 Febuary\nPublish the code by 2099-02-15',
    })
    expect(odd.errors?.parts).toContain('Line 1: “31 Febuary” is not a date I can read')
    const preview = await slack.submit('aiko', form, {
      parts: 'Publish the tables by 2099-01-15\nPublish the code by 2099-02-15',
    })
    expect(preview.text).toContain('Sunday 15 February 2099 (Tokyo)')
    const proposed = await slack.click('aiko', preview, 'Propose split')
    expect(proposed.text).toContain('until then nothing changes')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain('not reported yet')

    const hana = teams.person('hana')
    const asked = await teams.shows(teams.chat(hana), 'Aiko Mori proposes to split C-1')
    const split = await teams.click(hana, asked, 'Confirm split')
    expect(split.text).toContain('C-1 is split into C-3 and C-4')
    expect((await slack.shows(places.slack, 'C-3 Publish the tables')).text).toContain('Made from  C-1')
    expect(textOf((await teams.shows(places.teams, 'C-4 Publish the code')).card)).toContain('R-4.2')
    const before = await slack.command('luc', 'allied-evals', 'show C-1')
    expect(before.text).toContain('withdrawn')
    expect(before.text).toContain('Became  C-3, C-4')
    const again = await teams.click(hana, asked, 'Decline split')
    expect(again.text).toContain('This was settled already')
  })

  test('are merged into one by a delegate at once, and what is over is not merged again', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'merge C-2 and C-3')
    const opens = await teams.shows(teams.chat(hana), 'Write the day by which it will be done')
    const dialog = await teams.openDialog(hana, opens, 'Open the form')
    const preview = await teams.submitDialog(hana, dialog, { text: 'Publish and translate', due: '2099-05-01' })
    const merged = await teams.click(hana, preview, 'Merge C-2 and C-3')
    expect(merged.text).toContain('C-2 and C-3 are merged into C-5')
    expect((await slack.shows(places.slack, 'C-5 Publish and translate')).text).toContain('Made from  C-2, C-3')
    await slack.click('aiko', await slack.command('aiko', 'allied-evals', 'show C-5'), 'Show history')
    const form = await slack.command('aiko', 'allied-evals', 'merge C-2, C-5')
    const over = await slack.submit('aiko', form, { text: 'Again', due: '2099-06-01' })
    expect(over.errors?.references).toContain('C-2 is withdrawn: what is over is not split or merged.')
  })

  test('are nobody else’s to split, and what is not there is said to be', async () => {
    const { slack } = product
    const foreign = await slack.command('luc', 'allied-evals', 'split C-5')
    expect(foreign.text).toContain('this takes a delegate, deputy, member, coordinator or attaché')
    const form = await slack.command('aiko', 'allied-evals', 'merge C-5, C-99')
    const missing = await slack.submit('aiko', form, { text: 'Again', due: '2099-06-01' })
    expect(missing.errors?.references).toContain('There is no C-5, C-99')
    const one = await slack.submit('aiko', form, { references: 'C-5', text: 'Again', due: '2099-06-01' })
    expect(one.errors?.references).toContain('Name two to 10 commitments')
  })

  test('wait in the home of whoever can sign', async () => {
    const { slack, teams } = product
    const form = await slack.command('aiko', 'allied-evals', 'split C-5')
    const preview = await slack.submit('aiko', form, { parts: 'Publish by 2099-01-15\nTranslate by 2099-02-15' })
    await slack.click('aiko', preview, 'Propose split')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'home')
    const home = await teams.shows(teams.chat(hana), 'Splits and merges to confirm')
    const opened = await teams.openDialog(hana, home, 'Open split of C-5')
    expect(opened.text).toContain('Aiko Mori proposes to split C-5')
  })
})
