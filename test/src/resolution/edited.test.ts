import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowResult } from '#src/bulk/import.ts'
import { decideEdited, type Edited, judgeEdited, reviewed } from '#src/resolution/edited.ts'
import type { Table } from '#src/resolution/read.ts'
import { Disposition, type Settling } from '#src/resolution/resolution.ts'
import { at, moment, type Said, tabled } from '#test/support/tabled.ts'

const accepted: Said = { disposition: 'accepted', text: '', duplicateOf: null }
const noted: Said = { disposition: 'noted', text: 'Seen.', duplicateOf: null }
const duplicateOf = (number: number): Said => ({
  disposition: 'duplicate',
  text: 'Same.',
  duplicateOf: `cmt_c${number}`,
})

/** A row as it was written, edited into `said`. */
function row(number: number, was: Said | null, said: Said, nth = number + 1): Edited['rows'][number] {
  return { row: nth, was, said: { ...said, comment: `cmt_c${number}` } }
}

const became = (results: RowResult[]) => results.map((one) => one.became)

describe('An edited table', () => {
  test.each<[string, (Said | null)[], Edited['rows'], RowResult['became'][], string]>([
    [
      'adds what had no proposal',
      [null],
      [row(1, null, noted)],
      ['added'],
      'disposition: nothing → noted; observation: nothing → Seen.',
    ],
    [
      'changes what it was written with',
      [accepted],
      [row(1, accepted, noted)],
      ['changed'],
      'disposition: accepted → noted',
    ],
    ['leaves what it did not touch', [accepted], [row(1, accepted, accepted)], ['unchanged'], ''],
    ['leaves what it did not touch and others changed', [noted], [row(1, accepted, accepted)], ['unchanged'], ''],
    ['leaves what others changed in the same way', [noted], [row(1, accepted, noted)], ['unchanged'], ''],
    [
      'is refused where others proposed something else since',
      [duplicateOf(2), null],
      [row(1, accepted, noted)],
      ['refused'],
      'now duplicate of DE-002 is proposed, “Same.”',
    ],
    [
      'is refused where others proposed first',
      [accepted],
      [row(1, null, noted)],
      ['refused'],
      'changed since the file was written',
    ],
    [
      'is refused where a reason is missing',
      [null],
      [row(1, null, { ...noted, text: '' })],
      ['refused'],
      'say why it is noted',
    ],
    [
      'is refused where a comment is not of the draft',
      [null],
      [row(9, null, noted)],
      ['refused'],
      'There is no such comment',
    ],
    [
      'is refused where a comment stands twice',
      [null],
      [row(1, null, noted, 2), row(1, null, accepted, 3)],
      ['added', 'refused'],
      'row 2',
    ],
    [
      'may name duplicates beside each other',
      [null, null],
      [row(1, null, duplicateOf(2)), row(2, null, accepted)],
      ['added', 'added'],
      'duplicate of DE-002',
    ],
    [
      'is refused where duplicates lead back',
      [null, null],
      [row(1, null, duplicateOf(2)), row(2, null, duplicateOf(1))],
      ['refused', 'refused'],
      'leads back',
    ],
    [
      'is refused where a duplicate leads back to a row that is refused',
      [duplicateOf(2), null],
      [row(1, noted, accepted), row(2, null, duplicateOf(1))],
      ['refused', 'refused'],
      'leads back to DE-002',
    ],
  ])('%s', (_does, stands, rows, results, says) => {
    const judged = judgeEdited({ rows, unread: [], missing: [] }, tabled(...stands), at)
    expect(became(judged.results)).toEqual(results)
    expect(judged.results.map((one) => one.says ?? '').join(' ')).toContain(says)
    expect(judged.facts).toHaveLength(results.filter((one) => one === 'added' || one === 'changed').length)
  })

  test('of a comment that is decided is refused', () => {
    const table = tabled(accepted)
    const [one] = table.all
    const decided = { ...accepted, comment: 'cmt_c1', id: 'disp_d', by: null, at: moment, enBloc: null } as const
    const all = one ? [{ ...one, decided }] : []
    const { results } = judgeEdited({ rows: [row(1, accepted, noted)], unread: [], missing: [] }, { ...table, all }, at)
    expect(results[0]?.says).toContain('DE-001 is decided already: accepted')
  })

  test('applied as it was shown changes nothing a second time, and never leads duplicates back', {
    timeout: 30_000,
  }, () => {
    const said = fc.oneof(
      fc.constant(accepted),
      fc.record({
        disposition: fc.constantFrom(...Disposition.options),
        text: fc.constantFrom('', 'Since.'),
        duplicateOf: fc.constant(null),
      }),
      fc.integer({ min: 1, max: 5 }).map(duplicateOf),
    )
    const stood = fc.array(fc.option(said), { minLength: 4, maxLength: 4 })
    const edits = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.option(said), said), { maxLength: 8 })
    fc.assert(
      fc.property(stood, edits, (stands, edited) => {
        // What stands leads nowhere back.
        const table = tabled(...stands.map((one) => (one?.duplicateOf ? null : one)))
        const rows = edited.map(([number, was, now], nth) => row(number, was, now, nth + 2))
        const { facts } = judgeEdited({ rows, unread: [], missing: [] }, table, at)
        const applied = tabled(
          ...table.all.map(({ comment, proposal }) => {
            const fact = facts.find((one) => one.type === 'disposition-proposed' && one.comment === comment.id)
            if (fact?.type !== 'disposition-proposed') return proposal ?? null
            return { disposition: fact.disposition, text: fact.sealed.text, duplicateOf: fact.duplicateOf }
          }),
        )
        for (const { comment } of applied.all) expect(endsFrom(comment.id, applied)).toBe(true)
        expect(judgeEdited({ rows, unread: [], missing: [] }, applied, at).facts).toEqual([])
      }),
    )
  })

  test('is applied after a yes to what was shown, and shown again where that has changed', async () => {
    const edited: Edited = {
      rows: [row(1, null, noted)],
      unread: [{ row: 5, what: 'XX-009', says: 'There is no XX-009 on D-1.' }],
      missing: ['cmt_c2'],
    }
    const found = await reviewed(edited, tabled(null, accepted), at)
    const brought = { name: 'edited.xlsx', use: 'read-back' }
    const asked = decideEdited(brought, found, at)
    const shown = JSON.stringify(asked)
    expect(asked.kind).toBe('asked')
    for (const words of [
      '1 added, 0 changed, 0 unchanged, 1 refused',
      'In no row, and left as they are: DE-002',
      'XX-009',
    ]) {
      expect(shown).toContain(words)
    }
    const yes = decideEdited({ ...brought, sure: 'yes', seen: found.mark }, found, at)
    expect(yes.kind === 'accepted' && yes.facts).toMatchObject([{ type: 'disposition-proposed', comment: 'cmt_c1' }])
    expect(decideEdited({ ...brought, sure: 'yes', seen: 'other' }, found, at).kind).toBe('asked')
    const nothing = await reviewed({ rows: [], unread: [], missing: ['cmt_c2'] }, tabled(null, accepted), at)
    const same = decideEdited(brought, nothing, at)
    expect(same.kind === 'accepted' && [same.facts, JSON.stringify(same.says)]).toEqual([
      [],
      expect.stringContaining('In no row, and left as they are: DE-002'),
    ])
  })
})

/** Whether a walk over duplicates comes to an end. */
function endsFrom(from: Settling['comment']['id'], { all }: Table): boolean {
  const passed = new Set<string>()
  for (let now: string | null | undefined = from; now; ) {
    if (passed.has(now)) return false
    passed.add(now)
    const id: string = now
    now = all.find(({ comment }) => comment.id === id)?.proposal?.duplicateOf
  }
  return true
}
