import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Nine recommendations; Japan answers in Evaluation, and is assessed there. */
onEachDatabase('A board', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    await teams.say(hana, places.teams, 'commit Publish our evaluation results by 2027-03-01 for R-4.2')
    await teams.click(hana, await teams.shows(teams.chat(hana), 'Commit Publish'), 'Commit Japan')
    await slack.shows(places.slack, 'Publish our evaluation results')
    await slack.command('eva', 'allied-evals', 'assign R-4.2 lead Japan')
    await slack.command('aiko', 'allied-evals', 'update R-4.2 limited at risk Two of five are public')
  })
  afterAll(() => product.close())

  test('shows what a working group tracks with both axes, on both platforms', async () => {
    const { slack, teams } = product
    const here = await slack.command('luc', 'allied-evals', 'track')
    expect(here.text).toContain('Working group Evaluation · 1 recommendation')
    expect(here.text).toMatch(/R-4\.2 .*: 1 commitment/)
    expect(here.text).toContain('▓▓░░  limited, at risk')
    expect(here.text).toContain('Found  ·  not assessed')
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'track all')
    const all = await teams.shows(teams.chat(greta), 'All recommendations · 9 recommendations')
    const next = await teams.click(greta, all, 'Next 4')
    expect(next.text).toContain('6 to 9 of 9.')
  })

  test.each([
    ['track owner japan', 'Owner Japan · 1 recommendation'],
    ['track country jp', 'Owners in Japan · 1 recommendation'],
    ['track theme talent', 'Theme talent · '],
    ['track owner France', 'No recommendation that you may see stands here.'],
    ['track Nowhere', 'There is no working group “Nowhere” here.'],
    ['track country Atlantis', 'Atlantis'],
  ])('is found by what it is about: %s', async (line, says) => {
    expect((await product.slack.command('luc', 'allied-evals', line)).text).toContain(says)
  })

  test('is narrowed by a form, on both platforms', async () => {
    const { slack, teams } = product
    const form = await slack.click('luc', await slack.command('luc', 'allied-evals', 'track all'), 'Filter board')
    expect((await slack.submit('luc', form, { owner: 'Japan' })).text).toContain('Owner Japan · 1 recommendation')
    const greta = teams.person('greta')
    const all = await teams.shows(teams.chat(greta), 'All recommendations')
    const dialog = await teams.openDialog(greta, all, 'Filter board')
    expect((await teams.submitDialog(greta, dialog, { country: 'JP' })).text).toContain('Owners in Japan')
  })

  test('becomes a picture with every number in its words, whose address opens for whoever it was made for as long as they may see it', async () => {
    const { slack, teams, url } = product
    const greta = teams.person('greta')
    const all = await teams.shows(teams.chat(greta), 'All recommendations')
    const shown = await teams.click(greta, all, 'Show picture')
    expect(JSON.stringify(shown.card)).toContain('Number of recommendations, as of')
    const [address = ''] = /http[^"\\ ]*\/pictures\/[\w-]+\.png/.exec(JSON.stringify(shown.card)) ?? []
    expect(address.startsWith(url)).toBe(true)
    const picture = await fetch(address)
    expect(picture.headers.get('content-type')).toBe('image/png')
    const before = Buffer.from(await picture.arrayBuffer())
    expect(before.subarray(1, 4).toString()).toBe('PNG')
    const forged = await fetch(address.replace(/.{3}\.png$/, 'AAA.png'))
    expect(forged.status).toBe(404)
    // Her account may see less by the time the address is opened: for Japan alone is counted no more.
    await slack.command('eva', 'allied-evals', 'label R-4.2 TLP:AMBER for Japan')
    const narrowed = await fetch(address)
    expect(Buffer.from(await narrowed.arrayBuffer()).equals(before)).toBe(false)
    const typed = await slack.click('luc', await slack.command('luc', 'allied-evals', 'track all'), 'Show picture')
    expect(typed.text).toContain('Reported.')
  })
})
