import { expect, test } from 'vitest'
import { said } from '#src/core/answer.ts'
import { Repeated, type Unit } from '#src/store.ts'
import { onEachDatabase, onPostgres } from '#test/support/database.ts'
import { commitmentProposed, found, operator } from '#test/support/database-facts.ts'

const answer = said({ title: 'Saved', tone: 'good', blocks: [], actions: [] })
const other = said({ title: 'Saved again', tone: 'good', blocks: [], actions: [] })
const owner = { platform: 'slack', workspace: 'T1', account: 'Ualice' } as const

onEachDatabase('an attempt', (on) => {
  test('that was carried out is not carried out again, and its answer stands', async () => {
    const { store } = on().database
    const ids = await found(store, 'again')
    await store.transact(ids.id, (unit) => unit.keep('slack:T1:k1', answer))
    const again = store.transact(ids.id, async (unit) => {
      await unit.save([commitmentProposed(ids, 'com_1')], operator)
      await unit.keep('slack:T1:k1', other)
    })
    await expect(again).rejects.toBeInstanceOf(Repeated)
    expect(await store.answerTo(ids.id, 'slack:T1:k1')).toEqual(answer)
    expect(await store.answerTo(ids.id, 'slack:T1:k2')).toBeUndefined()
    expect(await store.transact(ids.id, (unit) => unit.read.commitments.byId('com_1'))).toBeUndefined()
  })

  test('that throws leaves nothing, and its key is free', async () => {
    const { store } = on().database
    const ids = await found(store, 'throws')
    const failing = store.transact(ids.id, async (unit) => {
      await unit.save([commitmentProposed(ids, 'com_1')], operator)
      await unit.keep('k', answer)
      throw new Error('a bug')
    })
    await expect(failing).rejects.toThrow('a bug')
    await store.transact(ids.id, (unit) => unit.keep('k', other))
    expect(await store.answerTo(ids.id, 'k')).toEqual(other)
    expect(await store.transact(ids.id, (unit) => unit.read.commitments.byId('com_1'))).toBeUndefined()
  })

  test('sees the same clock for as long as it lasts', async () => {
    const { store } = on().database
    const ids = await found(store, 'now')
    const first = await store.transact(ids.id, async (unit) => unit.now)
    const second = await store.transact(ids.id, async (unit) => unit.now)
    expect(Temporal.Instant.compare(first, second)).toBeLessThanOrEqual(0)
  })

  test('can’t go on after its end', async () => {
    const { store } = on().database
    const ids = await found(store, 'after')
    const kept = await store.transact(ids.id, async (unit): Promise<Unit> => ({ ...unit }))
    await expect(kept.read.consortium.people()).rejects.toThrow()
  })
})

onEachDatabase('a draft', (on) => {
  test('is kept for its account alone, and changed in place', async () => {
    const { store } = on().database
    const ids = await found(store, 'draft')
    const typed = { id: 'form_1', use: 'commit', values: { text: 'Publish' } } as const
    await store.transact(ids.id, (unit) => unit.keepDraft(typed, owner))
    const read = (who: Parameters<Unit['draft']>[1]) => store.transact(ids.id, (unit) => unit.draft('form_1', who))
    expect(await read(owner)).toEqual(typed)
    expect(await read({ ...owner, account: 'Ubob' })).toBeUndefined()
    const corrected = { ...typed, values: { text: 'Publish', due: '2027-01-01' } }
    await store.transact(ids.id, (unit) => unit.keepDraft(corrected, owner))
    await store.transact(ids.id, (unit) => unit.keepDraft(typed, { ...owner, account: 'Ubob' }))
    expect(await read(owner)).toEqual(corrected)
  })

  test('is gone after a day, and answers after a week', async () => {
    const { database, owner: superuser } = on()
    const { store } = database
    const ids = await found(store, 'expire')
    await store.transact(ids.id, async (unit) => {
      await unit.keepDraft({ id: 'form_2', use: 'commit', values: {} }, owner)
      await unit.keepDraft({ id: 'form_3', use: 'commit', values: {} }, owner)
      await unit.keep('old', answer)
      await unit.keep('young', answer)
    })
    const [draft] = await superuser.query<{ day: number }>(
      `select (extract(epoch from expires_at - now()) / 3600)::float8 as day from form_drafts where id = 'form_2'`,
    )
    expect(draft?.day).toBeCloseTo(24, 1)
    await superuser.query(`update form_drafts set expires_at = now() - interval '1 second' where id = 'form_2'`)
    await superuser.query(`update deliveries set at = now() - interval '7 days 1 minute' where key = 'old'`)
    const read = () =>
      store.transact(ids.id, async (unit) => [await unit.draft('form_2', owner), await unit.draft('form_3', owner)])
    expect(await read()).toMatchObject([undefined, { id: 'form_3' }])
    await store.forgetExpired()
    expect(await store.answerTo(ids.id, 'old')).toBeUndefined()
    expect(await store.answerTo(ids.id, 'young')).toEqual(answer)
    const left = await superuser.query(`select id from form_drafts where consortium_id = 'con_expire'`)
    expect(left).toEqual([{ id: 'form_3' }])
  })
})

onPostgres('the same attempt made twice at once', (on) => {
  test('is carried out once; the other one waits and learns that it was', async () => {
    const { store } = on().database
    const ids = await found(store, 'race')
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () => store.transact(ids.id, (unit) => unit.keep('k', answer))),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const reasons = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason.name] : []))
    expect(new Set(reasons)).toEqual(new Set(['Repeated']))
  })
})
