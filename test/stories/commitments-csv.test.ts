import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { onEachDatabase } from '../support/database.ts'
import { entriesIn } from '../support/entries.ts'
import { type Product, startProduct } from '../support/product.ts'
import { csvIn } from '../support/slack-files.ts'

const csv = (...rows: string[]) => Buffer.from([...rows, ''].join('\r\n'))
const head = 'reference,owner,group,text,due,answers,kind,amount,currency'

onEachDatabase('A file of commitments', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await product.linkInTeams('eva', 'person_eva')
  }, 30_000)
  afterAll(() => product?.close())

  const entries = () => entriesIn(on())

  test('that the secretariat brings makes proposals, once its preview has had a yes, and each delegate confirms', async () => {
    const { slack, teams } = product
    const chat = await slack.chat('eva')
    const rows = [
      ',Japan,Evaluation,Share the test bench,2099-03-01,R-4.2; R-1.1,funding,250 000,eur',
      ',France,Evaluation,Translate the glossary,2099-04-01,R-77,,,',
      ',Nowhere,Evaluation,Anything,2099-04-01,,,,',
      ',Japan,Evaluation,Share the test bench,2099-03-01,,,,',
      ',Japan,Evaluation,Too late,2020-03-01,,,,',
      ',Japan,Evaluation,,4/12,,sums,,',
    ]
    const before = await entries()
    await slack.share('eva', chat, 'import commitments', [{ name: 'promises.csv', bytes: csv(head, ...rows) }])
    const asked = await slack.shows(chat, 'Import promises.csv?')
    expect(asked.text).toContain('1 added, 0 changed, 0 unchanged, 5 refused.')
    expect(asked.text).toContain('Japan: 1 row wait for its delegate or deputy.')
    expect(asked.text).toContain('Row 3 (France)  There is no recommendation “R-77”.')
    expect(asked.text).toContain('Row 4 (Nowhere)  Say whose it is in the column owner:')
    expect(asked.text).toContain('Row 5 (Japan)  This is in row 2 already, which counts.')
    expect(asked.text).toContain('1 March 2020 has passed.')
    expect(asked.text).toContain('“sums” is none of: policy')
    expect(await entries()).toBe(before)

    expect((await slack.click('eva', asked, 'Import 1 change')).text).toContain('promises.csv is imported')
    expect(await entries()).toBe((before ?? 0) + 1)
    const hana = teams.person('hana')
    const told = await teams.shows(teams.chat(hana), '1 row of a file waits for Japan')
    expect(JSON.stringify(told.card)).not.toContain('test bench')
    const waiting = await teams.click(hana, told, 'Show proposals')
    expect(waiting.text).toContain('Share the test bench')
    await slack.share('eva', chat, 'import commitments', [{ name: 'again.csv', bytes: csv(head, rows[0] ?? '') }])
    expect((await slack.shows(chat, 'Nothing changed by again.csv')).text).toContain('1 unchanged')
  })

  test('of a delegate’s own binds at once, and comes out as what goes in', { timeout: 60_000 }, async () => {
    const { teams, slack } = product
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    const bytes = csv(head, ',,,Publish the evaluations,2099-03-01,R-4.2,,,', ',France,,For others,2099-03-01,,,,')
    await teams.say(greta, chat, 'import commitments', [{ name: 'own.csv', bytes }])
    const asked = await teams.shows(chat, 'Import own.csv?')
    expect(JSON.stringify(asked.card)).toContain('Germany: 1 row bind it at once, since you sign for it.')
    expect(JSON.stringify(asked.card)).toContain('You can promise nothing for France')
    await teams.click(greta, asked, 'Import 1 change')
    const shown = await slack.command('luc', 'allied-evals', 'commitments germany')
    expect(shown.text).toContain('Publish the evaluations')

    await slack.command('luc', 'allied-evals', 'export commitments')
    const exported = await csvIn(slack, await slack.chat('luc'), 'commitments-')
    expect(exported.toString()).toContain('Germany,Evaluation,Publish the evaluations,2099-03-01,R-4.2,other')
    const before = await entries()
    const eva = await slack.chat('eva')
    await slack.share('eva', eva, 'import commitments', [{ name: 'back.csv', bytes: exported }])
    expect((await slack.shows(eva, 'Nothing changed by back.csv')).text).toContain('0 added, 0 changed, 1 unchanged')
    expect(await entries()).toBe(before)
  })

  test('changes what stands: a delegate makes it, others propose it, and reports are the owner’s alone', async () => {
    const { teams, slack } = product
    const [row] = await on().owner.query<{ number: number }>('select number from commitments where number is not null')
    const reference = `C-${row?.number}`
    const wide = 'reference,text,due,progress,note,revision,owner'
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    const own = csv(wide, `${reference},Publish all evaluations,2099-05-01,Limited,Half are out,1,Germany`)
    await teams.say(greta, chat, 'import commitments', [{ name: 'change.csv', bytes: own }])
    const asked = await teams.shows(chat, 'Import change.csv?')
    expect(JSON.stringify(asked.card)).toContain('due: 2099-03-01 → 2099-05-01; progress: not-started → Limited')
    await teams.click(greta, asked, 'Import 1 change')
    const shown = await slack.command('luc', 'allied-evals', `show ${reference}`)
    expect(shown.text).toContain('Publish all evaluations')
    expect(shown.text).toContain('limited')

    const eva = await slack.chat('eva')
    const bring = async (name: string, ...cells: string[]) => {
      await slack.share('eva', eva, 'import commitments', [{ name, bytes: csv(wide, cells.join(',')) }])
    }
    await bring('stale.csv', reference, 'Publish none', '2099-05-01', 'limited', 'Half are out', '1', 'Germany')
    expect((await slack.shows(eva, 'Nothing changed by stale.csv')).text).toContain(
      'was changed since this file was made',
    )
    await bring('report.csv', reference, 'Publish all evaluations', '2099-05-01', 'complete', 'Done', '2', 'Germany')
    expect((await slack.shows(eva, 'Nothing changed by report.csv')).text).toContain('is reported on by Germany alone')
    await bring('owner.csv', reference, '', '', '', '', '2', 'France')
    expect((await slack.shows(eva, 'Nothing changed by owner.csv')).text).toContain('A file does not change the owner')
    await bring(
      'other.csv',
      reference,
      'Publish some evaluations',
      '2099-05-01',
      'limited',
      'Half are out',
      '2',
      'Germany',
    )
    const proposed = await slack.shows(eva, 'Import other.csv?')
    expect(proposed.text).toContain('waits for a delegate')
    await slack.click('eva', proposed, 'Import 1 change')
    await teams.shows(chat, '1 row of a file waits for Germany')
    expect((await slack.command('luc', 'allied-evals', `show ${reference}`)).text).toContain('Publish all evaluations')
    await bring(
      'twice.csv',
      reference,
      'Publish some evaluations',
      '2099-05-01',
      'limited',
      'Half are out',
      '2',
      'Germany',
    )
    expect((await slack.shows(eva, 'Nothing changed by twice.csv')).text).toContain('1 unchanged')
  })

  test('of 1,000 rows is imported by jobs, shows how far it is, and lists what was refused', {
    timeout: 120_000,
  }, async () => {
    const { slack, teams } = product
    const eva = await slack.chat('eva')
    const rows = Array.from({ length: 1_000 }, (_, n) =>
      n % 100 === 99 ? `,Atlantis,,Row ${n},2099-04-01,,,,` : `,Japan,Evaluation,Row ${n},2099-04-01,R-4.2,,,`,
    )
    const before = (await entries()) ?? 0
    await slack.share('eva', eva, 'import commitments', [{ name: 'many.csv', bytes: csv(head, ...rows) }])
    const asked = await slack.shows(eva, 'Import many.csv?')
    expect(asked.text).toContain('990 added, 0 changed, 0 unchanged, 10 refused.')
    expect((await slack.click('eva', asked, 'Import 990 changes')).text).toContain('many.csv is being imported')
    await slack.shows(eva, 'Importing commitments from many.csv')
    const isOver = async () => (await slack.messages(eva)).some(({ text }) => text.includes('many.csv is imported'))
    await vi.waitUntil(isOver, { timeout: 60_000, interval: 100 })
    expect(await entries()).toBe(before + 990)
    await teams.shows(teams.chat(teams.person('hana')), '990 rows of a file wait for Japan')
    const table = (await csvIn(slack, eva, 'import-commitments')).toString()
    expect(table.split('\r\n')).toHaveLength(1_002)
    expect(table).toContain('101,refused,Atlantis,"Say whose it is in the column owner')
  })

  test.each([
    ['without a file', [], 'Attach a CSV file of at most 5 MB to the message “import commitments”'],
    ['with a column that nobody knows', [{ name: 'a.csv', bytes: csv('text,colour', 'x,y') }], 'a column “colour”'],
    ['with nothing in it', [{ name: 'b.csv', bytes: csv('text,due') }], '“b.csv” has no rows below its first.'],
  ])('%s is not imported, and says what to do', async (_, files, says) => {
    const { slack, teams } = product
    const before = await entries()
    const eva = teams.person('eva')
    await slack.share('eva', await slack.chat('eva'), 'import commitments', files)
    await slack.shows(await slack.chat('eva'), says)
    await teams.say(eva, teams.chat(eva), 'import commitments', files)
    await teams.shows(teams.chat(eva), says)
    expect(await entries()).toBe(before)
  })

  // Last, since files that were made up to a quarter of a minute before such a change are thrown away.
  test('is not stored where an organisation keeps its words, nor read where others read it', async () => {
    const { slack, places } = product
    const set = { type: 'release-set', organisation: 'org_japan', label: 'any', what: 'reference' } as const
    const operator = { by: 'operator', organisation: null } as const
    await on().database.store.transact('con_demo', (unit) => unit.save([set], operator))
    const eva = await slack.chat('eva')
    const bytes = csv(
      head,
      ',France,Evaluation,Open words,2099-04-01,,,,',
      ',Japan,Evaluation,Kept words,2099-04-01,,,,',
    )
    await slack.share('eva', eva, 'import commitments', [{ name: 'kept.csv', bytes }])
    const said = await slack.shows(eva, 'Japan keeps such texts to itself')
    expect(said.text).toContain('Take out row 3')
    const [kept] = await on().owner.query<{ n: number }>(
      `select count(*)::int as n from form_drafts where values::text like '%Kept words%'`,
    )
    expect(kept?.n).toBe(0)
    await slack.share('eva', places.slack, 'import commitments', [{ name: 'open.csv', bytes }])
    await slack.until('the answer', () =>
      slack.calls.find(
        ({ method, body }) =>
          method === 'chat.postEphemeral' && JSON.stringify(body).includes('others have read this here'),
      ),
    )
    await on().database.store.transact('con_demo', (unit) => unit.save([{ ...set, what: 'full' }], operator))
  })
})
