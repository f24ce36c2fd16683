import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

const letter = { name: 'letter.pdf', bytes: Buffer.from('%PDF we disapprove') }

onEachDatabase('A vote from outside the chat', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    // The same Eva that is in Slack.
    await product.linkInTeams('eva', 'person_eva')
  }, 60_000)
  afterAll(() => product?.close())

  async function opened(words: string, number: number, terms = '') {
    const { slack, teams, places } = product
    const preview = await slack.command('sam', 'allied-evals', `poll ${words} by Friday 17:00${terms}`)
    await slack.click('sam', preview, 'Open poll')
    await slack.shows(places.slack, `P-${number} ${words}`)
    await teams.shows(places.teams, `P-${number} ${words}`)
  }

  async function close(number: number) {
    await on().owner.query(`update polls set closes_at = now() - interval '1 second' where number = ${number}`)
    await product.composed.clockwork.sweep()
  }

  const inSlack = async (who: string, line: string) => (await product.slack.command(who, 'allied-evals', line)).text

  async function inTeams(who: string, line: string, words: string) {
    const { teams } = product
    const person = teams.person(who)
    await teams.say(person, teams.chat(person), line)
    return teams.shows(teams.chat(person), words)
  }

  /** Eva sends a letter with these words in her chat in Slack, and says yes. */
  async function recorded(words: string, preview: string) {
    const { slack } = product
    const chat = await slack.chat('eva')
    await slack.share('eva', chat, words, [letter])
    const asks = await slack.shows(chat, preview)
    return { asks, says: await slack.click('eva', asks, 'Record vote') }
  }

  test('is recorded by the secretariat alone, with its file, and counts with the others on both platforms', async () => {
    const { slack, teams, places } = product
    await opened('Adopt the glossary?', 1)
    expect(await inSlack('eva', 'received P-1 from France disapprove')).toContain('comes with its letter or e-mail')
    expect(await inSlack('sam', 'received P-1 from France disapprove')).toContain('this takes the secretariat')
    const { asks, says } = await recorded(
      'received P-1 from France disapprove by letter',
      'Record for France: Disapprove?',
    )
    expect(asks.text).toContain('letter.pdf')
    expect(asks.text).toContain('2 people of France will be told')
    expect(says.text).toContain('Recorded for France')
    expect(says.text).toContain('Receipt P-1')
    const card = await slack.shows(places.slack, 'France disapproved')
    expect(card.text).toContain('recorded for it by Eva')
    expect(card.text).toContain('1 of 6 organisations')
    await teams.shows(places.teams, 'France disapproved')
    await teams.shows(teams.chat(teams.person('ines')), 'A vote was recorded for France')
    const told = await slack.shows(await slack.chat('luc'), 'A vote was recorded for France')
    expect(told.text).toContain('that France disapproved P-1')
    const [row] = await on().owner.query<{ bytes: string }>("select convert_from(bytes, 'UTF8') as bytes from letters")
    expect(row?.bytes).toBe('%PDF we disapprove')
  })

  test('comes with its file to its own organisation and the secretariat, and to nobody else', async () => {
    const { slack, teams } = product
    const told = await slack.shows(await slack.chat('luc'), 'A vote was recorded for France')
    expect((await slack.click('luc', told, 'Get the file')).text).toContain('Your file is on its way')
    await slack.shows(await slack.chat('luc'), 'letter.pdf, the vote of France on P-1')
    expect((await slack.click('sam', told, 'Get the file')).text).toContain(
      'this takes a delegate, deputy or coordinator',
    )
    const list = await inTeams('hana', 'received P-1', 'Votes from outside the chat')
    expect(JSON.stringify(list.card)).toContain('France disapproved')
    expect(JSON.stringify(list.card)).not.toContain('Get France’s file')
    const eva = await inTeams('eva', 'received P-1', 'Get France’s file')
    await teams.click(teams.person('eva'), eva, 'Get France’s file')
    await teams.shows(teams.chat(teams.person('eva')), 'Your file')
  })

  test('is objected to by its organisation with a reason, shown, and withdrawn by a ruling, which takes it out of the count', async () => {
    const { slack, teams, places } = product
    const ines = teams.person('ines')
    const told = await teams.shows(teams.chat(ines), 'A vote was recorded for France')
    const dialog = await teams.openDialog(ines, told, 'Object to vote')
    expect((await teams.submitDialog(ines, dialog, { reason: 'We sent no letter' })).text).toContain('France objects')
    await slack.shows(places.slack, 'France objects to the vote recorded for it')
    const again = await slack.shows(await slack.chat('luc'), 'A vote was recorded for France')
    expect((await slack.click('luc', again, 'Object to vote')).text).toContain('France has objected')

    await teams.shows(teams.chat(teams.person('eva')), 'France objects to the vote recorded for it')
    const asked = await slack.command('eva', 'allied-evals', 'received P-1')
    const form = await slack.click('eva', asked, 'Rule on France’s vote')
    expect(form.text).toContain('We sent no letter')
    expect((await slack.submit('eva', form, { ruling: 'withdrawn', reason: '' })).errors).toBeDefined()
    const ruled = await slack.submit('eva', form, { ruling: 'withdrawn', reason: 'The signature is another’s' })
    expect(ruled.text).toContain('The vote is withdrawn: France on P-1')
    await slack.shows(places.slack, '0 of 6 organisations')
    await teams.shows(places.teams, '0 of 6 organisations')
    const heard = await teams.shows(teams.chat(ines), 'The vote is withdrawn')
    expect(JSON.stringify(heard.card)).toContain('The signature is another’s')
    const list = await inSlack('luc', 'received P-1')
    expect(list).toContain('withdrawn')
    expect(list).toContain('We sent no letter')
  })

  test('never takes the place of what its organisation cast itself, which may still change it', async () => {
    const { slack, teams, places } = product
    const card = await slack.shows(places.slack, 'P-1 Adopt')
    const asked = await slack.click('luc', card, 'Approve')
    expect((await slack.click('luc', asked, 'Cast for France')).text).toContain('France approved P-1')
    const chat = await slack.chat('eva')
    await slack.share('eva', chat, 'received P-1 from France abstain', [letter])
    await slack.shows(chat, 'France voted on P-1 itself')

    await recorded('received P-1 from Japan abstain by e-mail', 'Record for Japan: Abstain?')
    const hana = teams.person('hana')
    const shared = await teams.shows(places.teams, 'Japan abstained')
    const asks = await teams.click(hana, shared, 'Approve')
    expect(asks.text).toContain('Japan abstained on P-1 (cast by its head delegate in writing')
    expect((await teams.click(hana, asks, 'Replace Japan’s vote')).text).toContain('Japan approved P-1')
    await slack.shows(places.slack, '2 of 6 organisations')
  })

  test('is late after the close: listed apart, and counted by a ruling alone, in a new result beside the first', async () => {
    const { slack, teams, places } = product
    await close(1)
    await slack.shows(places.slack, '2 voted: 2 approve, 0 disapprove, 0 abstain.')
    const { asks } = await recorded('received P-1 from Korea disapprove', 'Record for Korea: Disapprove?')
    expect(asks.text).toContain('P-1 is closed: it is recorded as late')
    const card = await slack.shows(places.slack, 'late, not counted')
    expect(card.text).toContain('2 voted: 2 approve, 0 disapprove, 0 abstain.')
    await teams.shows(places.teams, 'late, not counted')

    const eva = teams.person('eva')
    const list = await inTeams('eva', 'received P-1', 'Rule on Korea’s vote')
    const dialog = await teams.openDialog(eva, list, 'Rule on Korea’s vote')
    const none = await teams.submitDialog(eva, dialog, { ruling: 'stands', reason: 'It was posted in time' })
    expect(none.text).toContain('No objection of Korea')
    const counted = await teams.submitDialog(eva, dialog, { ruling: 'counted', reason: 'It was posted in time' })
    expect(counted.text).toContain('The late vote counts: Korea on P-1')
    const result = await slack.shows(places.slack, '3 voted: 2 approve, 1 disapprove, 0 abstain.')
    expect(result.text).toContain('a late vote was ruled to count: “It was posted in time”')
    expect(result.text).toContain('at the close: approved; 2 approve, 0 disapprove, 0 abstain.')
    expect(result.text).toContain('late, counted by a ruling')
    await teams.shows(places.teams, '3 voted: 2 approve, 1 disapprove, 0 abstain.')
    const rows = await on().owner.query<{ n: number; because: string; count: { disapprove: number } }>(
      'select n, because, count from poll_results order by n',
    )
    expect(rows.map(({ n, because, count }) => [n, because, count.disapprove])).toEqual([
      [1, 'closed', 0],
      [2, 'late-vote', 1],
    ])
    await inTeams('minjun', 'received P-1', 'Object for Korea')
  })

  test('of a hidden poll is shown to nobody else before the close, and the secretariat hears no choice of it', async () => {
    const { slack, places } = product
    await opened('Keep it hidden?', 2, ' under simple majority, hidden')
    await recorded('received P-2 from France abstain', 'Record for France: Abstain?')
    const card = await slack.shows(places.slack, 'it is not shown whose')
    expect(card.text).toContain('P-2')
    expect(card.text).not.toMatch(/France (voted|abstained)/)
    expect(await inSlack('sam', 'received P-2')).not.toMatch(/France (voted|abstained)/)
    expect(await inSlack('luc', 'received P-2')).toContain('France abstained')
    expect(await inSlack('eva', 'received P-2')).toContain('France voted')
    await close(2)
    expect((await slack.shows(places.slack, 'P-2 Keep')).text).toBeDefined()
    await slack.shows(places.slack, '1 voted: 0 approve, 0 disapprove, 1 abstain')
    expect(await inSlack('sam', 'received P-2')).toContain('France abstained')
  })
})
