import { expect, test } from 'vitest'
import type { Commitment } from '#src/commitments/commitment.ts'
import { Conflict } from '#src/store.ts'
import { onEachDatabase, onPostgres } from '#test/support/database.ts'
import { commitmentProposed, found, state } from '#test/support/database-facts.ts'

onEachDatabase('a commitment', (on) => {
  test('is proposed, reworded and confirmed with the next number', async () => {
    const { store } = on().database
    const ids = await found(store, 'com')
    await state(store, ids.id, [commitmentProposed(ids, 'com_1')])
    const read = () => store.transact(ids.id, (unit) => unit.read.commitments.byId('com_1'))
    const proposed: Commitment = {
      status: 'proposed',
      id: 'com_1',
      organisation: ids.japan,
      group: ids.group,
      recommendations: [],
      kind: 'other',
      details: null,
      due: '2027-03-31',
      originalDue: '2027-03-31',
      revision: 1,
      contact: null,
      label: 'TLP:GREEN',
      recipients: [],
      policy: {},
      text: 'Publish the catalogue',
      proposedBy: ids.alice,
    }
    expect(await read()).toEqual(proposed)

    const shared = { label: 'TLP:AMBER', recipients: [ids.kenya] } as const
    const plain = { group: ids.group, recommendations: [], kind: 'other' as const, due: '2027-04-30' }
    const reworded = { ...plain, label: shared.label, recipients: [ids.kenya], sealed: { text: 'Publish it all' } }
    await state(store, ids.id, [{ type: 'commitment-reworded', commitment: 'com_1', ...reworded }])
    const changed = { ...proposed, due: '2027-04-30', originalDue: '2027-04-30', text: 'Publish it all', ...shared }
    expect(await read()).toEqual(changed)

    const at = await store.transact(ids.id, async (unit) => {
      const number = await unit.read.commitments.nextNumber()
      const fact = { type: 'commitment-confirmed', commitment: 'com_1', number, confirmedBy: ids.bob } as const
      await unit.save([fact], { by: ids.bob, organisation: ids.japan })
      return unit.now
    })
    const confirmation = { number: 1, confirmedBy: ids.bob, confirmedAt: at.toString() }
    const unreported = {
      progress: 'not-started',
      outlook: null,
      progressNote: null,
      progressAt: null,
      ownerLeftAt: null,
      ownedSince: null,
    }
    const confirmed = { ...changed, status: 'confirmed', ...confirmation, ...unreported }
    expect(await read()).toEqual(confirmed)
    const [byNumber, next] = await store.transact(ids.id, async (unit) => [
      await unit.read.commitments.byNumber(1),
      await unit.read.commitments.nextNumber(),
    ])
    expect(byNumber).toEqual(confirmed)
    expect(next).toBe(2)
  })

  test('waits for its organisation as a proposal until it is settled, oldest first', async () => {
    const { store } = on().database
    const ids = await found(store, 'prop')
    for (const id of ['com_b', 'com_a', 'com_c', 'com_d'] as const) {
      await state(store, ids.id, [commitmentProposed(ids, id)])
    }
    await state(store, ids.id, [
      { type: 'commitment-sent-back', commitment: 'com_c', sentBackBy: ids.bob },
      { type: 'commitment-withdrawn', commitment: 'com_d', withdrawnBy: ids.alice },
    ])
    const [ours, theirs, none, c, d] = await store.transact(ids.id, async ({ read: { commitments } }) => [
      await commitments.proposals([ids.japan]),
      await commitments.proposals([ids.kenya]),
      await commitments.proposals([]),
      await commitments.forChange('com_c'),
      await commitments.forChange('com_d'),
    ])
    expect(Array.isArray(ours) && ours.map(({ id }) => id)).toEqual(['com_b', 'com_a'])
    expect([theirs, none]).toEqual([[], []])
    expect([c, d]).toMatchObject([{ status: 'sent-back' }, { status: 'withdrawn' }])
  })

  test('answers recommendations in the order in which they were named', async () => {
    const { store } = on().database
    const ids = await found(store, 'rec')
    await state(store, ids.id, [
      { type: 'finding-recorded', code: '4', sealed: { title: 'Data is scattered', summary: 'It is.' } },
      {
        type: 'recommendation-recorded',
        recommendation: 'rec_42',
        code: '4.2',
        finding: '4',
        themes: ['data', 'open, "quoted"'],
        sealed: { title: 'Publish a catalogue', text: 'Each member should.' },
      },
      {
        type: 'recommendation-recorded',
        recommendation: 'rec_41',
        code: '4.1',
        finding: '4',
        themes: [],
        sealed: { title: 'Agree on a format', text: '' },
      },
      { ...commitmentProposed(ids, 'com_r'), recommendations: ['rec_42', 'rec_41'] },
    ])
    const [byCode, byId, missing, commitment] = await store.transact(ids.id, async ({ read }) => [
      await read.recommendations.byCode('4.2'),
      await read.recommendations.byId('rec_42'),
      await read.recommendations.byCode('4.3'),
      await read.commitments.byId('com_r'),
    ])
    expect(byCode).toEqual({
      id: 'rec_42',
      code: '4.2',
      finding: { code: '4', title: 'Data is scattered' },
      title: 'Publish a catalogue',
      text: 'Each member should.',
      themes: ['data', 'open, "quoted"'],
      label: 'TLP:GREEN',
      recipients: [],
    })
    expect(byId).toEqual(byCode)
    expect(missing).toBeUndefined()
    expect(commitment).toMatchObject({ recommendations: ['rec_42', 'rec_41'] })
  })

  test('never takes a number twice', async () => {
    const { store } = on().database
    const ids = await found(store, 'twice')
    await state(store, ids.id, [commitmentProposed(ids, 'com_1'), commitmentProposed(ids, 'com_2')])
    const confirm = (commitment: 'com_1' | 'com_2') =>
      state(store, ids.id, [{ type: 'commitment-confirmed', commitment, number: 7, confirmedBy: ids.bob }])
    await confirm('com_1')
    await expect(confirm('com_2')).rejects.toBeInstanceOf(Conflict)
    expect(await store.transact(ids.id, (unit) => unit.read.commitments.byId('com_2'))).toMatchObject({
      status: 'proposed',
    })
  })
})

onPostgres('commitments confirmed at once', (on) => {
  test('take numbers one after the other, without a gap', async () => {
    const { store } = on().database
    const ids = await found(store, 'many')
    const all = Array.from({ length: 12 }, (_, n) => `com_m${n}` as const)
    await state(
      store,
      ids.id,
      all.map((id) => commitmentProposed(ids, id)),
    )
    const numbers = await Promise.all(
      all.map((commitment) =>
        store.transact(ids.id, async (unit) => {
          await unit.read.commitments.forChange(commitment)
          const number = await unit.read.commitments.nextNumber()
          const fact = { type: 'commitment-confirmed', commitment, number, confirmedBy: ids.bob } as const
          await unit.save([fact], { by: ids.bob, organisation: ids.japan })
          return number
        }),
      ),
    )
    expect(numbers.toSorted((a, b) => a - b)).toEqual(all.map((_, n) => n + 1))
  })
})
