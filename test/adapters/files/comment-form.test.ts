import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { documentToFiles } from '#adapters/files/render.ts'
import { sheetIn } from '#adapters/files/sheets/sheet.ts'
import { rowsIn } from '#src/drafts/forms/rows.ts'
import { Sheet } from '#src/drafts/sheet.ts'
import { markOf } from '#src/resolution/table/compare.ts'
import { commentsTable, type Line, myProjectTable, observations } from '#src/resolution/table/sheet.ts'
import type { Document, DocumentFile } from '#src/view/document.ts'
import { secondReader } from '#test/support/second-reader.ts'

const reader = await secondReader()
const mark = 'D-3 version 57'

function line(number: number, more: Partial<Line> = {}): Line {
  const places = {
    clause: '3.10',
    paragraph: 'Table 1',
    line: '17',
    text: '=Threshold <without> & unit',
    proposed: 'Add it.',
  }
  const of = { code: 'DE', number, organisation: 'Germany', day: '2026-11-26', type: 'technical' } as const
  return { ...of, ...places, isBare: false, state: 'decided', said: undefined, duplicateOf: '', ...more }
}

function documentOf(lines: Line[]): Document {
  return {
    ...{ id: 'doc_1', needs: 'self', organisation: null, title: 'Comments on D-3 DIS 1', name: 'comments-d-3' },
    ...{ label: 'TLP:AMBER', madeAt: '2026-11-26T10:00:00Z' },
    tables: [commentsTable(lines, mark)],
    form: {
      date: '2026-11-26',
      document: `DIS 1 (${mark})`,
      project: 'Testing',
      observations: lines.map(observations),
      other: myProjectTable(lines, mark),
    },
  }
}

function only(files: DocumentFile[], ending: string): DocumentFile {
  const found = files.find(({ name }) => name.endsWith(ending))
  if (!found) throw new Error(`no ${ending} of ${files.map(({ name }) => name)}`)
  return found
}

describe('A table of comments in files', () => {
  const lines = [
    line(1, { clause: '', type: 'general', said: { disposition: 'accepted', text: '' } }),
    line(2, { said: { disposition: 'accepted-with-modification', text: 'per 1 000 tasks\nand more' } }),
    line(3, { state: 'listed', said: { disposition: 'duplicate', text: 'Same.' }, duplicateOf: 'DE-002' }),
    line(4, { state: 'undecided' }),
    line(5, { state: null }),
  ]

  test('is one Word document in the layout of 2012-03, a workbook, and two of CSV, each with its label in the name', {
    timeout: 30_000,
  }, async () => {
    const files = await documentToFiles(documentOf(lines))
    expect(files.map(({ name }) => name)).toEqual([
      'comments-d-3-TLP-AMBER.docx',
      'comments-d-3-TLP-AMBER.xlsx',
      'comments-d-3-comments-TLP-AMBER.csv',
      'comments-d-3-myproject-TLP-AMBER.csv',
    ])
    const again = await documentToFiles(documentOf(lines))
    expect(again.map(({ hash }) => hash)).toEqual(files.map(({ hash }) => hash))
  })

  test('has in Word its titles in a page header, rows of eight cells, and shades what becomes of a comment', {
    timeout: 30_000,
  }, async () => {
    const { bytes } = only(await documentToFiles(documentOf(lines)), '.docx')
    const parts = unzipSync(bytes)
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    const header = strFromU8(
      Object.entries(parts).find(([name]) => /header\d*\.xml$/.test(name))?.[1] ?? new Uint8Array(),
    )
    for (const words of ['MB/NC', 'Observations of the secretariat', `Document: DIS 1 (${mark})`, 'TLP:AMBER']) {
      expect(header).toContain(words)
    }
    const cells = xml
      .split('<w:tr>')
      .slice(1)
      .map((row) => row.split('<w:tc>').length - 1)
    expect(cells).toEqual([8, 8, 8, 8, 8])
    expect([...xml.matchAll(/w:fill="(\w+)"/g)].map(([, fill]) => fill)).toEqual([
      'DDF2DF',
      'FFF3CF',
      'E9ECF1',
      'E9ECF1',
    ])
    expect(xml).toContain('w:orient="landscape"')
  })

  test(`is opened by a second reader of Word documents (${reader.name})`, { timeout: 90_000 }, async () => {
    const { bytes } = only(await documentToFiles(documentOf(lines)), '.docx')
    const words = await reader.words(bytes)
    for (const said of [
      'DE-002',
      'per 1 000 tasks',
      'Duplicate of DE-002 (proposed)',
      'Withdrawn',
      '=Threshold <without> & unit',
    ]) {
      expect(words).toContain(said)
    }
    expect((await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).messages).toEqual([])
  })

  test('is read back from each of its files with the number and observations of every row', {
    timeout: 30_000,
  }, async () => {
    for (const { name, bytes } of await documentToFiles(documentOf(lines))) {
      const sheet = Sheet.parse(await sheetIn(name, bytes))
      const rows = rowsIn(sheet) ?? []
      expect([name, rows.map(({ id }) => id)]).toEqual([name, lines.map(({ number }) => `DE-00${number}`)])
      expect(markOf(sheet)).toEqual({ draft: 3, version: 57 })
      expect(rows.map(({ commentType }) => commentType)).toEqual(lines.map(({ type }) => type))
      expect(rows[1]?.observations).toContain('per 1 000 tasks\nand more')
    }
  })

  test('of 5,000 comments is made', { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 5_000 }, (_, nth) =>
      line(nth + 1, { said: { disposition: 'noted', text: 'Seen.' } }),
    )
    const files = await documentToFiles(documentOf(many))
    const sheet = Sheet.parse(await sheetIn('big.docx', only(files, '.docx').bytes))
    expect(rowsIn(sheet)).toHaveLength(5_000)
  })
})
