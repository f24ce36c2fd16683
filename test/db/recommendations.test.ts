import { beforeAll, expect, test } from 'vitest'
import type { RecommendationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import type { Store, Unit } from '#src/store.ts'
import { onEachDatabase, onPostgres } from '../support/database.ts'
import { commitmentProposed, type Founded, found, state } from '../support/database-facts.ts'

function finding(code: string, title: string, type: 'finding-recorded' | 'finding-revised' = 'finding-recorded'): Fact {
  return { type, code, sealed: { title, summary: '' } }
}

function recommendation(
  code: string,
  title: string,
  type: 'recommendation-recorded' | 'recommendation-revised' = 'recommendation-recorded',
): Fact {
  const [under = ''] = code.split('.')
  return { type, recommendation: idOf(code), code, finding: under, themes: ['a', 'b'], sealed: { title, text: 'Text' } }
}

function idOf(code: string): RecommendationId {
  return `rec_${code.replaceAll('.', 'x').padStart(4, '0')}`
}

onEachDatabase('a catalogue', (on) => {
  let ids: Founded
  beforeAll(async () => {
    const { store } = on().database
    ids = await found(store, 'cat')
    const codes = ['1.10', '1.2', '4', '4.1', '40.1', '1.2.1']
    const findings = ['1', '4', '40'].map((code) => finding(code, `Finding ${code}`))
    await state(store, ids.id, [...findings, ...codes.map((code) => recommendation(code, `Title ${code}`))])
  })
  const reading = <T>(act: Parameters<typeof read<T>>[2]) => read(on(), ids, act)

  test('is read by code, 1.2 before 1.10, a page at a time', async () => {
    const codes = (offset: number) =>
      reading(async (recommendations) => {
        const { total, rows } = await recommendations.page(
          { prefix: undefined, seenBy: { kind: 'operator' } },
          { offset, limit: 4 },
        )
        return { total, codes: rows.map(({ code }) => code) }
      })
    expect(await codes(0)).toEqual({ total: 6, codes: ['1.2', '1.2.1', '1.10', '4'] })
    expect(await codes(4)).toEqual({ total: 6, codes: ['4.1', '40.1'] })
  })

  test.each([
    ['4', ['4', '4.1']],
    ['1.2', ['1.2', '1.2.1']],
    ['1.1', []],
    ['%', []],
  ])('under %s holds %j', async (prefix, codes) => {
    const { rows, total } = await reading((recommendations) =>
      recommendations.page({ prefix, seenBy: { kind: 'operator' } }, { offset: 0, limit: 9 }),
    )
    expect({ codes: rows.map(({ code }) => code), total }).toEqual({ codes, total: codes.length })
  })

  test('is revised in place, one or many at once, and each fact is an entry in its order', async () => {
    const facts = [
      recommendation('1.2', 'New 1.2', 'recommendation-revised'),
      recommendation('1.10', 'New 1.10', 'recommendation-revised'),
      finding('4', 'New finding', 'finding-revised'),
      recommendation('4.1', 'New 4.1', 'recommendation-revised'),
    ]
    await state(on().database.store, ids.id, facts)
    const { findings, recommendations } = await reading((reader) => reader.forImport())
    expect(findings).toContainEqual({ code: '4', title: 'New finding', summary: '' })
    const titles = recommendations.map(({ code, title }) => [code, title])
    expect(Object.fromEntries(titles)).toMatchObject({ '1.2': 'New 1.2', '1.10': 'New 1.10', '4.1': 'New 4.1' })
    const entries = await on().owner.query<{ title: string }>(
      `select o.value #>> '{}' as title from register_openings o
       where o.consortium_id = $1 and o.path = 'title' order by o.entry desc limit 4`,
      [ids.id],
    )
    expect(entries.map(({ title }) => title)).toEqual(['New 4.1', 'New finding', 'New 1.10', 'New 1.2'])
  })

  test('is shown by its own cards, and by those of the commitments that answer it', async () => {
    const { store } = on().database
    const answering = { ...commitmentProposed(ids, 'com_cat1'), recommendations: [idOf('4.1')] }
    const confirmed: Fact = { type: 'commitment-confirmed', commitment: 'com_cat1', number: 1, confirmedBy: ids.alice }
    const subjects = [
      { kind: 'recommendation', id: idOf('1.2') },
      { kind: 'commitment', id: 'com_cat1' },
    ] as const
    await store.transact(ids.id, async (unit) => {
      await unit.save([answering, confirmed], { by: 'operator', organisation: null })
      await unit.enqueue(subjects.map((subject) => ({ kind: 'post', subject, place: ids.place })))
    })
    expect(await reading((reader) => reader.shown())).toEqual([
      { recommendation: idOf('1.2'), subject: subjects[0] },
      { recommendation: idOf('4.1'), subject: subjects[1] },
    ])
  })
})

onPostgres('a catalogue that two import at once', (on) => {
  test('waits for the first import before it is read', async () => {
    const { store } = on().database
    const ids = await found(store, 'two')
    const first = Promise.withResolvers<void>()
    const order: string[] = []
    const slow = store.transact(ids.id, async (unit) => {
      await unit.read.recommendations.forImport()
      first.resolve()
      await unit.save([finding('1', 'First')], { by: 'operator', organisation: null })
      order.push('saved')
    })
    await first.promise
    const { findings } = await read(on(), ids, (reader) => reader.forImport())
    order.push('read')
    await slow
    expect(order).toEqual(['saved', 'read'])
    expect(findings.map(({ title }) => title)).toEqual(['First'])
  })
})

type Reader = Unit['read']['recommendations']

function read<T>(
  { database }: { database: { store: Store } },
  ids: Founded,
  act: (reader: Reader) => Promise<T>,
): Promise<T> {
  return database.store.transact(ids.id, (unit) => act(unit.read.recommendations))
}
