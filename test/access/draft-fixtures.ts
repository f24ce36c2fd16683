/** What the use cases are carried out with that are about drafts and the comments on them. */
import type { DraftCommentId } from '#src/core/id.ts'
import { consortium, type Fixture, personAt, type Subject } from './stage.ts'

const later = '2099-12-31T12:00:00Z'
const about = { about: 'technical', text: 'It is vague' } as const

export const draftFixtures: Record<string, Fixture> = {
  'register-draft': ({ words, group }) => ({
    args: {
      standard: 'DIS 1',
      title: words,
      body: 'SC 42',
      stage: 'DIS',
      closes: '2099-12-31 12:00',
      group,
      sure: 'yes',
    },
  }),
  'list-drafts': async (on) => {
    await draft(on)
    return { args: {}, shows: on.words }
  },
  'show-draft': async (on) => ({ args: { reference: (await draft(on)).reference }, shows: on.words }),
  'write-comment': async (on) => ({ args: { reference: (await draft(on)).reference, ...about } }),
  'show-draft-comments': async (on) => ({ args: { reference: (await comment(on, true)).reference }, shows: on.words }),
  'show-draft-comment': async (on) => ({ args: { comment: (await comment(on, true)).id }, shows: on.words }),
  'validate-comment': async (on) => ({ args: { comment: (await comment(on, false)).id } }),
  'validate-comments': async (on) => ({ args: { reference: (await comment(on, false)).reference } }),
  'send-back-comment': async (on) => ({ args: { comment: (await comment(on, false)).id } }),
  'import-comments': async (on) => {
    const { reference } = await draft({ ...on, words: 'Testing' })
    return { args: { reference, owner: on.organisation, files: collected(on.words) }, shows: '1 added' }
  },
  'record-comment': async (on) => {
    const { reference } = await draft({ ...on, words: 'Testing' })
    const content = Buffer.from('a letter').toString('base64')
    return { args: { reference, organisation: on.organisation, ...about, text: on.words, content } }
  },
  'continue-comments': async (on) => {
    const { id: of, reference } = await draft({ ...on, words: 'Testing' })
    const id = on.newId('imp')
    const counts = { ofEach: {}, untyped: 0, flagged: 0, byName: 0 }
    const kept = { name: reference, results: [], also: [], draft: of, reference, ...counts }
    const person = personAt(on.standpoint, on.author)
    const row = {
      ...{ row: 2, id: '', code: '', commentType: 'technical', clause: '3.1', paragraph: '', line: '' },
      ...{ text: on.words, proposed: '', observations: '', raw: [], flags: [], file: on.newId('cfile'), name: 'c.csv' },
    }
    const rows = JSON.stringify({ owner: on.organisation, rows: [row] })
    const begun = { table: 'comments', name: reference, person, rows, total: 1, report: JSON.stringify(kept) } as const
    await on.given({ type: 'import-begun', personal: true, import: id, ...begun })
    return { args: { import: id }, shows: '1 added' }
  },
  'get-comment-file': async (on) => {
    const { id: of } = await draft({ ...on, words: 'Testing' })
    const file = on.newId('cfile')
    const sealed = { name: on.words, hash: file }
    await on.given(
      { type: 'comment-file-imported', file, draft: of, size: 1, importedBy: on.author, sealed },
      { type: 'comment-file-kept', personal: true, file, bytes: 'eA==' },
      {
        ...{ type: 'comment-written', comment: on.newId('cmt'), draft: of, organisation: on.organisation },
        ...{ commentType: 'general', author: null, recordedBy: on.author, file, row: null, flags: [], late: false },
        sealed: { clause: '', paragraph: '', line: '', text: 'It is vague', proposed: '', raw: '' },
      },
    )
    return { args: { file }, shows: on.words }
  },
  'withdraw-comment': async (on) => ({ args: { comment: (await comment(on, false)).id, sure: 'yes' } }),
  'reword-comment': async (on) => ({ args: { comment: (await comment(on, false)).id, ...about } }),
  'change-draft': async (on) => ({ args: { reference: (await draft(on)).reference, stage: 'FDIS', sure: 'yes' } }),
}

/** A draft of that organisation's working group. */
async function draft(on: Subject) {
  const id = on.newId('draft')
  const number = await on.store.transact(consortium, ({ read }) => read.drafts.nextNumber())
  await on.given({
    ...{ type: 'draft-registered', draft: id, number, group: on.group, label: 'TLP:GREEN', recipients: [] },
    ...{ registeredBy: on.author, stage: 'DIS', opensAt: '2026-01-01T00:00:00Z', closesAt: later },
    sealed: { standard: 'DIS 1', title: on.words, body: 'SC 42', url: '' },
  })
  return { id, reference: `D-${number}` }
}

/** A comment of that organisation on a draft; validated, others see it. */
async function comment(on: Subject, isValidated: boolean): Promise<{ id: DraftCommentId; reference: string }> {
  const { id: of, reference } = await draft({ ...on, words: 'Testing' })
  const id = on.newId('cmt')
  await on.given({
    ...{ type: 'comment-written', comment: id, draft: of, organisation: on.organisation, commentType: 'technical' },
    ...{ author: on.author, recordedBy: null, file: null, row: null, flags: [], late: false },
    sealed: { clause: '3.1', paragraph: '', line: '', text: on.words, proposed: '', raw: '' },
  })
  if (isValidated) {
    await on.given({ type: 'comment-validated', comment: id, draft: of, number: 1, code: 'JP', validatedBy: on.author })
  }
  return { id, reference }
}

/** A file of one row that names nobody. */
function collected(words: string): string {
  const rows = [
    ['MB', 'Clause', 'Type', 'Comments', 'Proposed change'],
    ['', '3.1', 'te', words, ''],
  ]
  const tables = [rows.map((row) => row.map((text) => ({ text, flags: [] })))]
  return JSON.stringify([{ name: 'c.csv', content: btoa(words), sheet: { titles: [], tables } }])
}
