import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

const letter = { name: 'letter.pdf', bytes: Buffer.from('%PDF the unit is missing') }
const words = { clause: '3.1', about: 'technical', text: 'The unit is missing.', proposed: 'Name it.' }
const ofFrance = { ...words, organisation: 'France' }

/** D-1 is Evaluation's; Eva is of the secretariat, in Slack and in Teams; Luc and Ines sign for France, Hana for Japan. */
onEachDatabase('A comment from outside the chat', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await product.linkInTeams('eva', 'person_eva')
    const { slack } = product
    const form = await slack.command('eva', 'allied-evals', 'draft ISO/IEC DIS 42119-2')
    const terms = { title: 'Testing', body: 'ISO/IEC JTC 1/SC 42', stage: 'DIS', link: '', closes: '2099-03-01 17:00' }
    const preview = await slack.submit('eva', form, { standard: 'ISO/IEC DIS 42119-2', ...terms })
    await slack.click('eva', preview, 'Register draft')
  }, 60_000)
  afterAll(() => product?.close())

  /** Eva sends a letter with these words in her chat in Slack, and opens the form. */
  async function formFor(line: string) {
    const { slack } = product
    const chat = await slack.chat('eva')
    const asked = async () =>
      (await slack.messages(chat)).filter(({ text }) => text.includes('Record a comment')).length
    const before = await asked()
    await slack.share('eva', chat, line, [letter])
    await expect.poll(asked, { timeout: 12_000 }).toBe(before + 1)
    return slack.click('eva', await slack.shows(chat, 'Record a comment'), 'Open the form')
  }

  test('is recorded by the secretariat alone, with its file, and stands at once; its signatories are told', async () => {
    const { slack, teams, places } = product
    const bare = await slack.command('eva', 'allied-evals', 'received D-1 from France')
    expect(bare.text).toContain('a comment from outside the chat comes with its letter or e-mail')
    expect((await slack.command('sam', 'allied-evals', 'received D-1 from France')).text).toContain(
      'this takes the secretariat',
    )
    const form = await formFor('received D-1 from France by letter')
    expect(JSON.stringify(form.blocks)).toContain('letter.pdf')
    expect(JSON.stringify(form.blocks)).toMatch(/"initial_option":\{[^}]*\}[^}]*"value":"France"/)
    expect((await slack.submit('eva', form, { ...ofFrance, text: '' })).errors?.text).toContain('Write its comment')
    expect((await slack.submit('eva', form, { ...ofFrance, day: '2099-01-01' })).errors?.day).toContain('still to come')
    const recorded = await slack.submit('eva', form, { ...ofFrance, day: '2026-11-01' })
    expect(recorded.text).toContain('FR-001 on D-1 is recorded for France')
    expect(recorded.text).toContain('will be told')
    await slack.shows(await slack.chat('luc'), 'FR-001 on D-1 was recorded for France')
    const ines = teams.person('ines')
    const told = await teams.shows(teams.chat(ines), 'FR-001 on D-1 was recorded for France')
    expect(textOf(told.card)).not.toContain('The unit is missing')
    const whole = await teams.click(ines, told, 'Show comment')
    for (const one of ['for France by Eva Lind', '1 November 2026', 'letter.pdf', 'The unit is missing.']) {
      expect(textOf(whole.card)).toContain(one)
    }
    await slack.shows(places.slack, '1 comment of 1 organisation')
    await teams.shows(places.teams, '1 comment of 1 organisation')
  })

  test('comes in one letter with others, which is kept once, and is recorded in Teams as well', async () => {
    const { teams } = product
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'received D-1 from France', [letter])
    const asked = await teams.shows(teams.chat(eva), 'Record a comment')
    const dialog = await teams.openDialog(eva, asked, 'Open the form')
    const said = await teams.submitDialog(eva, dialog, { ...ofFrance, clause: '4', day: '' })
    expect(said.text).toContain('FR-002 on D-1 is recorded for France')
    const [kept] = await on().owner.query<{ n: number }>('select count(*)::int as n from comment_files')
    expect(kept?.n).toBe(1)
  })

  test('comes with its letter to those who sign for the organisation, and to nobody else', async () => {
    const { slack, teams } = product
    const shown = await slack.command('luc', 'allied-evals', 'comments D-1 FR-001')
    expect((await slack.click('luc', shown, 'Get file')).text).toContain('letter.pdf is fetched')
    await slack.shows(await slack.chat('luc'), 'letter.pdf')
    expect((await slack.click('sam', shown, 'Get file')).text).toContain('There is no such file')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'comments D-1 FR-001')
    const theirs = await teams.shows(teams.chat(hana), 'FR-001 on D-1')
    expect(textOf(theirs.card)).not.toContain('Get file')
  })

  test('is withdrawn by its organisation where it is not its own, and whoever recorded it hears', async () => {
    const { slack, teams } = product
    const shown = await slack.command('luc', 'allied-evals', 'comments D-1 FR-001')
    const asks = await slack.click('luc', shown, 'Withdraw comment')
    expect((await slack.click('luc', asks, 'Withdraw comment')).text).toContain('is withdrawn')
    const chat = teams.chat(teams.person('eva'))
    const heard = await teams.shows(chat, 'withdrew FR-001 on D-1')
    expect(textOf(heard.card)).toContain('You recorded it for France')
  })

  test('is dated by the secretariat alone: a delegate who imports can’t say when the own ones came', async () => {
    const { slack, teams } = product
    const file = {
      name: 'fr.csv',
      bytes: Buffer.from('Clause,Type,Comment,Proposed change\n7,te,It is vague,Say more\n'),
    }
    const chat = await slack.chat('luc')
    await slack.share('luc', chat, 'import comments D-1 received 2026-11-09', [file])
    await slack.shows(chat, 'this takes the secretariat')
    const ines = teams.person('ines')
    await teams.say(ines, teams.chat(ines), 'import comments D-1 received 2026-11-09', [file])
    await teams.shows(teams.chat(ines), 'this takes the secretariat')
  })

  test('that came within the period and is recorded after it is in time; one that came later is late', async () => {
    const { slack } = product
    await on().owner.query("update drafts set closes_at = '2026-11-10T16:00:00Z'")
    const inTime = await slack.submit('eva', await formFor('received D-1'), {
      ...words,
      organisation: 'Japan',
      day: '2026-11-10',
    })
    expect(inTime.text).toContain('is recorded for Japan')
    expect(inTime.text).not.toContain('late')
    const late = await slack.submit('eva', await formFor('received D-1'), {
      ...words,
      organisation: 'Korea',
      day: '2026-11-11',
    })
    expect(late.text).toContain('listed as late')
    // The hour counts where it came when it was recorded.
    const today = await slack.submit('eva', await formFor('received D-1'), { ...words, organisation: 'Maple' })
    expect(today.text).toContain('listed as late')
    const chat = await slack.chat('eva')
    const rows = (name: string) => [
      { name, bytes: Buffer.from(`MB,Clause,Type,Comment,Proposed change\nDE,5,te,It came in ${name},Say so\n`) },
    ]
    await slack.share('eva', chat, 'import comments D-1 received 2026-11-09', rows('time.csv'))
    await slack.shows(chat, '1 added')
    await slack.share('eva', chat, 'import comments D-1 received 2026-11-12', rows('later.csv'))
    await expect
      .poll(
        async () =>
          on().owner.query<{ text: string; late: boolean; received: string }>(
            "select text, late, received::text from draft_comments where organisation_id = 'org_germany' order by text",
          ),
        { timeout: 12_000 },
      )
      .toEqual([
        { text: 'It came in later.csv', late: true, received: '2026-11-12' },
        { text: 'It came in time.csv', late: false, received: '2026-11-09' },
      ])
  })
})
