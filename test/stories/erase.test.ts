import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '#src/core/answer.ts'
import { cardToPlain } from '#src/view/plain.ts'
import { onEachDatabase } from '../support/database.ts'
import { entriesIn } from '../support/entries.ts'
import { type Product, startProduct } from '../support/product.ts'

onEachDatabase('Erasing a person', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const { teams, slack, places } = product
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'commit Publish the benches by 2027-03-01 for R-4.2')
    await teams.click(greta, await teams.shows(teams.chat(greta), 'Nothing is saved yet'), 'Commit Germany')
    await teams.say(greta, teams.chat(greta), 'update C-1 limited Greta Vogel drafts it')
    await slack.shows(places.slack, 'by Greta Vogel')
  }, 30_000)
  afterAll(() => product?.close())

  const wordsOf = (answer: Answer) => (answer.kind === 'form' ? answer.form.title : cardToPlain(answer.card))
  const erase = async (person: string, sure?: 'yes') =>
    product.operator('erase-person', { person, ...(sure && { sure }) })

  test('is refused while the secretariat’s hold stands; the hold is placed by a form or 1:1, not where others read', async () => {
    const { slack, teams } = product
    const heard = await slack.mention('eva', 'allied-evals', 'hold place Greta Vogel because Inquiry 7')
    expect(heard.text).toContain('others have read this here')
    expect((await slack.command('eva', 'allied-evals', 'hold list')).text).toContain('No legal hold stands')

    const list = await slack.command('eva', 'allied-evals', 'hold')
    const form = await slack.click('eva', list, 'Place hold')
    expect((await slack.submit('eva', form, { person: 'Nobody Known', reason: 'Inquiry' })).errors.person).toContain(
      'There is no person “Nobody Known”',
    )
    const placed = await slack.submit('eva', form, { person: 'Greta Vogel', reason: 'Inquiry 7' })
    expect(placed.text).toContain('Hold placed: Greta Vogel')
    const refused = await erase('Greta Vogel', 'yes')
    expect(refused.kind).toBe('refused')
    expect(wordsOf(refused)).toMatch(/Nothing was erased: a legal hold stands \(hold_\w+\)/)

    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'hold list')
    await teams.shows(teams.chat(greta), 'this takes the secretariat')
    const shown = await slack.command('eva', 'allied-evals', 'hold list')
    expect(shown.text).toContain('Inquiry 7')
    expect((await slack.click('eva', shown, 'Lift hold on Greta Vogel')).text).toContain('Hold lifted: Greta Vogel')
    const all = await product.operator('place-hold', { person: 'everybody', reason: 'Audit' })
    expect(wordsOf(await erase('Luc Bernard', 'yes'))).toContain('a legal hold stands')
    const hold = /hold_\w+/.exec(wordsOf(all))?.[0] ?? ''
    expect(wordsOf(await product.operator('lift-hold', { hold }))).toContain('Hold lifted: everybody')
    expect(wordsOf(await product.operator('lift-hold', { hold }))).toContain('There is no legal hold')
  })

  test('shows first what goes and what can’t be reached, and changes nothing', async () => {
    const before = await entriesIn(on())
    const shown = wordsOf(await erase('greta vogel'))
    for (const part of [
      'Erase Greta Vogel?',
      'Nothing is erased yet',
      'a former delegate of Germany',
      'chat accounts: 1',
      'the name in notes of progress: 1 place',
      'Its entries are not changed',
      'What can’t be reached',
      '--sure yes',
    ])
      expect(shown).toContain(part)
    expect(await entriesIn(on())).toBe(before)
  })

  test('takes the name off the cards on both platforms, and leaves the act with the organisation', async () => {
    const { slack, teams, places } = product
    const done = wordsOf(await erase('Greta Vogel', 'yes'))
    expect(done).toContain('Erased: a former delegate of Germany')
    expect(done).not.toContain('Greta')
    for (const shown of [
      (await slack.shows(places.slack, 'by a former delegate of Germany')).text,
      JSON.stringify((await teams.shows(places.teams, 'by a former delegate of Germany')).card),
    ]) {
      expect(shown).toContain('a former delegate of Germany drafts it')
      expect(shown).not.toContain('Greta')
    }
    const history = await slack.command('luc', 'allied-evals', 'history C-1')
    expect(history.text).toContain('a former delegate of Germany')
    expect(history.text).not.toContain('Greta')
    const [fact] = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries where type = 'person-erased'",
    )
    expect(JSON.parse(fact?.entry ?? '').fact).toEqual({
      person: 'person_greta',
      shownAs: 'a former delegate of Germany',
    })
  })

  test('leaves the account of whoever was erased a stranger’s', async () => {
    const { teams } = product
    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'commitments')
    await teams.shows(teams.chat(greta), 'I do not know yet whom this account belongs to')
  })

  test('a second time changes nothing, by id; by the name there is nobody', async () => {
    const before = await entriesIn(on())
    expect(wordsOf(await erase('person_greta', 'yes'))).toContain('Erased before: a former delegate of Germany')
    expect(wordsOf(await erase('Greta Vogel', 'yes'))).toContain('There is no person “Greta Vogel”')
    expect(await entriesIn(on())).toBe(before)
  })

  test('and keeping records: the secretariat sets days by a word in Slack and by a form in Teams', async () => {
    const { slack, teams, operator } = product
    expect((await slack.command('eva', 'allied-evals', 'retention')).text).toContain('7 days from when made')
    expect((await slack.command('eva', 'allied-evals', 'retention documents 3')).text).toContain('documents: 3 days')
    for (const line of ['retention documents 0', 'retention documents 9999', 'retention jokes 3']) {
      const form = await slack.command('eva', 'allied-evals', line)
      expect(form.text).toMatch(/Set how long records are kept/)
    }
    expect((await slack.command('sam', 'allied-evals', 'retention')).text).toContain('this takes the secretariat')
    await operator('link-account', {
      platform: 'teams',
      workspace: teams.person('eva').tenant,
      user: teams.person('eva').aad,
      person: 'person_eva',
    })
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'retention')
    const shown = await teams.shows(teams.chat(eva), '3 days (usual: 7)')
    const dialog = await teams.openDialog(eva, shown, 'Set retention')
    const wrong = await teams.submitDialog(eva, dialog, { kind: 'documents', days: 'soon' })
    expect(wrong.text).toContain('Write a number of days from 1 to 3650, or usual.')
    expect((await teams.submitDialog(eva, wrong, { days: 'usual' })).text).toContain('documents: 7 days')
    expect(wordsOf(await operator('set-retention', { kind: 'drafts', days: '2' }))).toContain('drafts: 2 days')
  })

  test('an export by the operator holds every table that has a row', async () => {
    const answer = await product.operator('export-person', { person: 'Luc Bernard' })
    expect(answer.kind === 'said' && answer.document?.tables.map(({ name }) => name)).toEqual([
      'Person',
      'Seats',
      'Accounts',
      'Entries of the register',
      'Words behind its hashes',
    ])
    expect(wordsOf(await product.operator('export-person', { person: 'Nobody' }))).toContain('There is no person')
  })
})
