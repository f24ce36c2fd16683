import { afterAll, beforeAll, expect, test } from 'vitest'
import { shownIn } from '../support/connector-service.ts'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { workspace } from '../support/slack.ts'
import { homeOf, homeShows, openHome, publishedFor } from '../support/slack-home.ts'
import { dayAt, standing } from '../support/standing.ts'

onEachDatabase('A home', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    const facts = [
      ...standing(1, 'org_japan', 'Publish our evaluation results', -4),
      ...standing(2, 'org_japan', 'Hold a workshop', 5),
      ...standing(3, 'org_france', 'Translate the glossary', -9),
    ]
    await on().database.store.transact('con_demo', (unit) => unit.save(facts, { by: 'operator', organisation: null }))
  }, 30_000)
  afterAll(() => product?.close())

  test('in Slack is a tab: what waits, the organisation’s commitments, the working groups', async () => {
    const { slack } = product
    const home = await openHome(slack, 'aiko')
    expect(home.text).toContain('Your home in')
    expect(home.text).toMatch(/Overdue \(1\)[\s\S]*C-1 Publish our evaluation results \(Japan\), 4 days overdue/)
    expect(home.text).toMatch(/Due soon \(1\)[\s\S]*C-2 Hold a workshop \(Japan\), due in 5 days/)
    expect(home.text).toContain('Japan: 2 commitments, 1 overdue')
    expect(home.text).toMatch(/Evaluation: 3 commitments under way, 2 overdue/)
    expect(home.text).not.toContain('Late in your groups')
  })

  test('in Teams is a card of the 1:1 chat, drawn anew in place when a colleague proposes in Slack', async () => {
    const { slack, teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    await teams.say(hana, chat, 'home')
    const before = await teams.shows(chat, 'Your home in')
    const due = dayAt('org_japan', 40)
    const preview = await slack.command('aiko', 'allied-evals', `commit Nominate two experts by ${due}`)
    await slack.click('aiko', preview, 'Propose for Japan')
    const home = await teams.shows(chat, 'To confirm (1)')
    expect(home.id).toBe(before.id)
    const proposal = await teams.openDialog(hana, home, 'Open proposal 1')
    expect(proposal.text).toContain('Nominate two experts')
    const confirmed = await teams.click(hana, proposal, 'Confirm commitment')
    expect(confirmed.text).toContain('Nominate two experts')
    expect((await teams.shows(chat, 'Japan: 3 commitments')).id).toBe(before.id)
    expect(shownIn(teams.last(chat))).not.toContain('To confirm')
    await homeShows(slack, 'aiko', 'Japan: 3 commitments')
  })

  test('in Slack opens forms and answers in a modal, and is drawn anew under it', async () => {
    const { slack } = product
    const home = await openHome(slack, 'luc')
    const form = await slack.click('luc', home, 'Report on C-3')
    expect(form.text).toContain('Translate the glossary')
    const done = await slack.submit('luc', form, { progress: 'limited', note: 'Half of it' })
    expect(done.text).toContain('Recorded.')
    await homeShows(slack, 'luc', '▓▓░░  limited')
    const listed = await slack.click('luc', home, 'Show commitments of France')
    expect(listed.view?.type).toBe('modal')
    expect(listed.text).toContain('C-3 Translate the glossary')
  })

  test('is not sent again where nothing in it changed, and never to whoever did not open it', async () => {
    const { slack } = product
    const sent = publishedFor(slack, 'aiko').length
    const luc = publishedFor(slack, 'luc').length
    await slack.command('luc', 'allied-evals', 'update C-3 substantial Nearly all of it')
    await slack.until('luc’s home', () => (publishedFor(slack, 'luc').length > luc ? true : undefined))
    await product.composed.clockwork.sweep()
    expect(publishedFor(slack, 'aiko')).toHaveLength(sent)
    expect(publishedFor(slack, 'owen')).toEqual([])
    const rows = await on().owner.query<{ person: string }>('select distinct person_id as person from homes order by 1')
    expect(rows.map(({ person }) => person)).toEqual(['person_aiko', 'person_hana', 'person_luc'])
  })

  test('says where an update is asked for; the contact answers in two clicks, and whoever asked is told', async () => {
    const { slack } = product
    const home = await openHome(slack, 'eva')
    expect(home.text).toContain('Late in your groups (2)')
    const asked = await slack.click('eva', home, 'Ask for an update on C-3')
    expect(asked.text).toContain('Luc Bernard (France) is asked how far C-3 is')
    await homeShows(slack, 'luc', 'C-3 Translate the glossary; Eva Lind asks how far it is')
    const card = await slack.shows(await slack.chat('luc'), 'C-3 How far is it?')
    const again = await slack.click('eva', home, 'Ask for an update on C-3')
    expect(again.text).toContain('has not answered yet')

    const form = await slack.click('luc', card, 'Report limited')
    const reported = await slack.submit('luc', form, { note: 'Two chapters were lost' })
    expect(reported.text).toContain('▓▓░░  limited')
    await slack.shows(await slack.chat('eva'), 'C-3 France answered')
    await slack.until('an answered request', () =>
      homeOf(slack, 'luc')?.text.includes('Updates asked for') ? undefined : true,
    )
  })

  test('that is asked for again stands in the last message, and the one before says so', async () => {
    const { teams } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    const [first] = teams.messages(chat).filter((one) => shownIn(one).includes('Your home in'))
    await teams.say(hana, chat, 'home')
    const second = await teams.shows(chat, 'Your home in')
    expect(second.id).not.toBe(first?.id)
    const moved = await teams.shows(chat, 'Your home stands further down')
    expect(moved.id).toBe(first?.id)
    const back = await teams.click(hana, moved, 'Show home here')
    expect(back.text).toContain('Your home in')
    expect((await teams.shows(chat, 'Your home in')).id).toBe(first?.id)
    expect((await teams.shows(chat, 'Your home stands further down')).id).toBe(second.id)
  })

  test('rests when nobody opens it for a week: it says so once, and is drawn when it is opened', async () => {
    const { slack } = product
    await on().owner.query("update homes set opened_at = now() - interval '8 days' where person_id = 'person_luc'")
    await slack.command('luc', 'allied-evals', 'update C-3 substantial Found again')
    await homeShows(slack, 'luc', 'Something has changed since you last opened it.')
    const sent = publishedFor(slack, 'luc').length
    await slack.command('luc', 'allied-evals', 'update C-3 limited Lost again')
    await product.composed.clockwork.sweep()
    expect(publishedFor(slack, 'luc')).toHaveLength(sent)
    expect((await openHome(slack, 'luc')).text).toContain('▓▓░░  limited')
  })

  test('shows a stranger how to be known, and nothing to an account that was unlinked', async () => {
    const { slack, operator } = product
    expect((await openHome(slack, 'alice')).text).toContain('I do not know yet whom this account belongs to')
    const account = `slack ${workspace} ${slack.userId('aiko')}`
    await operator('unlink-account', { person: 'person_aiko', account })
    const home = await homeShows(slack, 'aiko', 'Your home is empty')
    expect(home.text).not.toContain('Publish our evaluation results')
  })
})
