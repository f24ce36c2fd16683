/** What is exported is imported with no change: through the very bytes of a CSV file. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tableToCsv } from '#adapters/files/csv.ts'
import { tableIn } from '#adapters/files/table.ts'
import type { Names } from '#src/recommendations/assigning.ts'
import { importOf } from '#src/recommendations/decide.ts'
import { tableOf } from '#src/recommendations/export.ts'
import { sheetIn } from '#src/recommendations/sheet.ts'

const names: Names = {
  organisations: [
    { id: 'org_a', name: 'Japan' },
    { id: 'org_b', name: 'A; B' },
    { id: 'org_c', name: 'JAPAN' },
    { id: 'org_d', name: '=Ministry, of “Data”' },
  ],
  groups: [
    { id: 'wg_a', name: 'Data' },
    { id: 'wg_b', name: 'org_a' },
  ],
  people: [
    { id: 'person_a', name: 'Ann Lee' },
    { id: 'person_b', name: 'Ann Lee' },
    { id: 'person_c', name: "O'Neil" },
  ],
}

/** As an import stores them: trimmed, with nothing that a database can't keep. */
const words = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.stringMatching(/^['=+\-@"; ,\r\n\ta]{0,8}$/),
    fc.constantFrom('=1+1', "'=1", "''+x", '-', 'مرحبا 👩‍🚀', 'line\r\nline', '4.10'),
  )
  .map((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
const title = words.filter((text) => text !== '')
const theme = words.map((text) => text.replaceAll(';', '').trim()).filter((text) => text !== '')
const code = fc.tuple(fc.constantFrom('', 'B'), fc.nat(9), fc.nat(12)).map(([mark, a, b]) => `${mark}${a + 1}.${b}`)
const finding = fc.constantFrom('1', '1.10', 'B2')
const one = fc.record({
  code,
  title,
  text: words,
  themes: fc.array(theme, { maxLength: 3 }),
  finding,
  assigned: fc.record({
    group: fc.constantFrom(null, 'wg_a' as const, 'wg_b' as const),
    lead: fc.constantFrom(null, 'org_a' as const, 'org_b' as const),
    supporting: fc.uniqueArray(fc.constantFrom('org_c' as const, 'org_d' as const)),
    coordinators: fc.uniqueArray(fc.constantFrom('person_a' as const, 'person_b' as const, 'person_c' as const)),
  }),
  isPart: fc.boolean(),
})
const catalogue = fc.record({
  findings: fc.tuple(title, words, title, words, title, words),
  all: fc.uniqueArray(one, { selector: (each) => each.code, maxLength: 8 }),
})

test('a catalogue that is exported and imported again changes nothing', () => {
  fc.assert(
    fc.property(catalogue, ({ findings: [a, b, c, d, e, f], all }) => {
      const findings = [
        { code: '1', title: a, summary: b },
        { code: '1.10', title: c, summary: d },
        { code: 'B2', title: e, summary: f },
      ]
      const wholes = all.filter(({ isPart }) => !isPart)
      const recommendations = all.map(({ isPart, ...each }, nth) => ({
        ...each,
        id: `rec_n${nth}` as const,
        finding: { code: each.finding, title: '' },
        partOf: isPart ? (wholes[nth % Math.max(1, wholes.length)]?.code ?? null) : null,
        label: 'TLP:GREEN' as const,
        recipients: [],
      }))
      const titled = recommendations.map((each) => ({
        ...each,
        finding: { ...each.finding, title: findings.find((known) => known.code === each.finding.code)?.title ?? '' },
      }))
      const rows = tableIn(tableToCsv(tableOf({ findings, recommendations: titled }, names)))
      const sheet = sheetIn(JSON.stringify({ kind: 'table', rows }))
      if ('missing' in sheet) throw new Error(`the export lacks ${sheet.missing}`)
      const known = titled.map((each) => ({ ...each, isSeen: true, hiddenWhole: null }))
      const { facts, report } = importOf(
        sheet,
        { catalogues: [], findings, recommendations: known, names },
        () => 'rec_never' as never,
      )
      expect(report.refused).toEqual([])
      expect(facts).toEqual([])
      expect(report.unchanged).toHaveLength(all.length)
    }),
    { numRuns: 300 },
  )
})
