import { createHash } from 'node:crypto'
import { array, assert, asyncProperty, string } from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { documentToDocx } from '#adapters/files/docx.ts'
import { documentToFiles } from '#adapters/files/render.ts'
import type { Document, Part } from '#src/view/document.ts'
import { Figure, figureToPlain } from '#src/view/figure.ts'
import { secondReader } from '#test/support/second-reader.ts'

const document: Document = {
  id: 'doc_1',
  needs: 'secretary',
  organisation: null,
  title: 'Plenary report of R & D',
  name: 'plenary-2026-11-23',
  label: 'TLP:AMBER+STRICT',
  madeAt: '2026-11-23T02:00:00Z',
  tables: [{ name: 'Commitments', columns: [{ header: 'Number', width: 10 }], rows: [['C-1']] }],
}

const figure = Figure.parse({
  kind: 'over-time',
  title: 'Progress of Evaluation',
  label: 'TLP:GREEN',
  of: 'recommendations',
  asOf: '26 Nov 2026',
  columns: ['1 Oct'],
  panels: [{ name: 'Reported', parts: [{ name: 'complete', shade: 4, counts: [2] }] }],
})

const parts: Part[] = [
  { kind: 'contents' },
  { kind: 'heading', level: 1, text: 'Summary & <outlook>' },
  {
    kind: 'paragraph',
    text: [
      'Read ',
      { link: 'the “draft”', url: 'https://example.org/?a=1&b=2' },
      ' by ',
      { bold: 'Friday' },
      ' at ',
      { moment: '2026-12-04T16:00:00.000Z', zone: 'Asia/Tokyo' },
    ],
  },
  { kind: 'heading', level: 2, text: 'R-4.2 Share results' },
  { kind: 'facts', facts: [{ label: 'Owner', value: ['Japan'] }] },
  {
    kind: 'table',
    columns: [
      { header: 'Number', width: 10 },
      { header: 'Commitment', width: 50 },
    ],
    rows: [
      ['C-1', 'Ærlig, "quoted"\nand 試験 <b>&amp;</b> 😀'],
      ['C-2', null],
      [3, '=1+1'],
    ],
  },
  { kind: 'list', items: [['One'], ['Two']] },
  { kind: 'figure', figure },
]
const bytes = await documentToDocx(document, parts)
const reader = await secondReader()
const partsOf = (archive: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(archive)).map(([name, content]) => [name, strFromU8(content)]))

describe('a Word document', () => {
  test('comes first, with the workbook beside it and no CSV file, and is made anew with the same bytes', {
    timeout: 30_000,
  }, async () => {
    const files = await documentToFiles({ ...document, parts })
    expect(files.map(({ name, type }) => [name, type.split('.').at(-2)])).toEqual([
      ['plenary-2026-11-23-TLP-AMBER-STRICT.docx', 'wordprocessingml'],
      ['plenary-2026-11-23-TLP-AMBER-STRICT.xlsx', 'spreadsheetml'],
    ])
    for (const one of files) expect(createHash('sha256').update(one.bytes).digest('hex')).toBe(one.hash)
    const again = await documentToFiles({ ...document, parts })
    expect(again.map(({ hash }) => hash)).toEqual(files.map(({ hash }) => hash))
    const other = await documentToFiles({ ...document, parts: [...parts, { kind: 'paragraph', text: ['More'] }] })
    expect(other[0]?.hash).not.toBe(files[0]?.hash)
  })

  test('has real headings, tables, lists, links and a picture with its words', async () => {
    const { value: html } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
    expect(html).toContain('Summary &amp; &lt;outlook&gt;</h1>')
    expect(html).toContain('R-4.2 Share results</h2>')
    expect(html).toContain('<a href="https://example.org/?a=1&amp;b=2">the “draft”</a>')
    expect(html).toContain('<strong>Friday</strong> at Saturday 5 December 2026, 01:00 (Tokyo, UTC+9)')
    expect(html).toContain('<strong>Owner</strong></p></td><td><p>Japan</p>')
    expect(html).toContain('<thead><tr><th><p><strong>Number</strong></p></th>')
    expect(html).toContain(
      '<tr><td><p>C-1</p></td><td><p>Ærlig, "quoted"<br />and 試験 &lt;b&gt;&amp;amp;&lt;/b&gt; 😀</p>',
    )
    expect(html).toContain('<li>One</li><li>Two</li>')
    expect(html).toContain(
      `alt="${figureToPlain({ ...figure, columns: [...figure.columns], panels: [] }).slice(0, 20)}`,
    )
    expect(html).toContain('src="data:image/png;base64,')
  })

  test(`is opened by a second reader: ${reader.name}`, { timeout: 90_000 }, async () => {
    const words = await reader.words(bytes)
    for (const said of [
      'Plenary report of R & D',
      'Summary & <outlook>',
      'R-4.2 Share results',
      'the “draft”',
      '試験',
      '=1+1',
    ])
      expect(words).toContain(said)
  })

  test('bears its label at the head and foot of every page, on the right, in 12 points', () => {
    const found = partsOf(bytes)
    for (const name of ['word/header1.xml', 'word/footer1.xml']) {
      expect(found[name]).toMatch(/<w:tab w:val="right"[\s\S]*<w:sz w:val="24"\/>[\s\S]*TLP:AMBER\+STRICT/)
    }
    expect(found['word/header1.xml']).toContain('Plenary report of R &amp; D')
    expect(found['word/footer1.xml']).toMatch(/PAGE[\s\S]*NUMPAGES/)
    expect(found['word/document.xml']).not.toContain('<w:titlePg/>')
  })

  test('lists its headings in the table of contents, each a link to its place', () => {
    const { 'word/document.xml': xml = '' } = partsOf(bytes)
    const contents = /<w:sdt>[\s\S]*<\/w:sdt>/.exec(xml)?.[0] ?? ''
    expect(contents).toContain('TOC \\h')
    const anchors = [...contents.matchAll(/w:anchor="(\w+)"/g)].map(([, anchor]) => anchor)
    expect(anchors).toHaveLength(2)
    for (const anchor of anchors) expect(xml).toContain(`w:name="${anchor}"`)
  })

  test('takes any text: whatever people write is read back as they wrote it, but for what XML has no place for', {
    timeout: 60_000,
  }, async () => {
    const anything = array(string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 20 })
    await assert(
      asyncProperty(anything, async (texts) => {
        const written = await documentToDocx(
          document,
          texts.flatMap((text): Part[] => [
            { kind: 'paragraph', text: [`[${text}]`] },
            { kind: 'table', columns: [{ header: `(${text})`, width: 10 }], rows: [[`{${text}}`]] },
          ]),
        )
        const { value } = await mammoth.extractRawText({ buffer: Buffer.from(written) })
        for (const text of texts) {
          for (const said of [`[${text}]`, `(${text})`, `{${text}}`]) expect(flat(value)).toContain(flat(said))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('writes Arabic and Hebrew from the right', async () => {
    const written = await documentToDocx(document, [{ kind: 'paragraph', text: ['مرحبا بالعالم, R-4.2'] }])
    const { 'word/document.xml': xml = '' } = partsOf(written)
    expect(xml).toMatch(/<w:bidi\/>/)
    expect(xml).toMatch(/<w:rtl\/>[\s\S]*?مرحبا بالعالم<\/w:t>/)
    expect(xml).toMatch(/<w:r>(?:(?!<w:rtl\/>)[\s\S])*, R-4\.2<\/w:t>/)
  })
})

/** Breaks are breaks of any kind, and control characters are left out. */
function flat(text: string): string {
  return text.toWellFormed().replaceAll(/[^\P{C}\u{E000}-\u{F8FF}]|\s|\uFFFD|\uFFFE|\uFFFF/gu, '')
}
