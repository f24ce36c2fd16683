import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { evidenceOn } from '../support/evidence.ts'
import { type Product, startProduct } from '../support/product.ts'
import { standing } from '../support/standing.ts'

/** C-1 of Japan is not late, C-2 of France is; C-3 to C-12 of Japan are months away. */
const begun = [
  ...standing(1, 'org_japan', 'Publish our evaluation results', 23),
  ...standing(2, 'org_france', `Translate the glossary ${'and its annexes '.repeat(10)}`, -4),
  ...Array.from({ length: 10 }, (_, n) => standing(n + 3, 'org_japan', `Hold workshop ${n + 3}`, 100 + n)).flat(),
]

onEachDatabase('Progress', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { store } = on().database
    await store.transact('con_demo', async (unit) => {
      await unit.save(begun, { by: 'operator', organisation: null })
      const places = (await unit.read.consortium.group('wg_evaluation'))?.places ?? []
      const subject = { kind: 'commitment', id: 'com_standing1' } as const
      await unit.enqueue(places.map(({ id }) => ({ kind: 'post', subject, place: id })))
    })
  }, 30_000)
  afterAll(() => product?.close())

  test('is typed in Slack, and the cards on both platforms show it with its note', async () => {
    const { slack, teams, places } = product
    const before = await slack.shows(places.slack, 'C-1 Publish our evaluation results')
    expect(before.text).toContain('·  not reported yet')
    const answer = await slack.command('aiko', 'allied-evals', 'update C-1 substantial Draft sent to reviewers')
    expect(answer.text).toContain('▓▓▓░  substantial')
    expect(answer.text).toContain('“Draft sent to reviewers”')
    expect(answer.text).toContain('Recorded.')
    expect((await slack.shows(places.slack, '▓▓▓░  substantial')).text).toMatch(/Updated .* by Aiko Mori/)
    expect((await teams.shows(places.teams, '▓▓▓░  substantial')).text).toBeDefined()
    const again = await slack.command('aiko', 'allied-evals', 'update C-1 substantial')
    expect(again.text).toContain('Nothing was changed')
  })

  test('is reported from the card’s button, by a form on each platform', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const dialog = await teams.openDialog(hana, await teams.shows(places.teams, 'C-1 Publish'), 'Report progress')
    expect(dialog.text).toContain('Publish our evaluation results')
    const bare = await teams.submitDialog(hana, dialog, { progress: 'complete', note: 'Published' })
    expect(bare.text).toContain('C-1 can’t be complete without evidence. Add a link, a file or a note first')
    await evidenceOn(on().database.store, 1)
    const done = await teams.submitDialog(hana, bare, { progress: 'complete', note: 'Published' })
    expect(done.text).toContain('▓▓▓▓  complete')
    const card = await slack.shows(places.slack, '▓▓▓▓  complete')
    expect(card.text).toContain('“Published”')

    const form = await slack.click('aiko', card, 'Report progress')
    const refused = await slack.submit('aiko', form, { progress: 'limited', note: '' })
    expect(refused.errors).toEqual({ note: 'C-1 was complete. Say in the note why it is now limited.' })
    const undone = await slack.submit('aiko', form, { progress: 'limited', note: 'An error was found' })
    expect(undone.text).toContain('▓▓░░  limited')
    await teams.shows(places.teams, '▓▓░░  limited')
  })

  test('keeps its history, oldest first, on both platforms', async () => {
    const { slack, teams, places } = product
    const greta = teams.person('greta')
    const typed = (await slack.command('luc', 'allied-evals', 'history c1')).text
    const clicked = (await teams.click(greta, await teams.shows(places.teams, '▓▓░░'), 'Show history')).text
    for (const text of [typed, clicked]) {
      const found = ['Draft sent to reviewers', 'Published', 'An error was found'].map((note) => text.indexOf(note))
      expect(found).toEqual(found.toSorted((a, b) => a - b))
      expect(found.every((place) => place > 0)).toBe(true)
      expect(text).toContain('by Hana Sato')
    }
    expect((await slack.command('luc', 'allied-evals', 'history C-99')).text).toContain('There is no C-99')
    const none = await slack.command('luc', 'allied-evals', 'history C-3')
    expect(none.text).toContain('Nobody has reported on it yet.')
  })

  test('that nobody understands is answered with the five words, and what was typed is kept', async () => {
    const { slack, teams } = product
    const answer = await slack.command('aiko', 'allied-evals', 'update C-3 halfway Rooms are booked')
    const sentence =
      '“halfway” is not one of the words for progress: not started, limited, substantial, complete or withdrawn.'
    expect(answer.text).toContain(sentence)
    expect(answer.text).toContain('halfway Rooms are booked')
    const fixed = await slack.submit('aiko', answer, { progress: 'limited', note: 'Rooms are booked' })
    expect(fixed.text).toContain('C-3 Hold workshop 3')
    expect(fixed.text).toContain('▓▓░░  limited')

    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'update C-4 halfway Rooms are booked')
    const dialog = await teams.openDialog(hana, await teams.shows(teams.chat(hana), sentence), 'Open the form')
    expect(dialog.text).toContain('halfway Rooms are booked')
    const saved = await teams.submitDialog(hana, dialog, { progress: 'not-started' })
    expect(saved.text).toContain('░░░░  not started')
  })

  test('is for the people of the owner alone, and for what is there', async () => {
    const { slack, places } = product
    const other = await slack.command('luc', 'allied-evals', 'update C-1 complete All done')
    expect(other.text).toContain('Nothing was saved: this takes')
    const button = await slack.click('luc', await slack.shows(places.slack, 'C-1 Publish'), 'Report progress')
    expect(button.text).toContain('Nothing was saved: this takes')
    const missing = await slack.command('aiko', 'allied-evals', 'update C-99 complete')
    expect(missing.text).toContain('There is no C-99 that you may see.')
    const odd = await slack.command('aiko', 'allied-evals', 'update R-4.2 complete')
    expect(odd.text).toContain('nobody leads R-4.2 yet, and its lead reports on it')
  })

  test('ends with a withdrawal for a reason, which can be taken back', async () => {
    const { slack, teams, places } = product
    const asked = await slack.command('aiko', 'allied-evals', 'withdraw C-1')
    expect(asked.text).toContain('Say why it is withdrawn.')
    const withdrawn = await slack.submit('aiko', asked, { note: 'Taken over by France' })
    expect(withdrawn.text).toContain('░░░░  withdrawn')
    await teams.shows(places.teams, 'withdrawn')
    const long = await slack.command('aiko', 'allied-evals', `update C-5 withdrawn ${'x'.repeat(501)}`)
    expect(long.text).toContain('This is 501 characters long; 500 is the most.')
    const back = await slack.command('aiko', 'allied-evals', 'update C-1 limited')
    expect(back.text).toContain('C-1 was withdrawn. Say in the note why it is now limited.')
  })

  test('stands in the register plain, its notes as salted hashes, and the notes apart', async () => {
    const entries = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries where type = 'progress-reported' order by n",
    )
    const facts = entries.map(({ entry }) => JSON.parse(entry).fact)
    expect(facts[0]).toEqual({ commitment: 'com_standing1', progress: 'substantial', reportedBy: 'person_aiko' })
    expect(JSON.stringify(entries)).not.toContain('Draft sent to reviewers')
    const openings = await on().owner.query("select value from register_openings where path = 'note'")
    expect(JSON.stringify(openings)).toContain('Draft sent to reviewers')
  })
})

onEachDatabase('A list of commitments', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { store } = on().database
    await store.transact('con_demo', (unit) => unit.save(begun, { by: 'operator', organisation: null }))
  }, 30_000)
  afterAll(() => product?.close())

  test('is turned page by page in Slack, with the total, and opens what it lists', async () => {
    const { slack } = product
    const first = await slack.command('luc', 'allied-evals', 'commitments')
    expect(first.text).toContain('12 commitments')
    expect(first.text).toContain('1 to 5 of 12, page 1 of 3')
    expect(first.text).toContain('C-1 Publish our evaluation results')
    expect(first.text).toContain('…')
    expect(first.text).toMatch(/due \d+ \w+ \d{4}, in 23 days/)
    expect(first.text).toMatch(/not reported yet, due \d+ \w+ \d{4}, 4 days overdue/)
    const second = await slack.click('luc', first, 'Next 5')
    expect(second.text).toContain('6 to 10 of 12')
    const last = await slack.click('luc', second, 'Next 2')
    expect(last.text).toContain('11 to 12 of 12')
    expect((await slack.click('luc', last, 'Previous 5')).text).toContain('6 to 10 of 12')
    expect((await slack.click('luc', last, 'Show C-12')).text).toContain('Hold workshop 12')
    expect((await slack.command('luc', 'allied-evals', 'commitments 99')).text).toContain('11 to 12 of 12')
  })

  test('is turned page by page in Teams, and keeps to whose it is', async () => {
    const { teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'commitments mine')
    const first = await teams.shows(chat, '11 commitments of Japan')
    const second = await teams.click(hana, first, 'Next 5')
    expect(second.text).toContain('11 commitments of Japan')
    expect(second.text).toContain('6 to 10 of 11')
    await teams.say(hana, chat, 'commitments JAPAN 3')
    await teams.shows(chat, '11 of 11')
    await teams.say(hana, chat, 'commitments overdue')
    const late = await teams.shows(chat, '1 overdue commitment')
    expect(JSON.stringify(late.card)).toContain('France')
  })

  test('says what can follow where nobody knows the word', async () => {
    const { slack } = product
    const answer = await slack.command('luc', 'allied-evals', 'commitments jpan')
    expect(answer.text).toContain('There is no organisation “jpan” here.')
    expect(answer.text).toContain('overdue, unreported, mine, a page, or one of: ')
    const none = await slack.command('luc', 'allied-evals', 'commitments japan overdue')
    expect(none.text).toContain('No overdue commitments of Japan')
  })

  test('holds no proposal, and what is done is no longer late', async () => {
    const { slack } = product
    const preview = await slack.command('aiko', 'allied-evals', 'commit Print the charter by 2031-05-03')
    await slack.click('aiko', preview, 'Propose for Japan')
    expect((await slack.command('aiko', 'allied-evals', 'commitments')).text).toContain('12 commitments')
    await evidenceOn(on().database.store, 2)
    await slack.command('luc', 'allied-evals', 'update C-2 complete')
    expect((await slack.command('luc', 'allied-evals', 'commitments overdue')).text).toContain('No overdue commitments')
  })
})
