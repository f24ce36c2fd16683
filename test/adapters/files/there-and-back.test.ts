import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesOf } from '#adapters/files/files.ts'
import { sheetIn } from '#adapters/files/sheets/sheet.ts'
import { present } from '#src/core/assert.ts'
import { Sheet } from '#src/drafts/sheet.ts'
import { judgeEdited } from '#src/resolution/edited.ts'
import { Disposition } from '#src/resolution/resolution.ts'
import { editedIn, markOf } from '#src/resolution/table/compare.ts'
import { commentsTable, type Line, myProjectTable, observations, tableMark } from '#src/resolution/table/sheet.ts'
import type { Document } from '#src/view/document.ts'
import { at, moment, type Said, tabled } from '#test/support/tabled.ts'

const mark = tableMark('D-1', 57)

/** The table of a draft whose comments say anything, as it is written into files. */
function documentOf(lines: Line[]): Document {
  return {
    ...{ id: 'doc_1', needs: 'self', organisation: null, title: 'Comments on D-1', name: 'comments-d-1' },
    ...{ label: 'TLP:GREEN', madeAt: moment },
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

type Words = Pick<Line, 'text' | 'proposed' | 'clause' | 'paragraph' | 'line'>
const plain: Words = { text: 'A unit is missing.', proposed: '', clause: '3.1', paragraph: '', line: '' }

function lineOf(said: Said | null, nth: number, words: Words): Line {
  const of = { code: 'DE', number: nth + 1, organisation: 'Germany', day: '2026-11-26', type: 'technical' } as const
  const other = said?.duplicateOf ? `DE-00${said.duplicateOf.slice('cmt_c'.length)}` : ''
  return {
    ...of,
    ...words,
    isBare: false,
    state: said ? 'proposed' : 'undecided',
    said: said ?? undefined,
    duplicateOf: other,
  }
}

/** Every file of the table, as its sheet. */
async function sheetsOf(all: (Said | null)[], words: Words[] = []): Promise<[string, Sheet][]> {
  const files = await filesOf(documentOf(all.map((said, nth) => lineOf(said, nth, words[nth] ?? plain))))
  const read = files.map(async ({ name, bytes }): Promise<[string, Sheet]> => {
    return [name, Sheet.parse(await sheetIn(name, bytes))]
  })
  return Promise.all(read)
}

/** What reading the sheet back comes to, where nothing was proposed since it was written. */
function readBack(sheet: Sheet, all: (Said | null)[]) {
  const table = tabled(...all)
  const stood = new Map(table.all.flatMap(({ comment, proposal }) => (proposal ? [[comment.id, proposal]] : [])))
  const edited = present(editedIn(sheet, { seen: table.all, bare: [], withdrawn: [], stood }), 'a table of comments')
  return { ...judgeEdited(edited, table, at), missing: edited.missing }
}

const odd = [
  'of DE-002 we think',
  '(proposed) as it was',
  ': and more',
  '=1+1',
  "'=1+1",
  "'",
  'with modification',
  'a\tb  c',
  'a\vb\fc',
]
const text = fc
  .oneof(
    fc.constantFrom(...odd, 'D-9 version 2', 'See it (D-9 version 2)', 'Comments', 'Two\nlines\n\nand a third'),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }).map((words) => words.toWellFormed().replaceAll('\0', '')),
  )
  .map((words) => words.trim())
const reason = text.filter((words) => /[\p{L}\p{N}]/u.test(words))
const said = fc.oneof(
  fc.record({ disposition: fc.constant('accepted' as const), text, duplicateOf: fc.constant(null) }),
  fc.record({
    disposition: fc.constantFrom(...Disposition.options.filter((one) => one !== 'withdrawn' && one !== 'duplicate')),
    text: reason,
    duplicateOf: fc.constant(null),
  }),
  fc.record({
    disposition: fc.constant('duplicate' as const),
    text: reason,
    duplicateOf: fc.constant('cmt_c4' as const),
  }),
)
/** Three comments with or without a proposal; the fourth is the one that others may say the same as. */
const stands = fc.tuple(fc.option(said), fc.option(said), fc.option(said), fc.constant(null))
const words = fc.record({
  text: reason,
  proposed: text,
  clause: fc.constantFrom('', '3.1', 'A.1'),
  paragraph: text,
  line: text,
})

describe('What members and editors write, whatever it is,', () => {
  test('is unchanged where its table is read back from any of its files', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(stands, fc.array(words, { minLength: 4, maxLength: 4 }), async (all, written) => {
        for (const [name, sheet] of await sheetsOf(all, written)) {
          const { results, missing, facts } = readBack(sheet, all)
          const expected = all.flatMap((one) => (one ? ['unchanged'] : []))
          expect([name, results.map(({ became }) => became), missing, facts]).toEqual([name, expected, [], []])
          expect([name, markOf(sheet)]).toEqual([name, { draft: 1, version: 57 }])
        }
      }),
      { numRuns: 60 },
    )
  })
})

const noted: Said = { disposition: 'noted', text: 'Seen.', duplicateOf: null }
const accepted: Said = { disposition: 'accepted', text: '', duplicateOf: null }
const all = [noted, accepted, null]

/** The sheet with its cells as `edit` leaves them: row by row, titles included. */
function edited(sheet: Sheet, edit: (rows: Sheet['tables'][number]) => Sheet['tables'][number]): Sheet {
  return { ...sheet, tables: sheet.tables.map((rows, nth) => (nth === 0 ? edit(rows) : rows)) }
}

const isOf = (reference: string) => (row: Sheet['tables'][number][number]) => row[0]?.text === reference

describe.each((await sheetsOf(all)).filter(([name]) => !name.endsWith('.xlsx')))('In %s', (_name, sheet) => {
  const replaced = (reference: string, words: string, by: string) =>
    edited(sheet, (rows) =>
      rows.map((row) =>
        isOf(reference)(row) ? row.map((cell) => ({ ...cell, text: cell.text.replace(words, by) })) : row,
      ),
    )

  test('an edit is found, and nothing beside it', () => {
    const { results, facts } = readBack(replaced('DE-001', 'Seen.', 'Read.'), all)
    expect(results.map(({ what, became }) => [what, became])).toEqual([
      ['DE-001', 'changed'],
      ['DE-002', 'unchanged'],
    ])
    const [fact] = facts
    expect(fact?.type === 'disposition-proposed' && [fact.comment, fact.sealed.text]).toEqual(['cmt_c1', 'Read.'])
  })

  test('a row that was deleted is told, and its comment left as it is', () => {
    const { missing, facts, results } = readBack(
      edited(sheet, (rows) => rows.filter((row) => !isOf('DE-002')(row))),
      all,
    )
    expect([missing, facts, results.map(({ what }) => what)]).toEqual([['cmt_c2'], [], ['DE-001']])
  })

  test('a number that was changed is told: its own comment is in no row, and the other’s is there twice', () => {
    const { missing, results } = readBack(replaced('DE-002', 'DE-002', 'DE-001'), all)
    expect(missing).toEqual(['cmt_c2'])
    expect(results.map(({ what, became }) => [what, became])).toEqual([
      ['DE-001', 'unchanged'],
      ['DE-001', 'refused'],
    ])
    const unknown = readBack(replaced('DE-002', 'DE-002', 'DE-077'), all)
    expect(unknown.missing).toEqual(['cmt_c2'])
    expect(unknown.results).toContainEqual(expect.objectContaining({ became: 'refused', what: 'DE-077' }))
  })

  test('rows in another order say the same', () => {
    const { results, missing } = readBack(
      edited(sheet, (rows) => [
        ...rows.filter((row) => !row[0]?.text.startsWith('DE-')),
        ...rows.filter((row) => row[0]?.text.startsWith('DE-')).toReversed(),
      ]),
      all,
    )
    expect([results.map(({ became }) => became), missing]).toEqual([['unchanged', 'unchanged'], []])
  })
})

test('The version that a file is of stays told when members end their words like one', async () => {
  const like = { ...plain, text: 'D-9 version 2', proposed: 'See (D-9 version 2)' }
  for (const [name, sheet] of await sheetsOf([accepted], [like])) {
    expect([name, markOf(sheet)]).toEqual([name, { draft: 1, version: 57 }])
  }
})
