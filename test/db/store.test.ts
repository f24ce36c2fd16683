import { expect, test } from 'vitest'
import { onEachDatabase } from '#test/support/database.ts'
import { found } from '#test/support/database-facts.ts'

onEachDatabase('a founded consortium', (on) => {
  test('is read back', async () => {
    const { store } = on().database
    const ids = await found(store, 'one')
    expect(await store.consortia()).toEqual(['con_one'])
    expect(await store.transact(ids.id, (unit) => unit.read.consortium.actor(ids.bob))).toEqual({
      kind: 'person',
      person: ids.bob,
      name: 'Bob',
      seats: [
        { organisation: ids.japan, name: 'Japan', zone: 'Asia/Tokyo', role: 'head-delegate' },
        { organisation: ids.kenya, name: 'Kenya', zone: 'Africa/Nairobi', role: 'observer' },
      ],
    })
  })
})
