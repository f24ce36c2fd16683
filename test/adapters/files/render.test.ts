import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import readExcel from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { documentToFiles } from '#adapters/files/render.ts'
import type { Document } from '#src/view/document.ts'

const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1']
const document: Document = {
  id: 'doc_1',
  needs: 'secretary',
  organisation: null,
  title: 'Report of R & D',
  name: 'report-2026-11-23',
  label: 'TLP:AMBER+STRICT',
  madeAt: '2026-11-23T02:00:00Z',
  tables: [
    {
      name: 'Commitments',
      columns: [
        { header: 'Number', width: 10 },
        { header: 'Count', width: 10 },
        { header: 'Text', width: 60 },
      ],
      rows: [
        ['C-1', 3, 'Ærlig, "quoted"\nand 試験 <b>&amp;</b>'],
        ['C-2', -4, null],
        ...hostile.map((text, nth): (string | number)[] => [`C-${nth + 3}`, 0, text]),
      ],
    },
    { name: 'Changes since 2026-10-24', columns: [{ header: 'At', width: 22 }], rows: [] },
  ],
}

test('a document becomes one workbook and a CSV file of each table, with the label in every name', async () => {
  const files = await documentToFiles(document)
  expect(files.map(({ name }) => name)).toEqual([
    'report-2026-11-23-TLP-AMBER-STRICT.xlsx',
    'report-2026-11-23-commitments-TLP-AMBER-STRICT.csv',
    'report-2026-11-23-changes-since-2026-10-24-TLP-AMBER-STRICT.csv',
  ])
  for (const { bytes, hash } of files) expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
})

test('the workbook is read back by another reader: each sheet, numbers as numbers, hostile text as text', async () => {
  const sheets = await readExcel(Buffer.from((await workbook()).bytes))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(document.tables.map(({ name }) => name))
  const [header, first, second, ...rest] = sheets[0]?.data ?? []
  expect(header).toEqual(['Number', 'Count', 'Text'])
  expect(first).toEqual(document.tables[0]?.rows[0])
  expect(second).toEqual(['C-2', -4, null])
  expect(rest.map((row) => String(row[2]).trim())).toEqual(hostile.map((text) => text.trim()))
})

test('no cell of the workbook is a formula; its header stays in sight and every printed page bears the label', async () => {
  const parts = unzipSync((await workbook()).bytes)
  const sheets = Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/sheet'))
  expect(sheets).toHaveLength(2)
  for (const [, bytes] of sheets) {
    const xml = strFromU8(bytes)
    expect(xml).not.toMatch(/<f[ >]/)
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(xml).toMatch(/<oddHeader>[^<]*TLP:AMBER\+STRICT<\/oddHeader>/)
    expect(xml).toMatch(/<oddFooter>[^<]*TLP:AMBER\+STRICT<\/oddFooter>/)
    expect(xml).toMatch(/<col [^>]*width="/)
  }
})

test('CSV is UTF-8 with a mark for Excel; text that a spreadsheet would run begins with an apostrophe, a number does not', async () => {
  const [, csv] = await documentToFiles(document)
  const text = Buffer.from(csv?.bytes ?? []).toString()
  expect(text.startsWith('\ufeffNumber,Count,Text\r\n')).toBe(true)
  const rows = parse(text, { bom: true, record_delimiter: '\r\n' })
  expect(rows[1]).toEqual(['C-1', '3', 'Ærlig, "quoted"\nand 試験 <b>&amp;</b>'])
  expect(rows[2]).toEqual(['C-2', '-4', ''])
  expect(rows.slice(3).map((row) => row[2])).toEqual(hostile.map((one) => `'${one}`))
})

test('5,000 rows become files within a few seconds', async () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => [
    `R-${n}`,
    n,
    'A recommendation of the usual length, more or less',
  ])
  const columns = document.tables[0]?.columns ?? []
  const began = performance.now()
  const files = await documentToFiles({ ...document, tables: [{ name: 'Recommendations', columns, rows }] })
  expect(files).toHaveLength(2)
  expect(performance.now() - began).toBeLessThan(5_000)
})

async function workbook() {
  const [first] = await documentToFiles(document)
  if (!first) throw new Error('expected a workbook')
  return first
}
