import { expect, test } from 'vitest'
import { sealedHash } from '#src/register/entry.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, found, operator } from '#test/support/database-facts.ts'

type EntryRow = { n: number | string; bytes: Uint8Array; type: string }
type OpeningRow = { path: string; salt: Uint8Array; value: string }

onEachDatabase('the register', (on) => {
  test('keeps each fact in order, as the bytes that are hashed', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'reg')
    const now = await database.store.transact(ids.id, async (unit) => {
      const facts = [
        commitmentProposed(ids, 'com_1'),
        { type: 'commitment-withdrawn', commitment: 'com_1', withdrawnBy: ids.alice },
      ] as const
      await unit.save([...facts], { by: ids.alice, organisation: ids.japan })
      return unit.now
    })
    const entries = await owner.query<EntryRow>(
      `select n, bytes, type from register_entries where consortium_id = $1 order by n`,
      [ids.id],
    )
    expect(entries.map(({ type }) => type).slice(-2)).toEqual(['commitment-proposed', 'commitment-withdrawn'])
    const [proposed] = entries.slice(-2)
    const text = new TextDecoder().decode(proposed?.bytes)
    expect(text).not.toContain('Publish the catalogue')
    const entry = JSON.parse(text)
    expect(entry).toMatchObject({
      v: 1,
      type: 'commitment-proposed',
      at: now.toString(),
      by: ids.alice,
      organisation: ids.japan,
      fact: { commitment: 'com_1', organisation: ids.japan, due: '2027-03-31' },
    })

    const [opening] = await owner.query<OpeningRow>(
      `select path, salt, value from register_openings where consortium_id = $1 and entry = $2`,
      [ids.id, proposed?.n],
    )
    expect(opening).toMatchObject({ path: 'text', value: 'Publish the catalogue' })
    expect(opening?.salt).toHaveLength(32)
    expect(opening && sealedHash(opening)).toBe(entry.sealed.text)
  })

  test('has no entry of a transaction that failed', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'none')
    const count = () => owner.query(`select count(*)::int as n from register_entries where consortium_id = 'con_none'`)
    const before = await count()
    const failing = database.store.transact(ids.id, async (unit) => {
      await unit.save([commitmentProposed(ids, 'com_1')], operator)
      throw new Error('a bug')
    })
    await expect(failing).rejects.toThrow('a bug')
    expect(await count()).toEqual(before)
  })
})
