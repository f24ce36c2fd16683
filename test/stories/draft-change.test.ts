import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Eva is of the secretariat; Aiko is an expert of Japan, for which Hana signs; Luc signs for France. */
onEachDatabase('A draft that takes comments', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack } = product
    const terms = { standard: 'ISO/IEC CD 42119-2', title: 'Testing', body: 'ISO/IEC JTC 1/SC 42', stage: 'CD' }
    const form = await slack.command('eva', 'allied-evals', 'draft ISO/IEC CD 42119-2')
    const filled = { ...terms, link: 'https://example.org/cd', closes: '2099-03-01 17:00' }
    await slack.click('eva', await slack.submit('eva', form, filled), 'Register draft')
  }, 30_000)
  afterAll(() => product?.close())

  const commentIn = async (text: string) => {
    const { slack } = product
    const form = await slack.command('aiko', 'allied-evals', `comment D-1 ${text}`)
    return slack.submit('aiko', form, { clause: '3.1', about: 'technical' })
  }

  test('is changed by the secretariat alone, after what changes was seen; those who sign are told of a new end', async () => {
    const { slack, teams } = product
    expect((await slack.command('luc', 'allied-evals', 'draft D-1 until 2099-04-01 17:00')).text).toContain(
      'this takes the secretariat',
    )
    const preview = await slack.command('eva', 'allied-evals', 'draft D-1 until 2099-04-01 17:00')
    expect(preview.text).toContain('Wednesday 1 April 2099')
    expect(preview.text).toContain('before: Sunday 1 March 2099')
    expect(preview.text).not.toContain('Title')
    const changed = await slack.click('eva', preview, 'Change draft')
    expect(changed.text).toContain('D-1 ISO/IEC CD 42119-2 is changed')
    const hana = teams.person('hana')
    const told = await teams.shows(teams.chat(hana), 'Comments on D-1 are taken until Wednesday 1 April 2099')
    expect(textOf(told.card)).toContain('The secretariat changed the end of the comment period.')
    const [entry] = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries where type = 'draft-changed'",
    )
    expect(entry?.entry).toContain('2099-04-01')
    expect(entry?.entry).not.toContain('ISO/IEC CD 42119-2')
    const again = await slack.command('eva', 'allied-evals', 'draft D-1 until 2099-04-01 17:00')
    expect(again.text).toContain('D-1 is like that already')
    const past = await slack.command('eva', 'allied-evals', 'draft D-1 until 2020-01-01 12:00')
    expect(past.text).toContain('2020')
  })

  test('has new words in every place once its form is sent, and nobody is told of an end that stays', async () => {
    const { slack, teams, places } = product
    const form = await slack.command('eva', 'allied-evals', 'draft D-1')
    const filled = { standard: 'ISO/IEC DIS 42119-2', stage: 'DIS', link: '' }
    const preview = await slack.submit('eva', form, filled)
    expect(preview.text).toContain('DIS, before: CD')
    expect(preview.text).toContain('none, before: https://example.org/cd')
    expect(preview.text).not.toContain('are told of the new end')
    await slack.click('eva', preview, 'Change draft')
    const shown = await teams.shows(places.teams, 'D-1 ISO/IEC DIS 42119-2')
    expect(textOf(shown.card)).not.toContain('example.org')
  })

  test('lets an expert reword a comment, and reword again what was sent back, so that it waits again', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const shown = await slack.click('aiko', await commentIn('It is vague'), 'Show comment')
    const form = await slack.click('aiko', shown, 'Reword comment')
    expect(JSON.stringify(form.blocks)).toContain('It is vague')
    expect((await slack.submit('aiko', form, { text: '' })).errors?.text).toContain('Write your comment')
    const reworded = await slack.submit('aiko', form, { text: 'The term is vague', clause: '3.2' })
    expect(reworded.text).toContain('It waits for your delegate')
    await teams.say(hana, teams.chat(hana), 'comments D-1 waiting')
    const waiting = await teams.shows(teams.chat(hana), 'D-1 1 waiting comment')
    expect(textOf(waiting.card)).toContain('The term is vague')
    const whole = await teams.click(hana, waiting, 'Show no. 1')
    await teams.click(hana, whole, 'Send back comment')
    const back = await slack.shows(await slack.chat('aiko'), 'sent your comment on D-1 back')
    const second = await slack.click('aiko', back, 'Reword comment')
    await slack.submit('aiko', second, { text: 'The term is not defined', proposed: 'Define it in 3.2' })
    await teams.say(hana, teams.chat(hana), 'comments D-1 waiting')
    const anew = await teams.shows(teams.chat(hana), 'The term is not defined')
    expect((await teams.click(hana, anew, 'Validate 1 comment')).text).toContain('JP-001 is a comment of Japan')
  })

  test('lets its author reword a comment on what is labelled for others since, and does not name that', async () => {
    const { slack } = product
    const wrote = await commentIn('It is unclear')
    const rewording = async () =>
      JSON.stringify(
        (await slack.click('aiko', await slack.click('aiko', wrote, 'Show comment'), 'Reword comment')).blocks,
      )
    expect(await rewording()).toContain('42119-2')
    const raised = await slack.command('eva', 'allied-evals', 'label D-1 TLP:AMBER for France, Germany')
    expect(raised.text).toContain('D-1 is TLP:AMBER now')
    const form = await rewording()
    expect(form).toContain('It is unclear')
    expect(form).not.toContain('42119-2')
    const back = await slack.command('eva', 'allied-evals', 'label D-1 TLP:GREEN')
    expect(back.text).toContain('D-1 is TLP:GREEN now')
    const asked = await slack.click('aiko', await slack.click('aiko', wrote, 'Show comment'), 'Withdraw comment')
    expect((await slack.click('aiko', asked, 'Withdraw comment')).text).toContain('is withdrawn')
  })

  test('lets whoever signs reword the organisation’s comment, not its author any more, nor others', async () => {
    const { slack, teams } = product
    expect((await slack.command('aiko', 'allied-evals', 'comments D-1 JP-001')).text).not.toContain('Reword comment')
    expect((await slack.command('luc', 'allied-evals', 'comments D-1 JP-001')).text).not.toContain('Reword comment')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'comments D-1 JP-001')
    const whole = await teams.shows(teams.chat(hana), 'JP-001 on D-1')
    const dialog = await teams.openDialog(hana, whole, 'Reword comment')
    const words = { clause: '3.2', paragraph: '', line: '', about: 'editorial', proposed: '' }
    const saved = await teams.submitDialog(hana, dialog, { ...words, text: 'Define the term' })
    expect(saved.text).toContain('Others see its new words now')
    const seen = await slack.command('luc', 'allied-evals', 'comments D-1 JP-001')
    expect(seen.text).toContain('Define the term')
  })

  test('keeps the words of a comment once the editor proposed on it, or the period is over', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'comments D-1 JP-001')
    const whole = await teams.shows(teams.chat(hana), 'Define the term')
    await on().owner.query("update drafts set closes_at = now() - interval '1 hour'")
    const late = await teams.click(hana, whole, 'Reword comment')
    expect(late.text).toContain('The comment period of D-1 is over: its comments stay as they are')
    await on().owner.query("update drafts set closes_at = now() + interval '1 day'")
    const [row] = await on().owner.query<{ id: `cmt_${string}`; draft: `draft_${string}` }>(
      'select id, draft_id as draft from draft_comments where number = 1',
    )
    if (!row) throw new Error('no comment')
    await on().database.store.transact('con_demo', (unit) =>
      unit.save(
        [
          {
            ...{ type: 'disposition-proposed', id: 'disp_one', comment: row.id, draft: row.draft },
            ...{ disposition: 'noted', duplicateOf: null, after: null, proposedBy: 'person_eva' },
            sealed: { text: '' },
          },
        ],
        { by: 'operator', organisation: null },
      ),
    )
    expect((await teams.click(hana, whole, 'Reword comment')).text).toContain('The editor has proposed a disposition')
    expect((await slack.command('luc', 'allied-evals', 'comments D-1 JP-001')).text).toContain('Define the term')
  })
})
