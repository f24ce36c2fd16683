import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { draftFacts, type Said } from '../support/drafts.ts'
import { cookieOf, linksTo } from '../support/links.ts'
import { type Product, startProduct } from '../support/product.ts'
import { bytesAt, filesIn } from '../support/slack-files.ts'

const said: Said[] = [
  { organisation: 'org_france', code: 'FR', type: 'editorial', clause: '10', text: 'A comma is missing.' },
  { organisation: 'org_germany', code: 'DE', type: 'technical', clause: '3.10', text: 'Threshold without its unit.' },
  { organisation: 'org_france', code: 'FR', type: 'editorial', clause: '2', text: 'Spell it out.' },
  { organisation: 'org_japan', code: 'JP', type: 'technical', clause: '3.10', text: 'The unit is missing.' },
]

/** As Word saves it once somebody has written other words into it. */
function edited(docx: Buffer, was: string, now: string): Buffer {
  const parts = unzipSync(docx)
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  if (!xml.includes(was)) throw new Error(`no “${was}” in ${xml.slice(0, 3_000)}`)
  return Buffer.from(zipSync({ ...parts, 'word/document.xml': strToU8(xml.replace(was, now)) }))
}

onEachDatabase('The table of comments on a draft', (on) => {
  let product: Product
  const files: Record<string, Buffer> = {}
  beforeAll(async () => {
    product = await startProduct(on().database)
    const editor = { organisation: 'org_germany', role: 'editor', standing: 'staff' } as const
    const days = { from: '2020-01-01', until: null }
    const seats = (['person_owen', 'person_greta'] as const).map((person) => ({
      ...{ type: 'seat-given' as const, person, ...editor, ...days },
    }))
    const facts = [...draftFacts('wg_evaluation', 1, said), ...draftFacts('wg_evaluation', 2, said.slice(0, 1))]
    await on().database.store.transact('con_demo', (unit) =>
      unit.save([...facts, ...seats], { by: 'operator', organisation: null }),
    )
  }, 60_000)
  afterAll(() => product?.close())

  const proposals = async () => (await on().owner.query('select 1 from dispositions')).length

  test('comes out as Word, Excel and CSV, collated by clause with what is proposed', { timeout: 60_000 }, async () => {
    const { slack } = product
    const ask = (line: string) => slack.command('owen', 'allied-evals', line)
    await slack.click('owen', await ask('dispose D-1 editorial accepted'), 'Propose dispositions')
    await ask('dispose DE-002 accepted with modification: per 1 000 tasks')
    const made = await ask('export comments D-1')
    expect(made.text).toContain('4 comments: one Word document, a workbook and two CSV files.')
    const chat = await slack.chat('owen')
    for (const { name, url_private_download } of await filesIn(slack, chat, 'comments-d-1-')) {
      const kind = /(myproject|comments)-TLP.*csv$/.exec(name)?.[1] ?? name.split('.').at(-1) ?? ''
      files[kind] = await bytesAt(url_private_download)
    }
    expect(Object.keys(files).toSorted()).toEqual(['comments', 'docx', 'myproject', 'xlsx'])
    const csv = files.comments?.toString() ?? ''
    const order = ['FR-003', 'DE-002', 'JP-004', 'FR-001'].map((reference) => csv.indexOf(`\n${reference},`))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(csv).toContain('per 1 000 tasks,accepted with modification,,proposed,D-1 version 3')
    expect(files.myproject?.toString()).toContain('Accepted with modification,per 1 000 tasks')
  })

  test('edited in Word is read back in Slack: shown first, and proposed after a yes', async () => {
    const { slack } = product
    const chat = await slack.chat('owen')
    const bytes = edited(files.docx ?? Buffer.of(), 'per 1 000 tasks', 'per 1 000 requests')
    await slack.share('owen', chat, 'read back D-1', [{ name: 'edited.docx', bytes }])
    const asked = await slack.shows(chat, 'Import edited.docx?')
    expect(asked.text).toContain('0 added, 1 changed, 2 unchanged, 0 refused.')
    expect(asked.text).toContain('DE-002  observation: per 1 000 tasks → per 1 000 requests')
    expect(await proposals()).toBe(3)
    expect((await slack.click('owen', asked, 'Import 1 change')).text).toContain('edited.docx is imported')
    expect(await proposals()).toBe(4)
    const history = await slack.command('owen', 'allied-evals', 'history DE-002')
    expect(history.text).toContain('per 1 000 requests')
    await slack.share('owen', chat, 'read back', [{ name: 'again.docx', bytes }])
    expect((await slack.shows(chat, 'Nothing changed by again.docx')).text).toContain('3 unchanged')
    expect(await proposals()).toBe(4)
  })

  test('edited in a spreadsheet is read back in Teams, with its conflicts, unknown rows and rows that are gone', async () => {
    const { teams } = product
    const greta = teams.person('greta')
    const chat = teams.chat(greta)
    const csv = files.comments?.toString() ?? ''
    const changed = csv
      .replace('per 1 000 tasks,accepted with modification', 'per case,accepted with modification')
      .replace(/(JP-004,.*?),,,,undecided/, '$1,The unit is added,duplicate,DE-002,undecided')
      .replace('FR-001,', 'FR-009,')
      .replace(/\r\nFR-003,[^\r]*/, '')
    await teams.say(greta, chat, 'read back D-1', [{ name: 'edited.csv', bytes: Buffer.from(changed) }])
    const asked = await teams.shows(chat, 'Import edited.csv?')
    const text = textOf(asked.card)
    expect(text).toContain('1 added, 0 changed, 0 unchanged, 2 refused.')
    expect(text).toContain('It was changed since the file was written: now accepted with modification is proposed')
    expect(text).toContain('There is no such comment on this draft.')
    expect(text).toContain('In no row, and left as they are: FR-001, FR-003.')
    expect(await proposals()).toBe(4)
    await teams.click(greta, asked, 'Import 1 change')
    expect(await proposals()).toBe(5)
    const shown = await product.slack.command('luc', 'allied-evals', 'history JP-004')
    expect(shown.text).toContain('duplicate of DE-002: “The unit is added”')
  })

  test('tells the number alone of what an organisation keeps to itself, and reads nothing from its row', {
    timeout: 60_000,
  }, async () => {
    const { slack, teams } = product
    const set = (what: 'reference' | 'full') =>
      on().database.store.transact('con_demo', (unit) =>
        unit.save([{ type: 'release-set', organisation: 'org_japan', label: 'any', what }], {
          by: 'operator',
          organisation: null,
        }),
      )
    await set('reference')
    const greta = teams.person('greta')
    const known = new Set(linksTo(product, 'greta'))
    const chatOfGreta = teams.chat(greta)
    // As if the organisation had said so a while ago: what is made within a quarter of a minute of such a change is thrown away.
    await on().owner.query("update register_entries set at = at - interval '1 minute' where type = 'release-set'")
    await teams.say(greta, chatOfGreta, 'export comments D-1')
    const url = await vi.waitUntil(() => linksTo(product, 'greta').find((one) => !known.has(one)), {
      timeout: 20_000,
      interval: 50,
    })
    const headers = { cookie: cookieOf(await fetch(url, { method: 'POST', redirect: 'manual' })) }
    const csv = await (await fetch(`${url}/3`, { headers })).text()
    expect(csv).toMatch(/\nJP-004,,,,,Its organisation shows its number alone\.,,,duplicate,DE-002,/)
    for (const one of [csv, await (await fetch(`${url}/4`, { headers })).text()]) {
      expect(one).toContain('Threshold without its unit.')
      expect(one).not.toContain('The unit is missing.')
    }
    const chat = await slack.chat('owen')
    const changed = Buffer.from(csv.replace('number alone.,,,duplicate', 'number alone.,,Guessed,noted'))
    await slack.share('owen', chat, 'read back D-1', [{ name: 'bare.csv', bytes: changed }])
    const same = await slack.shows(chat, 'Nothing changed by bare.csv')
    expect(same.text).toContain('0 added, 0 changed, 3 unchanged, 0 refused.')
    expect(await proposals()).toBe(5)
    await set('full')
  })

  test('is refused where it is of another draft, holds macros, is none, or comes from somebody else', async () => {
    const { slack } = product
    const chat = await slack.chat('owen')
    const bring = async (name: string, bytes: Buffer, line = 'read back D-1') => {
      await slack.share('owen', chat, line, [{ name, bytes }])
      return (await slack.shows(chat, `“${name}”`)).text
    }
    expect(await bring('two.docx', files.docx ?? Buffer.of(), 'read back D-2')).toContain(
      '“two.docx” is a table of D-1, not of D-2',
    )
    expect(await bring('macros.docm', files.docx ?? Buffer.of())).toContain('holds macros')
    expect(await bring('other.csv', Buffer.from('a,b\n1,2\n'), 'read back')).toContain('does not say which draft')
    expect(await bring('none.csv', Buffer.from('a,b\n1,2\n'))).toContain('holds no table of comments')
    expect(await bring('broken.xlsx', Buffer.from('PK broken'))).toContain('can’t be read')
    const luc = await slack.chat('luc')
    await slack.share('luc', luc, 'read back D-1', [{ name: 'mine.docx', bytes: files.docx ?? Buffer.of() }])
    await slack.shows(luc, 'this takes the editor or the secretariat')
    expect(await proposals()).toBe(5)
  })
})
