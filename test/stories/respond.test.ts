import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { postRecommendation } from '../support/standing.ts'

/** has a card in the places of Evaluation, on both platforms. */
onEachDatabase('A response to a recommendation', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await postRecommendation(on().database.store)
  }, 30_000)
  afterAll(() => product?.close())

  test('is typed in Slack by a delegate, with a reason, and stands on the cards of both platforms', async () => {
    const { slack, teams, places } = product
    const bare = await slack.command('luc', 'allied-evals', 'respond R-4.2 partly accepted')
    expect(bare.text).toContain('Say why: only “accepted” needs no reason')
    const said = await slack.command('luc', 'allied-evals', 'respond R-4.2 partly accepted: The results, not the data')
    expect(said.text).toContain('France partly accepts R-4.2')
    expect(said.text).toContain('“The results, not the data”')
    const line = 'partly accepted by France (“The results, not the data”)'
    expect((await slack.shows(places.slack, line)).text).toContain('R-4.2')
    expect(textOf((await teams.shows(places.teams, line)).card)).toContain('R-4.2')
    const again = await slack.command('luc', 'allied-evals', 'respond R-4.2 partly accepted')
    expect(again.text).toContain('Nothing was changed')
  })

  test('is stated by the button on the card in Teams, for another organisation beside it, and changed later', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const card = await teams.shows(places.teams, 'partly accepted by France')
    const form = await teams.openDialog(hana, card, 'State response')
    const empty = await teams.submitDialog(hana, form, { response: 'not-accepted', reason: '' })
    expect(empty.text).toContain('Say why')
    const said = await teams.submitDialog(hana, empty, { response: 'accepted', reason: '' })
    expect(said.text).toContain('Japan accepts R-4.2')
    const both = await slack.shows(places.slack, 'accepted by Japan')
    expect(both.text).toContain('partly accepted by France')
    await slack.command('luc', 'allied-evals', 'respond R-4.2 accepted')
    expect((await slack.shows(places.slack, 'accepted by France, Japan')).text).not.toContain('partly')
  })

  test('is refused where it binds nobody, where it is none, and where there is no such recommendation', async () => {
    const { slack } = product
    const member = await slack.command('aiko', 'allied-evals', 'respond R-4.2 accepted')
    expect(member.text).toContain('this takes a delegate or deputy of the organisation that responds')
    const odd = await slack.command('luc', 'allied-evals', 'respond R-4.2 perhaps later')
    expect(odd.text).toContain(
      '“perhaps” is not one of the responses: accepted, partly accepted, noted or not accepted.',
    )
    const unknown = await slack.command('luc', 'allied-evals', 'respond R-99.9 accepted')
    expect(unknown.text).toContain('There is no R-99.9')
    const long = await slack.command('luc', 'allied-evals', `respond R-4.2 noted ${'ü'.repeat(1_001)}`)
    expect(long.text).toContain('Shorten it by 1.')
  })

  test('keeps its reason to itself where its organisation keeps its texts, and is not stated where nothing leaves', async () => {
    const { slack } = product
    await slack.command('luc', 'allied-evals', 'release any reference')
    const kept = await slack.command('luc', 'allied-evals', 'respond R-4.2 noted For reasons of state')
    expect(kept.text).toContain('France notes R-4.2')
    expect(kept.text).toContain('Your reason is not stored: France keeps its text to itself.')
    const other = await slack.command('owen', 'allied-evals', 'show R-4.2')
    expect(other.text).toContain('noted by France')
    expect(other.text).not.toContain('reasons of state')
    await slack.command('luc', 'allied-evals', 'release any nothing')
    const refused = await slack.command('luc', 'allied-evals', 'respond R-4.2 accepted')
    expect(refused.text).toContain('nothing labelled TLP:GREEN leaves France')
    await slack.command('luc', 'allied-evals', 'release any full')
  })
})
