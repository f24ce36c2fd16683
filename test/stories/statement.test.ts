import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

const title = 'On sharing test results'
const text = 'We share what our tests find within thirty days.'

onEachDatabase('A joint statement', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  test('is opened by its form in Slack, whole before anything is saved, and stands in all places', async () => {
    const { slack, teams, places } = product
    const opened = await slack.command('luc', 'allied-evals', `statement ${title} by 2099-03-06 17:00`)
    expect(JSON.stringify(opened.blocks)).toContain(title)
    const typed = { title, text, closes: '2099-03-06 17:00', label: 'TLP:GREEN' }
    const empty = await slack.submit('luc', opened, { ...typed, text: ' ' })
    expect(empty.errors.text).toContain('Write the text that organisations sign.')
    const preview = await slack.submit('luc', opened, typed)
    for (const words of [title, text, '6 March 2099', 'can’t be changed once it is open', 'Nothing is saved yet.']) {
      expect(preview.text).toContain(words)
    }
    expect((await slack.click('luc', preview, 'Open statement')).text).toContain('J-1 is open for signing')
    const inSlack = await slack.shows(places.slack, `J-1 ${title}`)
    const inTeams = await teams.shows(places.teams, `J-1 ${title}`)
    for (const shown of [inSlack.text, textOf(inTeams.card)]) {
      for (const words of [text, 'each organisation signs for itself', 'nobody yet', 'Who can see this?']) {
        expect(shown).toContain(words)
      }
    }
  })

  test('is signed by delegates on both platforms, once per organisation, with signatories on every card', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const inTeams = await teams.shows(places.teams, `J-1 ${title}`)
    const asked = await teams.click(hana, inTeams, 'Sign statement')
    expect(asked.text).toContain('Sign for Japan?')
    expect(asked.text).toContain(text)
    const signed = await teams.click(hana, asked, 'Sign for Japan')
    expect(signed.text).toContain('Japan signed J-1')
    await slack.shows(places.slack, '1 organisation')
    const again = await teams.click(hana, asked, 'Sign for Japan')
    expect(again.text).toContain('Japan signed J-1')
    const wanted = await slack.command('luc', 'allied-evals', 'sign J-1')
    expect((await slack.click('luc', wanted, 'Sign for France')).text).toContain('France signed J-1')
    const last = await slack.shows(places.slack, '2 organisations')
    await teams.shows(places.teams, '2 organisations')
    expect(last.text).toMatch(/Japan, .*\d{4}[\s\S]*France, .*\d{4}/)
    const entries = await on().owner.query("select n from register_entries where type = 'statement-signed'")
    expect(entries).toHaveLength(2)
    expect((await slack.messages(places.slack)).filter(({ text: one }) => one.includes(`J-1 ${title}`))).toHaveLength(1)
  })

  test('takes no signature of an observer, a member or another organisation', async () => {
    const { slack, places } = product
    const card = await slack.shows(places.slack, `J-1 ${title}`)
    for (const who of ['owen', 'aiko'] as const) {
      expect((await slack.click(who, card, 'Sign statement')).text).toContain('this takes a delegate or deputy')
    }
  })

  test('shows a withdrawal with its day, and takes a new signature after it', async () => {
    const { slack, teams, places } = product
    const shown = await slack.command('luc', 'allied-evals', 'show J-1')
    expect(shown.text).toContain('Withdraw France’s signature')
    const asked = await slack.click('luc', shown, 'Withdraw France’s signature')
    expect(asked.text).toContain('stay on record with their days')
    const done = await slack.click('luc', asked, 'Withdraw signature')
    expect(done.text).toContain('France’s signature is withdrawn from J-1')
    const inSlack = await slack.shows(places.slack, 'Withdrawn')
    expect(inSlack.text).toMatch(/France, signed .*\d{4}.*, withdrew .*\d{4}/)
    expect(inSlack.text).toContain('1 organisation')
    await teams.shows(places.teams, 'Withdrawn')
    const again = await slack.command('luc', 'allied-evals', 'sign J-1')
    await slack.click('luc', again, 'Sign for France')
    const both = await slack.shows(places.slack, '2 organisations')
    expect(both.text).toContain('Withdrawn')
  })

  test('is closed for signing by the secretariat alone, who takes it away with its signatories', {
    timeout: 30_000,
  }, async () => {
    const { slack, teams, places } = product
    const own = await slack.command('luc', 'allied-evals', 'show J-1')
    expect(own.text).not.toContain('Close J-1')
    const shown = await slack.command('eva', 'allied-evals', 'show J-1')
    expect((await slack.click('luc', shown, 'Close J-1 for signing')).text).toContain('this takes the secretariat')
    const closed = await slack.click('eva', shown, 'Close J-1 for signing')
    expect(closed.text).toContain('J-1 is closed for signing')
    await slack.shows(places.slack, 'Closed for signing')
    const inTeams = await teams.shows(places.teams, 'Closed for signing')
    expect(textOf(inTeams.card)).not.toContain('Sign statement')
    const late = await slack.command('sam', 'allied-evals', 'sign J-1')
    expect(late.text).toContain('J-1 was closed for signing on')
    const asked = await slack.click('eva', shown, 'Get J-1 as a file')
    expect(asked.text).toContain('J-1 is being made into a file')
    const name = await vi.waitUntil(
      async () =>
        (
          await on().owner.query<{ name: string }>("select name from documents where name like '%statement-j-1%.docx'")
        )[0],
      { timeout: 15_000, interval: 100 },
    )
    expect(name.name).toMatch(/statement-j-1.*\.docx$/)
  })

  test('is over at its deadline', async () => {
    const { slack, teams, places, composed } = product
    const form = await slack.command('luc', 'allied-evals', 'statement')
    const typed = { title: 'On audits', text: 'We audit.', closes: '2099-03-06 17:00', label: 'TLP:GREEN' }
    const preview = await slack.submit('luc', form, typed)
    await slack.click('luc', preview, 'Open statement')
    const card = await teams.shows(places.teams, 'J-2 On audits')
    await on().owner.query("update statements set closes_at = now() - interval '1 second' where number = 2")
    expect((await teams.click(teams.person('hana'), card, 'Sign statement')).text).toContain(
      'J-2 was closed for signing on',
    )
    await composed.clockwork.sweep()
    const [row] = await on().owner.query(
      'select closed_at is not null as closed, closed_by as by from statements where number = 2',
    )
    expect(row).toEqual({ closed: true, by: null })
  })
})
