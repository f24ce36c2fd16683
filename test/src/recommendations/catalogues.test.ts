import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Known } from '#src/recommendations/before.ts'
import { placedIn } from '#src/recommendations/catalogues.ts'
import { importOf } from '#src/recommendations/decide.ts'
import { codeOf, markIn, markOf, nextMark } from '#src/recommendations/recommendation.ts'
import { type Sheet, sheetIn } from '#src/recommendations/sheet.ts'

const nothing: Known = {
  catalogues: [],
  findings: [],
  recommendations: [],
  names: { organisations: [], groups: [], people: [] },
}

/** One that stands, as an import knows it. */
function standing(code: string, title: string): Known['recommendations'][number] {
  const finding = { code, title: 'F' }
  const assigned = { group: null, lead: null, supporting: [], coordinators: [] }
  const whole = { partOf: null, hiddenWhole: null }
  return {
    id: `rec_of${code.replace('.', 'x')}`,
    code,
    finding,
    title,
    text: '',
    themes: [],
    ...whole,
    assigned,
    label: 'TLP:GREEN',
    isSeen: true,
  }
}

const named = (mark: string, title: string) => ({ mark, title, series: '', publisher: '', year: null })

function sheetOf(title: string | undefined, codes: string[]): Sheet {
  const recommendations = codes.map((code) => ({ code, title: `Of ${title} ${code}`, part_of: '', text: '' }))
  const value = { source: title && { title, year: 2026 }, findings: [{ code: '1', title: 'F', recommendations }] }
  const sheet = sheetIn(JSON.stringify({ kind: 'json', value }))
  if ('missing' in sheet) throw new Error('it is a catalogue')
  return sheet
}

/** Source of the rule: UN documents number from 1 in each report, so that a code alone names no recommendation. */
describe('the mark of a catalogue', () => {
  test.each<[string, Known, string | undefined, string | null]>([
    ['is none for the first', nothing, 'A', ''],
    ['is none where the file names no source', nothing, undefined, null],
    ['is a letter for the second', { ...nothing, catalogues: [named('', 'Z')] }, 'A', 'B'],
    [
      'is kept by the same source, in any case',
      { ...nothing, catalogues: [named('', 'Z'), named('B', 'a')] },
      'A',
      'B',
    ],
    [
      'is a letter where others stand without a name',
      { ...nothing, recommendations: [standing('1.1', 'X')] },
      'A',
      'B',
    ],
    [
      'is none where the same stands without a name',
      { ...nothing, recommendations: [standing('1.1', 'Of A 1.1')] },
      'A',
      '',
    ],
    [
      'is not one that codes bear already',
      { ...nothing, recommendations: [standing('1.1', 'X'), standing('B1', 'Y')] },
      'A',
      'E',
    ],
  ])('%s', (_, known, title, mark) => {
    expect(placedIn(sheetOf(title, ['1.1']), known)?.catalogue?.mark ?? null).toBe(mark)
  })

  test('runs out after twenty-one, and every line says so', () => {
    const taken: string[] = []
    for (let next = nextMark(taken); next !== undefined; next = nextMark(taken)) taken.push(next)
    expect(taken).toHaveLength(20)
    const full = { ...nothing, catalogues: taken.map((mark) => named(mark, `Source ${mark}`)) }
    const { facts, report } = importOf(sheetOf('Another', ['1.1']), full, (prefix) => `${prefix}_new1`)
    expect(facts).toEqual([])
    expect(report.refused.map(({ reason }) => reason.why)).toEqual(['marks-taken', 'marks-taken'])
  })

  test.each([
    ['R-b4.2', 'B4.2', 'B'],
    ['4.2', '4.2', ''],
    ['R-C4.2', undefined, ''],
    ['R-O4', undefined, ''],
  ])('of %s', (typed, code, mark) => {
    expect(codeOf(typed)).toBe(code)
    expect(markOf(code ?? '')).toBe(mark)
  })

  test.each([
    ['R-B', 'B'],
    ['r-z', 'Z'],
    ['R-C', undefined],
    ['R-', undefined],
    ['R-BB', undefined],
  ])('alone, %s, names a catalogue or nothing', (typed, mark) => {
    expect(markIn(typed)).toBe(mark)
  })
})

test('a table of two sources keeps the first, and its other lines are told to come alone', () => {
  const rows = [
    ['code', 'title', 'finding', 'finding_title', 'catalogue'],
    ['1.1', 'T', '1', 'F', 'A'],
    ['1.2', 'U', '1', '', 'Another'],
    ['1.3', 'V', '1', '', ''],
  ]
  const sheet = sheetIn(JSON.stringify({ kind: 'table', rows }))
  if ('missing' in sheet) throw new Error('it is a catalogue')
  const { report } = importOf(sheet, nothing, (prefix) => `${prefix}_new2`)
  expect(report.added.map(({ code }) => code)).toEqual(['1.1', '1.3'])
  expect(report.refused).toEqual([{ row: 3, code: '1.2', reason: { why: 'catalogue-differs', catalogue: 'Another' } }])
})

test('two sources never share a code, and each again changes nothing', () => {
  const code = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9)).map(([a, b]) => `${a}.${b}`)
  const codes = fc.uniqueArray(code, { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('A', 'B', 'Third'), codes), { maxLength: 6 }), (files) => {
      let [known, serial] = [nothing, 0]
      const newId = (prefix: string) => `${prefix}_n${serial++}` as never
      for (const [title, of] of files) {
        known = after(known, importOf(sheetOf(title, of), known, newId).facts)
        expect(importOf(sheetOf(title, of), known, newId).facts).toEqual([])
      }
      for (const { code: stands, title } of known.recommendations) {
        const { mark } = known.catalogues.find((one) => title.startsWith(`Of ${one.title} `)) ?? { mark: 'none' }
        expect(markOf(stands)).toBe(mark)
      }
    }),
  )
})

/** What stands after the facts. */
function after(known: Known, facts: ReturnType<typeof importOf>['facts']): Known {
  const catalogues = [...known.catalogues]
  const findings = [...known.findings]
  const recommendations = [...known.recommendations]
  for (const fact of facts) {
    if (fact.type === 'catalogue-recorded') catalogues.push({ mark: fact.mark, year: fact.year, ...fact.sealed })
    if (fact.type === 'finding-recorded') findings.push({ code: fact.code, ...fact.sealed })
    if (fact.type === 'recommendation-recorded') {
      const finding = { code: fact.finding, title: 'F' }
      recommendations.push({ ...standing(fact.code, ''), ...fact.sealed, id: fact.recommendation, finding })
    }
  }
  return { ...known, catalogues, findings, recommendations }
}
