import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

onEachDatabase('A digest', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  /** The hour comes round, and every process sweeps at once. */
  async function comesRound(person: string) {
    await on().owner.query(`update digests set next_at = now() - interval '1 minute' where person_id = '${person}'`)
    await Promise.all([product.composed.clockwork.sweep(), product.composed.clockwork.sweep()])
  }
  const titled = (messages: { text: string }[]) =>
    messages.filter(({ text }) => /Your week|Nothing needs you,/.test(text))

  test('is off until its person sets it, and says the next one in full', async () => {
    const { slack } = product
    expect((await slack.command('aiko', 'allied-evals', 'digest')).text).toContain('Your digest is off')
    const set = await slack.command('aiko', 'allied-evals', 'digest weekly mon 09:00')
    expect(set.text).toMatch(/Monday \d+ \w+ \d{4}, 09:00 \(Tokyo, UTC\+9\)/)
    expect(set.text).toContain('Slack, in our chat')
    const elsewhere = await slack.command('aiko', 'allied-evals', 'digest weekly Friday 16:30 in New York')
    expect(elsewhere.text).toMatch(/Friday \d+ \w+ \d{4}, 16:30 \(New York, UTC−\d\)/)
    const shown = await slack.command('aiko', 'allied-evals', 'digest')
    expect(shown.text).toContain('Fridays, 16:30 (New York)')
    await slack.command('aiko', 'allied-evals', 'digest weekly mon 09:00')
  })

  test.each([
    ['digest weekly mon 25:00', '“25:00” is not a time of day.'],
    ['digest weekly funday 09:00', '“funday” is not a weekday.'],
    ['digest weekly mon 09:00 Mars/Olympus', '“Mars/Olympus” is not a time zone.'],
    ['digest weekly mon 09:00 on teams', 'you have no account on Teams here'],
    ['digest weekly mon 09:00 on irc', '“irc” is not a platform.'],
  ])('“%s” opens the form with the mistake on its field', async (line, says) => {
    const form = await product.slack.command('aiko', 'allied-evals', line)
    expect(form.where).toBe('modal')
    expect(form.text).toContain(says)
    expect((await product.slack.command('aiko', 'allied-evals', 'digest')).text).toContain('Mondays, 09:00 (Tokyo)')
  })

  test('is set in a Teams dialog as well, mended where it was wrong', async () => {
    const { teams } = product
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'digest weekly tue 25:00')
    const card = await teams.shows(teams.chat(hana), '“25:00” is not a time of day.')
    const dialog = await teams.openDialog(hana, card, 'Open the form')
    expect(dialog.text).toContain('“25:00” is not a time of day.')
    const refused = await teams.submitDialog(hana, dialog, { time: '08:15', zone: 'Mars/Olympus' })
    expect(refused.text).toContain('“Mars/Olympus” is not a time zone.')
    const set = await teams.submitDialog(hana, refused, { zone: '' })
    expect(set.text).toMatch(/Tuesday \d+ \w+ \d{4}, 08:15 \(Tokyo, UTC\+9\)/)
    expect(set.text).toContain('Teams, in our chat')
  })

  test('says in one line that nothing waits', async () => {
    const { slack } = product
    await comesRound('person_aiko')
    const sent = await slack.shows(await slack.chat('aiko'), 'Nothing needs you')
    expect(sent.text).not.toContain('To decide')
    expect(sent.text).not.toContain('Overdue')
  })

  test('tells what waits and what is new, to each what is theirs, and takes nothing back when it is asked for', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const greta = teams.person('greta')
    const preview = await slack.command('sam', 'allied-evals', 'poll Adopt the glossary? by 2100-01-01 17:00')
    await slack.click('sam', preview, 'Open poll')
    const secret = await slack.command('luc', 'allied-evals', 'commit Translate the glossary by 2100-01-01')
    await slack.click('luc', secret, 'Commit France')
    await teams.say(greta, teams.chat(greta), 'commit Measure twice by 2100-01-01')
    await teams.click(greta, await teams.shows(teams.chat(greta), 'Measure twice'), 'Commit Germany')
    const proposal = await slack.command('aiko', 'allied-evals', 'commit A quiet promise by 2100-01-01')
    await slack.click('aiko', proposal, 'Propose for Japan')
    await on().owner.query("update commitments set due = '2026-01-05' where number = 1")
    await slack.shows(places.slack, 'C-2 Measure twice')

    const first = await slack.command('aiko', 'allied-evals', 'digest now')
    expect(first.where).toBe('private')
    expect(first.text).toContain('TLP:GREEN')
    expect(first.text).toMatch(/P-1 Adopt the glossary\?, closes .*; Japan has not voted/)
    expect(first.text).toMatch(/C-1 Translate the glossary \(France\), \d+ days overdue/)
    expect(first.text).toContain('C-2 Measure twice (Germany), due Friday 1 January 2100 (Berlin)')
    expect(first.text).not.toContain('A quiet promise')
    expect((await slack.click('aiko', first, 'Show P-1')).text).toContain('P-1 Adopt the glossary?')
    expect((await slack.command('aiko', 'allied-evals', 'digest now')).text).toBe(first.text)

    await teams.say(hana, teams.chat(hana), 'digest now')
    const own = await teams.shows(teams.chat(hana), 'Your week')
    const poll = await teams.click(hana, own, 'Vote on P-1')
    await teams.click(hana, await teams.click(hana, poll, 'Approve'), 'Cast for Japan')
    const after = await slack.command('aiko', 'allied-evals', 'digest now')
    expect(after.text).not.toContain('To decide')
    expect(after.text).toContain('P-1 Adopt the glossary?: opened')
  })

  test('comes once at its hour, however many sweeps there are, and tells nothing twice', async () => {
    const { slack, teams } = product
    const chat = await slack.chat('aiko')
    const before = titled(await slack.messages(chat)).length
    await comesRound('person_aiko')
    const sent = await slack.shows(chat, 'Your week')
    expect(sent.text).toContain('C-2 Measure twice (Germany)')
    await on().owner.query("update commitments set text = 'Translate it again' where number = 1")
    await comesRound('person_aiko')
    await slack.shows(chat, 'Translate it again')
    const all = titled(await slack.messages(chat))
    expect(all).toHaveLength(before + 2)
    expect(all.at(-1)?.text).not.toContain('C-2 Measure twice')

    const hana = teams.person('hana')
    await comesRound('person_hana')
    const inTeams = await teams.shows(teams.chat(hana), 'C-2 Measure twice (Germany)')
    expect(inTeams).toBeDefined()
  })

  test('goes to the platform of choice', async () => {
    const { slack, teams, operator } = product
    const hana = teams.person('hana')
    await operator('link-account', { platform: 'slack', workspace, user: slack.userId('alice'), person: 'person_hana' })
    await teams.say(hana, teams.chat(hana), 'digest weekly wed 07:00 on slack')
    await teams.shows(teams.chat(hana), 'Slack, in our chat')
    await comesRound('person_hana')
    await slack.shows(await slack.chat('alice'), 'Your week')
    expect((await slack.command('alice', 'allied-evals', 'digest weekly wed 07:00 on teams')).text).toContain(
      'Teams, in',
    )
    const before = titled(await slack.messages(await slack.chat('alice'))).length
    await on().owner.query("update commitments set text = 'Translate it in Teams' where number = 1")
    await comesRound('person_hana')
    await teams.shows(teams.chat(hana), 'Translate it in Teams')
    expect(titled(await slack.messages(await slack.chat('alice')))).toHaveLength(before)
  })

  test('stops when its person says so', async () => {
    const { slack } = product
    expect((await slack.command('aiko', 'allied-evals', 'digest off')).text).toContain('Your digest is off')
    const chat = await slack.chat('aiko')
    const before = (await slack.messages(chat)).length
    await product.composed.clockwork.sweep()
    expect(await slack.messages(chat)).toHaveLength(before)
    const [row] = await on().owner.query<{ next_at: unknown }>(
      "select next_at from digests where person_id = 'person_aiko'",
    )
    expect(row?.next_at).toBeNull()
  })

  test('is a person’s own affair: the register says nothing of it', async () => {
    const entries = await on().owner.query("select n from register_entries where type like 'digest%'")
    expect(entries).toEqual([])
  })

  test('tells all of a long list: some at once, the rest by a button', async () => {
    const { slack } = product
    await on().owner.query(`
      insert into commitments (consortium_id, id, number, status, organisation_id, group_id, due, label, text, proposed_by,
        proposed_at, confirmed_by, confirmed_at, changed_at)
      select 'con_demo', 'com_many' || n, 100 + n, 'confirmed', 'org_japan', 'wg_evaluation', '2026-02-01', 'TLP:AMBER',
        'Late promise ' || n, 'person_hana', now(), 'person_hana', now() - interval '1 year', now()
      from generate_series(1, 22) n`)
    const digest = await slack.command('aiko', 'allied-evals', 'digest now')
    expect(digest.text).toContain('TLP:AMBER')
    expect(digest.text).toContain('and 18 more: commitments overdue')
    const more = await slack.click('aiko', digest, 'Show 18 more overdue')
    expect(more.text).toContain('Overdue: 6 to 20 of 23')
    const rest = await slack.click('aiko', more, 'Show 3 more overdue')
    expect(rest.text).toContain('Overdue: 21 to 23 of 23')
    expect(rest.text).toContain('Translate it in Teams')
  })
})
