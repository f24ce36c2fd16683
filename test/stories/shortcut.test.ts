import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'

/** Aiko and Hana are of Japan, Luc and Ines of France; what they wrote is not in the bot's language of commands. */
onEachDatabase('The message shortcut', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  const quotations = () =>
    on().owner.query<{ text: string; author: string; url: string; hash: string }>('select * from quotations')
  const group = 'wg_evaluation'

  test('makes a colleague’s message in Slack the text of a proposal, and quotes nothing', async () => {
    const { slack } = product
    const message = await slack.say('aiko', 'allied-evals', 'We will publish our results &amp; methods')
    const form = await slack.shortcut('aiko', 'allied-evals', message)
    expect(form.where).toBe('modal')
    expect(form.text).not.toContain('Quotes')
    const preview = await slack.submit('aiko', form, { due: '2027-03-01', group })
    expect(preview.text).toContain('Propose We will publish our results & methods')
    const proposed = await slack.click('aiko', preview, 'Propose for Japan')
    expect(proposed.text).toContain('Proposed for Japan')
    expect(await quotations()).toEqual([])
  })

  test('quotes another organisation’s message in Slack with author, time and link, and keeps it after confirmation', async () => {
    const { slack, teams, places } = product
    const hana = teams.person('hana')
    const words = 'France will open its test bench in May'
    const message = await slack.say('luc', 'allied-evals', words)
    const form = await slack.shortcut('aiko', 'allied-evals', message)
    expect(form.text).toContain('Quotes Luc Bernard (France), ')
    expect(form.text).toContain(words)
    expect((await slack.submit('aiko', form, { due: '2027-03-01', group })).errors).toEqual({
      text: expect.stringContaining('Write what your organisation will do.'),
    })
    const filled = { text: 'Run our models on the French bench', due: '2027-03-01', group }
    const preview = await slack.submit('aiko', form, filled)
    expect(preview.text).toContain(`: “${words}”`)
    expect(preview.text).toContain('The working group reads this message with the commitment, wherever it was said.')
    expect(await quotations()).toEqual([])
    await slack.click('aiko', preview, 'Propose for Japan')

    const asked = await teams.shows(teams.chat(hana), filled.text)
    const confirmed = await teams.click(hana, asked, 'Confirm commitment')
    expect(confirmed.text).toContain('Quotes')
    const shown = await slack.shows(places.slack, filled.text)
    expect(shown.text).toContain('Owner  Japan')
    expect(shown.text).toContain('Quotes Luc Bernard (France), ')
    expect(JSON.stringify(shown.blocks)).toContain(`/archives/${places.slack}/p`)
    const hash = createHash('sha256').update(words).digest('hex')
    expect(await quotations()).toMatchObject([{ text: words, author: 'Luc Bernard (France)', hash }])
    const entries = await on().owner.query<{ entry: string }>(
      "select convert_from(bytes, 'UTF8') as entry from register_entries where type = 'message-quoted'",
    )
    expect(entries).toHaveLength(1)
    expect(entries[0]?.entry).not.toContain('France will')
    expect(entries[0]?.entry).not.toContain(hash)
  })

  test('leaves the quotation where it was when the proposal is changed', async () => {
    const { slack } = product
    const message = await slack.say('luc', 'allied-evals', 'France counts its chips')
    const form = await slack.shortcut('aiko', 'allied-evals', message)
    const filled = { text: 'Count ours', due: '2027-03-01', group }
    const proposed = await slack.click('aiko', await slack.submit('aiko', form, filled), 'Propose for Japan')
    const change = await slack.click('aiko', proposed, 'Change proposal')
    expect(change.text).toContain('France counts its chips')
    const preview = await slack.submit('aiko', change, { text: 'Count ours twice', group: 'wg_evaluation' })
    expect(preview.text).toContain('France counts its chips')
    const changed = await slack.click('aiko', preview, 'Propose for Japan')
    expect(changed.text).toContain('Count ours twice')
    expect(changed.text).toContain('Quotes Luc Bernard (France), ')
  })

  test('makes one commitment with one quotation where the yes is clicked twice', async () => {
    const { slack } = product
    const message = await slack.say('luc', 'allied-evals', 'France names its experts')
    const form = await slack.shortcut('aiko', 'allied-evals', message)
    const preview = await slack.submit('aiko', form, { text: 'Name ours', due: '2027-03-01', group })
    await slack.click('aiko', preview, 'Propose for Japan')
    await slack.click('aiko', preview, 'Propose for Japan')
    const kept = (await quotations()).filter(({ text }) => text === 'France names its experts')
    expect(kept).toHaveLength(1)
  })

  test('goes on without a link or a name where Slack says neither', async () => {
    const { slack } = product
    slack.failNext('chat.getPermalink', 500)
    slack.failNext('users.info', 500)
    const form = await slack.shortcut('aiko', 'allied-evals', {
      ts: '1762178554.000100',
      user: 'U0NOBODY',
      text: 'Hello',
    })
    expect(form.text).toContain('Quotes Somebody (of no organisation here), Monday 3 November 2025')
    expect(form.text).not.toContain('Open message')
  })

  test('shows a colleague’s long message whole, with what is wrong with it', async () => {
    const { slack } = product
    const form = await slack.shortcut('aiko', 'allied-evals', {
      ts: '1762178554.000100',
      user: slack.userId('aiko'),
      text: 'x'.repeat(620),
    })
    expect(form.text).toContain('This is 620 characters long; 500 is the most. Shorten it by 120.')
    expect(JSON.stringify(form.blocks)).toContain('x'.repeat(620))
  })

  test('cuts what is longer than a modal can hold so that it shows', async () => {
    const { slack } = product
    const form = await slack.shortcut('aiko', 'allied-evals', {
      ts: '1762178554.000100',
      user: slack.userId('luc'),
      text: 'y'.repeat(4000),
    })
    expect(/y+…/.exec(JSON.stringify(form.blocks))?.[0].length).toBe(3000)
  })

  test.each([
    ['files only', { text: '' }, 'There are no words in this message to log.'],
    ['of an app', { text: 'Done', bot_id: 'B1' }, 'An app wrote this message'],
    ['that was deleted', { text: 'This message was deleted.', subtype: 'tombstone' }, 'This message was deleted.'],
  ])('answers a Slack message %s privately and clearly', async (_what, message, sentence) => {
    const { slack } = product
    const answer = await slack.shortcut('aiko', 'allied-evals', {
      ts: '1762178554.000100',
      user: slack.userId('luc'),
      ...message,
    })
    expect(answer.text).toContain(sentence)
    expect(answer.view?.submit).toBeFalsy()
  })

  test('tells an account that nobody linked, on both platforms, and keeps nothing of the message', async () => {
    const { slack, teams } = product
    const message = { ts: '1762178554.000100', user: slack.userId('luc'), text: 'A private word' }
    expect((await slack.shortcut('alice', 'allied-evals', message)).text).toContain('I do not know yet whom')
    const carol = teams.person('carol')
    const said = { by: teams.person('ines'), html: '<p>A private word</p>' }
    expect((await teams.shortcut(carol, product.places.teams, said)).text).toContain('I do not know yet whom')
    expect(JSON.stringify(await on().owner.query('select * from form_drafts'))).not.toContain('A private word')
  })

  test('opens a dialog in Teams with a colleague’s words as text', async () => {
    const { teams, places } = product
    const minjun = teams.person('minjun')
    const dialog = await teams.shortcut(minjun, places.teams, {
      by: minjun,
      html: '<p>Host a <b>workshop</b> on a&nbsp;&lt;small&gt; scale</p><p>in Busan</p>',
    })
    expect(dialog.dialog?.title).toBe('Log a commitment')
    expect(dialog.text).toContain('Host a workshop on a <small> scale\nin Busan')
    const preview = await teams.submitDialog(minjun, dialog, { due: '2027-05-03' })
    expect(preview.text).toContain('Monday 3 May 2027 (Seoul)')
    const committed = await teams.click(minjun, preview, 'Commit Korea')
    expect(committed.text).toContain('Korea stands by it.')
    expect(committed.text).not.toContain('Quotes')
  })

  test('quotes another organisation’s message in Teams, in the dialog, the preview and the commitment on both platforms', async () => {
    const { slack, teams, places } = product
    const greta = teams.person('greta')
    const said = { by: teams.person('minjun'), html: '<div>We lend our chips to partners</div>' }
    const dialog = await teams.shortcut(greta, places.teams, said)
    expect(dialog.text).toContain('Quotes')
    expect(dialog.text).toContain('We lend our chips to partners')
    const preview = await teams.submitDialog(greta, dialog, { text: 'Test on Korean chips', due: '2027-05-03' })
    expect(preview.text).toContain('The working group reads this message with the commitment, wherever it was said.')
    const committed = await teams.click(greta, preview, 'Commit Germany')
    expect(committed.text).toContain('We lend our chips to partners')
    const shown = await slack.shows(places.slack, 'Test on Korean chips')
    expect(shown.text).toContain('Quotes Min-jun Park (Korea), Tuesday 3 November 2026, 15:02 (Berlin, UTC+1)')
    const [kept] = (await quotations()).filter(({ text }) => text === 'We lend our chips to partners')
    expect(kept?.url).toContain('https://teams.microsoft.com/l/message/')
  })

  test.each([
    [
      'files only',
      { body: { contentType: 'html', content: '<attachment id="1"></attachment>' } },
      'There are no words',
    ],
    [
      'of an app',
      { from: { user: null, application: { id: 'app', displayName: 'Bot' } } },
      'An app wrote this message',
    ],
    ['that was deleted', { deleted: true }, 'This message was deleted.'],
  ])('answers a Teams message %s in the dialog', async (_what, more, sentence) => {
    const { teams, places } = product
    const answer = await teams.shortcut(teams.person('greta'), places.teams, {
      by: teams.person('minjun'),
      html: '<p>x</p>',
      more,
    })
    expect(answer.text).toContain(sentence)
  })

  test('takes no quotation from the data of a Teams card, which a client could have made up', async () => {
    const { teams, places } = product
    const greta = teams.person('greta')
    const author = { platform: 'teams', workspace: greta.tenant, account: teams.person('minjun').aad }
    const quote = JSON.stringify({
      of: 'person',
      text: 'Never said',
      author,
      name: null,
      saidAt: '2026-11-03T14:02:34Z',
      url: null,
    })
    const data = { use: 'log-commitment', args: { quote }, opens: true }
    const dialog = await teams.invoke(greta, places.teams, 'task/fetch', { data })
    expect(dialog.dialog?.title).toBe('Log a commitment')
    expect(dialog.text).not.toContain('Never said')
  })
})
