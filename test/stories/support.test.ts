import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { entriesIn } from '../support/entries.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('An organisation that supports a commitment', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, product.places.teams, 'commit Publish our evaluation results by 2099-03-01 for R-4.2')
    await teams.click(hana, await teams.shows(chat, 'Commit Publish our evaluation results'), 'Commit Japan')
  }, 60_000)
  afterAll(() => product?.close())

  test('is asked by word in Slack, confirms its part in Teams, and stands on the card on both platforms', async () => {
    const { slack, teams, places } = product
    const asked = await slack.command('aiko', 'allied-evals', 'support C-1 by Korea Provide the test data')
    expect(asked.text).toContain('C-1 waits for Korea')
    expect((await slack.shows(places.slack, 'asked, not confirmed')).text).toContain('Korea (Provide the test data')
    const minjun = teams.person('minjun')
    const chat = teams.chat(minjun)
    const request = await teams.shows(chat, 'C-1 Support it for Korea?')
    expect(JSON.stringify(request.card)).toContain('Provide the test data')
    await teams.say(minjun, chat, 'proposals')
    const waiting = await teams.shows(chat, '1 request for support waits')
    const opened = await teams.click(minjun, waiting, 'Open support of C-1')
    const confirmed = await teams.click(minjun, opened, 'Support C-1')
    expect(confirmed.text).toContain('Korea supports it now.')
    await slack.shows(places.slack, 'Korea (Provide the test data)')
    await teams.shows(places.teams, 'Korea (Provide the test data)')
    await slack.shows(await slack.chat('aiko'), 'C-1 is supported by Korea')
    const before = await entriesIn(on())
    expect((await teams.click(minjun, request, 'Support C-1')).text).toContain('Korea supports it now.')
    expect(await entriesIn(on())).toEqual(before)
    const again = await slack.command('aiko', 'allied-evals', 'support C-1 by Korea Something else')
    expect(again.text).toContain('Korea supports C-1 already.')
  })

  test('adds evidence of its own to what it supports', async () => {
    const { slack, teams } = product
    const minjun = teams.person('minjun')
    await teams.say(minjun, teams.chat(minjun), 'evidence C-1 The test data is published')
    await teams.shows(teams.chat(minjun), 'Evidence added to C-1')
    const shown = await slack.command('luc', 'allied-evals', 'evidence C-1')
    expect(shown.text).toContain('for Korea')
  })

  test('is asked by a form on each platform, declines in Slack, and what is wrong stands on its field', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'show C-1')
    const dialog = await teams.openDialog(hana, await teams.shows(chat, 'C-1 Publish our'), 'Ask for support')
    const long = await teams.submitDialog(hana, dialog, { by: 'org_france', part: 'x'.repeat(301) })
    expect(long.text).toContain('This is 301 characters long; 300 is the most.')
    expect((await teams.submitDialog(hana, dialog, { by: 'org_france', part: 'Run it' })).text).toContain(
      'C-1 waits for France',
    )
    const request = await slack.shows(await slack.chat('luc'), 'C-1 Support it for France?')
    const declined = await slack.click('luc', request, 'Decline support')
    expect(declined.text).toContain('C-1 is not supported by France')
    await teams.shows(chat, 'C-1 is not supported by France')
    expect((await slack.click('luc', request, 'Support C-1')).text).toContain('This request was settled before.')

    const shown = await slack.command('aiko', 'allied-evals', 'show C-1')
    const form = await slack.click('aiko', shown, 'Ask for support')
    const asked = await slack.submit('aiko', form, { by: 'org_germany', part: '' })
    expect(asked.text).toContain('C-1 waits for Germany')
  })

  test('is refused to whom it can’t be asked of, with what to do instead', async () => {
    const { slack } = product
    const said = async (line: string) => (await slack.command('aiko', 'allied-evals', line)).text
    expect(await said('support C-1')).toContain('Choose the organisation that you ask: ')
    expect(await said('support C-1 by Atlantis Dive')).toContain('There is no organisation “Atlantis Dive” here.')
    expect(await said('support C-1 by Japan Do it')).toContain('C-1 belongs to Japan already.')
    expect(await said('support C-99 by France')).toContain('There is no C-99 that you may see.')
    expect((await slack.command('luc', 'allied-evals', 'support C-1 by Germany')).text).toContain('this takes')
  })

  test('ends its part in Teams, or the owner does in Slack, and the others are told', async () => {
    const { slack, teams, places } = product
    const minjun = teams.person('minjun')
    const chat = teams.chat(minjun)
    await teams.say(minjun, chat, 'show C-1')
    const ended = await teams.click(minjun, await teams.shows(chat, 'Show evidence'), 'End support of Korea')
    expect(ended.text).toContain('C-1 is no longer supported by Korea')
    const hana = teams.person('hana')
    await teams.shows(teams.chat(hana), 'C-1 is no longer supported by Korea')
    await teams.say(hana, teams.chat(hana), 'show C-1')
    const own = await teams.shows(teams.chat(hana), 'Germany (asked, not confirmed)')
    expect((await teams.click(hana, own, 'End support of Germany')).text).toContain('no longer for Germany to support')
    const isDrawn = async () => !(await slack.shows(places.slack, 'C-1 Publish our')).text.includes('Supported by')
    await vi.waitUntil(isDrawn, { timeout: 5_000, interval: 50 })
    const entries = await on().owner.query<{ text: string }>(
      "select convert_from(bytes, 'UTF8') as text from register_entries where type like 'support-%'",
    )
    expect(entries.length).toBe(7)
    expect(JSON.stringify(entries)).not.toContain('test data')
  })
})
