import { createHash } from 'node:crypto'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sheetIn } from '#adapters/files/sheets/sheet.ts'
import { present } from '#src/core/assert.ts'
import { clauseOf, compareClauses } from '#src/drafts/clause.ts'
import { rowsIn } from '#src/drafts/forms/rows.ts'
import { Sheet } from '#src/drafts/sheet.ts'
import { statedIn } from '#src/resolution/table/sheet.ts'
import { collected, joined, joining } from '../support/collected.ts'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { cookieOf, linksTo } from '../support/links.ts'
import { type Product, startProduct } from '../support/product.ts'
import { secondReader } from '../support/second-reader.ts'
import { bytesAt, filesIn } from '../support/slack-files.ts'

const reader = await secondReader()
const long = { timeout: 120_000 }
/** Body AU and France pull something out; the others nothing. */
const pullers = ['luc', 'au']

onEachDatabase('300 comments in 23 files', (on) => {
  let product: Product
  /** Messages in each person's own chat when the list is circulated. */
  let before = new Map<string, number>()
  /** References by type, as the workbook has them. */
  let technical: string[] = []
  let general: string[] = []

  beforeAll(async () => {
    product = await startProduct(on().database)
    const days = { from: '2020-01-01', until: null }
    const greta = { person: 'person_greta', organisation: 'org_germany', standing: 'staff', ...days } as const
    const seats = [
      ...(['editor', 'chair'] as const).map((role) => ({ type: 'seat-given' as const, ...greta, role })),
      { type: 'seat-given' as const, ...greta, person: 'person_owen' as const, role: 'editor' as const },
    ]
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([...joining(), ...seats], { by: 'operator', organisation: null }),
    )
    for (const { name, person } of joined) await product.linkInTeams(name, person)
    await product.linkInTeams('eva', 'person_eva')
    const { slack } = product
    const form = await slack.command('eva', 'allied-evals', 'draft ISO/IEC DIS 42119-2')
    const words = { title: 'Testing of AI systems', body: 'ISO/IEC JTC 1/SC 42', stage: 'DIS', link: '' }
    const preview = await slack.submit('eva', form, {
      standard: 'ISO/IEC DIS 42119-2',
      ...words,
      closes: '2099-03-01 17:00',
    })
    await slack.click('eva', preview, 'Register draft')
  }, 60_000)
  afterAll(() => product?.close())

  const inSlack = (who: string, line: string) => product.slack.command(who, 'allied-evals', line)

  async function inTeams(who: string, line: string, words: string) {
    const { teams } = product
    const person = teams.person(who)
    await teams.say(person, teams.chat(person), line)
    return teams.shows(teams.chat(person), words)
  }

  /** The bot's messages in the chats of those who speak for organisations. */
  async function messages(): Promise<Map<string, number>> {
    const { slack, teams } = product
    const inBoth = new Map<string, number>()
    for (const who of ['hana', 'ines', 'minjun', ...joined.map(({ name }) => name)]) {
      inBoth.set(who, teams.messages(teams.chat(teams.person(who))).length)
    }
    for (const who of ['luc', 'sam']) inBoth.set(who, (await slack.messages(await slack.chat(who))).length)
    return inBoth
  }

  /** The table as somebody takes it away in Slack, by how each file ends. */
  async function takenInSlack(who: string): Promise<Map<string, Buffer>> {
    const { slack } = product
    await inSlack(who, 'export comments D-1')
    const files = await filesIn(slack, await slack.chat(who), 'comments-d-1-')
    const all = files.map(async ({ name, url_private_download }) => {
      return [name.replace(/.*-AMBER|.*-GREEN/, '').slice(1), await bytesAt(url_private_download)] as const
    })
    return new Map(await Promise.all(all))
  }

  test('are imported, half in Slack and half in Teams, whatever their format', long, async () => {
    const { slack, teams } = product
    const files = await collected()
    expect(new Set(files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))).size).toBe(23)
    const chat = await slack.chat('eva')
    await slack.share('eva', chat, 'import comments D-1', files.slice(0, 12))
    expect((await slack.shows(chat, 'Comments on D-1 is imported')).text).toContain('0 refused')
    const eva = teams.person('eva')
    await teams.say(eva, teams.chat(eva), 'import comments D-1', files.slice(12))
    const done = await teams.shows(teams.chat(eva), 'Comments on D-1 is imported')
    expect(textOf(done.card)).toContain('0 refused')
    expect((await inSlack('luc', 'show D-1')).text).toContain('300 comments of 23 organisations')
  })

  test(
    'get 19 duplicates merged and 212 editorial accepted in two acts, and 61 technical texts by an edited workbook',
    long,
    async () => {
      const { slack, teams } = product
      const merged = await slack.click('owen', await inSlack('owen', 'duplicates D-1'), 'Merge 19 duplicates')
      expect(merged.text).toContain('Proposed as duplicates: 19 comments of D-1')
      const many = await inSlack('owen', 'dispose D-1 editorial accepted')
      expect(many.text).toContain('Propose for 212 comments of D-1?')
      await slack.click('owen', many, 'Propose dispositions')

      const bytes = (await takenInSlack('owen')).get('xlsx') ?? Buffer.of()
      const edited = await withTexts(bytes)
      const greta = teams.person('greta')
      await teams.say(greta, teams.chat(greta), 'read back', [{ name: 'edited.xlsx', bytes: edited }])
      const asked = await teams.shows(teams.chat(greta), 'Import edited.xlsx?')
      expect(textOf(asked.card)).toContain('61 added, 0 changed, 231 unchanged, 0 refused.')
      expect((await teams.click(greta, asked, 'Import 61 changes')).text).toContain('edited.xlsx is imported')
    },
  )

  test('are circulated on one card in each place; two organisations pull one out each', long, async () => {
    const { slack, teams, places } = product
    before = await messages()
    const preview = await inSlack('eva', 'circulate D-1 until Friday 17:00')
    await slack.click('eva', preview, 'Circulate list')
    const words = '212 editorial, accepted · 61 technical with proposed text · 19 duplicates merged · 8 undecided'
    await slack.shows(places.slack, words)
    await teams.shows(places.teams, words)
    expect((await inSlack('luc', `pull out ${technical[0]} It is per task`)).text).toContain('France pulled')
    await inTeams('au', `pull out ${technical[1]} It is per case`, 'Body AU pulled')
  })

  test('are decided: 290 en bloc, and ten one by one with a rationale', long, async () => {
    const { teams, places, slack, composed } = product
    await on().owner.query("update consent_lists set deadline = now() - interval '1 second'")
    await composed.clockwork.sweep()
    const greta = teams.person('greta')
    const told = await teams.shows(teams.chat(greta), 'D-1 Nothing more can be pulled out')
    const preview = await teams.click(greta, told, 'Decide list')
    expect(preview.text).toContain('Decide 290 comments of D-1 as proposed?')
    await teams.click(greta, preview, 'Decide list')
    await slack.shows(places.slack, 'The chair decided 290 comments in one act.')
    await teams.shows(places.teams, 'The chair decided 290 comments in one act.')
    for (const reference of [...general, ...technical.slice(0, 2)]) {
      await inTeams('greta', `decide ${reference} noted: It is told in the scope.`, `${reference} is decided`)
    }
    await inTeams('greta', 'undecided D-1', 'D-1 Nothing is left to decide one by one')
  })

  test(
    'took no more than one screen of an organisation that pulled nothing out: the card in its place',
    long,
    async () => {
      const { slack, teams, places } = product
      const after = await messages()
      for (const [who, count] of after) {
        if (!pullers.includes(who)) expect([who, count]).toEqual([who, before.get(who)])
      }
      const cards = (all: readonly { text: string }[]) => all.filter(({ text }) => text.includes('Dispositions')).length
      expect(cards(await slack.messages(places.slack))).toBe(1)
      const inPlace = teams.messages(places.teams).map((one) => ({ text: JSON.stringify(one.card ?? '') }))
      expect(cards(inPlace)).toBe(1)
    },
  )

  test(
    `come out as one table with 300 decided rows, in Slack and in Teams, opened by ${reader.name}`,
    long,
    async () => {
      const { teams } = product
      const files = await takenInSlack('luc')
      const hana = teams.person('hana')
      const known = new Set(linksTo(product, 'hana'))
      await teams.say(hana, teams.chat(hana), 'export comments D-1')
      const link = () => linksTo(product, 'hana').find((one) => !known.has(one))
      const url = await vi.waitUntil(link, { timeout: 30_000, interval: 50 })
      const redeemed = await fetch(url, { method: 'POST', redirect: 'manual' })
      const response = await fetch(`${url}/1`, { headers: { cookie: cookieOf(redeemed) } })
      const inTeamsToo = Buffer.from(await response.arrayBuffer())

      for (const docx of [files.get('docx') ?? Buffer.of(), inTeamsToo]) {
        const all = present(rowsIn(Sheet.parse(await sheetIn('table.docx', docx))), 'rows')
        expect(new Set(all.map(({ id }) => id)).size).toBe(300)
        expect(
          all.filter(({ observations }) => !statedIn(observations) || observations.includes('(proposed)')),
        ).toEqual([])
        const clauses = all.map(({ clause }) => clauseOf(clause))
        expect(clauses).toEqual(clauses.toSorted(compareClauses))
        const said = Map.groupBy(all, ({ observations }) => statedIn(observations)?.disposition)
        expect([...said].map(([disposition, own]) => [disposition, own.length]).toSorted()).toEqual([
          ['accepted', 212],
          ['accepted-with-modification', 59],
          ['duplicate', 19],
          ['noted', 10],
        ])
        const words = await reader.words(docx)
        for (const { id } of all) expect(words).toContain(id)
        expect(words).toContain('We say it of 60.')
      }
    },
  )

  /** The workbook with a disposition and a text in each technical row, as Excel saves it. */
  async function withTexts(bytes: Buffer): Promise<Buffer> {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
    const sheet = present(workbook.worksheets[0], 'a sheet')
    const titles = (sheet.getRow(1).values as unknown[]).map(String)
    const at = (title: string) => titles.indexOf(title)
    const of: Record<string, string[]> = { te: [], ge: [], ed: [] }
    sheet.eachRow((row, number) => {
      if (number === 1) return
      const [reference, type, text] = [1, at('Type of comment'), at('Comments')].map((nth) => row.getCell(nth).text)
      of[type ?? '']?.push(reference ?? '')
      if (type !== 'te') return
      row.getCell(at('Disposition')).value = 'accepted with modification'
      row.getCell(at('Observations of the secretariat')).value = `We say it of ${/\d+/.exec(text ?? '')?.[0]}.`
    })
    technical = of.te ?? []
    general = of.ge ?? []
    return Buffer.from(await workbook.xlsx.writeBuffer())
  }
})
