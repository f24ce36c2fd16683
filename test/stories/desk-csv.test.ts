import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runCli } from '#adapters/cli/run.ts'
import { fileArgs } from '#adapters/files/attachment.ts'
import { compose } from '#src/main/compose.ts'
import { tenant } from '../support/connector.ts'
import { onEachDatabase, silent } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { bytesAt, csvIn, filesIn } from '../support/slack-files.ts'

const csv = (...rows: string[]) => Buffer.from([...rows, ''].join('\r\n'))
const patience = 90_000

onEachDatabase('A table', (on) => {
  let product: Product
  beforeAll(async () => {
    product = await startProduct(on().database)
    await product.linkInTeams('eva', 'person_eva')
  }, 30_000)
  afterAll(() => product?.close())

  const count = async (what: string) => {
    const [row] = await on().owner.query<{ n: number }>(`select count(*)::int as n from ${what}`)
    return row?.n ?? 0
  }

  /** What stands in the register of what the desk states; places are looked at meanwhile. */
  const stated = () =>
    count(
      "register_entries where type ~ '^(organisation|membership|person|seat|working-group)-' or type = 'place-bound'",
    )

  test('is read row by row in Slack: what was added, what was refused and why, and the same again changes nothing', async () => {
    const { slack } = product
    const chat = await slack.chat('eva')
    const bytes = csv(
      'short,name,kind,country,zone',
      'Kenya,Ministry of ICT,government,KE,',
      'kenya,Twice,government,KE,',
      'Oz,Ministry,government,OZ,Australia/Sydney',
      'Union,Commission,government,EU,Europe/Brussels',
    )
    await slack.share('eva', chat, 'import organisations', [{ name: 'bodies.csv', bytes }])
    const said = await slack.shows(chat, 'bodies.csv is imported')
    expect(said.text).toContain('2 added, 0 changed, 0 unchanged, 2 refused.')
    expect(said.text).toContain('Added  Kenya; Union')
    expect(said.text).toContain('Row 3 (kenya)  This is in row 2 already, which counts.')
    expect(said.text).toContain('Row 4 (Oz)  “OZ” is no country of ISO 3166-1.')

    const before = await stated()
    await slack.share('eva', chat, 'import organisations', [{ name: 'again.csv', bytes }])
    expect((await slack.shows(chat, 'Nothing changed by again.csv')).text).toContain(
      '0 added, 0 changed, 2 unchanged, 2 refused.',
    )
    expect(await stated()).toBe(before)
  })

  test('brings memberships, people, seats and places in Teams', async () => {
    const { teams } = product
    const eva = teams.person('eva')
    const chat = teams.chat(eva)
    const bring = async (table: string, ...rows: string[]) => {
      await teams.say(eva, chat, `import ${table}`, [{ name: `${table}.csv`, bytes: csv(...rows) }])
      return JSON.stringify((await teams.shows(chat, `${table}.csv`)).card)
    }
    expect(
      await bring('memberships', 'body,organisation,category', 'Evaluation,Kenya,O', 'consortium,Kenya,P'),
    ).toContain('2 added')
    expect(await bring('people', 'name,contact', 'Wanjiru Kamau,+254 20 1', ',nobody')).toContain('Row 3')
    const seats = await bring(
      'seats',
      'person,organisation,role',
      'Wanjiru Kamau,Kenya,delegate',
      'person_elsewhere,Kenya,delegate',
      'Wanjiru Kamau,Kenya,king',
    )
    expect(seats).toContain('1 added, 0 changed, 0 unchanged, 2 refused.')
    expect(seats).toContain('There is no person “person_elsewhere” in this consortium.')
    const places = await bring(
      'places',
      'platform,workspace,channel,group,name,kind',
      `teams,${tenant},19:x@thread.tacv2,Evaluation,Extra,shared`,
      'slack,T0FOREIGN,C1,Evaluation,Foreign,private',
    )
    expect(places).toContain('1 added, 0 changed, 0 unchanged, 1 refused.')
    expect(places).toContain('Nobody of this consortium has an account in T0FOREIGN.')
  })

  test.each([
    ['without a file', [], 'Attach a CSV file of at most 5 MB to the message “import people”'],
    [
      'with a spreadsheet',
      [{ name: 'list.xlsx', bytes: Buffer.from('PK') }],
      '“list.xlsx” is no file that I can read.',
    ],
    [
      'with a wrong header',
      [{ name: 'a.csv', bytes: csv('nom,contact', 'x,y') }],
      '“a.csv” has no column name, a column “nom” that nobody knows.',
    ],
    ['with nothing in it', [{ name: 'b.csv', bytes: csv('name') }], '“b.csv” has no rows below its first.'],
  ])('%s is not imported, and says what to do', async (_, files, says) => {
    const { slack, teams } = product
    const before = await stated()
    const eva = teams.person('eva')
    await slack.share('eva', await slack.chat('eva'), 'import people', files)
    await slack.shows(await slack.chat('eva'), says)
    await teams.say(eva, teams.chat(eva), 'import people', files)
    await teams.shows(teams.chat(eva), says)
    expect(await stated()).toBe(before)
  })

  test('is no one else’s to bring, and nothing is fetched for them', async () => {
    const { slack } = product
    const before = slack.uploads.length
    await slack.share('luc', await slack.chat('luc'), 'import people', [{ name: 'p.csv', bytes: csv('name', 'X') }])
    await slack.shows(await slack.chat('luc'), 'this takes the secretariat')
    expect(slack.uploads.slice(before).map(({ fetched }) => fetched)).toEqual([0])
  })

  test('comes as files in Slack, and read back changes nothing', { timeout: patience }, async () => {
    const { slack, operator } = product
    const asked = await slack.command('eva', 'allied-evals', 'admin export')
    expect(asked.text).toContain('Your export is being made')
    const chat = await slack.chat('eva')
    await slack.shows(chat, 'Members of Allied AI Forum')
    const files = await filesIn(slack, chat, 'members-')
    expect(files.map(({ name }) => name.replace(/^members-[\d-]+-/, '')).toSorted()).toEqual([
      'TLP-AMBER.xlsx',
      ...['groups', 'memberships', 'organisations', 'people', 'places', 'seats'].map(
        (table) => `${table}-TLP-AMBER.csv`,
      ),
    ])
    const before = await stated()
    for (const { name, url_private_download: url } of files.filter((file) => file.name.endsWith('.csv'))) {
      const bytes = await bytesAt(url)
      const table = /members-[\d-]+-([a-z]+)-/.exec(name)?.[1] ?? ''
      const answer = JSON.stringify(await operator('import-table', { table, ...fileArgs(name, { bytes }) }))
      expect(answer, table).toContain('0 added, 0 changed')
      expect(answer, table).toContain('0 refused.')
    }
    expect(await stated()).toBe(before)
  })

  test('comes in Teams by a link', { timeout: patience }, async () => {
    const { teams } = product
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'admin export')
    await teams.shows(teams.chat(eva), 'Your export is being made')
    await teams.shows(teams.chat(eva), 'Members of Allied AI Forum', 8_000)
  })

  test('of 5,000 rows is read by jobs, shows how far it is in one message, and tells every row in a file', {
    timeout: patience,
  }, async () => {
    const { slack } = product
    const people = await count('people')
    const rows = Array.from({ length: 5_000 }, (_, n) =>
      n % 1_000 === 999 ? `,row ${n}` : `Person ${n},person${n}@example.org`,
    )
    const chat = await slack.chat('eva')
    const updates = slack.calls.filter(({ method }) => method === 'chat.update').length
    await slack.share('eva', chat, 'import people', [{ name: 'many.csv', bytes: csv('name,contact', ...rows) }])
    expect((await slack.shows(chat, 'many.csv is being imported')).text).toContain(
      '5000 rows of people are read one by one.',
    )
    const shown = await slack.shows(chat, 'Importing people from many.csv')
    expect(shown.text).toMatch(/\d+ of 5000/)
    const done = await shows(chat, 'many.csv is imported')
    expect(done).toContain('4995 added, 0 changed, 0 unchanged, 5 refused.')
    expect(done).toContain('Row 1001')
    expect(await count('people')).toBe(people + 4_995)
    expect(await count("(select distinct name from people where name like 'Person %') p")).toBe(4_995)
    const drawn = slack.calls.filter(({ method }) => method === 'chat.update').length - updates
    expect(drawn).toBeGreaterThan(1)
    const told = (await slack.messages(chat)).filter(({ text }) => /many\.csv/.test(text))
    expect(told.length).toBeLessThanOrEqual(3)
    const table = (await csvIn(slack, chat, 'import-people')).toString()
    expect(table.split('\r\n').length).toBe(5_002)
    expect(table).toContain('1001,refused,,Give a name.')
  })

  test('goes on where it was after a restart in the middle: nothing twice, nothing lost', {
    timeout: patience,
  }, async () => {
    const { slack, composed, url } = product
    const rows = Array.from({ length: 2_000 }, (_, n) => `Again ${n}`)
    const chat = await slack.chat('eva')
    await slack.share('eva', chat, 'import people', [{ name: 'restart.csv', bytes: csv('name', ...rows) }])
    await slack.shows(chat, 'Importing people from restart.csv')
    await composed.stop()
    const [halfway] = await on().owner.query<{ done: number; state: string }>(
      "select done, state from imports where name = 'restart.csv'",
    )
    expect(halfway).toMatchObject({ state: 'running' })
    expect(halfway?.done).toBeGreaterThan(0)
    expect(await count("people where name like 'Again %'")).toBe(halfway?.done)

    const own = { publicUrl: url, country: 'FR', keys: [Buffer.alloc(32, 7).toString('base64')], installs: false }
    const next = compose(on().database, own, silent)
    Object.assign(next.adapters, composed.adapters)
    await next.begin()
    try {
      expect(await shows(chat, 'restart.csv is imported')).toContain('2000 added, 0 changed, 0 unchanged, 0 refused.')
    } finally {
      await next.stop()
      await composed.begin()
    }
    expect(await count("people where name like 'Again %'")).toBe(2_000)
    expect(await count("(select distinct name from people where name like 'Again %') p")).toBe(2_000)
  })

  test('is read once, however many read it at once, and stops where its reader has no seat any more', {
    timeout: patience,
  }, async () => {
    const { composed } = product
    const { store } = on().database
    const rows = Array.from({ length: 450 }, (_, n) => ({ row: n + 2, words: { name: `Once ${n}` } }))
    const begun = {
      table: 'people',
      name: 'once.csv',
      person: 'person_luc',
      rows: JSON.stringify(rows),
      total: rows.length,
      report: '[]',
    } as const
    await store.transact('con_demo', (unit) =>
      unit.save([{ type: 'import-begun', personal: true, import: 'imp_once', ...begun }], {
        by: 'operator',
        organisation: null,
      }),
    )
    const args = { import: 'imp_once', from: '0' }
    const refused = await composed.app.tick('continue-import', 'con_demo', args, 'person_luc')
    expect(refused).toMatchObject({ kind: 'refused', code: 'not-yours' })
    await Promise.all([1, 2, 3].map(() => composed.app.tick('continue-import', 'con_demo', args, 'person_eva')))
    await vi.waitUntil(async () => (await count("imports where id = 'imp_once' and state = 'stopped'")) === 1, {
      timeout: 10_000,
    })
    expect(await count("people where name like 'Once %'")).toBe(200)
  })

  test('is brought and taken at the shell, which goes on until all is read', { timeout: patience }, async () => {
    const { composed } = product
    const folder = await mkdtemp(join(tmpdir(), 'plenary-desk-'))
    const lines: string[] = []
    const io = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) }
    const run = (...argv: string[]) => runCli(argv, io, composed.app.handle)
    const file = join(folder, 'people.csv')
    await writeFile(file, csv('name', ...Array.from({ length: 450 }, (_, n) => `Shell ${n}`)))
    expect(await run('admin', 'import', 'people', file)).toBe(0)
    expect(lines.join('\n')).toContain('200 of 450')
    expect(lines.at(-1)).toContain('450 added, 0 changed, 0 unchanged, 0 refused.')
    expect(await run('admin', 'export', '--out', folder)).toBe(0)
    expect(await run('admin', 'import', 'seats', lines.find((line) => line.includes('-seats-')) ?? '')).toBe(0)
    expect(lines.at(-1)).toContain('0 added, 0 changed')
    expect(await run('admin', 'person', 'add', '--name', 'Shell 1')).toBe(0)
    expect(lines.at(-1)).toContain('Somebody is called Shell 1 already')
    expect(
      await run('admin', 'seat', 'end', '--person', 'Eva Lind', '--organisation', 'Germany', '--role', 'secretariat'),
    ).toBe(1)
    expect(lines.join('\n')).toContain('Nobody of the secretariat would be left.')
    await rm(folder, { recursive: true })
  })

  /** Longer than a message takes that nothing comes before. */
  async function shows(chat: string, words: string): Promise<string> {
    const find = async () => (await product.slack.messages(chat)).findLast(({ text }) => text.includes(words))?.text
    return vi.waitUntil(find, { timeout: 60_000, interval: 100 })
  }
})
