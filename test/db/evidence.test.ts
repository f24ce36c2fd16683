import { expect, test } from 'vitest'
import type { Actor } from '#src/core/access.ts'
import type { EvidenceId } from '#src/core/id.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { buildExport } from '#src/leaving/build.ts'
import type { Fact } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, state } from '#test/support/database-facts.ts'

const subject = { kind: 'commitment', id: 'com_e1' } as const

function added(ids: Founded, id: EvidenceId, more: Partial<Extract<Fact, { type: 'evidence-added' }>> = {}): Fact {
  return {
    type: 'evidence-added',
    evidence: id,
    subject,
    kind: 'link',
    day: '2026-11-01',
    label: 'TLP:GREEN',
    recipients: [],
    organisation: ids.japan,
    addedBy: ids.alice,
    file: null,
    sealed: { words: 'Minutes', url: 'https://example.org/minutes', name: '', hash: '' },
    ...more,
  }
}

function personOf(ids: Founded, organisation: 'japan' | 'kenya'): Actor {
  const seat = {
    organisation: ids[organisation],
    name: organisation,
    zone: 'UTC',
    role: 'delegate',
    standing: 'staff',
  } as const
  return { kind: 'person', person: ids.alice, name: 'Alice', seats: [seat], acting: null }
}

onEachDatabase('Evidence', (on) => {
  test('is read with its source, newest day first, and counts until it is withdrawn', async () => {
    const { store } = on().database
    const ids = await found(store, 'evi')
    await state(store, ids.id, [
      { ...commitmentProposed(ids, 'com_e1') },
      added(ids, 'ev_old', { day: '2026-10-01' }),
      added(ids, 'ev_file', {
        kind: 'file',
        file: { type: 'application/pdf', size: 3 },
        sealed: { words: '', url: '', name: 'minutes.pdf', hash: 'aa' },
      }),
      { type: 'evidence-file-kept', personal: true, evidence: 'ev_file', bytes: 'AQID' },
    ])
    const read = () =>
      store.transact(ids.id, async ({ read: { evidence } }) => ({
        count: await evidence.countOf(subject),
        all: await evidence.all(subject),
        bytes: await evidence.bytes('ev_file'),
        one: await evidence.byId('ev_file'),
        locked: (await evidence.forChange('ev_file'))?.id,
        of: (await evidence.ofAll('commitment', ['com_e1', 'com_none'])).map(({ id }) => id),
      }))
    const before = await read()
    expect(before).toMatchObject({ count: 2, locked: 'ev_file', of: ['ev_file', 'ev_old'] })
    expect([...(before.bytes ?? [])]).toEqual([1, 2, 3])
    expect(before.all.map(({ id, url, by, sourceName, file }) => ({ id, url, by, sourceName, file }))).toEqual([
      {
        ...{ id: 'ev_file', url: null, by: 'Alice', sourceName: 'Japan' },
        file: { name: 'minutes.pdf', type: 'application/pdf', size: 3, hash: 'aa' },
      },
      { id: 'ev_old', url: 'https://example.org/minutes', by: 'Alice', sourceName: 'Japan', file: null },
    ])
    const withdrawn: Fact = {
      ...{ type: 'evidence-withdrawn', evidence: 'ev_file', subject, withdrawnBy: ids.alice },
      sealed: { reason: 'Wrong file' },
    }
    await state(store, ids.id, [withdrawn])
    expect(await read()).toMatchObject({
      count: 1,
      of: ['ev_old'],
      bytes: undefined,
      one: undefined,
      locked: undefined,
    })
    await expect(state(store, ids.id, [withdrawn])).rejects.toThrow(Conflict)
    const entries = await on().owner.query<{ text: string }>(
      "select convert_from(bytes, 'UTF8') as text from register_entries where consortium_id = $1 and type like 'evidence-%'",
      [ids.id],
    )
    expect(entries.length).toBe(3)
    expect(entries.some(({ text }) => /minutes|AQID|Wrong/.test(text))).toBe(false)
  })

  test.each<[Tlp, 'japan' | 'kenya', number]>([
    ['TLP:CLEAR', 'kenya', 1],
    ['TLP:GREEN', 'kenya', 1],
    ['TLP:AMBER', 'kenya', 0],
    ['TLP:AMBER', 'japan', 1],
    ['TLP:RED', 'japan', 0],
  ])('of %s is seen by %s: %i', async (label, organisation, pieces) => {
    const { store } = on().database
    const ids = await found(store, `e${Math.random().toString(36).slice(2, 9)}`)
    await state(store, ids.id, [added(ids, 'ev_1', { label })])
    const of = await store.transact(ids.id, ({ read }) => read.evidence.of(subject, personOf(ids, organisation)))
    expect(of.length).toBe(pieces)
  })

  test('of an organisation that lets references leave it has no words for others', async () => {
    const { store } = on().database
    const ids = await found(store, 'erel')
    await state(store, ids.id, [
      added(ids, 'ev_1'),
      { type: 'release-set', organisation: ids.japan, label: 'any', what: 'reference' },
    ])
    const [theirs] = await store.transact(ids.id, ({ read }) => read.evidence.of(subject, personOf(ids, 'kenya')))
    expect(theirs).toMatchObject({ words: '', url: null, file: null, day: '2026-11-01', sourceName: 'Japan' })
    const [own] = await store.transact(ids.id, ({ read }) => read.evidence.of(subject, personOf(ids, 'japan')))
    expect(own).toMatchObject({ words: 'Minutes', url: 'https://example.org/minutes' })
  })

  test('is in its organisation’s own export, but for what its label keeps from the person', async () => {
    const { store } = on().database
    const ids = await found(store, 'eexp')
    await state(store, ids.id, [
      { ...commitmentProposed(ids, 'com_e1') },
      { type: 'commitment-confirmed', commitment: 'com_e1', number: 1, confirmedBy: ids.bob },
      added(ids, 'ev_open'),
      added(ids, 'ev_red', { label: 'TLP:RED', recipients: [ids.bob], day: '2026-09-09' }),
    ])
    const document = await store.transact(ids.id, async ({ read, now }) => {
      const organisation = await read.consortium.organisation(ids.japan)
      if (!organisation) throw new Error('no Japan')
      const belongings = await read.leaving.belongings(ids.japan)
      const state = { organisation, label: 'TLP:GREEN', names: new Map(), belongings } as const
      return buildExport('doc_e1', state, personOf(ids, 'japan'), now)
    })
    const tableOf = (name: string) => document.tables.find((one) => one.name === name)?.rows ?? []
    expect(tableOf('Evidence').map((row) => row.slice(0, 7))).toEqual([
      ['C-1', 'link', '2026-11-01', 'TLP:GREEN', 'Minutes', 'https://example.org/minutes', null],
      ['C-1', 'link', '2026-09-09', 'TLP:RED', '(TLP:RED)', null, null],
    ])
    const values = tableOf('Openings').map((row) => row[3])
    expect(values.filter((value) => value === 'Minutes').length).toBe(1)
  })
})
