import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { commitmentReference } from '#src/commitments/commitment.ts'
import { seen } from '#src/commitments/decide.ts'
import { type Actor, type Seat, Standing } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { Release } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import { pollReference } from '#src/polls/poll.ts'
import type { Fact } from '#src/readers.ts'
import { askedFor, wordsOf } from '#src/search/search.ts'
import { type Opened, onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'

const soon = Temporal.Instant.from('2100-01-01T00:00:00Z')

function promised(ids: Founded, number: number, text: string, more: Partial<Fact> = {}): Fact[] {
  const commitment = `com_${ids.id.slice(4)}n${number}` as const
  return [
    { ...commitmentProposed(ids, commitment), sealed: { text }, ...more } as Fact,
    { type: 'commitment-confirmed', commitment, number, confirmedBy: ids.bob },
  ]
}

function advised(ids: Founded, code: string, title: string, text = '', themes: string[] = []): Fact {
  const recommendation = `rec_${ids.id.slice(4)}n${code.replaceAll('.', '')}` as const
  return { type: 'recommendation-recorded', recommendation, code, finding: '1', themes, sealed: { title, text } }
}

const everybody: Actor = { kind: 'system' }

/** References of what is found, the most fitting first. */
async function references({ database }: Opened, ids: Founded, typed: string, actor = everybody): Promise<string[]> {
  return database.store.transact(ids.id, async ({ read }) => {
    const asked = askedFor(wordsOf(typed), await read.consortium.organisations())
    const { total, subjects } = await read.search.find(asked, actor, { offset: 0, limit: 500 })
    expect(subjects).toHaveLength(total)
    const said: string[] = []
    for (const { kind, id } of subjects) {
      const commitment = kind === 'commitment' ? await read.commitments.byId(id) : undefined
      const poll = kind === 'poll' ? await read.polls.byId(id) : undefined
      if (commitment?.status === 'confirmed') said.push(commitmentReference(commitment))
      if (poll) said.push(pollReference(poll))
      if (kind === 'recommendation') said.push(`R-${(await read.recommendations.byId(id))?.code}`)
    }
    return said
  })
}

onEachDatabase('a search', (on) => {
  let ids: Founded
  beforeAll(async () => {
    ids = await found(on().database.store, 'find')
    await state(on().database.store, ids.id, [
      { type: 'finding-recorded', code: '1', sealed: { title: 'One', summary: '' } },
      advised(ids, '4.2', 'Share information', 'Allies share evaluations of safety.', ['data governance']),
      advised(ids, '1.1', 'Align export frameworks', 'Of no other use.'),
      ...promised(ids, 1, 'Publish our evaluation results, in data-sharing format'),
      ...promised(ids, 2, 'Créer une école d’évaluation'),
      ...promised(ids, 3, 'データ共有を進める'),
      ...promised(ids, 4, 'مشاركة البيانات بين الشركاء'),
      ...promised(ids, 5, 'The national institute shares data', { organisation: ids.kenya }),
      ...promised(ids, 12, '공유를 위한 데이터; see https://bench.example.org/v4.1 by O’Neil'),
      { ...commitmentProposed(ids, 'com_waits'), sealed: { text: 'Proposed evaluation only' } } as Fact,
      pollOpened(ids, 'poll_find', 7, soon),
    ])
  })

  test.each([
    ['evaluation results', ['C-1']],
    ['EVALUATIONS', ['R-4.2', 'C-2', 'C-1']],
    ['évaluation ecole', ['C-2']],
    ['evalua', ['R-4.2', 'C-2', 'C-1']],
    ['va', []],
    ['データ', ['C-3']],
    ['データ共有', ['C-3']],
    ['共データ', []],
    ['البيانات', ['C-4']],
    ['데이터', ['C-12']],
    ['data sharing', ['C-5', 'R-4.2', 'C-1']],
    ['"data sharing"', ['C-1']],
    ['data-sharing', ['C-1']],
    ['sharing data japan', ['C-1']],
    ['kenya data', ['C-5']],
    ['kenya', ['C-5']],
    ['governance', ['R-4.2']],
    ['C-12', ['C-12']],
    ['c-012', ['C-12']],
    ['R-4.2', ['R-4.2']],
    ['4.2', ['R-4.2']],
    ['P-7', ['P-7']],
    ['p-7 japan', ['P-7']],
    ['approve draft', ['P-7']],
    ['bench.example.org', ['C-12']],
    ['o’neil', ['C-12']],
    ['the of publish', ['C-1']],
    ['of', ['R-4.2', 'R-1.1']],
    ['proposed evaluation only', []],
    ["'; drop table polls; --", []],
    ['nothing has these', []],
  ])('for %s finds %j', async (typed, expected) => {
    const said = await references(on(), ids, typed)
    expect(said.toSorted()).toEqual(expected.toSorted())
  })

  test('shows first what was asked for by its reference, and titles before texts', async () => {
    const { store } = on().database
    await state(store, ids.id, promised(ids, 20, 'Do what C-12 began'))
    expect(await references(on(), ids, 'C-12')).toEqual(['C-12', 'C-20'])
    await state(store, ids.id, [
      advised(ids, '8.1', 'Quality first', 'Nothing else.'),
      advised(ids, '8.2', 'Something else', 'Quality is told here.'),
    ])
    expect(await references(on(), ids, 'quality')).toEqual(['R-8.1', 'R-8.2'])
  })

  test('finds what was reworded by its new words alone', async () => {
    const { store } = on().database
    await state(store, ids.id, promised(ids, 21, 'Zirconium'))
    const { type: _, ...stated } = commitmentProposed(ids, `com_${ids.id.slice(4)}n21`) as Extract<
      Fact,
      { type: 'commitment-proposed' }
    >
    await state(store, ids.id, [{ ...stated, type: 'commitment-reworded', sealed: { text: 'Molybdenum' } }])
    expect(await references(on(), ids, 'zirconium')).toEqual([])
    expect(await references(on(), ids, 'molybdenum')).toEqual(['C-21'])
  })

  test('finds nothing of another consortium, by no word and no mark', async () => {
    const { database, bound } = on()
    const other = await found(database.store, 'findother')
    await state(database.store, other.id, promised(other, 1, 'Publish our evaluation results'))
    expect(await references(on(), other, 'evaluation results')).toEqual(['C-1'])
    for (const typed of ['école', 'R-4.2', 'P-7', 'kenya data', `in=${ids.id}`, ids.id])
      expect(await references(on(), other, typed), typed).toEqual([])
    const { sql } = await import('drizzle-orm')
    const asked = JSON.stringify([{ word: 'evaluation', marks: [`in=${ids.id}`, `of=${ids.japan}`] }])
    for (const [consortium, rows] of [
      [other.id, 1],
      [null, 0],
    ] as const) {
      const found = await bound(consortium, (tx) => tx.execute(sql`select id from found_items(${asked}::text::jsonb)`))
      expect(found).toHaveLength(rows)
    }
  })

  test('finds by its words what its reader sees whole, and by its marks what is seen as a reference', {
    timeout: 60_000,
  }, async () => {
    const { store } = on().database
    const own = await found(store, 'findseen')
    const named = [[], [own.kenya], [own.alice]]
    const items = Tlp.options.flatMap((label) =>
      [own.japan, own.kenya].flatMap((organisation) =>
        named.map((recipients) => ({ label, organisation, recipients })),
      ),
    )
    await state(store, own.id, [
      ...items.flatMap((item, nth) => promised(own, nth + 1, 'Secretword for all', item as Partial<Fact>)),
    ])
    const seats = fc.array(
      fc.record({
        organisation: fc.constantFrom<OrganisationId>(own.japan, own.kenya),
        standing: fc.constantFrom(...Standing.options),
      }),
      { maxLength: 2 },
    )
    const policies = fc.array(
      fc.record({
        organisation: fc.constantFrom(own.japan, own.kenya),
        label: fc.constantFrom(...Tlp.options, 'any' as const),
        what: fc.constantFrom(...Release.options),
      }),
      { maxLength: 3 },
    )
    const clear = [own.japan, own.kenya].flatMap((organisation) =>
      ([...Tlp.options, 'any'] as const).map(
        (label): Fact => ({ type: 'release-set', organisation, label, what: 'full' }),
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(own.alice, own.bob), seats, policies, async (person, held, said) => {
        const full = held.map((seat): Seat => ({ ...seat, role: 'member', name: 'One', zone: 'UTC' }))
        const actor: Actor = { kind: 'person', person, name: 'One', seats: full, acting: null }
        await state(store, own.id, [...clear, ...said.map((one): Fact => ({ type: 'release-set', ...one }))])
        const releases = await store.transact(own.id, async ({ read }) => {
          const all: [string, Release][] = []
          for (const [nth] of items.entries()) {
            const one = await read.commitments.byNumber(nth + 1)
            if (one) all.push([`C-${nth + 1}`, seen(actor, one)])
          }
          return all
        })
        const as = (...wanted: Release[]) =>
          releases.filter(([, release]) => wanted.includes(release)).map(([name]) => name)
        expect((await references(on(), own, 'secretword', actor)).toSorted()).toEqual(as('full').toSorted())
        const ofEither = [
          ...(await references(on(), own, 'japan', actor)),
          ...(await references(on(), own, 'kenya', actor)),
        ]
        expect(ofEither.toSorted()).toEqual(as('full', 'reference').toSorted())
        const both = await references(on(), own, 'japan secretword', actor)
        expect(both.every((name) => as('full').includes(name))).toBe(true)
      }),
      { numRuns: 10 },
    )
  })
})
