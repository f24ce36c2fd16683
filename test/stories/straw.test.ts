import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'

const question = 'Where do we meet?'

/** Hana has an account in Teams, and in Slack the one that the stories call alice. */
onEachDatabase('A straw poll of individuals', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { slack, operator } = product
    await operator('link-account', { platform: 'slack', workspace, user: slack.userId('alice'), person: 'person_hana' })
  }, 30_000)
  afterAll(() => product?.close())

  async function opened(words: string) {
    const { slack } = product
    const preview = await slack.command('aiko', 'allied-evals', `straw ${words}`)
    return { preview, says: await slack.click('aiko', preview, 'Open straw poll') }
  }

  test('is opened by a word, with what it is and who sees what before anything is saved', async () => {
    const { slack, teams, places } = product
    const { preview, says } = await opened(`${question} Tokyo; Paris; Seoul by 2099-03-06 17:00`)
    for (const words of ['Open this straw poll?', question, 'Seoul', 'One answer', 'Nothing is saved yet.']) {
      expect(preview.text).toContain(words)
    }
    expect(preview.text).toMatch(/6 March 2099, 17:00 \(Tokyo/)
    expect(says.text).toContain('S-1 is open')
    const inSlack = await slack.shows(places.slack, `S-1 ${question}`)
    const inTeams = await teams.shows(places.teams, `S-1 ${question}`)
    for (const text of [inSlack.text, textOf(inTeams.card)]) {
      expect(text).toContain('it decides nothing')
      expect(text).toContain('Who can see this?')
      expect(text).toContain('TLP:GREEN')
    }
  })

  test('is answered on both platforms with one voice per person, whatever the account, and no name on its card', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const inSlack = await slack.shows(places.slack, `S-1 ${question}`)
    const inTeams = await teams.shows(places.teams, `S-1 ${question}`)
    expect((await teams.click(hana, inTeams, 'Tokyo')).text).toContain('Your answer to S-1: Tokyo')
    await slack.shows(places.slack, '1 of 1')
    // A colleague of the same organisation has a voice of her own, and an observer has one too.
    expect((await slack.click('aiko', inSlack, 'Paris')).text).toContain('Your answer to S-1: Paris')
    expect((await slack.click('owen', inSlack, 'Paris')).text).toContain('Your answer to S-1: Paris')
    await slack.shows(places.slack, '3 people')
    const again = await slack.click('alice', inSlack, 'Seoul')
    expect(again.text).toContain('Your answer to S-1: Seoul')
    const last = await slack.shows(places.slack, 'Seoul  ▓░░  1 of 3')
    await teams.shows(places.teams, 'Seoul  ▓▓▓░░░░░░░  1 of 3')
    for (const line of ['Tokyo  ░░░  0 of 3', 'Paris  ▓▓░  2 of 3']) expect(last.text).toContain(line)
    for (const name of ['Hana', 'Aiko', 'Japan']) expect(last.text).not.toContain(name)
    const rows = await on().owner.query('select person_id as by, answers from straw_voices order by person_id')
    expect(rows).toEqual([
      { by: 'person_aiko', answers: [1] },
      { by: 'person_hana', answers: [2] },
      { by: 'person_owen', answers: [1] },
    ])
    const voices = await on().owner.query("select n from register_entries where type = 'voice-given'")
    expect(voices).toEqual([])
    const cards = (await slack.messages(places.slack)).filter(({ text }) => text.includes(`S-1 ${question}`))
    expect(cards).toHaveLength(1)
  })

  test('takes several answers by a form on both platforms, and gives a voice back', async () => {
    const { slack, teams, places } = product
    await opened('Which parts need work? Terms; Annex A; Tests by 2099-03-06 17:00, several')
    const inSlack = await slack.shows(places.slack, 'S-2 Which parts need work?')
    const inTeams = await teams.shows(places.teams, 'S-2 Which parts need work?')
    const hana = teams.person('hana')
    const dialog = await teams.openDialog(hana, inTeams, 'Choose answers')
    expect((await teams.submitDialog(hana, dialog, { answers: '0,2' })).text).toContain('S-2: Terms and Tests')
    const form = await slack.click('luc', inSlack, 'Choose answers')
    const sent = await slack.submit('luc', form, { answers: '2' })
    expect(sent.text).toContain('Your answer to S-2: Tests')
    await slack.shows(places.slack, '2 of 2')
    await teams.shows(places.teams, '2 of 2')
    const changed = await slack.submit('luc', await slack.click('luc', inSlack, 'Choose answers'), { answers: '' })
    expect(changed.text).toContain('You have no answer in S-2 now')
    await slack.shows(places.slack, 'Answered  1 person')
  })

  test('is opened by a form in Teams, whose mistakes stand on their fields', async () => {
    const { teams, places } = product
    const greta = teams.person('greta')
    const said = await teams.say(greta, places.teams, 'straw')
    const asked = await teams.shows(said.message.conversation, 'There is a form for this')
    const dialog = await teams.openDialog(greta, asked, 'Open the form')
    const wrong = { question: 'Ready?', answers: 'Yes\nyes', closes: 'Friday 17:00', about: 'D-99', label: 'TLP:GREEN' }
    const refused = await teams.submitDialog(greta, dialog, wrong)
    expect(JSON.stringify(refused)).toContain('“yes” stands there twice. Write each answer once.')
    const unknown = await teams.submitDialog(greta, refused, { ...wrong, answers: 'Yes\nNo' })
    expect(JSON.stringify(unknown)).toContain('There is no D-99 that you may see.')
  })

  test('is not asked while a ballot on the same question is open whose rule forbids discussion', async () => {
    const { slack, teams, places } = product
    const preview = await slack.command(
      'sam',
      'allied-evals',
      'poll Approve DIS 42119-2? by 2099-03-01 12:00 under ISO DIS',
    )
    await slack.click('sam', preview, 'Open poll')
    const { inSlack, inTeams } = {
      inSlack: await slack.shows(places.slack, 'P-1 Approve DIS 42119-2?'),
      inTeams: await teams.shows(places.teams, 'P-1 Approve DIS 42119-2?'),
    }
    expect([inSlack, inTeams].every(Boolean)).toBe(true)
    for (const words of ['Approve DIS 42119-2?', 'Is 42119-2 ready?', 'How do you see P-1?']) {
      const refused = await slack.command('aiko', 'allied-evals', `straw ${words} Yes; No by 2099-03-06 17:00`)
      expect(refused.text).toContain('P-1 is open under ISO DIS, which forbids discussion while organisations vote.')
    }
    const greta = teams.person('greta')
    const said = await teams.say(greta, places.teams, 'straw Fine? Yes; No by 2099-03-06 17:00 about P-1')
    const offer = await teams.shows(said.message.conversation, 'There is a form for this')
    const dialog = await teams.openDialog(greta, offer, 'Open the form')
    const silent = await teams.submitDialog(greta, dialog, { question: 'Fine?', label: 'TLP:GREEN' })
    expect(silent.text).toContain('P-1 is open under ISO DIS')
    // A ballot that opens later silences a straw poll on its question that is open already.
    await opened('Is 22989 ready? Yes; No by 2099-03-06 17:00')
    const card = await slack.shows(places.slack, 'S-3 Is 22989 ready?')
    expect((await slack.click('luc', card, 'Yes')).text).toContain('Your answer to S-3: Yes')
    const later = await slack.command(
      'sam',
      'allied-evals',
      'poll Approve DIS 22989? by 2099-03-01 12:00 under ISO DIS',
    )
    await slack.click('sam', later, 'Open poll')
    await slack.shows(places.slack, 'P-2 Approve DIS 22989?')
    expect((await slack.click('luc', card, 'No')).text).toContain('P-2 is open under ISO DIS')
    await on().owner.query("update polls set closes_at = now() - interval '1 second'")
    await product.composed.clockwork.sweep()
    expect((await slack.click('luc', card, 'No')).text).toContain('Your answer to S-3: No')
  })

  test('is closed by a button of whoever opened it, and nobody else’s', async () => {
    const { slack, teams, places } = product
    const inSlack = await slack.shows(places.slack, `S-1 ${question}`)
    expect(inSlack.text).not.toContain('Close S-1')
    const others = await slack.command('luc', 'allied-evals', 'show S-1')
    expect(others.text).not.toContain('Close S-1')
    const own = await slack.command('aiko', 'allied-evals', 'show S-1')
    expect((await slack.click('luc', own, 'Close S-1')).text).toContain('this takes whoever opened it')
    expect((await slack.click('aiko', own, 'Close S-1')).text).toContain('S-1 is closed')
    expect((await slack.click('owen', inSlack, 'Tokyo')).text).toContain('S-1 closed on')
    await slack.shows(places.slack, 'Closed')
    await teams.shows(places.teams, 'Closed')
    const [entry] = await on().owner.query<{ fact: object }>(
      "select convert_from(bytes, 'UTF8')::jsonb -> 'fact' as fact from register_entries where type = 'straw-closed'",
    )
    expect(entry?.fact).toMatchObject({ closedBy: 'person_aiko', people: 3, count: [0, 2, 1] })
  })

  test('is over at its time, and counted by the clock', async () => {
    const { slack, places, composed } = product
    const card = await slack.shows(places.slack, 'S-2 Which parts need work?')
    const form = await slack.click('luc', card, 'Choose answers')
    await on().owner.query("update straws set closes_at = now() - interval '1 second' where number = 2")
    const late = await slack.submit('luc', form, { answers: '0' })
    expect(JSON.stringify(late)).toContain('Your answer was not counted.')
    await composed.clockwork.sweep()
    const [row] = await on().owner.query('select people, count, closed_by as by from straws where number = 2')
    expect(row).toEqual({ people: 1, count: [1, 0, 1], by: null })
  })
})
