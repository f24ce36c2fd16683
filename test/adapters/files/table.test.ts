import { expect, test } from 'vitest'
import { fileArgs, mostBytes } from '#adapters/files/attachment.ts'
import { tableIn } from '#adapters/files/table.ts'

const rows = [
  ['code', 'title'],
  ['1.1', 'Créer des attachés'],
]
const csv = 'code,title\n1.1,Créer des attachés\n'
const mark = Buffer.from([0xef, 0xbb, 0xbf])

test.each([
  ['UTF-8', Buffer.from(csv)],
  ['UTF-8 with a byte-order mark', Buffer.concat([mark, Buffer.from(csv)])],
  ['Latin-1', Buffer.from(csv, 'latin1')],
  ['lines that end as on Windows', Buffer.from(csv.replaceAll('\n', '\r\n'))],
  ['semicolons', Buffer.from(csv.replaceAll(',', ';'))],
  ['tabs', Buffer.from(csv.replaceAll(',', '\t'))],
  ['UTF-16, as Excel’s Unicode text', Buffer.from(`\ufeff${csv.replaceAll(',', '\t')}`, 'utf16le')],
  ['UTF-16 of the other order', Buffer.from(`\ufeff${csv}`, 'utf16le').swap16()],
  ['quotes', Buffer.from('"code","title"\n"1.1","Créer des attachés"')],
])('a table in %s is read', (_, bytes) => {
  expect(tableIn(bytes)).toEqual(rows)
})

test('a cell may hold commas, quotes and line ends, and a blank row keeps its place', () => {
  expect(tableIn(Buffer.from('a,b\n"x, ""y""\nz",1\n\n2'))).toEqual([['a', 'b'], ['x, "y"\nz', '1'], [''], ['2']])
})

test('what divides is told by the first line that is divided, and not by what stands in quotes', () => {
  expect(tableIn(Buffer.from('A title\na;b\n1;2, 3, 4'))).toEqual([['A title'], ['a', 'b'], ['1', '2, 3, 4']])
  expect(tableIn(Buffer.from('a;"b, c, d"\n1;2'))).toEqual([
    ['a', 'b, c, d'],
    ['1', '2'],
  ])
})

test('a quote that never ends is no table', () => {
  expect(tableIn(Buffer.from('a,b\n"x,1\n'))).toBeUndefined()
})

test.each([
  ['list.CSV', 'code\n1', { name: 'list.CSV', file: '{"kind":"table","rows":[["code"],["1"]]}' }],
  ['list.json', '\ufeff{"findings":[]}', { name: 'list.json', file: '{"kind":"json","value":{"findings":[]}}' }],
  ['list.json', '{"findings":', { name: 'list.json', trouble: 'unreadable' }],
  ['list.csv', '"', { name: 'list.csv', trouble: 'unreadable' }],
  ['list.xlsx', 'PK', { name: 'list.xlsx', trouble: 'wrong-type' }],
  ['list', 'code', { name: 'list', trouble: 'wrong-type' }],
])('%s that holds %j is handed over as %j', (name, text, args) => {
  expect(fileArgs(name, { bytes: Buffer.from(text) })).toEqual(args)
})

test('a file of more than 5 MB is not read', () => {
  const bytes = new Uint8Array(mostBytes + 1)
  expect(fileArgs('list.csv', { bytes })).toEqual({ name: 'list.csv', trouble: 'too-large' })
})
