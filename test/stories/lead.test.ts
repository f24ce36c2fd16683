import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { postRecommendation } from '../support/standing.ts'

/** Eva of the secretariat assigns, which has a card in the places of Evaluation; Japan leads it, and Aiko and Hana report. */
onEachDatabase('The lead of a recommendation', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await postRecommendation(on().database.store)
  }, 30_000)
  afterAll(() => product?.close())

  test('is named by the secretariat, by word and by form, and is told so on the other platform', async () => {
    const { slack, teams, places } = product
    const none = await slack.command('aiko', 'allied-evals', 'update R-4.2 limited')
    expect(none.text).toContain('nobody leads R-4.2 yet')
    const odd = await slack.command('eva', 'allied-evals', 'assign R-4.2 lead Atlantis')
    expect(odd.text).toContain('There is no organisation “Atlantis” in this consortium.')
    const said = await slack.command(
      'eva',
      'allied-evals',
      'assign R-4.2 lead Japan, supporting Korea; France, group Evaluation, coordinators Luc Bernard',
    )
    expect(said.text).toContain('Lead  Japan')
    expect(said.text).toContain('Supported by  Korea, France')
    const hana = teams.person('hana')
    expect(textOf((await teams.shows(teams.chat(hana), 'Japan leads R-4.2')).card)).toContain('Report progress')
    expect((await slack.shows(await slack.chat('luc'), 'You coordinate R-4.2')).text).toContain(
      'The secretariat named you',
    )
    expect((await slack.shows(places.slack, 'Lead  Japan')).text).toContain('Supported by  France, Korea')
    const both = await slack.command('eva', 'allied-evals', 'assign R-4.2 supporting Japan')
    expect(both.text).toContain('Japan leads it, and can’t support it as well.')
    const fewer = await slack.command('eva', 'allied-evals', 'assign R-4.2 supporting none')
    expect(fewer.text).toContain('Supported by  nobody')
    expect(fewer.text).toContain('Lead  Japan')
    const form = await slack.click('eva', fewer, 'Change assignment')
    const korea = await slack.submit('eva', form, { supporting: 'org_korea' })
    expect(korea.text).toContain('Supported by  Korea')
    expect(korea.text).toContain('Coordinators  Luc Bernard')
    const member = await slack.command('aiko', 'allied-evals', 'assign R-4.2 lead Japan')
    expect(member.text).toContain('this takes the secretariat')
  })

  test('reports how far it is, with an outlook, and the cards of both platforms show it', async () => {
    const { slack, teams, places } = product
    const said = await slack.command('aiko', 'allied-evals', 'update R-4.2 substantial at risk Five of seven began')
    expect(said.text).toContain('▓▓▓░  substantial, at risk')
    expect((await slack.shows(places.slack, 'substantial, at risk')).text).toContain('“Five of seven began”')
    const hana = teams.person('hana')
    const card = await teams.shows(places.teams, 'substantial, at risk')
    const form = await teams.openDialog(hana, card, 'Report progress')
    const back = await teams.submitDialog(hana, form, { progress: 'limited', outlook: 'blocked', note: '' })
    expect(back.text).toContain('R-4.2 was substantial. Say in the note why it is now limited.')
    const done = await teams.submitDialog(hana, back, { progress: 'limited', outlook: 'blocked', note: 'Two stopped' })
    expect(done.text).toContain('limited, blocked')
  })

  test('can’t call it complete without evidence, and others can’t report on it', async () => {
    const { slack } = product
    const bare = await slack.command('aiko', 'allied-evals', 'update R-4.2 complete')
    expect(bare.text).toContain('R-4.2 can’t be complete without evidence')
    await slack.command('aiko', 'allied-evals', 'evidence R-4.2 All seven wrote to us')
    const done = await slack.command('aiko', 'allied-evals', 'update R-4.2 complete')
    expect(done.text).toContain('▓▓▓▓  complete')
    const other = await slack.command('luc', 'allied-evals', 'update R-4.2 withdrawn Not ours')
    expect(other.text).toContain('of the organisation that leads it')
    const unknown = await slack.command('aiko', 'allied-evals', 'update R-99.9 limited')
    expect(unknown.text).toContain('There is no R-99.9')
  })

  test('has every report, finding and response in its history, in order, each as far as it is seen', async () => {
    const { slack } = product
    await slack.command('luc', 'allied-evals', 'respond R-4.2 noted We study it')
    await slack.command('eva', 'allied-evals', 'assess R-4.2 no evidence Nothing was published')
    const own = (await slack.command('aiko', 'allied-evals', 'history R-4.2')).text
    const told = ['substantial, at risk', 'limited, blocked', 'complete', 'noted by France', 'found no evidence']
    const places = told.map((words) => own.indexOf(words))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places.toSorted((a, b) => a - b)).toEqual(places)
    expect(own).toContain('“We study it”')
    const other = (await slack.command('luc', 'allied-evals', 'history R-4.2')).text
    expect(other).toContain('noted by France')
    expect(other).not.toContain('no evidence')
    expect(other).not.toContain('Nothing was published')
  })
})
