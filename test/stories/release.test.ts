import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Hana is a delegate of Japan in Teams, Aiko a member of it in Slack; Luc heads France’s delegation in Slack, Min-jun is Korea’s in Teams. */
onEachDatabase('What leaves an organisation', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const group = 'wg_evaluation'
  /** Everything that is stored and holds these words. */
  async function keptOf(words: string): Promise<string[]> {
    const tables = await on().owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
    )
    const holding: string[] = []
    for (const { name } of tables) {
      const found = await on().owner.query(`select 1 from ${name} t where t::text like $1 limit 1`, [`%${words}%`])
      if (found.length > 0) holding.push(name)
    }
    return holding
  }

  test('is everything until its delegates say otherwise, and its own people read that', async () => {
    const { slack, teams } = product
    const shown = await slack.command('aiko', 'allied-evals', 'release')
    expect(shown.text).toContain('What leaves Japan')
    expect(shown.text).toContain('everything')
    expect(shown.text).not.toContain('Set release')
    expect((await slack.command('aiko', 'allied-evals', 'release any nothing')).text).toContain(
      'Nothing was saved: this takes a delegate or deputy of that organisation.',
    )
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'release')
    const own = await teams.shows(chat, 'What leaves Japan')
    const dialog = await teams.openDialog(hana, own, 'Set release')
    const set = await teams.submitDialog(hana, dialog, { label: 'TLP:AMBER', what: 'nothing' })
    expect(set.text).toMatch(/nothing: it can’t be logged here \(set by Hana Sato, /)
    const now = await slack.command('aiko', 'allied-evals', 'release')
    expect(now.text).toContain('TLP:AMBER')
  })

  test('where that is nothing, logging is refused on the label, with who said so and when', async () => {
    const { slack, teams } = product
    const form = await slack.command('aiko', 'allied-evals', 'commit')
    const filled = { text: 'Zebra one', due: '2027-03-01', group, label: 'TLP:AMBER' }
    const refused = await slack.submit('aiko', form, filled)
    expect(refused.errors.label).toMatch(
      /^Nothing was saved: nothing labelled TLP:AMBER leaves Japan \(set by Hana Sato, \w+day \d/,
    )
    expect(await keptOf('Zebra one')).toEqual([])
    const minjun = teams.person('minjun')
    const chat = teams.chat(minjun)
    await teams.say(minjun, chat, 'commit')
    const dialog = await teams.openDialog(minjun, await teams.shows(chat, 'Log a commitment'), 'Open the form')
    const preview = await teams.submitDialog(minjun, dialog, {
      text: 'Korea may',
      due: '2027-03-01',
      label: 'TLP:AMBER',
    })
    expect(preview.text).toContain('Nothing is saved yet.')
  })

  test('where that is a reference, no word of the text is stored, from the typed line to the card', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'release green reference')
    await teams.shows(chat, 'reference only: number, owner, date and state')
    const preview = await slack.command('aiko', 'allied-evals', 'commit Zebra two by 2027-03-01 for R-4.2')
    expect(preview.text).toContain('Japan keeps its text to itself: it is not stored here')
    await slack.click('aiko', preview, 'Propose for Japan')
    const asked = await teams.shows(chat, 'Proposal of Japan')
    const confirmed = await teams.click(hana, asked, 'Confirm commitment')
    expect(confirmed.text).toContain('as number, owner, date and state where others read')
    for (const shown of [
      (await slack.shows(places.slack, 'C-1 Commitment of Japan')).text,
      (await slack.command('luc', 'allied-evals', 'show C-1')).text,
    ]) {
      expect(shown).toContain('Text kept by Japan.')
      expect(shown).toContain('Monday 1 March 2027 (Tokyo)')
      expect(shown).toContain('not reported yet')
      expect(shown).not.toContain('R-4.2')
    }
    await teams.shows(places.teams, 'C-1 Commitment of Japan')
    expect((await slack.command('aiko', 'allied-evals', 'show C-1')).text).toContain('R-4.2')
    const note = await slack.command('aiko', 'allied-evals', 'update C-1 limited Zebra three')
    expect(note.text).toContain('Your note is not stored: Japan keeps its text to itself.')
    await slack.shows(places.slack, 'limited')
    const wrong = await slack.command('aiko', 'allied-evals', 'commit Zebra four by 31 Febuary')
    expect(wrong.text).toContain('Zebra four')
    for (const words of ['Zebra two', 'Zebra three', 'Zebra four']) expect(await keptOf(words), words).toEqual([])
  })

  test('is taken off the cards that stand there, on both platforms, once its delegates say so', async () => {
    const { slack, teams, places } = product
    const form = await slack.command('luc', 'allied-evals', 'commit')
    const preview = await slack.submit('luc', form, { text: 'Open the giraffe bench', due: '2027-03-01', group })
    await slack.click('luc', preview, 'Commit France')
    await slack.shows(places.slack, 'Open the giraffe bench')
    await teams.shows(places.teams, 'Open the giraffe bench')
    await slack.command('luc', 'allied-evals', 'release any reference')
    await slack.shows(places.slack, 'C-2 Commitment of France')
    await teams.shows(places.teams, 'C-2 Commitment of France')
    expect((await slack.messages(places.slack)).some(({ text }) => text.includes('giraffe'))).toBe(false)
    const minjun = teams.person('minjun')
    const chat = teams.chat(minjun)
    await teams.say(minjun, chat, 'commitments')
    const listed = await teams.shows(chat, 'Text kept by France.')
    expect(JSON.stringify(listed.card)).not.toContain('giraffe')
    await slack.command('luc', 'allied-evals', 'release any nothing')
    await teams.say(minjun, chat, 'show C-2')
    await teams.shows(chat, 'There is no C-2 that you may see.')
    expect((await slack.command('luc', 'allied-evals', 'show C-2')).text).toContain('Open the giraffe bench')
    await slack.command('luc', 'allied-evals', 'release any full')
    await slack.shows(places.slack, 'Open the giraffe bench')
  })

  test('is never half a poll: who can’t read the question is not asked to vote on it', async () => {
    const { teams, places } = product
    const hana = teams.person('hana')
    const said = await teams.say(hana, places.teams, 'poll Adopt the zebra glossary? by 2027-03-01 12:00')
    const offer = await teams.shows(said.message.conversation, 'There is a form for this')
    const dialog = await teams.openDialog(hana, offer, 'Open the form')
    expect(dialog.text).not.toContain('zebra')
    const filled = { question: 'Adopt the zebra glossary?', closes: '2027-03-01 12:00' }
    const refused = await teams.submitDialog(hana, dialog, filled)
    expect(refused.text).toContain('of TLP:GREEN only references leave Japan')
    expect(refused.text).toContain('zebra')
    expect(await keptOf('zebra glossary')).toEqual([])
  })

  test('holds for a quoted message as well, as its author’s organisation says', async () => {
    const { slack } = product
    const message = await slack.say('aiko', 'allied-evals', 'We lend the okapi')
    const form = await slack.shortcut('luc', 'allied-evals', message)
    const refused = await slack.submit('luc', form, { text: 'Take it', due: '2027-03-01', group })
    expect(refused.errors.label).toContain('text labelled TLP:GREEN does not leave')
  })
})
