import { expect, test } from 'vitest'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, state } from '#test/support/database-facts.ts'

const draft = 'draft_d1' as const
const period = { opensAt: '2026-01-01T00:00:00Z', closesAt: '2100-01-01T00:00:00Z' } as const

function registered(ids: Founded): Fact {
  return {
    ...{ type: 'draft-registered', draft, number: 1, group: ids.group, label: 'TLP:GREEN', recipients: [] },
    ...{ registeredBy: ids.alice, stage: 'DIS', ...period },
    sealed: { standard: 'ISO/IEC DIS 42119-2', title: 'Testing of AI systems', body: 'SC 42', url: '' },
  }
}

function written(ids: Founded, comment: `cmt_${string}`, clause: string): Fact {
  return {
    ...{ type: 'comment-written', comment, draft, organisation: ids.japan, commentType: 'technical' },
    ...{ author: ids.alice, recordedBy: null, file: null, row: null, flags: [], late: false },
    sealed: { clause, paragraph: '', line: '', text: `On ${clause}`, proposed: '', raw: '' },
  }
}

onEachDatabase('Comments on a draft', (on) => {
  test('become their organisation’s with a number that is given once', async () => {
    const { store } = on().database
    const ids = await found(store, 'drafts')
    await state(store, ids.id, [
      registered(ids),
      ...['3.1', '10', '2'].map((clause, nth) => written(ids, `cmt_c${nth}`, clause)),
    ])
    const read = await store.transact(ids.id, async ({ read }) => ({
      draft: await read.drafts.byNumber(1),
      waiting: await read.comments.written(draft, [ids.japan]),
      others: await read.comments.written(draft, [ids.kenya]),
      own: await read.comments.validated(draft),
      next: [await read.comments.nextNumber(draft), await read.drafts.nextNumber()],
    }))
    expect(read.draft).toMatchObject({ standard: 'ISO/IEC DIS 42119-2', stage: 'DIS' })
    expect(read.waiting.map(({ clause }) => clause)).toEqual(['3.1', '10', '2'])
    expect([read.others, read.own, read.next]).toEqual([[], [], [1, 2]])
    await state(store, ids.id, [
      { type: 'comment-validated', comment: 'cmt_c2', draft, number: 1, code: 'JP', validatedBy: ids.alice },
      { type: 'comment-validated', comment: 'cmt_c0', draft, number: 2, code: 'JP', validatedBy: ids.alice },
      { type: 'comment-sent-back', comment: 'cmt_c1', sentBackBy: ids.alice },
    ])
    const after = await store.transact(ids.id, async ({ read }) => ({
      waiting: await read.comments.written(draft, [ids.japan]),
      own: await read.comments.validated(draft),
      second: await read.comments.byNumber(draft, 2),
      next: await read.comments.nextNumber(draft),
    }))
    expect(after.own.map(({ clause, label }) => [clause, label])).toEqual([
      ['2', 'TLP:GREEN'],
      ['3.1', 'TLP:GREEN'],
    ])
    expect([after.waiting, after.second?.id, after.next]).toEqual([[], 'cmt_c0', 3])
    await state(store, ids.id, [
      {
        type: 'comment-reworded',
        comment: 'cmt_c0',
        commentType: 'editorial',
        sealed: { clause: '3.2', paragraph: 'Note 1', line: '7', text: 'Reworded', proposed: 'Say so' },
      },
      { type: 'comment-withdrawn', comment: 'cmt_c2', withdrawnBy: ids.alice },
    ])
    const [last] = await store.transact(ids.id, ({ read }) => read.comments.validated(draft))
    expect(last).toMatchObject({ id: 'cmt_c0', type: 'editorial', clause: '3.2', text: 'Reworded', number: 2 })
  })
})
