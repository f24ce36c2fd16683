import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fact } from '#src/readers.ts'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { operator } from '../support/database-facts.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

/** Source of the labels: FIRST, TLP 2.0, https://www.first.org/tlp/. Aiko and Hana are of Japan, Luc and Ines of France, Min-jun of Korea. */
onEachDatabase('A label', (on) => {
  let product: Product
  /** A channel that people of Japan and France alone read. */
  let between: string
  beforeAll(async () => {
    product = await startProduct(on().database)
    between = product.slack.channelId('allied-data')
    const where = { platform: 'slack', workspace, channel: between } as const
    await product.operator('bind-place', { ...where, group: 'Evaluation', name: '#between' })
    await readers('#between', ['org_japan', 'org_france'])
  }, 30_000)
  afterAll(() => product?.close())

  const state = (...facts: Fact[]) => on().database.store.transact('con_demo', (unit) => unit.save(facts, operator))
  async function readers(name: string, organisations: `org_${string}`[], more: { guests?: boolean } = {}) {
    const places = await on().database.store.transact('con_demo', ({ read }) => read.consortium.places())
    const place = places.find((one) => one.name === name)?.id
    if (!place) throw new Error(`no place ${name}`)
    await state({
      type: 'audience-set',
      place,
      kind: 'private',
      guests: false,
      outsiders: false,
      organisations,
      ...more,
    })
  }
  const group = 'wg_evaluation'
  const france = 'org_france'

  test('is offered in Slack, with the consortium’s chosen, and its author reads where it is stored and who will see it', async () => {
    const { slack } = product
    const form = await slack.command('aiko', 'allied-evals', 'commit')
    expect(form.text).toContain('TLP:GREEN: everyone of this consortium')
    const filled = { text: 'Publish our results', due: '2027-03-01', group }
    const open = await slack.submit('aiko', form, filled)
    expect(open.text).toContain('TLP:GREEN')
    expect(open.text).toMatch(
      /Stored at \S+ \(France\); shown in #allied-evals \(Slack, 7 organisations\), #between \(Slack, 2\) and Evaluation/,
    )
    const again = await slack.command('aiko', 'allied-evals', 'commit')
    const closed = await slack.submit('aiko', again, { ...filled, label: 'TLP:AMBER', recipients: france })
    expect(closed.text).toContain('TLP:AMBER')
    expect(closed.text).toContain('shown in #between (Slack, 2 organisations).')
    expect(closed.text).toContain(
      'TLP:AMBER for Japan and France can’t go to #allied-evals: people of 5 other organisations read it. Name them as recipients, or post it to #between (Slack).',
    )
  })

  test('keeps a commitment to those who are named, on both platforms, from the proposal on', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const form = await slack.command('aiko', 'allied-evals', 'commit')
    const filled = { text: 'Share the weak spots', due: '2027-03-01', group, label: 'TLP:AMBER', recipients: france }
    const preview = await slack.submit('aiko', form, filled)
    await slack.click('aiko', preview, 'Propose for Japan')
    const asked = await teams.shows(teams.chat(hana), 'Share the weak spots')
    expect(textOf(asked.card)).toMatch(/Stored at \S+ \(France\); shown in #between/)
    expect(asked.summary).toBe('TLP:AMBER')
    const confirmed = await teams.click(hana, asked, 'Confirm commitment')
    expect(confirmed.text).toContain('Japan stands by it. Shown in #between (Slack, 2 organisations).')
    const card = await slack.shows(between, 'C-1 Share the weak spots')
    expect(card.text).toContain('TLP:AMBER')
    const posted = slack.calls.filter(({ body }) => body.channel === between)
    expect(posted.at(-1)?.body.text).toBe('TLP:AMBER C-1')
    expect((await slack.messages(places.slack)).some(({ text }) => text.includes('weak spots'))).toBe(false)
    expect(JSON.stringify(teams.messages(places.teams))).not.toContain('weak spots')
  })

  test('opens to a recipient what it shuts to others, who are told what is told of nothing', async () => {
    const { slack, teams } = product
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain('Share the weak spots')
    const minjun = teams.person('minjun')
    const chat = teams.chat(minjun)
    await teams.say(minjun, chat, 'show C-1')
    await teams.shows(chat, 'There is no C-1 that you may see.')
    for (const line of ['show C-1', 'history C-1', 'update C-1 complete', 'label C-1 TLP:CLEAR']) {
      const shut = await slack.command('eva', 'allied-evals', line)
      const none = await slack.command('eva', 'allied-evals', line.replace('C-1', 'C-99'))
      expect(shut.text.replaceAll(/C-1\b/g, 'C-99'), line).toBe(none.text)
    }
    expect((await slack.command('eva', 'allied-evals', 'commitments')).text).toContain('No commitments')
    expect((await slack.command('luc', 'allied-evals', 'commitments')).text).toContain('Share the weak spots')
    const report = await slack.command('eva', 'allied-evals', 'report')
    expect(report.text).toContain('1 item is left out')
  })

  test('is taken back to label and reference in a channel that more people read now', async () => {
    const { slack, composed } = product
    await readers('#between', ['org_japan', 'org_france', 'org_korea'])
    await composed.clockwork.sweep()
    const bare = await slack.shows(between, 'Not everyone who reads here may have its text.')
    expect(bare.text).toContain('TLP:AMBER')
    expect(bare.text).toContain('C-1')
    expect((await slack.messages(between)).some(({ text }) => text.includes('weak spots'))).toBe(false)
    await readers('#between', ['org_japan', 'org_france'])
    await composed.clockwork.sweep()
    await slack.shows(between, 'C-1 Share the weak spots')
  })

  test('is raised and lowered by its source alone, and its cards follow at once', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    expect((await slack.command('luc', 'allied-evals', 'label C-1 TLP:GREEN')).text).toContain(
      'Nothing was saved: this takes',
    )
    await teams.say(hana, chat, 'label C-1 TLP:RED for Luc Bernard')
    await teams.shows(chat, 'C-1 is TLP:RED now')
    await slack.shows(between, 'Not everyone who reads here may have its text.')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain('Share the weak spots')
    await teams.say(hana, chat, 'show C-1')
    await teams.shows(chat, 'There is no C-1 that you may see.')
    expect((await slack.command('aiko', 'allied-evals', 'show C-1')).text).toContain('Share the weak spots')

    await slack.command('aiko', 'allied-evals', 'label C-1 TLP:GREEN')
    await on().owner.query("update commitments set label = 'TLP:AMBER', recipients = '[]' where number = 1")
    await teams.say(hana, chat, 'label C-1 green')
    await teams.shows(chat, 'C-1 is TLP:GREEN now')
    await slack.shows(places.slack, 'C-1 Share the weak spots')
    await teams.shows(places.teams, 'C-1 Share the weak spots')
    const facts = await on().owner.query<{ was: string; now: string }>(
      `select e.entry -> 'fact' ->> 'was' as was, e.entry -> 'fact' ->> 'label' as now
       from (select convert_from(bytes, 'UTF8')::jsonb as entry, type, n from register_entries) e
       where e.type = 'commitment-relabelled' order by e.n`,
    )
    expect(facts).toEqual([
      { was: 'TLP:AMBER', now: 'TLP:RED' },
      { was: 'TLP:AMBER', now: 'TLP:GREEN' },
    ])
  })

  test('of a poll names those who vote, or is refused on its field in Teams', async () => {
    const { teams } = product
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    await teams.say(greta, chat, 'poll')
    const dialog = await teams.openDialog(greta, await teams.shows(chat, 'Open a poll'), 'Open the form')
    const filled = {
      question: 'Share the list?',
      closes: '2027-03-01 12:00',
      label: 'TLP:AMBER',
      recipients: 'org_japan',
    }
    const refused = await teams.submitDialog(greta, dialog, filled)
    expect(refused.text).toContain(
      'Who votes must see the question: name France, Korea, Maple, Northwind for TLP:AMBER',
    )
  })

  test('TLP:RED of a poll goes into no channel: each who votes is asked 1:1, and votes there', async () => {
    const { slack, teams, places } = product
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    await teams.say(greta, chat, 'poll')
    const dialog = await teams.openDialog(greta, await teams.shows(chat, 'Open a poll'), 'Open the form')
    const people = 'person_hana,person_luc,person_minjun,person_sam,person_greta,person_maya'
    const known = await on().owner.query<{ id: string }>('select person_id as id from seats')
    const named = people.split(',').filter((one) => known.some(({ id }) => id === one))
    const maple = await on().owner.query<{ id: string }>(
      "select person_id as id from seats where organisation_id = 'org_maple' and role in ('head-delegate', 'delegate', 'deputy')",
    )
    const all = [...new Set([...named, ...maple.map(({ id }) => id)])].join(',')
    const filled = { question: 'Name the leak?', closes: '2027-03-01 12:00', label: 'TLP:RED', people: all }
    const preview = await teams.submitDialog(greta, dialog, filled)
    expect(preview.text).toContain('TLP:RED can’t go to #allied-evals: it is for 1:1 chats alone.')
    const opened = await teams.click(greta, preview, 'Open poll')
    expect(opened.text).toContain('no channel: those who vote are asked in their own chats')
    const asked = await slack.shows(await slack.chat('luc'), 'Name the leak?')
    const ballot = await slack.click('luc', asked, 'Approve')
    expect((await slack.click('luc', ballot, 'Cast for France')).text).toContain('France approved P-1')
    expect((await slack.messages(places.slack)).some(({ text }) => text.includes('Name the leak'))).toBe(false)
    expect((await slack.command('eva', 'allied-evals', 'show P-1')).text).toContain('There is no P-1 that you may see.')
  })
})

onEachDatabase('Above TLP:GREEN', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await on().owner.query("update consortia set label = 'TLP:AMBER'")
  }, 30_000)
  afterAll(() => product?.close())

  const kept = () => on().owner.query("select id from commitments where text like '%weak%'")

  test('text is taken by form alone: a typed line opens it in Slack, filled in, and stores nothing', async () => {
    const { slack } = product
    const form = await slack.command('aiko', 'allied-evals', 'commit List the weak points by 2027-03-01')
    expect(form.where).toBe('modal')
    expect(form.text).toContain('TLP:AMBER is taken by form alone')
    expect(form.text).toContain('List the weak points')
    expect(await kept()).toEqual([])
    const preview = await slack.submit('aiko', form, { group: 'wg_evaluation' })
    expect(preview.text).toContain('Nothing is saved yet.')
    const proposed = await slack.click('aiko', preview, 'Propose for Japan')
    expect(proposed.text).toContain('Proposed for Japan')
  })

  test('words that were written in a Slack channel are published there, and no label makes them less so', async () => {
    const { slack } = product
    const offered = await slack.mention('aiko', 'allied-evals', 'commit Fix the weak point by 2027-03-01')
    expect(offered.text).toContain('these words were written in #allied-evals and are published there already')
    const form = await slack.click('aiko', offered, 'Open the form')
    const same = await slack.submit('aiko', form, {
      text: 'Fix the WEAK point!',
      group: 'wg_evaluation',
      label: 'TLP:AMBER',
    })
    expect(same.errors.label).toContain('published there already')
    const green = await slack.submit('aiko', form, { group: 'wg_evaluation', label: 'TLP:GREEN' })
    expect(green.text).toContain('Nothing is saved yet.')
    const change = await slack.click('aiko', green, 'Change text')
    const raised = await slack.submit('aiko', change, { group: 'wg_evaluation', label: 'TLP:AMBER' })
    expect(raised.errors.label).toContain('published there already')
    const other = await slack.submit('aiko', change, {
      text: 'Fix what we found',
      group: 'wg_evaluation',
      label: 'TLP:AMBER',
    })
    expect(other.text).toContain('Nothing is saved yet.')
  })

  test('the same holds in a Teams channel, and in the dialog that follows', async () => {
    const { teams, places } = product
    const minjun = teams.person('minjun')
    const said = await teams.say(minjun, places.teams, 'commit Close the weak gap by 2027-03-01')
    const offer = await teams.shows(said.message.conversation, 'There is a form for this')
    const dialog = await teams.openDialog(minjun, offer, 'Open the form')
    expect(dialog.text).toContain('Close the weak gap')
    expect(dialog.text).toContain('are published there already')
    const refused = await teams.submitDialog(minjun, dialog, { label: 'TLP:AMBER+STRICT' })
    expect(refused.text).toContain('published there already')
    const preview = await teams.submitDialog(minjun, refused, { text: 'Close what we found', label: 'TLP:AMBER' })
    expect(preview.text).toContain('TLP:AMBER: nobody is named, so it is for Korea alone.')
    const committed = await teams.click(minjun, preview, 'Commit Korea')
    expect(committed.text).toContain('Korea stands by it. Shown in no channel')
  })

  test('a message of a channel that the shortcut was used on is published there as well', async () => {
    const { slack } = product
    const message = await slack.say('aiko', 'allied-evals', 'We found three weak points')
    const form = await slack.shortcut('aiko', 'allied-evals', message)
    const refused = await slack.submit('aiko', form, { due: '2027-03-01', group: 'wg_evaluation', label: 'TLP:AMBER' })
    expect(refused.errors.label).toContain('published there already')
    const green = await slack.submit('aiko', form, { due: '2027-03-01', group: 'wg_evaluation', label: 'TLP:GREEN' })
    expect(green.text).toContain('Nothing is saved yet.')
  })
})
