import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tlp } from '#src/core/tlp.ts'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '../support/database.ts'
import { operator } from '../support/database-facts.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Aiko and Hana are of Japan, Luc and Ines of France; all of them in the group of both drafts. */
onEachDatabase('The shortcut “Comment on a draft”', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const save = (...facts: Fact[]) => on().database.store.transact('con_demo', (unit) => unit.save(facts, operator))
  const registered = (number: number, standard: string, label: Tlp, closesAt: string): Fact => ({
    ...{ type: 'draft-registered', draft: `draft_d${number}`, number, group: 'wg_evaluation', label, recipients: [] },
    ...{ registeredBy: 'person_eva', stage: 'DIS', opensAt: '2020-01-01T00:00:00Z', closesAt },
    sealed: { standard, title: 'Testing of AI systems', body: 'ISO/IEC JTC 1/SC 42', url: '' },
  })
  const shortcut = 'comment-on-draft'

  test('says what is missing where there is no draft yet', async () => {
    const { slack } = product
    const message = await slack.say('aiko', 'allied-evals', 'The term is not defined')
    const answer = await slack.shortcut('aiko', 'allied-evals', message, shortcut)
    expect(answer.text).toContain('None of your working groups has a draft to comment on')
  })

  test('begins a comment in Slack with the words of the message, on the draft that is chosen', async () => {
    const { slack } = product
    await save(
      registered(1, 'ISO/IEC DIS 42119-2', 'TLP:GREEN', '2099-12-31T12:00:00Z'),
      registered(2, 'ISO/IEC CD 42119-9', 'TLP:GREEN', '2020-02-01T00:00:00Z'),
    )
    const message = await slack.say('luc', 'allied-evals', 'The term is not defined')
    const form = await slack.shortcut('aiko', 'allied-evals', message, shortcut)
    const drawn = JSON.stringify(form.blocks)
    expect(drawn).toContain('The term is not defined')
    expect(form.text).toContain('It begins with a message of Luc Bernard (France).')
    expect(drawn.indexOf('D-1 ISO/IEC DIS 42119-2')).toBeLessThan(drawn.indexOf('D-2 ISO/IEC CD 42119-9'))
    const filled = { about: 'technical', clause: '3.1', text: 'The term is not defined, nor used' }
    expect((await slack.submit('aiko', form, filled)).errors?.reference).toContain('Write it like D-3.')
    const written = await slack.submit('aiko', form, { ...filled, reference: 'D-1' })
    expect(written.text).toContain('Your comment waits for your delegate')
    const shown = await slack.click('aiko', written, 'Show comment')
    expect(shown.text).toContain('The term is not defined, nor used')
  })

  test('begins one in Teams, where a delegate’s is the organisation’s at once', async () => {
    const { teams, slack, places } = product
    const hana = teams.person('hana')
    const said = { by: teams.person('ines'), html: '<p>Note 2 is <em>normative</em></p>' }
    const dialog = await teams.shortcut(hana, places.teams, said, shortcut)
    expect(dialog.text).toContain('It begins with a message of Inès Caron (France).')
    expect(JSON.stringify(dialog.card)).toContain('Note 2 is normative')
    const words = { clause: '3.1', paragraph: 'Note 2', line: '', about: 'technical', proposed: 'Make it a paragraph' }
    const saved = await teams.submitDialog(hana, dialog, { ...words, reference: 'D-1', text: 'Note 2 is normative' })
    expect(saved.text).toContain('JP-001 is a comment of Japan')
    expect((await slack.command('luc', 'allied-evals', 'comments D-1 JP-001')).text).toContain('Note 2 is normative')
  })

  test('takes nothing that an app wrote, and no words that their organisation keeps', async () => {
    const { slack } = product
    const message = { ts: '1762178554.000100', user: slack.userId('luc'), text: 'Ours alone' }
    const ofApp = await slack.shortcut('aiko', 'allied-evals', { ...message, bot_id: 'B1' }, shortcut)
    expect(ofApp.text).toContain('An app wrote this message')
    await slack.command('luc', 'allied-evals', 'release any nothing')
    const form = await slack.shortcut('aiko', 'allied-evals', message, shortcut)
    const filled = { reference: 'D-1', about: 'general' }
    expect((await slack.submit('aiko', form, filled)).errors?.text).toContain('Say it in words of your own')
    const own = await slack.submit('aiko', form, { ...filled, text: 'It is ours as well' })
    expect(own.text).toContain('Your comment waits for your delegate')
    await slack.command('luc', 'allied-evals', 'release any full')
  })

  test('takes no words that a channel has read for a draft above TLP:GREEN', async () => {
    const { slack } = product
    await save(registered(3, 'ISO/IEC WD 1', 'TLP:RED', '2099-12-31T12:00:00Z'))
    await save({
      ...{ type: 'draft-relabelled', draft: 'draft_d3', was: 'TLP:RED', label: 'TLP:AMBER' },
      recipients: ['org_japan'],
    })
    const message = await slack.say('aiko', 'allied-evals', 'A word of the channel')
    const form = await slack.shortcut('aiko', 'allied-evals', message, shortcut)
    const refused = await slack.submit('aiko', form, { reference: 'D-3', about: 'general' })
    expect(refused.errors?.text).toContain('TLP:AMBER')
  })
})
