import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { searchReader } from '#db/stores/search.ts'
import { statementItem, statementReference } from '#src/advisories/statements/statement.ts'
import { type Actor, type Seat, Standing } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Recipient, Release, seenBy } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import { maySeeComment } from '#src/drafts/comment.ts'
import { draftItem, draftReference } from '#src/drafts/draft.ts'
import { strawItem, strawReference } from '#src/polls/straw/straw.ts'
import type { Fact, Readers } from '#src/readers.ts'
import { askedFor, wordsOf } from '#src/search/search.ts'
import { type Opened, onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, state } from '#test/support/database-facts.ts'

const soon = '2100-01-01T00:00:00Z'
const everybody: Actor = { kind: 'system' }
const words = { standard: 'ISO/IEC DIS 42119-2', title: 'Testing of AI systems', body: 'ISO/IEC JTC 1/SC 42', url: '' }
type Marks = { label: Tlp; recipients: Recipient[] }
const green: Marks = { label: 'TLP:GREEN', recipients: [] }

const draftOf = ({ id, group }: Founded, number: number, sealed = words, marks = green): Fact => ({
  ...{ type: 'draft-registered', draft: `draft_${id.slice(4)}n${number}`, number, group, registeredBy: null },
  ...{ stage: 'FDIS', opensAt: '2026-01-01T00:00:00Z', closesAt: soon, ...marks, sealed },
})

type Said = {
  organisation: OrganisationId
  text: string
  proposed?: string
  becomes?: 'validated' | 'withdrawn' | 'sent-back'
}

/** The n-th comment of the consortium, on that draft of it; where it becomes its organisation's its number is n too. */
function commentOf({ id, alice }: Founded, on: number, n: number, said: Said): Fact[] {
  const comment = `cmt_${id.slice(4)}n${n}` as const
  const draft = `draft_${id.slice(4)}n${on}` as const
  const { organisation, text, proposed = '', becomes } = said
  const from = { author: alice, recordedBy: null, file: null, row: null, flags: [], late: false }
  const sealed = { clause: '3.1', paragraph: '', line: '', text, proposed, raw: '' }
  const numbered: Fact = { type: 'comment-validated', comment, draft, number: n, code: 'JP', validatedBy: null }
  const after: Record<string, Fact[]> = {
    validated: [numbered],
    withdrawn: [numbered, { type: 'comment-withdrawn', comment, withdrawnBy: alice }],
    'sent-back': [{ type: 'comment-sent-back', comment, sentBackBy: alice }],
  }
  return [
    { type: 'comment-written', comment, draft, organisation, commentType: 'technical', ...from, sealed },
    ...(after[becomes ?? ''] ?? []),
  ]
}

const strawOf = (
  ids: Founded,
  number: number,
  sealed: { question: string; answers: string },
  more: Partial<Fact> = {},
) =>
  ({
    ...{ type: 'straw-opened', straw: `straw_${ids.id.slice(4)}n${number}`, number, group: ids.group },
    ...{ openedBy: ids.alice, closesAt: soon, several: false, ...green, source: ids.japan, about: 'D-1', sealed },
    ...more,
  }) as Fact

const statementOf = (ids: Founded, number: number, sealed: { title: string; text: string }, more: Partial<Fact> = {}) =>
  ({
    ...{ type: 'statement-opened', statement: `stmt_${ids.id.slice(4)}n${number}`, number, group: ids.group },
    ...{ openedBy: ids.alice, closesAt: soon, ...green, source: ids.japan, sealed },
    ...more,
  }) as Fact

/** References of what is found, the most fitting first; of a comment its id's last part. */
async function references({ database }: Opened, ids: Founded, typed: string, actor = everybody): Promise<string[]> {
  return database.store.transact(ids.id, async ({ read }) => {
    const asked = askedFor(wordsOf(typed), await read.consortium.organisations())
    const { total, subjects } = await read.search.find(asked, actor, { offset: 0, limit: 500 })
    expect(subjects).toHaveLength(total)
    const said: string[] = []
    for (const subject of subjects) said.push(await nameOf(subject, read))
    return said
  })
}

type Subject = Awaited<ReturnType<Readers['search']['find']>>['subjects'][number]
async function nameOf({ kind, id }: Subject, read: Readers): Promise<string> {
  if (kind === 'draft-comment') return id.slice(id.lastIndexOf('n'))
  const draft = kind === 'draft' ? await read.drafts.byId(id) : undefined
  const straw = kind === 'straw' ? await read.straws.byId(id) : undefined
  const statement = kind === 'statement' ? await read.statements.byId(id) : undefined
  if (draft) return draftReference(draft)
  return straw ? strawReference(straw) : statement ? statementReference(statement) : kind
}

onEachDatabase('a search of drafts, comments, straw polls and joint statements', (on) => {
  let ids: Founded
  beforeAll(async () => {
    ids = await found(on().database.store, 'finddraft')
    const { japan, kenya } = ids
    await state(on().database.store, ids.id, [
      draftOf(ids, 1),
      draftOf(ids, 2, { ...words, standard: 'EN 304 223', title: 'Securing models', body: 'ETSI' }),
      ...commentOf(ids, 1, 1, { organisation: japan, text: 'The threshold has no unit', becomes: 'validated' }),
      ...commentOf(ids, 1, 12, {
        organisation: kenya,
        text: 'Vague',
        proposed: 'Say which evaluators',
        becomes: 'validated',
      }),
      ...commentOf(ids, 2, 3, { organisation: japan, text: 'Threshold that nobody validated' }),
      strawOf(ids, 4, { question: 'Where do we meet?', answers: 'Tokyo\nNairobi' }),
      statementOf(ids, 2, { title: 'On sharing test results', text: 'We share within thirty days.' }),
    ])
  })

  test.each([
    ['42119-2', ['D-1']],
    ['"DIS 42119"', ['D-1']],
    ['iso iec', ['D-1']],
    ['304 223', ['D-2']],
    ['testing systems', ['D-1']],
    ['etsi', ['D-2']],
    ['fdis', ['D-1', 'D-2']],
    ['D-1', ['D-1', 'S-4']],
    ['d2', ['D-2']],
    ['threshold', ['n1']],
    ['evaluators', ['n12']],
    ['kenya vague', ['n12']],
    ['JP-001', ['n1']],
    ['jp-12', ['n12']],
    ['nairobi', ['S-4']],
    ['s-4', ['S-4']],
    ['meet japan', ['S-4']],
    ['"thirty days"', ['J-2']],
    ['j2', ['J-2']],
    ['japan test results', ['J-2']],
    ['tests', ['D-1', 'J-2']],
    ['bar', []],
  ])('for %s finds %j', async (typed, expected) => {
    expect((await references(on(), ids, typed)).toSorted()).toEqual(expected.toSorted())
  })

  test('shows first what was asked for by its reference', async () => {
    expect(await references(on(), ids, 'D-1')).toEqual(['D-1', 'S-4'])
  })

  test('finds nothing of another consortium, by no word and no mark', async () => {
    const other = await found(on().database.store, 'findstranger')
    for (const typed of ['42119-2', 'threshold', 'nairobi', '"thirty days"', 'D-1', 'JP-001', 'S-4', 'J-2'])
      expect(await references(on(), other, typed), typed).toEqual([])
  })

  test('finds by its words what its reader sees whole, and of comments nothing else', { timeout: 60_000 }, async () => {
    const { store } = on().database
    const own = await found(store, 'findshared')
    const { japan, kenya, alice } = own
    const marks = Tlp.options.flatMap((label) => [[], [kenya], [alice]].map((recipients) => ({ label, recipients })))
    const becomes = ['validated', 'withdrawn', 'sent-back', undefined] as const
    let n = 0
    await state(store, own.id, [
      ...marks.map((one, at) => draftOf(own, at + 1, { ...words, title: 'Secretword' }, one)),
      ...marks.flatMap((_, at) =>
        becomes.flatMap((then) =>
          [japan, kenya].flatMap((organisation) => {
            n += 1
            return commentOf(own, at + 1, n, { organisation, text: 'Secretword', ...(then && { becomes: then }) })
          }),
        ),
      ),
      ...marks.map((one, at) => strawOf(own, at + 1, { question: 'Secretword?', answers: 'Yes\nNo' }, one)),
      ...marks.map((one, at) => statementOf(own, at + 1, { title: 'Secretword', text: 'We say so.' }, one)),
    ])
    const seats = fc.array(
      fc.record({ organisation: fc.constantFrom(japan, kenya), standing: fc.constantFrom(...Standing.options) }),
      { maxLength: 2 },
    )
    const releases = fc.record({
      japan: fc.constantFrom(...Release.options),
      kenya: fc.constantFrom(...Release.options),
    })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(alice, own.bob), seats, releases, async (person, held, what) => {
        const full = held.map((seat): Seat => ({ ...seat, role: 'member', name: 'One', zone: 'UTC' }))
        const actor: Actor = { kind: 'person', person, name: 'One', seats: full, acting: null }
        await state(store, own.id, [
          { type: 'release-set', organisation: japan, label: 'any', what: what.japan },
          { type: 'release-set', organisation: kenya, label: 'any', what: what.kenya },
        ])
        const { whole, bare } = await store.transact(own.id, ({ read }) => seenIn(read, actor, own, marks.length, n))
        expect((await references(on(), own, 'secretword', actor)).toSorted()).toEqual(whole.toSorted())
        const ofJapan = (await references(on(), own, 'japan', actor)).filter((one) => /^[SJ]-/.test(one))
        expect(ofJapan.toSorted()).toEqual(bare.toSorted())
      }),
      { numRuns: 12 },
    )
  })

  test('looks into no table row by row, however many comments there are', async () => {
    const { owner, bound } = on()
    await owner.query(
      `insert into draft_comments (consortium_id, id, draft_id, organisation_id, status, number, code, type, clause, paragraph, line, text,
         proposed, flags, late, at, changed_at)
       select $1, 'cmt_many' || n, $2, $3, 'validated', 100 + n, 'JP', 'technical', '3.' || n, '', '',
         'Word ' || n || ' ' || repeat('of a longer comment ', 20), '', '{}', false, now(), now() from generate_series(1, 3000) n`,
      [ids.id, `draft_${ids.id.slice(4)}n1`, ids.japan],
    )
    await owner.query('analyze draft_comments')
    const seats: Seat[] = [{ organisation: ids.japan, name: 'Japan', zone: 'UTC', role: 'member', standing: 'staff' }]
    const reader: Actor = { kind: 'person', person: ids.alice, name: 'Alice', seats, acting: null }
    const { found, scans } = await bound(ids.id, async (tx) => {
      const scanned = async () => {
        const [row] = await tx.execute<{ index: number; rows: number }>(sql`
          select pg_stat_get_xact_numscans('draft_comments_searched'::regclass)::integer as index,
            pg_stat_get_xact_numscans('draft_comments'::regclass)::integer as rows`)
        return row
      }
      const before = await scanned()
      const found = await searchReader(tx).find([{ word: '2718', marks: [] }], reader, { offset: 0, limit: 5 })
      return { found, scans: [before, await scanned()] }
    })
    expect(found.subjects).toEqual([{ kind: 'draft-comment', id: 'cmt_many2718' }])
    const [before, after] = scans
    expect(after?.index).toBeGreaterThan(before?.index ?? 0)
    expect(after?.rows).toBe(before?.rows)
  })
})

/** What the rules say that the actor sees: whole, and of what Japan opened also as a reference. */
async function seenIn(read: Readers, actor: Actor, ids: Founded, items: number, comments: number) {
  const whole: string[] = []
  const bare: string[] = []
  for (let number = 1; number <= items; number++) {
    const draft = await read.drafts.byNumber(number)
    const straw = await read.straws.byNumber(number)
    const statement = await read.statements.byNumber(number)
    if (!draft || !straw || !statement) throw new Error('each was stated')
    if (seenBy(actor, draftItem(draft)) === 'full') whole.push(draftReference(draft))
    for (const [name, item] of [
      [strawReference(straw), strawItem(straw)],
      [statementReference(statement), statementItem(statement)],
    ] as const) {
      const release = seenBy(actor, item)
      if (release === 'full') whole.push(name)
      if (release !== 'nothing') bare.push(name)
    }
  }
  for (let n = 1; n <= comments; n++) {
    const comment = await read.comments.byId(`cmt_${ids.id.slice(4)}n${n}`)
    if (comment && maySeeComment(actor, comment)) whole.push(`n${n}`)
  }
  return { whole, bare }
}
