import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fileArgs } from '#adapters/files/attachment.ts'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import { onEachDatabase } from '../support/database.ts'
import { entriesIn } from '../support/entries.ts'
import { type Product, startProduct } from '../support/product.ts'
import { csvIn } from '../support/slack-files.ts'

const head = 'code,title,text,themes,finding,finding_title,finding_summary'
const csv = (...rows: string[]) => Buffer.from([head, ...rows, ''].join('\r\n'))
const ninth = '9.1,Créer une école,Un texte,talent;écoles,9,Talent is scarce,Few have it'

onEachDatabase('A catalogue', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await product.linkInTeams('eva', 'person_eva')
  }, 30_000)
  afterAll(() => product?.close())

  const entries = () => entriesIn(on())

  test('is shown before it is imported in Slack, row by row, and again leaves no trace', async () => {
    const { slack } = product
    const chat = await slack.chat('eva')
    const file = { name: 'catalogue.csv', bytes: csv(ninth, '9.1,Twice,,,9,,', '9.2,,,,9,,', '8.1,T,,,8,,') }
    const before = await entries()
    await slack.share('eva', chat, 'import catalogue', [file])
    const asked = await slack.shows(chat, 'Import catalogue.csv?')
    expect(asked.text).toContain('1 added, 0 changed, 0 unchanged, 3 refused.')
    expect(asked.text).toContain('Findings added: 9')
    expect(asked.text).toContain('To be added  R-9.1')
    expect(asked.text).toContain('Row 3 (9.1)  This code stands in row 2, which counts.')
    expect(asked.text).toContain('Row 4 (9.2)  It has no title.')
    expect(asked.text).toContain('Row 5 (8.1)  There is no finding 8, here or in the file.')
    expect(asked.text).toContain('Nothing is saved yet.')
    expect(await entries()).toBe(before)

    const said = await slack.click('eva', asked, 'Import 1 change')
    expect(said.text).toContain('catalogue.csv is imported')
    expect(said.text).toContain('Added  R-9.1')
    expect(await entries()).toBe((before ?? 0) + 2)
    await slack.share('eva', chat, 'import catalogue again.csv', [{ ...file, name: 'again.csv' }])
    const again = await slack.shows(chat, 'Nothing changed by again.csv')
    expect(again.text).toContain('0 added, 0 changed, 1 unchanged, 3 refused.')
    expect(await entries()).toBe((before ?? 0) + 2)
    const shown = await slack.click('eva', again, 'Show recommendations')
    expect(shown.text).toContain('10 recommendations')
  })

  test('is changed from a Latin-1 file in the personal Teams chat, with what was and what is to be', async () => {
    const { teams, slack } = product
    const eva = teams.person('eva')
    const chat = teams.chat(eva)
    const text = csv(ninth.replace('Créer une école', 'Créer deux écoles')).toString()
    const bytes = Buffer.from(text, 'latin1')
    await teams.say(eva, chat, 'import catalogue', [{ name: 'latin.csv', bytes }])
    const asked = await teams.shows(chat, 'Import latin.csv?')
    expect(JSON.stringify(asked.card)).toContain('title: Créer une école → Créer deux écoles')
    expect((await teams.click(eva, asked, 'Import 1 change')).text).toContain('latin.csv is imported')
    const shown = await slack.command('luc', 'allied-evals', 'show r9.1')
    expect(shown.text).toContain('R-9.1 Créer deux écoles')
    expect(shown.text).toContain('Themes  talent, écoles')
  })

  test('of another source gets a letter, so that both have a 4.2, and the same file again changes nothing', async () => {
    const { slack, teams, operator } = product
    const source = { title: 'A second look', series: '', publisher: 'The secretariat', year: 2026 }
    const part = { code: '4.3', title: 'Share the records', text: '', themes: [], part_of: 4.2, lead: 'Korea' }
    const recommendations = [{ code: '4.2', title: 'Keep records', text: 'All of them', themes: ['records'] }, part]
    const finding = { code: '4', title: 'Records are lost', summary: '', recommendations }
    const bytes = Buffer.from(JSON.stringify({ source, findings: [finding] }))
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'import catalogue', [{ name: 'second.json', bytes }])
    const asked = await teams.shows(teams.chat(eva), 'Import second.json?')
    expect(JSON.stringify(asked.card)).toContain('“A second look”; its codes begin with B')
    expect((await teams.click(eva, asked, 'Import 2 changes')).text).toContain('second.json is imported')
    const second = await slack.command('luc', 'allied-evals', 'show R-b4.2')
    expect(second.text).toContain('R-B4.2 Keep records')
    expect(second.text).toContain('Source  A second look, The secretariat, 2026')
    expect(second.text).toContain('R-B4.3 Share the records')
    const first = await slack.command('luc', 'allied-evals', 'show R-4.2')
    expect(first.text).not.toContain('Keep records')
    expect((await slack.command('luc', 'allied-evals', 'recs R-B')).text).toContain('2 recommendations under R-B')
    const before = await entries()
    const again = await operator('import-catalogue', { ...fileArgs('second.json', { bytes }), sure: 'yes' })
    expect(JSON.stringify(again)).toContain('Nothing changed by second.json')
    expect(await entries()).toBe(before)
  })

  test('is shown anew where something changed between the look and the yes', async () => {
    const { slack, operator } = product
    const chat = await slack.chat('eva')
    const change = (title: string) => csv(ninth.replace('Créer une école', title))
    await slack.share('eva', chat, 'import catalogue', [{ name: 'late.csv', bytes: change('Third title') }])
    const asked = await slack.shows(chat, 'Import late.csv?')
    await operator('import-catalogue', { ...fileArgs('other.csv', { bytes: change('Second title') }), sure: 'yes' })
    const again = await slack.click('eva', asked, 'Import 1 change')
    expect(again.text).toContain('Something changed since it was shown.')
    expect(again.text).toContain('title: Second title → Third title')
    expect((await slack.command('luc', 'allied-evals', 'show r9.1')).text).toContain('Second title')
    expect((await slack.click('eva', again, 'Import 1 change')).text).toContain('late.csv is imported')
    expect((await slack.command('luc', 'allied-evals', 'show r9.1')).text).toContain('Third title')
  })

  test('comes out as a table, which read back changes nothing', { timeout: 60_000 }, async () => {
    const { slack, operator } = product
    const wide = 'code,title,finding,part_of,group,lead,supporting,coordinators'
    const rows = ['9.1,Third title,9,,Evaluation,Japan,France; Korea,Eva Lind', '9.10,A part,9,9.1,,,,']
    const bytes = Buffer.from([wide, ...rows].join('\r\n'))
    await operator('import-catalogue', { ...fileArgs('wide.csv', { bytes }), sure: 'yes' })
    const luc = await slack.chat('luc')
    expect((await slack.command('luc', 'allied-evals', 'export recommendations')).text).toContain('is being made')
    await slack.shows(luc, 'Recommendations of Allied AI Forum')
    const exported = await csvIn(slack, luc, 'recommendations-')
    expect(exported.toString()).toContain('R-9.10,A part,,,R-9.1,,,,,F-9,')
    expect(exported.toString()).toContain('Evaluation,Japan,France; Korea,Eva Lind,F-9')
    const before = await entries()
    const answer = await operator('import-catalogue', { ...fileArgs('back.csv', { bytes: exported }), sure: 'yes' })
    expect(JSON.stringify(answer)).toContain('Nothing changed by back.csv')
    expect(JSON.stringify(answer)).toContain('0 added, 0 changed, 13 unchanged, 0 refused.')
    expect(await entries()).toBe(before)
  })

  test('is no one else’s to import, and nothing is fetched for them', async () => {
    const { slack, teams } = product
    const file = { name: 'catalogue.csv', bytes: csv('7.7,Mine,,,1,,') }
    const before = slack.uploads.length
    await slack.share('luc', await slack.chat('luc'), 'import catalogue', [file])
    await slack.shows(await slack.chat('luc'), 'Nothing was saved: this takes the secretariat')
    expect(slack.uploads.slice(before).map(({ fetched }) => fetched)).toEqual([0])
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'import catalogue', [file])
    await teams.shows(teams.chat(hana), 'Nothing was saved: this takes the secretariat')
    expect(teams.uploads.at(-1)?.fetched).toBe(0)
    expect((await slack.command('luc', 'allied-evals', 'show R-7.7')).text).toContain('There is no R-7.7')
  })

  test.each([
    ['without a file', [], 'Attach the catalogue, a CSV or JSON file of at most 5 MB'],
    [
      'with a spreadsheet',
      [{ name: 'list.xlsx', bytes: Buffer.from('PK') }],
      '“list.xlsx” is no file that I can read. Save it as CSV',
    ],
    [
      'with broken JSON',
      [{ name: 'a.json', bytes: Buffer.from('{') }],
      '“a.json” can’t be read as what its name says.',
    ],
    ['without a column', [{ name: 'b.csv', bytes: Buffer.from('code,finding\n1,1') }], '“b.csv” has no title.'],
    ['with two files', [1, 2].map((n) => ({ name: `${n}.csv`, bytes: csv() })), 'attach one file at a time'],
    ['with 6 MB', [{ name: 'c.csv', bytes: Buffer.alloc(6 * 1024 * 1024, 'x') }], '“c.csv” is larger than 5 MB.'],
  ])('%s is not imported, and says what to do', async (_, files, says) => {
    const { slack, teams } = product
    const before = await entries()
    const eva = teams.person('eva')
    await slack.share('eva', await slack.chat('eva'), 'import catalogue', files)
    await slack.shows(await slack.chat('eva'), says)
    await teams.say(eva, teams.chat(eva), 'import catalogue', files)
    await teams.shows(teams.chat(eva), says)
    expect(await entries()).toBe(before)
  })

  test('a mention with a file imports it as well', async () => {
    const { slack, places } = product
    const bytes = Buffer.from(
      JSON.stringify({ findings: [{ code: '9', title: 'Talent is scarce', recommendations: [] }] }),
    )
    await slack.share('eva', places.slack, 'import catalogue', [{ name: 'c.json', bytes }])
    await slack.until('the answer', () =>
      slack.calls.find(
        ({ method, body }) =>
          method === 'chat.postEphemeral' && JSON.stringify(body).includes('Nothing changed by c.json'),
      ),
    )
  })

  test('of thousands of rows is imported by jobs, shows how far it is in one message, and each row is an entry in its order', {
    timeout: 120_000,
  }, async () => {
    const { slack } = product
    // On the embedded database fewer batches show the same.
    const [total, wrong] = on().addresses ? [5_000, 5] : [1_000, 1]
    const right = total - wrong
    const rows = Array.from({ length: total }, (_, n) =>
      n % 1_000 === 999
        ? `?${n},No code,,,1,,`
        : `${100 + Math.floor(n / 100)}.${n % 100},Title ${n},${'Text '.repeat(40)},a;b,1,,`,
    )
    const before = (await entries()) ?? 0
    const chat = await slack.chat('eva')
    await slack.share('eva', chat, 'import catalogue', [{ name: 'many.csv', bytes: csv(...rows) }])
    const asked = await slack.shows(chat, 'Import many.csv?')
    expect(asked.text).toContain(`${right} added, 0 changed, 0 unchanged, ${wrong} refused.`)
    expect(asked.text).toContain(`and ${right - 20} more`)
    const told = (await csvIn(slack, chat, 'import-recommendations')).toString()
    expect(told.split('\r\n')).toHaveLength(total + 2)
    expect(told).toContain('1001,refused,?999,The code is missing or is not like 4.2.')
    expect(await entries()).toBe(before)

    const begun = await slack.click('eva', asked, `Import ${right} changes`)
    expect(begun.text).toContain('many.csv is being imported')
    await slack.shows(chat, 'Importing recommendations from many.csv')
    const isOver = async () => (await slack.messages(chat)).some(({ text }) => text.includes('many.csv is imported'))
    await vi.waitUntil(isOver, { timeout: 60_000, interval: 100 })
    expect(await entries()).toBe(before + right)
    const codes = await on().owner.query<{ code: string; opened: string }>(
      `select convert_from(e.bytes, 'UTF8')::jsonb -> 'fact' ->> 'code' as code, o.value #>> '{}' as opened
       from register_entries e join register_openings o on (o.consortium_id, o.entry, o.path) = (e.consortium_id, e.n, 'title')
       order by e.n desc limit ${right}`,
    )
    expect(codes.toReversed().map(({ code, opened }) => `${code} ${opened}`)).toEqual(
      rows.filter((row) => !row.startsWith('?')).map((row) => row.split(',').slice(0, 2).join(' ')),
    )
  })

  test('waits where its importer is of two consortia, until one is chosen', async () => {
    const { slack } = product
    const founded = { type: 'consortium-founded', name: 'Harbour Group', zone: 'Europe/Berlin' } as const
    const body = { kind: 'government', short: 'Harbour', name: 'Harbour Office', country: 'DE', zone: 'UTC' } as const
    const other: ConsortiumFact[] = [
      { ...founded, id: 'con_other', label: 'TLP:GREEN' },
      { type: 'organisation-admitted', id: 'org_harbour', ...body },
      { type: 'person-added', person: 'person_eva', zone: 'UTC', sealed: { name: 'Eva Lind', contact: '' } },
      {
        type: 'seat-given',
        person: 'person_eva',
        organisation: 'org_harbour',
        role: 'secretariat',
        standing: 'staff',
        from: '2020-01-01',
        until: null,
      },
    ]
    const operator = { by: 'operator', organisation: null } as const
    await on().database.store.transact('con_other', (unit) => unit.save(other, operator))
    const chat = await slack.chat('eva')
    await slack.share('eva', chat, 'import catalogue', [{ name: 'other.csv', bytes: csv(ninth) }])
    const asked = await slack.shows(chat, 'Which consortium is this for?')
    const preview = await slack.click('eva', asked, 'Choose Harbour Group')
    const said = await slack.click('eva', preview, 'Import 1 change')
    expect(said.text).toContain('other.csv is imported')
    expect(said.text).toContain('1 added, 0 changed, 0 unchanged, 0 refused.')
  })
})

onEachDatabase('Recommendations', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
  }, 30_000)
  afterAll(() => product?.close())

  test('are listed by code, five on a card, on both platforms', async () => {
    const { slack, teams } = product
    const first = await slack.command('luc', 'allied-evals', 'recs')
    expect(first.text).toContain('9 recommendations')
    expect(first.text).toContain('R-1.1 Align AI export frameworks with allies and partners: no commitment yet')
    expect(first.text).not.toContain('R-4.2')
    const next = await slack.click('luc', first, 'Next 4')
    expect(next.text).toContain('6 to 9 of 9.')
    expect((await slack.click('luc', next, 'Previous 5')).text).toContain('R-1.1')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'recs R-4')
    const under = await teams.shows(teams.chat(hana), 'under R-4')
    expect((await teams.click(hana, under, 'Show R-4.2')).text).toContain('Answered by')
    expect((await slack.command('luc', 'allied-evals', 'recs R-77')).text).toContain('No recommendations under R-77')
  })

  test('stand in a place where they were asked for, and are redrawn when a commitment moves', async () => {
    const { slack, teams, places } = product
    const shown = await slack.command('luc', 'allied-evals', 'show R-4.2')
    expect(shown.text).toContain('no commitment yet')
    expect((await slack.click('luc', shown, 'Post here')).text).toContain('R-4.2 is shown in #allied-evals (Slack)')
    const posted = await slack.shows(places.slack, 'R-4.2 Share information')
    expect(posted.text).toContain('Log commitment')
    expect(posted.text).not.toContain('Post here')
    expect(teams.messages(places.teams)).toEqual([])

    const greta = teams.person('greta')
    await teams.say(greta, teams.chat(greta), 'commit Publish the evaluations by 2027-03-01 for R-4.2')
    await teams.click(greta, await teams.shows(teams.chat(greta), 'Commit Publish'), 'Commit Germany')
    await slack.shows(places.slack, 'Answered by  1 commitment')
    await teams.say(greta, teams.chat(greta), 'update C-1 substantial Draft sent to reviewers')
    const redrawn = await slack.shows(places.slack, 'Answered by  1 commitment')
    expect(redrawn.text).toContain('C-1 Publish the evaluations')
    await slack.until('the redrawn card', () =>
      slack.calls.findLast(
        ({ method, body }) => method === 'chat.update' && /Answered by[\s\S]*substantial/.test(JSON.stringify(body)),
      ),
    )

    const bytes = Buffer.from('code,title,finding\n4.2,Share what is found,4')
    await product.operator('import-catalogue', { ...fileArgs('one.csv', { bytes }), sure: 'yes' })
    await slack.shows(places.slack, 'R-4.2 Share what is found')
    await teams.shows(places.teams, 'R-4.2 Share what is found')
  })

  test('are posted from a 1:1 chat into the places of the group that is chosen', async () => {
    const { teams, slack, places } = product
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'show R-1.1')
    const asked = await teams.click(hana, await teams.shows(teams.chat(hana), 'R-1.1 Align'), 'Post here')
    const dialog = await teams.openDialog(hana, asked, 'Open the form')
    const sent = await teams.submitDialog(hana, dialog, { group: 'Evaluation' })
    expect(sent.text).toContain('R-1.1 is shown in #allied-evals (Slack) and Evaluation (Teams)')
    await slack.shows(places.slack, 'R-1.1 Align')
    await teams.shows(places.teams, 'R-1.1 Align')
    const owen = await slack.command('owen', 'allied-evals', 'show R-1.1')
    expect(owen.text).not.toContain('Post here')
  })

  test('are shown whole, however long their text is, on both platforms', async () => {
    const { slack, teams, operator } = product
    const long = Array.from({ length: 630 }, (_, n) => `word${n}`).join(' ')
    const bytes = Buffer.from(`code,title,finding,text\n1.4,${'T'.repeat(300)},1,${long}`)
    await operator('import-catalogue', { ...fileArgs('long.csv', { bytes }), sure: 'yes' })
    const shown = await slack.command('luc', 'allied-evals', 'show R-1.4')
    for (const words of ['T'.repeat(300), 'word0 ', 'word350 ', 'word629']) expect(shown.text).toContain(words)
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'show R-1.4')
    const card = await teams.shows(teams.chat(hana), 'word629')
    for (const words of ['word0 ', 'word350 ']) expect(JSON.stringify(card.card)).toContain(words)
  })

  test('lend their code to the form that their button opens', async () => {
    const { slack } = product
    const form = await slack.click('aiko', await slack.command('aiko', 'allied-evals', 'show R-1.3'), 'Log commitment')
    expect(form.where).toBe('modal')
    expect(form.text).toContain('R-1.3')
  })
})
