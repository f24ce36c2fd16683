import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Eva of the secretariat registers D-1 for Evaluation, whose places are a channel in Slack and one in Teams. Luc signs for France. */
onEachDatabase('The card of a draft', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const draft = {
    ...{ standard: 'ISO/IEC DIS 42119-2', title: 'Testing of AI systems', body: 'ISO/IEC JTC 1/SC 42', stage: 'DIS' },
    closes: '2099-03-01 17:00',
  }

  test('stands in the places of its working group on both platforms once it is registered', async () => {
    const { slack, teams, places } = product
    const preview = await slack.submit('eva', await slack.command('eva', 'allied-evals', 'draft'), draft)
    expect(preview.text).toContain('Shown in ')
    await slack.click('eva', preview, 'Register draft')
    const inSlack = await slack.shows(places.slack, 'D-1 ISO/IEC DIS 42119-2')
    expect(inSlack.text).toContain('0 comments')
    expect(inSlack.text).toMatch(/Comments are taken for \d+ more days\./)
    const inTeams = await teams.shows(places.teams, 'D-1 ISO/IEC DIS 42119-2')
    expect(textOf(inTeams.card)).toContain('0 comments')
  })

  test('is commented on by its button, and counts what became an organisation’s in every place', async () => {
    const { slack, teams, places } = product
    const card = await slack.shows(places.slack, 'D-1 ISO/IEC DIS 42119-2')
    const form = await slack.click('luc', card, 'Comment on draft')
    expect((await slack.submit('luc', form, { about: 'general', text: 'It reads well' })).text).toContain('FR-001')
    await slack.shows(places.slack, '1 comment of 1 organisation')
    const inTeams = await teams.shows(places.teams, '1 comment of 1 organisation')
    expect(textOf(inTeams.card)).not.toContain('It reads well')
    const hana = teams.person('hana')
    const dialog = await teams.openDialog(hana, inTeams, 'Comment on draft')
    const words = { clause: '4', paragraph: '', line: '', about: 'editorial', text: 'A comma', proposed: '' }
    expect((await teams.submitDialog(hana, dialog, words)).text).toContain('JP-002 is a comment of Japan')
    await slack.shows(places.slack, '2 comments of 2 organisations')
    await teams.shows(places.teams, '2 comments of 2 organisations')
  })

  test('counts no longer what was withdrawn, and says when the comment period is over and what came late', async () => {
    const { slack, teams, places } = product
    const own = await slack.command('luc', 'allied-evals', 'comments D-1 FR-001')
    const asked = await slack.click('luc', own, 'Withdraw comment')
    expect(asked.text).toContain('Withdraw FR-00')
    await slack.click('luc', asked, 'Withdraw comment')
    await teams.shows(places.teams, '1 comment of 1 organisation')
    await on().owner.query("update drafts set closes_at = now() - interval '1 hour'")
    const form = await slack.command('luc', 'allied-evals', 'comment D-1 Too late?')
    await slack.submit('luc', form, { about: 'general' })
    const late = await slack.shows(places.slack, '2 comments of 2 organisations; 1 late')
    expect(late.text).toContain('The comment period is over: what arrives now is recorded as late.')
  })

  test('says no word once the secretariat labels the draft for others than those who read there', async () => {
    const { slack, teams, places } = product
    expect((await slack.command('luc', 'allied-evals', 'label D-1 TLP:AMBER for France, Germany')).text).toContain(
      'secretariat',
    )
    const raised = await slack.command('eva', 'allied-evals', 'label D-1 TLP:AMBER for France, Germany')
    expect(raised.text).toContain('D-1 is TLP:AMBER now')
    const bare = await slack.shows(places.slack, 'Not everyone who reads here may have what it is about')
    expect(bare.text).not.toContain('42119')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'show D-1')
    await teams.shows(teams.chat(hana), 'There is no D-1')
    expect((await slack.command('luc', 'allied-evals', 'show D-1')).text).toContain('ISO/IEC DIS 42119-2')
    const back = await slack.command('eva', 'allied-evals', 'label D-1 TLP:GREEN')
    expect(back.text).toContain('D-1 is TLP:GREEN now')
    await teams.shows(places.teams, '2 comments of 2 organisations; 1 late')
  })
})
