import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { operator } from '../support/database-facts.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

const question = 'Where do we meet?'
const title = 'On sharing test results'
const withheld = 'Not everyone who reads here may have its text.'

/** Aiko and Hana are of Japan, Luc and Ines of France, Min-jun of Korea; Hana, Luc and Ines sign for theirs. */
onEachDatabase('The label of a straw poll or a joint statement', (on) => {
  let product: Product
  /** A channel that people of Japan and France alone read. */
  let between: string
  beforeAll(async () => {
    product = await startProduct(on().database)
    between = product.slack.channelId('allied-data')
    const where = { platform: 'slack', workspace, channel: between } as const
    await product.operator('bind-place', { ...where, group: 'Evaluation', name: '#between' })
    await on().database.store.transact('con_demo', async ({ read, save }) => {
      const place = (await read.consortium.places()).find(({ name }) => name === '#between')
      if (!place) throw new Error('no place #between')
      const organisations = ['org_japan', 'org_france'] as `org_${string}`[]
      const readers = { kind: 'private', guests: false, outsiders: false, organisations } as const
      await save([{ type: 'audience-set', place: place.id, ...readers, organisations }], operator)
    })
  }, 30_000)
  afterAll(() => product?.close())

  async function inTeams(who: string, line: string, words: string) {
    const { teams } = product
    await teams.say(teams.person(who), teams.chat(teams.person(who)), line)
    return teams.shows(teams.chat(teams.person(who)), words)
  }

  test('of a straw poll is raised by its organisation, and its cards keep their text where all may have it', async () => {
    const { slack, teams, places } = product
    const preview = await slack.command('aiko', 'allied-evals', `straw ${question} Tokyo; Paris by 2099-03-06 17:00`)
    await slack.click('aiko', preview, 'Open straw poll')
    const card = await slack.shows(places.slack, `S-1 ${question}`)
    await teams.shows(places.teams, `S-1 ${question}`)
    const own = await inTeams('minjun', 'show S-1', `S-1 ${question}`)
    expect((await slack.click('luc', card, 'Paris')).text).toContain('Your answer to S-1: Paris')
    const others = await slack.command('luc', 'allied-evals', 'label S-1 TLP:AMBER for France')
    expect(others.text).toContain('Nothing was saved: this takes')
    const raised = await inTeams('hana', 'label S-1 TLP:AMBER for France', 'S-1 is TLP:AMBER now')
    expect(textOf(raised.card)).toContain('Shown in #between (Slack, 2 organisations)')
    for (const shown of [
      (await slack.shows(places.slack, withheld)).text,
      textOf((await teams.shows(places.teams, withheld)).card),
    ]) {
      expect(shown).toContain('S-1')
      expect(shown).toContain('TLP:AMBER')
      for (const word of [question, 'Tokyo', 'Paris']) expect(shown).not.toContain(word)
    }
    const kept = await slack.shows(between, 'TLP:AMBER')
    expect(kept.text).toContain(`S-1 ${question}`)
    expect(kept.text).toContain('1 of 1')
    await inTeams('minjun', 'show S-1', 'There is no S-1 that you may see.')
    const late = await teams.click(teams.person('minjun'), own, 'Tokyo')
    expect(late.text).toContain('There is no such straw poll')
    await inTeams('minjun', 'label S-1 TLP:GREEN', 'There is no S-1 that you may see.')
    expect((await slack.command('luc', 'allied-evals', 'show S-1')).text).toContain(question)
  })

  test('of a straw poll is lowered by its form in Teams, and its cards show it again with what was answered', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const asked = await inTeams('hana', 'label S-1', 'Label of S-1')
    const dialog = await teams.openDialog(hana, asked, 'Open the form')
    expect(JSON.stringify(dialog)).toContain('Label of S-1')
    expect((await teams.submitDialog(hana, dialog, { label: 'TLP:GREEN' })).text).toContain('S-1 is TLP:GREEN now')
    expect((await slack.shows(places.slack, `S-1 ${question}`)).text).toContain('1 of 1')
    await teams.shows(places.teams, `S-1 ${question}`)
    const facts = await on().owner.query<{ was: string; now: string }>(
      `select e.entry -> 'fact' ->> 'was' as was, e.entry -> 'fact' ->> 'label' as now
       from (select convert_from(bytes, 'UTF8')::jsonb as entry, type, n from register_entries) e
       where e.type = 'straw-relabelled' order by e.n`,
    )
    expect(facts).toEqual([
      { was: 'TLP:GREEN', now: 'TLP:AMBER' },
      { was: 'TLP:AMBER', now: 'TLP:GREEN' },
    ])
  })

  test('of a joint statement is lowered by its organisation alone, and it is put where it could not be before', async () => {
    const { slack, teams, places } = product
    const form = await slack.command('luc', 'allied-evals', `statement ${title} by 2099-03-06 17:00`)
    const typed = { title, text: 'We share what we find.', closes: '2099-03-06 17:00' }
    const preview = await slack.submit('luc', form, { ...typed, label: 'TLP:AMBER', recipients: 'org_japan' })
    await slack.click('luc', preview, 'Open statement')
    await slack.shows(between, `J-1 ${title}`)
    expect((await slack.messages(places.slack)).some(({ text }) => text.includes('J-1'))).toBe(false)
    const hana = teams.person('hana')
    await teams.click(hana, await inTeams('hana', 'sign J-1', 'Sign for Japan?'), 'Sign for Japan')
    await inTeams('hana', 'label J-1 TLP:GREEN', 'Nothing was saved: this takes')
    const filled = await slack.submit('luc', await slack.command('luc', 'allied-evals', 'label'), {
      ...{ reference: 'j1', label: 'TLP:GREEN' },
    })
    expect(filled.text).toContain('J-1 is TLP:GREEN now')
    for (const shown of [
      (await slack.shows(places.slack, `J-1 ${title}`)).text,
      textOf((await teams.shows(places.teams, `J-1 ${title}`)).card),
    ]) {
      expect(shown).toContain('We share what we find.')
      expect(shown).toContain('1 organisation')
    }
  })

  test('of a joint statement is raised in Teams: no card shows it any more to those it is not for', async () => {
    const { slack, teams, places } = product
    await inTeams('ines', 'label J-1 TLP:AMBER+STRICT', 'J-1 is TLP:AMBER+STRICT now')
    for (const shown of [
      (await slack.shows(places.slack, withheld)).text,
      (await slack.shows(between, withheld)).text,
      textOf((await teams.shows(places.teams, withheld)).card),
    ]) {
      expect(shown).toContain('J-1')
      expect(shown).not.toContain(title)
      expect(shown).not.toContain('Japan')
    }
    await inTeams('hana', 'show J-1', 'There is no J-1 that you may see.')
    expect((await slack.command('luc', 'allied-evals', 'show J-1')).text).toContain(title)
    expect((await slack.command('luc', 'allied-evals', 'label J-1 TLP:AMBER+STRICT')).text).toContain(
      'J-1 is TLP:AMBER+STRICT already',
    )
  })

  test('is the secretariat’s to raise, and nobody’s to lower, once its organisation left', async () => {
    const { slack, composed } = product
    const asked = await slack.command('eva', 'allied-evals', 'leave Japan because Its ministry was dissolved')
    await slack.click('eva', asked, 'Let Japan leave')
    await composed.clockwork.sweep()
    expect((await slack.command('eva', 'allied-evals', 'label S-1 TLP:CLEAR')).text).toContain('TLP:GREEN')
    const raised = await slack.command('eva', 'allied-evals', 'label S-1 TLP:AMBER for France')
    expect(raised.text).toContain('S-1 is TLP:AMBER now')
    await inTeams('ines', 'show S-1', question)
  })
})
