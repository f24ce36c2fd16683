import { expect, test } from 'vitest'
import { columnsIn } from '#src/drafts/forms/columns.ts'
import { rowsIn } from '#src/drafts/forms/rows.ts'
import type { Sheet } from '#src/drafts/sheet.ts'

/** In the words of IEEE's myProject, whose CSV writes a full stop for the number sign. */
const myProject =
  'Comment ID,Date,Comment .,Name,Email,Phone,Style,Index .,Classification,Vote,Affiliation,Category,Page,Subclause,Line,Comment,File,Must be Satisfied,Proposed Change,Disposition Status,Disposition Detail,Other1,Other2,Other3'.split(
    ',',
  )
const ePoll =
  'Index,Date,SA PIN,Name,Comment,Category,Page Number,Subclause,Line Number,Proposed Change,Must Be Satisfied'.split(
    ',',
  )

test.each([
  [
    'ISO/IEC template 2012-03',
    [
      'MB/NC1',
      'Line number (e.g. 17)',
      'Clause/ Subclause (e.g. 3.1)',
      'Paragraph/ Figure/ Table/ (e.g. Table 1)',
      'Type of comment2',
      'Comments',
      'Proposed change',
      'Observations of the secretariat',
    ],
    'code line clause paragraph type text proposed observations',
  ],
  [
    'FORM 13B',
    [
      'MB1',
      'Clause/ Subclause/ Annex/ Figure/ Table',
      'Paragraph/ List item/ Note/',
      'Type of com-ment2',
      'Comment (justification for change)',
      'Proposed change',
      'Secretariat observations on each comment submitted',
    ],
    'code clause paragraph type text proposed observations',
  ],
  [
    'IEC, as its guide writes it',
    [
      'MB/NC',
      'Line number',
      'Clause/ Sub clause',
      'Paragraph Figure/ Table',
      'Type of comment',
      'Comments',
      'Proposed change',
      'Observations of the Secretariat',
    ],
    'code line clause paragraph type text proposed observations',
  ],
  ['IEEE myProject', myProject, 'id - - - - - - - - - - type page clause line text - - proposed - observations - - -'],
  ['IEEE ePoll', ePoll, '- - - - text type page clause line proposed -'],
])('the columns of %s are told by their titles', (_, titles, columns) => {
  expect(
    columnsIn(titles)
      ?.map((column) => column ?? '-')
      .join(' '),
  ).toBe(columns)
})

const sheetOf = (rows: string[][]): Sheet => ({
  titles: [],
  tables: [rows.map((row) => row.map((text) => ({ text, flags: [] })))],
})
const template = ['MB/NC', 'Line', 'Clause', 'Paragraph', 'Type', 'Comments', 'Proposed change', 'Observations']
const one = (cells: string[]) => rowsIn(sheetOf([template, cells]))?.[0]

test.each([
  ['te', 'technical'],
  ['Te', 'technical'],
  ['TECHNICAL', 'technical'],
  ['ge', 'general'],
  ['Ge ', 'general'],
  ['ed', 'editorial'],
  ['E', 'editorial'],
  ['te/ed', 'technical'],
  ['', null],
  ['major', null],
])('a type “%s” is %s', (typed, type) => {
  expect(one(['DE', '', '', '', typed, 'Words', '', ''])?.commentType).toBe(type)
})

test.each([
  ['DE', 'DE', ''],
  ['de', 'DE', ''],
  ['**', '**', ''],
  ['DE-002', 'DE', 'DE-002'],
  ['CC-01-043', 'CC', 'CC-01-043'],
  ['US 195', 'US', 'US-195'],
  ['PL1', 'PL', 'PL-1'],
  ['DE_002', 'DE', 'DE-002'],
  ['DE.002', 'DE', 'DE-002'],
  ['DE\u2013002', 'DE', 'DE-002'],
  ['DE\u2011002', 'DE', 'DE-002'],
  ['GB-7b', 'GB', 'GB-7b'],
  ['GB/UK', 'GB/UK', ''],
  ['CCMC', 'CCMC', ''],
  ['', '', ''],
  ['Japan, METI', 'Japan, METI', ''],
])('“%s” in the first column is of %s, and numbered “%s”', (first, code, id) => {
  expect(one([first, '', '', '', 'te', 'Words', '', ''])).toMatchObject({ code, id })
})

test.each([
  ['no words at all', ['DE', '', '3', '', 'te', '', '', ''], 'no-words'],
  ['more words than are kept', ['DE', '', '3', '', 'te', 'w'.repeat(10_001), '', ''], 'too-long'],
  ['cells that were merged away', ['DE', '', '3', '', 'te', 'Words'], 'columns'],
])('a row with %s is told, and its cells are kept', (_, cells, problem) => {
  expect(one(cells)).toMatchObject({ problem, raw: cells })
})

test('a proposed change alone is what is said', () => {
  expect(one(['DE', '', '3', '', 'te', '', 'Say three', ''])).toMatchObject({
    text: 'Say three',
    proposed: 'Say three',
  })
})

test('below the titles of a page header no row is lost above titles that were pasted in', () => {
  const words = (text: string) => ['DE', '', '3', '', 'te', text, '', '']
  const sheet = { ...sheetOf([words('One'), template, words('Two')]), titles: [['Date'], template] }
  expect(rowsIn(sheet)?.map(({ text }) => text)).toEqual(['One', 'Two'])
})

test('a long place is cut, and the row as it stood keeps it', () => {
  const place = 'p'.repeat(150)
  const read = one(['DE', '', '3', place, 'te', 'Words', '', ''])
  expect(read?.paragraph).toHaveLength(100)
  expect(read?.raw).toContain(place)
})

test('a page of IEEE’s is where it stands', () => {
  const cells = myProject.map(
    (title) =>
      ({ Category: 'Editorial', Page: '12', Subclause: '4.1', Line: '3', Comment: 'Typo', 'Comment ID': '88' })[
        title
      ] ?? '',
  )
  expect(rowsIn(sheetOf([myProject, cells]))).toMatchObject([
    { id: '88', commentType: 'editorial', paragraph: 'page 12', clause: '4.1', line: '3', text: 'Typo', code: '' },
  ])
})

test('a table of comments is found beside others, and several are read one after the other', () => {
  const words = (text: string) => ['DE', '', '3', '', 'te', text, '', '']
  const cover = [
    ['Document', 'DIS 42119'],
    ['Date', '2026-01-01'],
  ]
  const tables = [cover, [template, words('One')], [template, words('Two')]]
  const sheet: Sheet = {
    titles: [],
    tables: tables.map((rows) => rows.map((row) => row.map((text) => ({ text, flags: [] })))),
  }
  expect(rowsIn(sheet)?.map(({ text }) => text)).toEqual(['One', 'Two'])
})
