import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sheetIn } from '#adapters/files/sheets/sheet.ts'
import { rowsIn } from '#src/drafts/forms/rows.ts'
import { commentForm, type Layout, withParts } from '#test/support/comment-forms.ts'
import { secondReader } from '#test/support/second-reader.ts'

const reader = await secondReader()
const rows: Record<Layout, string[][]> = {
  '2012-03': [
    ['DE', '17', '3.1', 'Table 1', 'te', 'The unit is missing.\nIt is needed.', 'Add “per 1 000 tasks”.', ''],
    ['', '', '', '', '', '', '', ''],
    ['FR', '', 'A.1', '', 'ed', 'Typo', 'Mend it', ''],
  ],
  '13B': [
    ['DE', '3.1', 'Table 1', 'te', 'The unit is missing.\nIt is needed.', 'Add “per 1 000 tasks”.', ''],
    ['FR', 'A.1', '', 'ed', 'Typo', 'Mend it', ''],
  ],
}

async function read(name: string, bytes: Uint8Array) {
  const sheet = await sheetIn(name, bytes)
  if ('trouble' in sheet) throw new Error(sheet.trouble)
  return rowsIn(sheet)
}

describe.each(['2012-03', '13B'] as const)('A commenting form, %s', (layout) => {
  test.each(['header', 'body', 'none'] as const)('is read whose titles stand in the %s', async (titles) => {
    const [first, second, ...others] = (await read('de.docx', await commentForm(layout, rows[layout], titles))) ?? []
    expect(others).toEqual([])
    expect(first).toMatchObject({
      ...{ code: 'DE', commentType: 'technical', clause: '3.1', paragraph: 'Table 1', flags: [] },
      ...{ text: 'The unit is missing.\nIt is needed.', proposed: 'Add “per 1 000 tasks”.' },
    })
    expect(first?.line).toBe(layout === '13B' ? '' : '17')
    expect(second).toMatchObject({
      code: 'FR',
      commentType: 'editorial',
      clause: 'A.1',
      text: 'Typo',
      proposed: 'Mend it',
    })
  })

  test(`as the fixture has it is opened by ${reader.name}`, { timeout: 60_000 }, async () => {
    const words = await reader.words(await commentForm(layout, rows[layout]))
    for (const cell of rows[layout].flat()) for (const line of cell.split('\n')) expect(words).toContain(line)
  })
})

test('a form that Word for the web saved is read, whose document has a number', async () => {
  const { 'word/document.xml': document, ...others } = unzipSync(await commentForm('2012-03', rows['2012-03']))
  const form = zipSync({ ...others, 'word/document2.xml': document ?? new Uint8Array() })
  expect((await read('de.docx', form))?.map(({ code }) => code)).toEqual(['DE', 'FR'])
})

describe('What a cell holds besides words', () => {
  const cells = (odd: Parameters<typeof commentForm>[1][number][number]) => [
    'DE',
    '',
    '4',
    '',
    'te',
    odd,
    'Draw it anew',
    '',
  ]
  test.each([
    [{ picture: 'As drawn' }, 'picture', 'As drawn'],
    [{ formula: 'E=mc' }, 'formula', 'E=mc'],
    [{ deleted: 'may', inserted: 'shall' }, 'tracked-change', 'shall'],
  ] as const)('is flagged: %o', async (odd, flag, text) => {
    const all = await read(
      'de.docx',
      await commentForm('2012-03', [cells(odd), ['DE', '', '5', '', 'te', 'Plain', '', '']]),
    )
    expect(all).toMatchObject([
      { flags: [flag], text },
      { flags: [], text: 'Plain' },
    ])
  })

  test('merged into its neighbour leaves a row that can’t be told, and the others are read', async () => {
    const merged = ['DE', '', '4', '', 'te', { spans: 'Comment and change in one' }, '']
    const all = await read(
      'de.docx',
      await commentForm('2012-03', [merged, ['DE', '', '5', '', 'te', 'Plain', '', '']]),
    )
    expect(all).toMatchObject([
      { problem: 'columns', flags: ['merged-cells'], raw: ['DE', '', '4', '', 'te', 'Comment and change in one', ''] },
      { text: 'Plain' },
    ])
  })
})

test('a workbook is read sheet by sheet: titles where they stand, dates, formulas flagged and never calculated', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Cover').addRow(['Comments of Japan'])
  const sheet = book.addWorksheet('Comments')
  sheet.addRow(['Comments on', 'DIS 42119'])
  sheet.addRow(['MB', 'Line', 'Clause', 'Paragraph', 'Type', 'Comments', 'Proposed change', 'Observations'])
  const link = { text: { richText: [{ text: 'in ' }, { text: 'bold' }] }, hyperlink: 'https://example.org' }
  sheet.addRow(['JP', 18, 4, '', 'te', { richText: [{ text: 'Words ' }, { text: 'apart' }] }, link, ''])
  sheet.addRow(['JP', 17, 3.1, new Date('2026-03-01'), 'te', { formula: '1+1', result: 2 }, 'Say three', ''])
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  expect(await read('jp.xlsx', bytes)).toMatchObject([
    { row: 3, text: 'Words apart', proposed: 'in bold' },
    { row: 4, code: 'JP', line: '17', clause: '3.1', paragraph: '2026-03-01', text: '2', flags: ['formula'] },
  ])
})

test.each([
  [
    'semicolons and Windows’ own letters',
    Buffer.from('MB;Line;Clause;Paragraph;Type;Comments;Proposed change\nFR;;3.1;;ed;R\u00e9diger;\u2026', 'latin1'),
  ],
  [
    'tabs',
    Buffer.from('MB\tLine\tClause\tParagraph\tType\tComments\tProposed change\nFR\t\t3.1\t\ted\tR\u00e9diger\tx'),
  ],
  [
    'commas, a byte-order mark and lines in quotes',
    Buffer.from('\ufeffMB,Line,Clause,Paragraph,Type,Comments,Proposed change\nFR,,3.1,,ed,"R\u00e9diger",\n'),
  ],
])('CSV is read: %s', async (_, bytes) => {
  expect(await read('fr.csv', bytes)).toMatchObject([
    { code: 'FR', clause: '3.1', commentType: 'editorial', text: 'R\u00e9diger' },
  ])
})

test('lines of CSV that leave out what is blank at their end are comments', async () => {
  const csv = 'MB,Clause,Paragraph,Type,Comments,Proposed change,Observations\nFR,3.1,,ed,Short\nFR,3.2,,ed,Longer,Mend'
  expect(await read('fr.csv', Buffer.from(csv))).toMatchObject([
    { text: 'Short', proposed: '' },
    { text: 'Longer', proposed: 'Mend' },
  ])
  expect((await read('fr.csv', Buffer.from(csv)))?.flatMap(({ problem }) => problem ?? [])).toEqual([])
})

describe('A file that can’t be read', () => {
  const form = () => commentForm('2012-03', rows['2012-03'])
  const bomb = () => zipSync({ 'word/document.xml': new Uint8Array(70 * 1024 * 1024) })
  const nested = `<w:document>${'<w:p>'.repeat(10_000)}`
  const entities = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'
  test.each<[string, string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['with macros', 'de.docx', async () => withParts(await form(), { 'word/vbaProject.bin': 'x' }), 'macros'],
    ['whose name says it has macros', 'de.docm', form, 'macros'],
    ['under a password', 'de.docx', () => Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'protected'],
    ['of Word before 2007', 'de.doc', () => Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'protected'],
    ['that unpacks to 70 MB', 'de.docx', bomb, 'unpacks-too-large'],
    ['that is no archive', 'de.docx', () => Buffer.from('hello'), 'unreadable'],
    ['cut short', 'de.docx', async () => (await form()).slice(0, 900), 'unreadable'],
    ['without a document', 'de.docx', () => zipSync({ 'a.txt': new Uint8Array(3) }), 'unreadable'],
    [
      'ten thousand elements deep',
      'de.docx',
      async () => withParts(await form(), { 'word/document.xml': nested }),
      'unreadable',
    ],
    [
      'with entities of its own',
      'de.docx',
      async () => withParts(await form(), { 'word/document.xml': entities }),
      'unreadable',
    ],
    ['that is no workbook', 'de.xlsx', form, 'unreadable'],
    ['of another kind', 'de.pdf', () => Buffer.from('%PDF'), 'wrong-type'],
    ['of more than 10 MB', 'de.docx', () => new Uint8Array(10 * 1024 * 1024 + 1), 'too-large'],
  ])('is told by what is wrong with it: one %s', { timeout: 60_000 }, async (_, name, bytes, trouble) => {
    expect(await sheetIn(name, await bytes())).toEqual({ trouble })
  })

  test('never throws, whatever is changed in it', { timeout: 60_000 }, async () => {
    const whole = await form()
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 40 }), async (at, bytes) => {
        const changed = whole.slice()
        changed.set(bytes.slice(0, whole.length - at), at)
        const sheet = await sheetIn('de.docx', changed)
        if (!('trouble' in sheet)) rowsIn(sheet)
      }),
      { numRuns: 150 },
    )
  })
})

test('no table of comments is none', async () => {
  expect(await read('de.docx', await commentForm('2012-03', [], 'none'))).toBeUndefined()
  expect(await read('a.csv', Buffer.from('name,short\nx,y'))).toBeUndefined()
})

test('five thousand rows are read, each once', { timeout: 60_000 }, async () => {
  const many = Array.from({ length: 5_000 }, (_, n) => ['DE', '', `${n}`, '', 'te', `Comment ${n}`, '', ''])
  const all = await read('de.docx', await commentForm('2012-03', many))
  expect(new Set(all?.map(({ text }) => text)).size).toBe(5_000)
})
