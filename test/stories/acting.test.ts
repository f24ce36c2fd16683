import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import { onEachDatabase } from '../support/database.ts'
import { entriesIn } from '../support/entries.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

/** Hana is a delegate of Korea as well, and has a Slack account besides. */
const seat: ConsortiumFact = {
  type: 'seat-given',
  person: 'person_hana',
  organisation: 'org_korea',
  role: 'delegate',
  standing: 'staff',
  from: '2026-01-01',
  until: null,
}

onEachDatabase('Somebody of two organisations', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, operator } = product
    await on().database.store.transact('con_demo', (unit) => unit.save([seat], { by: 'operator', organisation: null }))
    await operator('link-account', { platform: 'slack', workspace, user: slack.userId('alice'), person: 'person_hana' })
  }, 30_000)
  afterAll(() => product?.close())

  const entries = () => entriesIn(on())

  test('is asked for whom where nothing was chosen, and no longer where it was, in that place alone', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    const before = await entries()
    await teams.say(hana, chat, 'act')
    const choice = await teams.shows(chat, 'For whom do you act?')
    const chosen = await teams.click(hana, choice, 'Act for Korea')
    expect(chosen.text).toContain('You act for Korea now')
    expect(await entries()).toBe(before)

    await teams.say(hana, chat, 'commit Share the test bench by 2027-03-01')
    const preview = await teams.shows(chat, 'Commit Share the test bench')
    await teams.shows(chat, 'For Korea.')
    expect((await teams.click(hana, preview, 'Commit Korea')).text).toContain('Korea stands by it.')

    await teams.say(hana, places.teams, 'commit Share the data by 2027-03-01')
    const asked = await teams.shows(places.teams, 'There is a form for this')
    expect(JSON.stringify((await teams.openDialog(hana, asked, 'Open the form')).card)).toContain('org_korea')
    const inSlack = await slack.command('alice', 'allied-evals', 'commit Share the data by 2027-03-01')
    expect(inSlack.where).toBe('modal')
    expect(JSON.stringify(inSlack.blocks)).toContain('org_korea')
    expect(inSlack.text).not.toContain('For Korea.')
  })

  test('chooses by a typed word in Slack, with a mention or the command, and undoes it', async () => {
    const { slack } = product
    const chosen = await slack.mention('alice', 'allied-evals', 'act for japan')
    expect(chosen.text).toContain('You act for Japan now')
    expect(chosen.text).toContain('In this channel')
    const preview = await slack.command('alice', 'allied-evals', 'commit Write the guide by 2027-03-01')
    expect(preview.text).toContain('For Japan.')
    const elsewhere = await slack.command('alice', 'allied-data', 'whoami')
    expect(elsewhere.text).toContain('Here you are asked each time for whom you act.')
    const here = await slack.command('alice', 'allied-evals', 'whoami')
    expect(here.text).toContain('Here you act for Japan.')

    const slip = await slack.command('alice', 'allied-evals', 'act for Jpan')
    expect(slip.text).toContain('you hold no seat of “Jpan”')
    const france = await slack.command('alice', 'allied-evals', 'act for France')
    expect((await slack.click('alice', france, 'Korea')).text).toContain('You act for Korea now')
    const undone = await slack.command('alice', 'allied-evals', 'act for nobody')
    expect(undone.text).toContain('You are asked each time for whom you act')
    expect((await slack.command('luc', 'allied-evals', 'act')).text).toContain('You act for France')
  })

  test('chooses for a Teams channel by buttons that come in the 1:1 chat', async () => {
    const { teams, places } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, places.teams, 'act')
    const choice = await teams.shows(chat, 'In this channel you are asked each time now.')
    const chosen = await teams.click(hana, choice, 'Act for Japan')
    expect(chosen.text).toContain('In the channel where you asked what you vote')
    await teams.say(hana, places.teams, 'whoami')
    const there = await teams.shows(chat, 'Here you act for Japan.')
    await teams.say(hana, chat, 'whoami')
    await teams.shows(chat, 'Here you act for Korea.')
    const again = await teams.click(hana, there, 'Change organisation')
    expect(again.text).toContain('In the channel where you asked now for Japan.')
    await teams.click(hana, again, 'Ask each time')
  })

  test('goes on for the organisation that a preview showed, whatever was chosen since', async () => {
    const { slack } = product
    await slack.command('alice', 'allied-evals', 'act for Japan')
    const preview = await slack.command('alice', 'allied-evals', 'commit Publish the list by 2027-03-01')
    await slack.command('alice', 'allied-evals', 'act for Korea')
    const saved = await slack.click('alice', preview, 'Commit Japan')
    expect(saved.text).toContain('Japan stands by it.')
    expect(saved.text).toContain('For Japan.')
  })

  test('votes and reports here for the chosen organisation alone', async () => {
    const { slack, teams, places } = product
    const opening = await slack.command('sam', 'allied-evals', 'poll Meet in Seoul? by 2027-03-01 12:00')
    await slack.click('sam', opening, 'Open poll')
    const card = await slack.shows(places.slack, 'P-1 Meet in Seoul?')
    await slack.command('alice', 'allied-evals', 'act for nobody')
    const both = await slack.click('alice', card, 'Approve')
    expect(both.text).toContain('Cast for Japan')
    expect(both.text).toContain('Cast for Korea')

    await slack.command('alice', 'allied-evals', 'act for Korea')
    const late = await slack.click('alice', both, 'Cast for Japan')
    expect(late.text).toContain('here you act for Korea')
    const one = await slack.click('alice', card, 'Approve')
    expect(one.text).not.toContain('Cast for Japan')
    const cast = await slack.click('alice', one, 'Cast for Korea')
    expect(cast.text).toContain('Korea approved P-1')
    expect(cast.text).toContain('For Korea.')

    const hana = teams.person('hana')
    const inChannel = await teams.shows(places.teams, 'P-1 Meet in Seoul?')
    const asked = await teams.click(hana, inChannel, 'Disapprove')
    expect((await teams.click(hana, asked, 'Cast for Japan')).text).toContain('Japan disapproved P-1')

    const list = await slack.command('alice', 'allied-evals', 'commitments japan')
    const [reference] = /C-\d+/.exec(list.text) ?? []
    const refused = await slack.command('alice', 'allied-evals', `update ${reference} limited`)
    expect(refused.text).toContain('here you act for Korea')
    const changed = await slack.click('alice', refused, 'Change organisation')
    await slack.click('alice', changed, 'Act for Japan')
    const reported = await slack.command('alice', 'allied-evals', `update ${reference} limited`)
    expect(reported.text).toContain('For Japan.')
  })

  test('is of none of them any more once the seat there ended', async () => {
    const { slack } = product
    await slack.command('alice', 'allied-evals', 'act for Korea')
    await on().owner.query(
      `update seats set until_day = '2026-01-31' where person_id = 'person_hana' and organisation_id = 'org_korea'`,
    )
    const seen = await slack.command('alice', 'allied-evals', 'whoami')
    expect(seen.text).not.toContain('Korea')
    const preview = await slack.command('alice', 'allied-evals', 'commit Test the list by 2027-03-01')
    expect((await slack.click('alice', preview, 'Commit Japan')).text).toContain('Japan stands by it.')
  })
})
