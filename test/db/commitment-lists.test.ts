import { expect, test } from 'vitest'
import type { CommitmentFilter } from '#src/commitments/store.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, state } from '#test/support/database-facts.ts'

const operator = { kind: 'operator' } as const
const noon = Temporal.Instant.from('2026-11-23T12:00:00Z')

/** The n-th of many confirmed commitments: due a day after the one before, every third one Kenya's. */
function confirmed(ids: Founded, n: number, more: { due?: string; organisation?: OrganisationId } = {}): Fact[] {
  const commitment = `com_l${n}` as const
  const due = Temporal.PlainDate.from('2026-06-01').add({ days: n }).toString()
  const organisation = n % 3 === 0 ? ids.kenya : ids.japan
  return [
    { ...commitmentProposed(ids, commitment), due, organisation, ...more } as Fact,
    { type: 'commitment-confirmed', commitment, number: n, confirmedBy: ids.bob },
  ]
}

function reported(ids: Founded, n: number, progress: 'limited' | 'complete' | 'withdrawn', note: string): Fact {
  return { type: 'progress-reported', commitment: `com_l${n}`, progress, reportedBy: ids.alice, sealed: { note } }
}

onEachDatabase('a list of commitments', (on) => {
  test('of 300 is read page by page: each once, by due day, with the total', async () => {
    const { store } = on().database
    const ids = await found(store, 'list')
    const numbers = Array.from({ length: 300 }, (_, index) => index + 1)
    await state(
      store,
      ids.id,
      numbers.flatMap((n) => confirmed(ids, n)),
    )
    await state(store, ids.id, [commitmentProposed(ids, 'com_p'), reported(ids, 1, 'complete', '')])
    const page = (filter: Partial<CommitmentFilter>, offset: number, limit: number) =>
      store.transact(ids.id, ({ read }) =>
        read.commitments.list({ now: noon, seenBy: operator, ...filter }, { offset, limit }),
      )

    const all = await Promise.all([0, 75, 150, 225].map((offset) => page({}, offset, 75)))
    expect(all.map(({ total }) => total)).toEqual([300, 300, 300, 300])
    expect(all.flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual([...numbers.slice(1), 1])
    expect(await page({}, 300, 5)).toEqual({ total: 300, rows: [] })

    const kenyas = await page({ organisations: [ids.kenya] }, 0, 5)
    expect(kenyas.total).toBe(100)
    expect(kenyas.rows.map(({ number, owner }) => [number, owner])).toEqual([3, 6, 9, 12, 15].map((n) => [n, 'Kenya']))
    expect(await page({ organisations: [] }, 0, 5)).toEqual({ total: 0, rows: [] })

    // Due on 22 November or earlier are the first 174, of which the first is complete and every third is Kenya's.
    expect((await page({ overdue: true }, 0, 5)).total).toBe(173)
    expect((await page({ overdue: true, organisations: [ids.kenya] }, 0, 5)).total).toBe(58)
    expect((await page({ overdue: true }, 172, 5)).rows).toMatchObject([{ number: 174, daysLeft: -1, overdue: true }])
  })

  test('holds as overdue what every zone’s own day says, and nothing that is over', async () => {
    const { store } = on().database
    const ids = await found(store, 'zones')
    const admitted = (id: OrganisationId, short: string, zone: string) =>
      ({ type: 'organisation-admitted', kind: 'company', id, short, name: short, country: 'XX', zone }) as const
    const zones = ['Pacific/Kiritimati', 'Asia/Kathmandu', '+09:00', 'Etc/GMT+12', 'America/St_Johns']
    const owners = zones.map((zone, index) => admitted(`org_zone${index}`, `Zone ${index}`, zone))
    const facts = owners.flatMap(({ id: organisation }, index) =>
      [22, 23, 24].flatMap((day) => confirmed(ids, 100 * index + day, { organisation, due: `2026-11-${day}` })),
    )
    await state(store, ids.id, [
      ...owners,
      ...facts,
      reported(ids, 22, 'complete', 'Done'),
      reported(ids, 122, 'withdrawn', 'No'),
    ])
    for (const hour of [0, 6, 11, 12, 15, 20]) {
      const now = Temporal.PlainDateTime.from({ year: 2026, month: 11, day: 23, hour })
        .toZonedDateTime('UTC')
        .toInstant()
      const [every, overdue] = await store.transact(
        ids.id,
        async ({ read: { commitments } }) =>
          [
            await commitments.list({ now, seenBy: operator }, { offset: 0, limit: 100 }),
            await commitments.list({ now, seenBy: operator, overdue: true }, { offset: 0, limit: 100 }),
          ] as const,
      )
      const said = every.rows.filter((row) => row.overdue).map(({ number }) => number)
      expect(overdue.rows.map(({ number }) => number)).toEqual(said)
      expect(overdue.total).toBe(said.length)
      const expected = zones.flatMap((zone, index) =>
        [22, 23, 24]
          .filter((day) => now.toZonedDateTimeISO(zone).day > day)
          .map((day) => 100 * index + day)
          .filter((number) => number !== 22 && number !== 122),
      )
      expect(said.toSorted((a, b) => a - b)).toEqual(expected)
    }
  })

  test('of a recommendation names the owner, the progress and what is late', async () => {
    const { store } = on().database
    const ids = await found(store, 'ofrec')
    await state(store, ids.id, [
      { type: 'finding-recorded', code: '4', sealed: { title: 'Data is scattered', summary: 'It is.' } },
      {
        type: 'recommendation-recorded',
        recommendation: 'rec_42',
        code: '4.2',
        finding: '4',
        themes: [],
        sealed: { title: 'Publish a catalogue', text: 'Each member should.' },
      },
      ...confirmed(ids, 1).map((fact) =>
        fact.type === 'commitment-proposed' ? { ...fact, recommendations: ['rec_42' as const] } : fact,
      ),
      ...confirmed(ids, 2),
      reported(ids, 1, 'limited', 'Half of it'),
    ])
    const answers = await store.transact(ids.id, ({ read }) => read.commitments.ofRecommendation('rec_42', noon))
    expect(answers).toMatchObject([
      {
        number: 1,
        owner: 'Japan',
        text: 'Publish the catalogue',
        progress: 'limited',
        due: '2026-06-02',
        overdue: true,
      },
    ])
  })

  test('goes with a history: every report in order, with who made it', async () => {
    const { store } = on().database
    const ids = await found(store, 'hist')
    await state(store, ids.id, confirmed(ids, 1))
    await state(store, ids.id, [reported(ids, 1, 'complete', '')])
    await state(store, ids.id, [reported(ids, 1, 'limited', 'It was withdrawn by the editor')])
    const [reports, commitment] = await store.transact(
      ids.id,
      async ({ read: { commitments } }) =>
        [await commitments.reports('com_l1'), await commitments.byNumber(1)] as const,
    )
    expect(reports.map(({ progress, note, by }) => [progress, note, by])).toEqual([
      ['complete', '', 'Alice'],
      ['limited', 'It was withdrawn by the editor', 'Alice'],
    ])
    expect(commitment).toMatchObject({
      progress: 'limited',
      progressNote: 'It was withdrawn by the editor',
      progressAt: reports[1]?.at,
    })
  })
})
