import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Disposition, type Proposed, type Settling } from '#src/resolution/resolution.ts'
import { editedIn, markOf } from '#src/resolution/table/compare.ts'
import {
  commentsTable,
  type Line,
  myProjectTable,
  observations,
  statedIn,
  tableMark,
} from '#src/resolution/table/sheet.ts'
import { sheetOf, workbookOf } from '#test/support/sheets.ts'

const at = '2026-11-26T10:00:00Z'

function commentOf(number: number): Settling {
  const id = `cmt_c${number}` as const
  const words = { clause: '3.1', paragraph: '', line: '', text: 'A unit is missing.', proposed: '' }
  const from = {
    author: null,
    recordedBy: null,
    file: null,
    row: null,
    raw: null,
    flags: [],
    late: false,
    received: null,
    at,
  }
  const of = { id, draft: 'draft_one', organisation: 'org_de', type: 'technical', code: 'DE', number } as const
  const comment = { status: 'validated', ...of, ...words, ...from } as const
  return {
    comment: { ...comment, label: 'TLP:GREEN', recipients: [], policy: {}, flags: [] },
    ...{ proposal: undefined, decided: undefined, pulled: [], positions: [] },
  }
}

const seen = [1, 2, 3].map(commentOf)
const noted: Proposed = { comment: 'cmt_c1', disposition: 'noted', text: 'Seen.', duplicateOf: null }

describe('A cell of observations', () => {
  test.each<[string, ReturnType<typeof statedIn>]>([
    ['Accepted', { disposition: 'accepted', duplicateOf: '', text: '' }],
    [
      'Not Accepted\nLike any other decision',
      { disposition: 'not-accepted', duplicateOf: '', text: 'Like any other decision' },
    ],
    ['Accept', { disposition: 'accepted', duplicateOf: '', text: '' }],
    ['AWM\nper 1 000 tasks', { disposition: 'accepted-with-modification', duplicateOf: '', text: 'per 1 000 tasks' }],
    ['Accept with modifications: so', { disposition: 'accepted-with-modification', duplicateOf: '', text: 'so' }],
    ['Not accept. It is agreed', { disposition: 'not-accepted', duplicateOf: '', text: 'It is agreed' }],
    ['Acceptable to DE', undefined],
    [
      'Accepted in principle\nPL agrees',
      { disposition: 'accepted-with-modification', duplicateOf: '', text: 'PL agrees' },
    ],
    [
      'accepted with modification (proposed)\nper 1 000 tasks',
      { disposition: 'accepted-with-modification', duplicateOf: '', text: 'per 1 000 tasks' },
    ],
    ['Duplicate of DE-002: the same', { disposition: 'duplicate', duplicateOf: 'DE-002', text: 'the same' }],
    ['Revised. See 4.1', { disposition: 'accepted-with-modification', duplicateOf: '', text: 'See 4.1' }],
    ['OUT OF SCOPE\n\nAnother part', { disposition: 'out-of-scope', duplicateOf: '', text: 'Another part' }],
    ['Acceptedly', undefined],
    ['Notedness is none', undefined],
    ['We agree', undefined],
    ['', undefined],
  ])('“%s”', (cell, stated) => {
    expect(statedIn(cell)).toEqual(stated)
  })
})

describe('A table that comes back', () => {
  const stood = new Map([['cmt_c1', noted]] as const)
  test.each<[string, Parameters<typeof workbookOf>[0][number], unknown]>([
    [
      'says what stands in its columns',
      { id: 'DE-001', observations: 'Other.', disposition: 'noted' },
      { row: 2, was: noted, said: { ...noted, text: 'Other.' } },
    ],
    [
      'says it of a number written in short',
      { id: 'de1', observations: 'Other.', disposition: 'Noted' },
      { row: 2, was: noted, said: { ...noted, text: 'Other.' } },
    ],
    [
      'names another as a duplicate',
      { id: 'DE-002', observations: 'Same.', disposition: 'duplicate', duplicateOf: 'DE-003' },
      {
        row: 2,
        was: null,
        said: { comment: 'cmt_c2', disposition: 'duplicate', text: 'Same.', duplicateOf: 'cmt_c3' },
      },
    ],
    [
      'names another beside the word',
      { id: 'DE-002', observations: 'Same.', disposition: 'duplicate of DE-003' },
      {
        row: 2,
        was: null,
        said: { comment: 'cmt_c2', disposition: 'duplicate', text: 'Same.', duplicateOf: 'cmt_c3' },
      },
    ],
  ])('%s', (_says, row, expected) => {
    const edited = editedIn(workbookOf([row]), { seen, bare: [], withdrawn: [], stood })
    expect([edited?.rows, edited?.unread]).toEqual([[expected], []])
  })

  test.each<[string, Parameters<typeof workbookOf>[0][number], string]>([
    ['of no comment', { id: 'DE-009', disposition: 'accepted' }, 'There is no such comment'],
    ['without a number', { id: 'DE', disposition: 'accepted' }, 'It has no number of a comment'],
    [
      'with a word that is no disposition',
      { id: 'DE-002', disposition: 'maybe' },
      'It begins with none of these: accepted',
    ],
    ['with an observation and no disposition', { id: 'DE-002', observations: 'Good.' }, 'It begins with none of these'],
    ['that was emptied', { id: 'DE-001' }, 'It was emptied'],
    [
      'with too long an observation',
      { id: 'DE-002', disposition: 'noted', observations: 'x'.repeat(2_001) },
      'more than 2000 characters',
    ],
  ])('tells of a row %s', (_what, row, says) => {
    const edited = editedIn(workbookOf([row]), { seen, bare: [], withdrawn: [], stood })
    expect(edited?.rows).toEqual([])
    expect(edited?.unread[0]).toMatchObject({ row: 2, says: expect.stringContaining(says) })
  })

  test('tells of comments whose rows are gone, and says nothing of rows that are empty or withdrawn', () => {
    const edited = editedIn(workbookOf([{ id: 'DE-002' }, { id: 'FR-009', disposition: 'withdrawn' }]), {
      ...{ seen, bare: [], stood },
      withdrawn: ['FR-009'],
    })
    expect(edited).toEqual({ rows: [], unread: [], missing: ['cmt_c1', 'cmt_c3'] })
  })

  test('without a version says nothing of what stood', () => {
    const edited = editedIn(workbookOf([{ id: 'DE-001', disposition: 'accepted' }]), {
      seen,
      ...{ bare: [], withdrawn: [] },
      stood: undefined,
    })
    expect(edited?.rows).toEqual([
      { row: 2, said: { comment: 'cmt_c1', disposition: 'accepted', text: '', duplicateOf: null } },
    ])
  })

  test.each<[string, Parameters<typeof sheetOf>]>([
    [
      'the head of Word’s layout',
      [[['DE-001']], [['Date: 2026-11-26', 'Document: ISO/IEC DIS 42119-2 (D-3 version 57)']]],
    ],
    [
      'a column',
      [
        [
          ['MB/NC', 'Table'],
          ['DE-001', 'D-3 version 57'],
        ],
      ],
    ],
  ])('tells its draft and version in %s', (_where, [rows, titles]) => {
    expect(markOf(sheetOf(rows, titles))).toEqual({ draft: 3, version: 57 })
  })

  test('without a table of comments is none', () => {
    expect(editedIn(sheetOf([['a', 'b']]), { seen, bare: [], withdrawn: [], stood })).toBeUndefined()
  })
})

const said = fc.record({
  disposition: fc.constantFrom(...Disposition.options.filter((one) => one !== 'withdrawn')),
  text: fc.stringMatching(/^[\p{L}\p{N} ,.=+@-]{0,40}$/u).map((text) => text.trim()),
})
const state = fc.constantFrom('decided', 'proposed', 'listed', 'undecided')

test('What is written is read back as it was, from each layout, whatever was said', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.option(said), state), { minLength: 3, maxLength: 3 }), (all) => {
      const lines = all.map(([one, stands], nth): Line => {
        const places = { clause: '3.1', paragraph: '', line: '', text: 'A unit is missing.', proposed: '' }
        const duplicateOf = one?.disposition === 'duplicate' ? 'DE-003' : ''
        const of = {
          code: 'DE',
          number: nth + 1,
          organisation: 'Germany',
          day: '2026-11-26',
          type: 'technical',
        } as const
        return { ...of, ...places, isBare: false, state: stands, said: one ?? undefined, duplicateOf }
      })
      const expected = lines.flatMap(({ number, said: one, duplicateOf }) =>
        one ? [{ ...one, comment: `cmt_c${number}`, duplicateOf: duplicateOf === '' ? null : 'cmt_c3' }] : [],
      )
      const mark = tableMark('D-3', 57)
      const written = [commentsTable(lines, mark), myProjectTable(lines, mark)].map(({ columns, rows }) =>
        sheetOf([columns.map(({ header }) => header), ...rows.map((cells) => cells.map((cell) => String(cell ?? '')))]),
      )
      const word = commentsTable(lines, mark).rows.map((cells, nth) => {
        const line = lines[nth]
        return [...cells.slice(0, 7).map((cell) => String(cell ?? '')), line ? observations(line).text : '']
      })
      for (const sheet of [...written, sheetOf(word)]) {
        const edited = editedIn(sheet, { seen, bare: [], withdrawn: [], stood: new Map() })
        expect(edited?.unread).toEqual([])
        expect(edited?.rows.map((row) => row.said)).toEqual(expected)
        expect(edited?.missing).toEqual([])
      }
    }),
  )
})
