import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NewId } from '#src/core/id.ts'
import { importOf, type Known, type Report } from '#src/recommendations/decide.ts'
import type { CatalogueFact } from '#src/recommendations/recommendation.ts'
import { type Sheet, sheetIn } from '#src/recommendations/sheet.ts'

const head = ['code', 'title', 'text', 'themes', 'finding', 'finding_title', 'finding_summary']
const nothing: Known = { findings: [], recommendations: [] }

function newIds(): NewId {
  let serial = 0
  return (prefix) => `${prefix}_n${serial++}`
}

function sheetOf(rows: string[][], names = head): Sheet {
  const sheet = sheetIn(JSON.stringify({ kind: 'table', rows: [names, ...rows] }))
  if ('missing' in sheet) throw new Error(`missing ${sheet.missing}`)
  return sheet
}

function imported(rows: string[][], known = nothing): { facts: CatalogueFact[]; report: Report } {
  return importOf(sheetOf(rows), known, newIds())
}

/** What stands after the facts. */
function standing(known: Known, facts: CatalogueFact[]): Known {
  const findings = new Map(known.findings.map((one) => [one.code, one]))
  const recommendations = new Map(known.recommendations.map((one) => [one.code, one]))
  for (const fact of facts) {
    if ('recommendation' in fact) {
      const { recommendation: id, code, themes, sealed } = fact
      const title = findings.get(fact.finding)?.title ?? ''
      recommendations.set(code, { id, code, themes, ...sealed, finding: { code: fact.finding, title } })
    } else findings.set(fact.code, { code: fact.code, ...fact.sealed })
  }
  return { findings: [...findings.values()], recommendations: [...recommendations.values()] }
}

const first = ['1.1', 'Align exports', 'In full', 'export; standards', '1', 'Stacks multiply', 'Why']

describe('a row', () => {
  test('that is new is recorded with its finding before it', () => {
    expect(imported([first]).facts).toEqual([
      { type: 'finding-recorded', code: '1', sealed: { title: 'Stacks multiply', summary: 'Why' } },
      {
        type: 'recommendation-recorded',
        recommendation: 'rec_n0',
        code: '1.1',
        finding: '1',
        themes: ['export', 'standards'],
        sealed: { title: 'Align exports', text: 'In full' },
      },
    ])
  })

  test.each<[string, string[][], { row: number; code: string; reason: object }]>([
    [
      'whose code stands before',
      [first, ['R-1.1', 'Another', '', '', '1', '', '']],
      refusal(3, 'R-1.1', { why: 'code-twice', first: 2 }),
    ],
    ['without a title', [['1.2', '', 'text', '', '1', 'F', '']], refusal(2, '1.2', { why: 'title-missing' })],
    ['without a code', [['', 'T', '', '', '1', 'F', '']], refusal(2, '', { why: 'code-malformed' })],
    ['whose code is none', [['4,2', 'T', '', '', '1', 'F', '']], refusal(2, '4,2', { why: 'code-malformed' })],
    [
      'whose code is too deep',
      [['1.2.3.4.5', 'T', '', '', '1', 'F', '']],
      refusal(2, '1.2.3.4.5', { why: 'code-malformed' }),
    ],
    ['without a finding', [['1.2', 'T', '', '', '', '', '']], refusal(2, '1.2', { why: 'finding-missing' })],
    [
      'whose finding is nowhere',
      [['1.2', 'T', '', '', '9', '', '']],
      refusal(2, '1.2', { why: 'finding-unknown', finding: '9' }),
    ],
    [
      'whose finding is no code',
      [['1.2', 'T', '', '', 'nine', '', '']],
      refusal(2, '1.2', { why: 'finding-malformed' }),
    ],
    [
      'that says otherwise about a finding',
      [first, ['1.2', 'T', '', '', '1', 'Stacks divide', '']],
      refusal(3, '1', { why: 'finding-differs', finding: '1', first: 2 }),
    ],
    [
      'whose title is too long',
      [['1.2', 'x'.repeat(301), '', '', '1', 'F', '']],
      refusal(2, '1.2', { why: 'too-long', field: 'title', length: 301, most: 300 }),
    ],
  ])('%s is refused, and the others stand', (_, rows, refused) => {
    const { report, facts } = imported([...rows, ['7', 'Stands', '', '', '2', 'Another finding', '']])
    expect(report.refused).toEqual([refused])
    expect(report.added).toContain('7')
    expect(facts.filter(({ code }) => code === '9')).toEqual([])
  })

  test('may name a finding that a later row states, or that is known', () => {
    const later = imported([
      ['1.1', 'T', '', '', '1', '', ''],
      ['1.2', 'U', '', '', '1', 'Stated here', ''],
    ])
    expect(later.report.refused).toEqual([])
    const known = standing(nothing, later.facts)
    expect(imported([['1.3', 'V', '', '', '1', '', '']], known).report.added).toEqual(['1.3'])
  })

  test('that changes is revised under its id, and what the file leaves out stays', () => {
    const known = standing(nothing, imported([first]).facts)
    const { facts, report } = importOf(
      sheetOf([['1', '1.1', 'Align all exports']], ['Finding', ' CODE', 'Title ']),
      known,
      newIds(),
    )
    expect(report).toMatchObject({ added: [], changed: ['1.1'], unchanged: 0 })
    expect(facts).toEqual([
      expect.objectContaining({
        type: 'recommendation-revised',
        recommendation: known.recommendations[0]?.id,
        themes: ['export', 'standards'],
        sealed: { title: 'Align all exports', text: 'In full' },
      }),
    ])
  })

  test('that is blank counts for its number and nothing else', () => {
    const { report } = imported([first, ['', ' ', ''], ['1.2', '', '', '', '1', '', '']])
    expect(report.refused.map(({ row }) => row)).toEqual([4])
  })

  test('of a refused recommendation alone states no finding', () => {
    expect(imported([['1.1', '', '', '', '1', 'Only here', '']]).facts).toEqual([])
  })
})

describe('a file', () => {
  test.each([
    ['a table without columns', { kind: 'table', rows: [] }, ['code', 'title', 'finding']],
    ['a table without titles', { kind: 'table', rows: [['Code', 'Finding']] }, ['title']],
    ['JSON of another kind', { kind: 'json', value: [1, 2] }, ['findings']],
    ['JSON with findings that are none', { kind: 'json', value: { findings: 'x' } }, ['findings']],
    ['nothing at all', null, ['code', 'title', 'finding']],
  ])('that is %s says what is missing', (_, file, missing) => {
    expect(sheetIn(JSON.stringify(file))).toEqual({ missing })
  })

  test('of JSON counts its entries in reading order', () => {
    const value = {
      findings: [
        {
          code: '1',
          title: 'F',
          summary: 's',
          recommendations: [{ code: '1.1', title: 'A', text: '', themes: [] }, { code: 1.2 }],
        },
        { code: 2, title: '', recommendations: [{ code: '2.1', title: 'B' }] },
      ],
    }
    const sheet = sheetIn(JSON.stringify({ kind: 'json', value }))
    if ('missing' in sheet) throw new Error('it is a catalogue')
    const { report } = importOf(sheet, nothing, newIds())
    expect(report.added).toEqual(['1.1'])
    expect(report.refused).toEqual([
      refusal(3, '1.2', { why: 'title-missing' }),
      refusal(4, '2', { why: 'title-missing' }),
      refusal(5, '2.1', { why: 'finding-unknown', finding: '2' }),
    ])
  })

  test('of 5,000 rows is read in full, and its null characters and half characters are left out', () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => [
      `${Math.floor(n / 100) + 1}.${n % 100}`,
      `T\u0000${n}\ud800`,
      '',
      '',
      '1',
      'F',
      '',
    ])
    const { report, facts } = imported(rows)
    expect(report.added).toHaveLength(5_000)
    expect(JSON.stringify(facts)).not.toMatch(/\\u0000|\\ud800/)
  })

  test('imported twice equals the same imported once', () => {
    const code = fc.constantFrom('1', '1.1', 'R-1.2', '1.10', '2', 'x', '')
    const words = fc.constantFrom('', 'A', 'B ', ' C;D')
    const row = fc.tuple(code, words, words, words, fc.constantFrom('1', '2', '', '?'), words, words)
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.array(row, { maxLength: 6 }), (rows, before) => {
        const known = standing(nothing, imported(before).facts)
        const once = imported(rows, known)
        const twice = imported(rows, standing(known, once.facts))
        expect(twice.facts).toEqual([])
        expect(twice.report.refused).toEqual(once.report.refused)
        expect(twice.report.unchanged).toBe(
          once.report.added.length + once.report.changed.length + once.report.unchanged,
        )
      }),
    )
  })
})

function refusal(row: number, code: string, reason: object) {
  return { row, code, reason }
}
