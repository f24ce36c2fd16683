import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayInFull, readDay } from '#src/core/dates.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** 15 December, as the product reads it today in Tokyo. */
function december(): string {
  const read = readDay('15 December', Temporal.Now.zonedDateTimeISO('Asia/Tokyo').toPlainDate())
  if (read.read !== 'one') throw new Error('15 December is one day')
  return dayInFull(read.value)
}
const promise = 'Publish our evaluation results'

onEachDatabase('A commitment', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  test('is proposed in Slack, confirmed in Teams, and shown in the working group’s places on both', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')

    const preview = await slack.command('aiko', 'allied-evals', `commit ${promise} by 15 December for R-4.2`)
    expect(preview.text).toContain(`Propose ${promise}`)
    expect(preview.text).toContain(`${december()} (Tokyo)`)
    expect(preview.text).toContain('R-4.2 Share information and security assurance interoperably')
    expect(preview.text).toContain('Nothing is saved yet.')
    expect((await slack.command('aiko', 'allied-evals', 'proposals')).text).toContain('No proposals')

    const proposed = await slack.click('aiko', preview, 'Propose for Japan')
    expect(proposed.text).toContain('Proposed for Japan')
    expect((await slack.command('luc', 'allied-evals', 'proposals')).text).toContain('No proposals')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain('There is no C-1 that you may see.')
    expect(await slack.messages(places.slack)).toEqual([])

    const asked = await teams.shows(teams.chat(hana), promise)
    const confirmed = await teams.click(hana, asked, 'Confirm commitment')
    expect(confirmed.text).toContain(`C-1 ${promise}`)
    expect(confirmed.text).toContain('Japan stands by it.')

    const inSlack = await slack.shows(places.slack, `C-1 ${promise}`)
    const inTeams = await teams.shows(places.teams, `C-1 ${promise}`)
    expect(inSlack.text).toContain('Japan, Ministry of Digital Economy')
    expect(inTeams).toBeDefined()
    await slack.shows(await slack.chat('aiko'), 'C-1 is confirmed')
    expect((await slack.command('luc', 'allied-evals', 'show C-1')).text).toContain(promise)
  })

  test('is confirmed at once where a delegate writes it, and not before the date was seen', async () => {
    const { slack, teams, places } = product
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    await teams.say(greta, chat, 'commit Translate the glossary by 2027-03-01')
    const preview = await teams.shows(chat, 'Monday 1 March 2027 (Berlin)')
    const committed = await teams.click(greta, preview, 'Commit Germany')
    expect(committed.text).toContain('C-2 Translate the glossary')
    await slack.shows(places.slack, 'C-2 Translate the glossary')
  })

  test('is asked for by a form where the word stands alone, and a mistake stands on its field with what was typed', async () => {
    const { slack } = product
    const form = await slack.command('aiko', 'allied-evals', 'commit')
    expect(form.where).toBe('modal')
    const typed = { text: 'Nominate two experts', due: '31 Febuary', recommendations: 'R-9.9' }
    const refused = await slack.submit('aiko', form, { ...typed, group: 'wg_evaluation' })
    expect(refused.errors).toEqual({
      due: expect.stringContaining('“31 Febuary” is not a date I can read.'),
      recommendations: expect.stringContaining('There is no recommendation “R-9.9”.'),
    })
    const again = await slack.submit('aiko', form, { ...typed, recommendations: '', group: 'wg_evaluation' })
    expect(again.errors).toEqual({ due: expect.stringContaining('“31 Febuary” is not a date I can read.') })
    const preview = await slack.submit('aiko', form, {
      ...typed,
      due: '2027-02-28',
      recommendations: '',
      group: 'wg_evaluation',
    })
    expect(preview.text).toContain('Sunday 28 February 2027 (Tokyo)')
    const proposed = await slack.click('aiko', preview, 'Propose for Japan')
    expect(proposed.text).toContain('Proposed for Japan')
  })

  test('keeps what was typed in Teams as well, from a typed line to a corrected dialog', async () => {
    const { teams } = product
    const minjun = teams.person('minjun')
    const chat = teams.chat(minjun)
    await teams.say(minjun, chat, 'commit Host a workshop by 31 Febuary for R-1.3')
    const card = await teams.shows(chat, '31 Febuary')
    const dialog = await teams.openDialog(minjun, card, 'Open the form')
    expect(dialog.text).toContain('Host a workshop')
    expect(dialog.text).toContain('“31 Febuary” is not a date I can read.')
    const refused = await teams.submitDialog(minjun, dialog, { due: 'soon' })
    expect(refused.text).toContain('“soon” is not a date I can read.')
    expect(refused.text).toContain('Host a workshop')
    const preview = await teams.submitDialog(minjun, refused, { due: '2027-02-28' })
    expect(preview.text).toContain('Sunday 28 February 2027 (Seoul)')
    const committed = await teams.click(minjun, preview, 'Commit Korea')
    expect(committed.text).toContain('Host a workshop')
    expect(committed.text).toContain('Korea stands by it.')
    const resent = await teams.resend(committed, 'a-new-id')
    expect(resent.text).toBe(committed.text)
  })

  test('that names an all-number date is answered with both readings as buttons', async () => {
    const { slack } = product
    const asked = await slack.command('aiko', 'allied-evals', 'commit Count the chips by 4/12')
    expect(asked.text).toContain('“4/12” can be two days')
    const label = /4 December \d{4}/.exec(asked.text)?.[0] ?? ''
    const button = new RegExp(`(\\w+ ${label})`).exec(asked.text)?.[1] ?? ''
    const preview = await slack.click('aiko', asked, button)
    expect(preview.text).toContain(`${button} (Tokyo)`)
    expect(preview.text).toContain('Propose Count the chips')
  })

  test('can be changed, sent back and withdrawn while it is a proposal', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const propose = async (words: string) => {
      const preview = await slack.command('aiko', 'allied-evals', `commit ${words} by 2027-05-03`)
      return slack.click('aiko', preview, 'Propose for Japan')
    }
    const first = await propose('Draft the charter')
    const form = await slack.click('aiko', first, 'Change proposal')
    expect(form.where).toBe('modal')
    const changed = await slack.submit('aiko', form, { text: 'Draft the whole charter', due: '2027-05-04' })
    const saved = await slack.click('aiko', changed, 'Propose for Japan')
    expect(saved.text).toContain('Draft the whole charter')
    const withdrawn = await slack.click('aiko', first, 'Withdraw proposal')
    expect(withdrawn.text).toContain('Withdrawn.')
    const stale = await teams.click(
      hana,
      await teams.shows(teams.chat(hana), 'Draft the charter'),
      'Confirm commitment',
    )
    expect(stale.text).toContain('This proposal was settled before. Nothing was changed.')

    await propose('Print the charter')
    const sentBack = await teams.click(hana, await teams.shows(teams.chat(hana), 'Print the charter'), 'Send back')
    expect(sentBack.text).toContain('Sent back')
    await slack.shows(await slack.chat('aiko'), 'Your proposal was sent back')
  })

  test('stands in the register with its words as salted hashes, and the words apart', async () => {
    const entries = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries order by n",
    )
    const proposed = entries.map(({ entry }) => JSON.parse(entry)).filter(({ type }) => type === 'commitment-proposed')
    expect(proposed.length).toBeGreaterThan(0)
    expect(JSON.stringify(entries)).not.toContain(promise)
    const openings = await on().owner.query('select value from register_openings')
    expect(JSON.stringify(openings)).toContain(promise)
  })
})
