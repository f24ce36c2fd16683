import { afterAll, beforeAll, expect, test } from 'vitest'
import { commentForm } from '../support/comment-forms.ts'
import { textOf } from '../support/connector-cards.ts'
import { onEachDatabase } from '../support/database.ts'
import { entriesIn } from '../support/entries.ts'
import { type Product, startProduct } from '../support/product.ts'
import { bytesAt, filesIn } from '../support/slack-files.ts'

type Cells = Parameters<typeof commentForm>[1][number]
const bytesOf = async (rows: Cells[], layout: '2012-03' | '13B' = '2012-03') =>
  Buffer.from(await commentForm(layout, rows))
const row = (code: string, clause: string, text: Cells[number]): Cells => [
  code,
  '',
  clause,
  '',
  'te',
  text,
  'Say otherwise',
  '',
]

/** D-1 is Evaluation's; Eva is of the secretariat, Hana head delegate of Japan, Luc delegate of France. */
onEachDatabase('Collected files of comments', (on) => {
  let product: Product
  let ofJapan: Buffer
  beforeAll(async () => {
    product = await startProduct(on().database)
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
  }, 30_000)
  afterAll(() => product?.close())

  test('become their organisations’ comments in Slack, and a bad one stops no other', async () => {
    const { slack, teams } = product
    const chat = await slack.chat('eva')
    ofJapan = await bytesOf([row('JP', '10', 'Ten'), row('JP', '2', { picture: 'As drawn' }), row('XX', '3', 'Whose?')])
    const files = [
      { name: 'jp.docx', bytes: ofJapan },
      { name: 'broken.docx', bytes: Buffer.from('hello') },
      {
        name: 'fr.docx',
        bytes: await bytesOf(
          [
            ['FR', 'A.1', '', 'ed', 'Typo', 'Mend it', ''],
            ['FR', '3', '', 'ge', '', '', ''],
          ],
          '13B',
        ),
      },
      { name: 'notes.csv', bytes: Buffer.from('name,short\nx,y') },
    ]
    await slack.share('eva', chat, 'import comments D-1', files)
    const done = await slack.shows(chat, 'Comments on D-1 is imported')
    expect(done.text).toContain('3 added, 0 changed, 0 unchanged, 4 refused.')
    expect(done.text).toContain('They are of 2 organisations.')
    expect(done.text).toContain('1 comment had a picture')
    expect(done.text).toContain('JP-001; JP-002; FR-003')
    expect(done.text).toContain('No organisation of this working group is called “XX”.')
    expect(done.text).toContain('It says neither a comment nor a change.')
    expect(done.text).toContain('broken.docx)  It can’t be read as what its name says.')
    expect(done.text).toContain('notes.csv)  It has no table of comments.')
    const [result] = await filesIn(slack, await slack.chat('eva'), 'import-comments')
    expect(result).toBeDefined()

    const hana = teams.person('hana')
    const told = await teams.shows(teams.chat(hana), '2 comments on D-1 were recorded for Japan')
    expect(JSON.stringify(told.card)).not.toContain('As drawn')
    const listed = await teams.click(hana, told, 'Show comments')
    expect(listed.text).toMatch(/Clause 2[\s\S]*As drawn[\s\S]*Clause 10[\s\S]*Ten[\s\S]*Clause A\.1[\s\S]*Typo/)
    const shown = await teams.click(hana, listed, 'Show JP-002')
    expect(shown.text).toContain('jp.docx, row 2')
    expect(shown.text).toContain('a picture')
    expect(shown.text).not.toContain('Get file')
    const listing = await slack.shows(chat, 'Comments on D-1 is imported')
    const toEva = await slack.click('eva', await slack.click('eva', listing, 'Show comments'), 'Show JP-002')
    await slack.click('eva', toEva, 'Get file')
    const [copy] = await filesIn(slack, chat, 'jp')
    expect(await bytesAt(copy?.url_private_download ?? '')).toEqual(ofJapan)
  })

  test('add nothing twice: not the same file, nor a row of another file that says the same', async () => {
    const { slack } = product
    const chat = await slack.chat('eva')
    const before = await entriesIn(on())
    const same = { name: 'again.docx', bytes: ofJapan }
    await slack.share('eva', chat, 'import comments D-1', [same])
    expect((await slack.shows(chat, 'Nothing changed by Comments on D-1')).text).toContain(
      '0 added, 0 changed, 1 unchanged',
    )
    expect(await entriesIn(on())).toBe(before)
    const more = { name: 'more.docx', bytes: await bytesOf([row('JP', '10', 'Ten'), row('JP', '11', 'Eleven')]) }
    await slack.share('eva', chat, 'import comments D-1', [more])
    expect((await slack.shows(chat, '1 added, 0 changed, 1 unchanged')).text).toContain('JP-004')
  })

  test('of one’s own are brought by a delegate in Teams, whose rows need name nobody; others’ are refused', async () => {
    const { teams, slack } = product
    const hana = teams.person('hana')
    const chat = teams.chat(hana)
    const csv = [
      'MB;Clause;Paragraph;Type;Comments;Proposed change',
      ';4.1;;te;Ours;R\u00e9diger',
      'FR;4.2;;te;Theirs;',
    ]
    await teams.say(hana, chat, 'import comments D-1', [
      { name: 'own.csv', bytes: Buffer.from(csv.join('\n'), 'latin1') },
    ])
    const done = await teams.shows(chat, 'Comments on D-1 is imported')
    expect(textOf(done.card)).toContain('JP-005')
    expect(textOf(done.card)).toContain('Comments of France are for its delegates or the secretariat.')
    const listed = await slack.command('luc', 'allied-evals', 'comments D-1 clause 4.1')
    expect(listed.text).toContain('Ours')
  })

  test('are whose the name of the file tells, where their rows name nobody', async () => {
    const { slack, teams } = product
    const eva = teams.person('eva')
    const titles = 'MB,Clause,Paragraph,Type,Comments,Proposed change'
    await teams.say(eva, teams.chat(eva), 'import comments D-1', [
      { name: 'dis42119-2-japan.csv', bytes: Buffer.from(`${titles}\n,5.1,,te,Of Japan`) },
      { name: 'dis42119-2_FR.csv', bytes: Buffer.from(`${titles}\n,5.2,,te,Of France`) },
      { name: 'dis42119-2.csv', bytes: Buffer.from(`${titles}\n,5.3,,te,Of whom`) },
    ])
    const done = textOf((await teams.shows(teams.chat(eva), '2 added, 0 changed, 0 unchanged, 1 refused.')).card)
    expect(done).toContain('Whose they are was told by the names of files for 2 comments.')
    expect(done).toContain('It does not say whose it is.')
    const listed = await slack.command('luc', 'allied-evals', 'comments D-1 clause 5')
    expect(listed.text).toMatch(/JP-\d+[\s\S]*Of Japan[\s\S]*FR-\d+[\s\S]*Of France/)
    expect(listed.text).not.toContain('Of whom')
  })

  test('are for the secretariat and those who sign, in a chat of one’s own, and with files', async () => {
    const { slack, teams } = product
    const chat = await slack.chat('aiko')
    await slack.share('aiko', chat, 'import comments D-1', [
      { name: 'jp.docx', bytes: await bytesOf([row('JP', '77', 'No')]) },
    ])
    await slack.shows(chat, 'this takes the secretariat, or a head delegate')
    expect((await slack.command('eva', 'allied-evals', 'import comments D-1')).text).toContain('Say it in our 1:1 chat')
    const hana = teams.person('hana')
    await teams.say(hana, teams.chat(hana), 'import comments D-1')
    await teams.shows(teams.chat(hana), 'Attach the files to the message')
    await teams.say(hana, teams.chat(hana), 'import comments D-77')
    await teams.shows(teams.chat(hana), 'D-77')
  })

  test('of many rows are read as a job, whose message shows how far it is', { timeout: 60_000 }, async () => {
    const { slack, teams } = product
    const eva = teams.person('eva')
    const rows = Array.from({ length: 600 }, (_, n) => row('FR', `7.${n}`, `Many ${n}`))
    await teams.say(eva, teams.chat(eva), 'import comments D-1', [{ name: 'many.docx', bytes: await bytesOf(rows) }])
    await teams.shows(teams.chat(eva), '600 rows of comments are read one by one')
    const done = await teams.shows(teams.chat(eva), '600 added, 0 changed')
    expect(textOf(done.card)).toContain('FR-008')
    expect((await slack.command('luc', 'allied-evals', 'show D-1')).text).toContain('607 comments of 2 organisations')
  })
})
