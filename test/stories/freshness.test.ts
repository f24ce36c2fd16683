import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { sayInSlackChat } from '../support/said.ts'

const today = Temporal.Now.plainDateISO('UTC')

function commitment(number: number, by: 'person_hana' | 'person_luc', label: 'TLP:GREEN' | 'TLP:AMBER'): Fact[] {
  const id = `com_fresh${number}` as const
  const organisation = by === 'person_hana' ? 'org_japan' : 'org_france'
  const due = today.add({ days: 300 }).toString()
  const plain = { organisation, group: 'wg_evaluation', recommendations: [], kind: 'other', due, label } as const
  const text = `Promise ${number}`
  return [
    { type: 'commitment-proposed', commitment: id, ...plain, recipients: [], proposedBy: by, sealed: { text } },
    { type: 'commitment-confirmed', commitment: id, number, confirmedBy: by },
  ]
}

onEachDatabase('A commitment without a report', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const facts = [1, 2].flatMap((number) => commitment(number, 'person_luc', 'TLP:GREEN'))
    const closed = commitment(3, 'person_luc', 'TLP:AMBER')
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([...facts, ...closed], { by: 'operator', organisation: null }),
    )
    await on().owner.query("update commitments set confirmed_at = now() - interval '91 days' where number = 1")
  }, 30_000)
  afterAll(() => product?.close())

  test('says from which day the next one is due, on its card and in the list, until it comes', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    expect((await slack.command('luc', 'allied-evals', 'show C-2')).text).toMatch(/Next report by \w+ \d+ \w+ \d{4}\./)
    const listed = await slack.command('owen', 'allied-evals', 'commitments unreported')
    expect(listed.text).toContain('1 commitment on which a report is due')
    expect(listed.text).toMatch(/C-1 Promise 1[\s\S]*, report due/)
    expect(listed.text).not.toContain('C-2')
    await teams.say(hana, teams.chat(hana), 'commitments unreported france')
    await teams.shows(teams.chat(hana), '1 commitment of France on which a report is due')
    await slack.command('luc', 'allied-evals', 'update C-1 limited Begun')
    const after = await slack.command('owen', 'allied-evals', 'commitments unreported')
    expect(after.text).toContain('Every owner has reported within 90 days.')
  })

  test('is asked about by typing, once a week, by the secretariat and by nobody of the others', async () => {
    const { slack, teams } = product
    expect((await slack.command('owen', 'allied-evals', 'ask C-2')).text).toContain('Nothing was saved: this takes')
    const asked = await slack.command('eva', 'allied-evals', 'ask C-2')
    expect(asked.text).toContain('Luc Bernard (France) is asked how far C-2 is')
    const chat = await slack.chat('luc')
    const card = await slack.shows(chat, 'C-2 How far is it?')
    expect(card.text).toContain('Eva Lind asks.')
    expect((await slack.command('eva', 'allied-evals', 'ask C-2')).text).toContain('Update asked for already')
    const entries = "select count(*)::int as n from register_entries where type = 'update-asked'"
    expect(await on().owner.query(entries)).toEqual([{ n: 1 }])
    await on().owner.query("update requests set asked_at = now() - interval '7 days'")
    expect((await slack.command('eva', 'allied-evals', 'ask C-2')).text).toContain('is asked how far C-2 is')
    expect(await on().owner.query(entries)).toEqual([{ n: 2 }])

    const same = await slack.click('luc', card, 'Report still not started')
    expect(same.text).toContain('Recorded.')
    await slack.shows(await slack.chat('eva'), 'C-2 France answered')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'history C-2')
    await teams.shows(teams.chat(hana), 'not started')
    const again = await slack.click('luc', card, 'Report still not started')
    expect(again.text).toContain('Nothing was changed')
  })

  test('can’t be asked about where it is done, unknown, or not to be seen', async () => {
    const { slack } = product
    await slack.command('luc', 'allied-evals', 'withdraw C-1 Taken over')
    expect((await slack.command('eva', 'allied-evals', 'ask C-1')).text).toContain('C-1 is withdrawn')
    expect((await slack.command('eva', 'allied-evals', 'ask C-99')).text).toContain('There is no C-99')
    expect((await slack.command('eva', 'allied-evals', 'ask C-3')).text).toContain('There is no C-3')
    const form = await slack.command('eva', 'allied-evals', 'ask')
    const refused = await slack.submit('eva', form, { reference: 'Japan' })
    expect(refused.errors.reference).toContain('Write it like C-12 or R-4.2.')
  })

  test('is offered to be asked about in the digest and beside its card, privately', async () => {
    const { slack } = product
    await on().owner.query('update commitments set due = $1 where number = 2', [today.subtract({ days: 3 }).toString()])
    const chat = await sayInSlackChat(slack, 'eva', 'digest now')
    expect((await slack.shows(chat, 'Your week')).text).toContain('Overdue')
    expect(JSON.stringify((await slack.shows(chat, 'Your week')).blocks)).toContain('Ask for an update on C-2')
    const shown = await slack.command('eva', 'allied-evals', 'show C-2')
    expect(JSON.stringify(shown.blocks)).toContain('Ask for an update')
    const own = await slack.command('luc', 'allied-evals', 'show C-2')
    expect(JSON.stringify(own.blocks)).not.toContain('Ask for an update')
  })
})
