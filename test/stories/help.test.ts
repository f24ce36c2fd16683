import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('Help', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  test('lists everything that can be typed, in Slack and in Teams', async () => {
    const { slack, teams } = product
    const inSlack = await slack.command('aiko', 'allied-evals', 'help')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'help')
    await teams.shows(teams.chat(greta), 'What Plenary does')
    await teams.shows(teams.chat(greta), 'commit [KIND:] WHAT by DAY')
    expect(inSlack.text).toContain('commit [KIND:] WHAT by DAY')
  })

  test('on one word gives its usage, two examples and its form', async () => {
    const { slack, teams } = product
    const inSlack = await slack.command('aiko', 'allied-evals', 'help commit')
    expect(inSlack.text).toContain('How to use commit')
    expect(inSlack.text).toContain('commit Publish our evaluation results by 15 December for R-4.2')
    expect(inSlack.text).toContain('commit talent: Lend two experts by end of March')
    expect((await slack.click('aiko', inSlack, 'Log commitment')).where).toBe('modal')

    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'help poll')
    const inTeams = await teams.shows(teams.chat(greta), 'How to use poll')
    expect((await teams.openDialog(greta, inTeams, 'Open poll')).text).toContain('Question')
  })

  test('on a slip offers the word that was meant', async () => {
    const { slack, teams } = product
    const slip = await slack.command('aiko', 'allied-evals', 'help comit')
    expect(slip.text).toContain('I don’t know “comit”. Did you mean commit?')
    expect((await slack.click('aiko', slip, 'Explain commit')).text).toContain('How to use commit')

    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'help wote')
    const asked = await teams.shows(teams.chat(greta), 'Did you mean vote?')
    expect((await teams.click(greta, asked, 'Explain vote')).text).toContain('vote P-7 approve')
  })

  test('on one word is for strangers as well, without its form', async () => {
    const { slack } = product
    const stranger = await slack.command('alice', 'allied-evals', 'help commit')
    expect(stranger.text).toContain('commit talent: Lend two experts by end of March')
    await expect(slack.click('alice', stranger, 'Log commitment')).rejects.toThrow('there is no button')
    expect(stranger.text).toContain('Ask your secretariat for a code')
    expect((await slack.click('alice', stranger, 'Enter code')).text).toContain('Code from your secretariat')
  })

  test('on a known word with something else behind it shows how it is typed', async () => {
    const { slack } = product
    const shown = await slack.command('aiko', 'allied-evals', 'show Q-1')
    expect(shown.text).toContain('I don’t know “show Q-1”')
    expect(shown.text).toContain('show P-7')
  })
})
