import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NewId } from '#src/core/id.ts'
import { nobody } from '#src/recommendations/assigning.ts'
import type { ImportedFact } from '#src/recommendations/becoming.ts'
import type { Known } from '#src/recommendations/before.ts'
import { importOf, type Report } from '#src/recommendations/decide.ts'
import { type Sheet, sheetIn } from '#src/recommendations/sheet.ts'

const head = ['code', 'title', 'text', 'themes', 'finding', 'finding_title', 'finding_summary']
const names: Known['names'] = {
  organisations: [
    { id: 'org_japan', name: 'Japan' },
    { id: 'org_france', name: 'France' },
    { id: 'org_odd', name: 'A; B' },
  ],
  groups: [{ id: 'wg_data', name: 'Data' }],
  people: [
    { id: 'person_eva', name: 'Eva Lind' },
    { id: 'person_ann', name: 'Ann Lee' },
    { id: 'person_anne', name: 'Ann Lee' },
  ],
}
const nothing: Known = { catalogues: [], findings: [], recommendations: [], names }

function newIds(): NewId {
  let serial = 0
  return (prefix) => `${prefix}_n${serial++}`
}

function sheetOf(rows: string[][], names = head): Sheet {
  const sheet = sheetIn(JSON.stringify({ kind: 'table', rows: [names, ...rows] }))
  if ('missing' in sheet) throw new Error(`missing ${sheet.missing}`)
  return sheet
}

function imported(rows: string[][], known = nothing): { facts: ImportedFact[]; report: Report } {
  return importOf(sheetOf(rows), known, newIds())
}

/** What stands after the facts. */
function standing(known: Known, facts: ImportedFact[]): Known {
  const catalogues = new Map(known.catalogues.map((one) => [one.mark, one]))
  const findings = new Map(known.findings.map((one) => [one.code, one]))
  const recommendations = new Map(known.recommendations.map((one) => [one.code, one]))
  const codeOfId = (id: string | undefined) => [...recommendations.values()].find((one) => one.id === id)?.code ?? null
  for (const fact of facts) {
    if (fact.type === 'recommendation-assigned') {
      const { recommendation: id, group, lead, supporting, coordinators } = fact
      const one = recommendations.get(codeOfId(id) ?? '')
      if (one) recommendations.set(one.code, { ...one, assigned: { group, lead, supporting, coordinators } })
    } else if ('recommendation' in fact) {
      const { recommendation: id, code, themes, sealed, partOf } = fact
      const title = findings.get(fact.finding)?.title ?? ''
      const old = recommendations.get(code) ?? {
        assigned: nobody,
        label: 'TLP:GREEN' as const,
        isSeen: true,
        hiddenWhole: null,
      }
      const finding = { code: fact.finding, title }
      recommendations.set(code, { ...old, id, code, themes, ...sealed, finding, partOf: codeOfId(partOf) })
    } else if (fact.type === 'catalogue-recorded' || fact.type === 'catalogue-revised') {
      catalogues.set(fact.mark, { mark: fact.mark, year: fact.year, ...fact.sealed })
    } else findings.set(fact.code, { code: fact.code, ...fact.sealed })
  }
  return {
    catalogues: [...catalogues.values()],
    findings: [...findings.values()],
    recommendations: [...recommendations.values()],
    names,
  }
}

const codes = (lines: { code: string }[]) => lines.map(({ code }) => code)

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
    expect(codes(report.added)).toContain('7')
    expect(JSON.stringify(facts)).not.toContain('"9"')
  })

  test('may name a finding that a later row states, or that is known', () => {
    const later = imported([
      ['1.1', 'T', '', '', '1', '', ''],
      ['1.2', 'U', '', '', '1', 'Stated here', ''],
    ])
    expect(later.report.refused).toEqual([])
    const known = standing(nothing, later.facts)
    expect(codes(imported([['1.3', 'V', '', '', '1', '', '']], known).report.added)).toEqual(['1.3'])
  })

  test('that changes is revised under its id, and what the file leaves out stays', () => {
    const known = standing(nothing, imported([first]).facts)
    const { facts, report } = importOf(
      sheetOf([['1', '1.1', 'Align all exports']], ['Finding', ' CODE', 'Title ']),
      known,
      newIds(),
    )
    expect(report).toMatchObject({
      added: [],
      changed: [{ code: '1.1', changes: [{ field: 'title', was: 'Align exports', now: 'Align all exports' }] }],
      unchanged: [],
    })
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

const wide = ['code', 'title', 'finding', 'part_of', 'group', 'lead', 'supporting', 'coordinators']
const whom = (rows: string[][], known: Known) => importOf(sheetOf(rows, wide), known, newIds())

describe('who sees to a recommendation', () => {
  const known = standing(nothing, imported([first]).facts)
  const row = (...words: string[]) => ['1.1', 'Align exports', '1', ...words]

  test('is named by name or id, and is stated once', () => {
    const rows = [row('', 'data', 'japan', 'org_france', 'Eva Lind;person_ann;Eva Lind')]
    const { facts, report } = whom(rows, known)
    const assigned = {
      type: 'recommendation-assigned',
      recommendation: known.recommendations[0]?.id,
      group: 'wg_data',
      lead: 'org_japan',
      supporting: ['org_france'],
      coordinators: ['person_eva', 'person_ann'],
    }
    expect(facts).toEqual([assigned])
    expect(report.changed[0]?.changes).toEqual([
      { field: 'group', was: '', now: 'Data' },
      { field: 'lead', was: '', now: 'Japan' },
      { field: 'supporting', was: '', now: 'France' },
      { field: 'coordinators', was: '', now: 'Eva Lind; person_ann' },
    ])
    expect(whom(rows, standing(known, facts)).facts).toEqual([])
    expect(imported([first], standing(known, facts)).facts).toEqual([])
    expect(whom([row('', '', '', '', '')], standing(known, facts)).facts).toEqual([
      { ...assigned, group: null, lead: null, supporting: [], coordinators: [] },
    ])
  })

  test.each<[string, string[], object]>([
    ['an organisation that is none', ['', '', 'Kenya'], { why: 'none-such', what: 'organisation', typed: 'Kenya' }],
    ['a group that is none', ['', 'Dato'], { why: 'none-such', what: 'working group', typed: 'Dato' }],
    ['a name of two people', ['', '', '', '', 'Ann Lee'], { why: 'several-such', what: 'person', typed: 'Ann Lee' }],
    ['one that leads and supports', ['', '', 'Japan', 'japan'], { why: 'leads-and-supports', typed: 'Japan' }],
    ['a whole that is none', ['7.7'], { why: 'part-unknown', part: '7.7' }],
    ['itself as its whole', ['R-1.1'], { why: 'part-of-part', part: '1.1' }],
  ])('is refused with %s', (_, words, reason) => {
    expect(whom([row(...words)], known).report.refused).toEqual([refusal(2, '1.1', reason)])
  })
})

describe('a part', () => {
  const line = (code: string, partOf = '') => [code, `Title ${code}`, '1', partOf, '', '', '', '']
  const known = standing(nothing, imported([first]).facts)

  test('comes after its whole, wherever the rows stand', () => {
    const { facts, report } = whom([line('1.1.1', '1.2'), line('1.2')], known)
    expect(report.refused).toEqual([])
    expect(facts.map((fact) => 'code' in fact && fact.code)).toEqual(['1.2', '1.1.1'])
    const [whole, part] = facts
    expect(part).toMatchObject({ partOf: whole && 'recommendation' in whole && whole.recommendation })
  })

  test('has no parts of its own, whichever was there before', () => {
    expect(codes(whom([line('2', '3'), line('3', '4'), line('4')], known).report.refused)).toEqual(['2'])
    const after = standing(known, whom([line('2', '3'), line('3')], known).facts)
    expect(codes(whom([line('3', '1.1')], after).report.refused)).toEqual(['3'])
    expect(codes(whom([line('5', '2')], after).report.refused)).toEqual(['5'])
    expect(codes(whom([line('2', ''), line('5', '2')], after).report.refused)).toEqual([])
  })
})

test('what whoever imports may not see is not changed, and its words are not told', () => {
  const [one] = standing(nothing, imported([first]).facts).recommendations
  const known: Known = {
    ...nothing,
    findings: [{ code: '1', title: 'Stacks multiply', summary: 'Why' }],
    recommendations: one ? [{ ...one, isSeen: false }] : [],
  }
  const { facts, report } = imported([['1.1', 'Another', '', '', '1', '', '']], known)
  expect(facts).toEqual([])
  expect(report.refused).toEqual([refusal(2, '1.1', { why: 'code-taken' })])
  expect(JSON.stringify(report)).not.toContain('Align exports')
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
    expect(codes(report.added)).toEqual(['1.1'])
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
        const { added, changed, unchanged } = once.report
        const stand = [...added, ...changed, ...unchanged].map(({ row }) => row)
        expect(twice.report.unchanged.map(({ row }) => row)).toEqual(stand.toSorted((a, b) => a - b))
      }),
    )
  })
})

function refusal(row: number, code: string, reason: object) {
  return { row, code, reason }
}
