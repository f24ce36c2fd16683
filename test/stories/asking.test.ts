import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { homeShows, openHome } from '../support/slack-home.ts'

/** is led by Japan, whose delegate Hana is asked in Teams; Eva of the secretariat asks in Slack. Luc coordinates. */
onEachDatabase('What is asked of whom', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, teams, places } = product
    await slack.command('eva', 'allied-evals', 'assign R-4.2 lead Japan, coordinators Luc Bernard')
    const hana = teams.person('hana')
    await teams.say(hana, places.teams, 'commit Publish our results by 2099-03-01 for R-4.2')
    await teams.click(hana, await teams.shows(teams.chat(hana), 'Commit Publish'), 'Commit Japan')
    await slack.shows(places.slack, 'Publish our results')
  }, 30_000)
  afterAll(() => product.close())

  test('how far a recommendation is: whoever leads it answers in two clicks, and who asked is told', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const asked = await slack.command('luc', 'allied-evals', 'ask R-4.2')
    expect(asked.text).toMatch(/\(Japan\) is asked how far R-4\.2 is/)
    const card = await teams.shows(teams.chat(hana), 'R-4.2 How far is it?')
    expect(textOf(card.card)).toContain('Luc Bernard asks')
    await teams.say(hana, teams.chat(hana), 'home')
    const home = await teams.shows(teams.chat(hana), 'Updates asked for (1)')
    expect(textOf(home.card)).toContain('Luc Bernard asks how far it is')
    expect((await slack.command('luc', 'allied-evals', 'ask R-4.2')).text).toContain('Update asked for already')
    const dialog = await teams.openDialog(hana, card, 'Report limited')
    await teams.submitDialog(hana, dialog, { note: 'Two of five' })
    expect((await slack.shows(await slack.chat('luc'), 'R-4.2 Japan answered')).text).toContain('Two of five')
    await teams.shows(teams.chat(hana), 'Nothing waits for you')
  })

  test('by whoever coordinates what it answers, and by nobody else', async () => {
    const { slack } = product
    expect((await slack.command('owen', 'allied-evals', 'ask R-4.2')).text).toContain('or whoever coordinates')
    expect((await slack.command('owen', 'allied-evals', 'ask C-1')).text).toContain('or whoever coordinates')
    expect((await slack.command('luc', 'allied-evals', 'ask C-1')).text).toMatch(/is asked how far C-1 is/)
    expect((await slack.command('eva', 'allied-evals', 'ask R-1.1')).text).toContain('nobody leads R-1.1')
  })

  test('evidence: it waits in the home, and what is added ends it', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const shown = await slack.command('eva', 'allied-evals', 'show C-1')
    expect((await slack.click('eva', shown, 'Ask for evidence')).text).toMatch(/is asked for evidence of C-1/)
    const card = await teams.shows(teams.chat(hana), 'C-1 Is there evidence?')
    await teams.say(hana, teams.chat(hana), 'home')
    await teams.shows(teams.chat(hana), 'Evidence asked for (1)')
    const dialog = await teams.openDialog(hana, card, 'Add evidence')
    await teams.submitDialog(hana, dialog, { words: 'Published on our site', link: 'https://example.org/results' })
    expect((await slack.shows(await slack.chat('eva'), 'C-1 Japan added evidence')).text).toContain('You asked for it')
    await teams.say(hana, teams.chat(hana), 'home')
    const home = await teams.shows(teams.chat(hana), 'Updates asked for (1)')
    expect(textOf(home.card)).not.toContain('Evidence asked for')
  })

  test('evidence: where there is none, a word of why ends it as well', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    await slack.command('eva', 'allied-evals', 'ask R-4.2 for evidence')
    const card = await teams.shows(teams.chat(hana), 'R-4.2 Is there evidence?')
    const dialog = await teams.openDialog(hana, card, 'Decline with reason')
    await teams.submitDialog(hana, dialog, { reason: 'The review is not over' })
    const told = await slack.shows(await slack.chat('eva'), 'R-4.2 Japan brings no evidence')
    expect(told.text).toContain('The review is not over')
    const again = await teams.openDialog(hana, card, 'Decline with reason')
    const late = await teams.submitDialog(hana, again, { reason: 'Once more' })
    expect(late.text).toContain('R-4.2')
    const entries = "select count(*)::int as n from register_entries where type = 'evidence-declined'"
    expect(await on().owner.query(entries)).toEqual([{ n: 1 }])
  })

  test('either is asked in Teams and answered in Slack just as well', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    await slack.command('eva', 'allied-evals', 'assign R-1.1 lead France, coordinators Hana Sato')
    await teams.say(hana, teams.chat(hana), 'ask R-1.1')
    await teams.shows(teams.chat(hana), 'is asked how far R-1.1 is')
    const update = await slack.shows(await slack.chat('luc'), 'R-1.1 How far is it?')
    expect((await slack.click('luc', update, 'Report still not started')).text).toContain('Recorded')
    await teams.shows(teams.chat(hana), 'R-1.1 France answered')
    await teams.say(hana, teams.chat(hana), 'ask R-1.1 for evidence')
    await teams.shows(teams.chat(hana), 'is asked for evidence of R-1.1')
    const wanted = await slack.shows(await slack.chat('luc'), 'R-1.1 Is there evidence?')
    const form = await slack.click('luc', wanted, 'Decline with reason')
    const bare = await slack.submit('luc', form, { reason: ' ' })
    expect(bare.errors.reason).toContain('Say why there is none.')
    const said = await slack.submit('luc', form, { reason: 'It begins in May' })
    expect(said.text).toContain('Hana Sato is told.')
    await teams.shows(teams.chat(hana), 'It begins in May')
  })

  test('a home says what an organisation leads, and tracks it and its working groups', async () => {
    const { slack } = product
    const home = await openHome(slack, 'aiko')
    expect(home.text).toContain('leads or supports 1 recommendation')
    await homeShows(slack, 'aiko', 'Track Evaluation')
    const board = await slack.click('aiko', home, 'Track recommendations of Japan')
    expect(board.text).toContain('R-4.2')
    await on().owner.query("update recommendations set progress_at = now() - interval '100 days'")
    await on().owner.query("update recommendation_organisations set since_at = now() - interval '100 days'")
    const late = await openHome(slack, 'aiko')
    expect(late.text).toMatch(
      /Reports due on recommendations \(1\)[\s\S]*R-4\.2 .*last reported limited, a report is due/,
    )
    const form = await slack.click('aiko', late, 'Report on R-4.2')
    expect(form.text).toContain('R-4.2')
  })
})
