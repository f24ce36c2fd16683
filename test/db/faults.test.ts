import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openPostgres } from '#db/connect.ts'
import { linkToPostgres, type PostgresLink } from '#db/postgres.ts'
import { said } from '#src/core/answer.ts'
import { OutcomeUnknown, Unavailable } from '#src/store.ts'
import { freshDatabase, silent } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, operator } from '#test/support/database-facts.ts'
import { openProxy, type Wire } from '#test/support/proxy.ts'

const answer = said({ title: 'Saved', tone: 'good', blocks: [], actions: [] })

type Wired = { database: Database; proxy: Wire; ids: Founded; link: PostgresLink; close(): Promise<void> }

/** A database at the end of a wire; its jobs have a wire of their own. */
async function wired(pool: number): Promise<Wired> {
  const { url, appUrl } = await freshDatabase(inject('postgresUrl'))
  const { hostname: host, port } = new URL(url)
  const proxy = await openProxy({ host, port: Number(port) })
  const through = proxy.through(appUrl)
  const database = await openPostgres({ kind: 'postgres', url, appUrl: through, pool, prepare: true, log: silent })
  const link = linkToPostgres(through, 2, true)
  const close = async () => {
    await database.close()
    await link.close()
    await proxy.close()
  }
  return { database, proxy, link, close, ids: await found(database.store, 'wire') }
}

function useWired(pool: number): () => Wired {
  let on: Wired | undefined
  beforeAll(async () => {
    on = await wired(pool)
  })
  afterAll(() => on?.close())
  return () => {
    if (!on) throw new Error('the database is open only while tests run')
    return on
  }
}

async function millisecondsOf(act: Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await act.catch(() => {})
  return performance.now() - begun
}

describe('an answer to COMMIT that is lost', () => {
  const on = useWired(2)

  test('leaves the outcome unknown, and a new connection finds the answer', async () => {
    const { database, proxy, ids } = on()
    proxy.loseCommit()
    const saving = database.store.transact(ids.id, async (unit) => {
      await unit.save([commitmentProposed(ids, 'com_1')], operator)
      await unit.keep('k1', answer)
    })
    await expect(saving).rejects.toBeInstanceOf(OutcomeUnknown)
    proxy.mend()
    expect(await database.store.answerTo(ids.id, 'k1')).toEqual(answer)
    expect(await database.store.transact(ids.id, ({ read }) => read.commitments.byId('com_1'))).toBeDefined()
  })

  test('is no more than silence to what only reads', async () => {
    const { database, proxy, ids } = on()
    proxy.loseCommit()
    await expect(database.store.consortia()).rejects.toBeInstanceOf(Unavailable)
    await expect(database.store.answerTo(ids.id, 'k0')).rejects.toBeInstanceOf(Unavailable)
    proxy.mend()
    expect(await database.store.answerTo(ids.id, 'k0')).toBeUndefined()
  })

  test('leaves the outcome unknown where it never comes', async () => {
    const { database, proxy, ids } = on()
    const saving = database.store.transact(ids.id, async (unit) => {
      await unit.keep('k2', answer)
      proxy.hush()
    })
    await expect(saving).rejects.toBeInstanceOf(OutcomeUnknown)
    proxy.mend()
    expect(await database.store.answerTo(ids.id, 'k2')).toBeUndefined()
  })
})

describe('a database that is gone', () => {
  const on = useWired(2)

  test('saves nothing, says so at once, and is used again as soon as it is back', async () => {
    const { database, proxy, ids } = on()
    const cut = database.store.transact(ids.id, async (unit) => {
      await unit.save([commitmentProposed(ids, 'com_cut')], operator)
      proxy.cut()
      await unit.keep('k3', answer)
    })
    await expect(cut).rejects.toBeInstanceOf(Unavailable)
    const refused = database.store.transact(ids.id, (unit) => unit.keep('k4', answer))
    await expect(refused).rejects.toBeInstanceOf(Unavailable)
    expect(await millisecondsOf(database.store.consortia())).toBeLessThan(1_200)
    expect(await database.ready()).toBe(false)
    proxy.mend()
    await database.store.transact(ids.id, (unit) => unit.keep('k3', answer))
    expect(await database.store.transact(ids.id, ({ read }) => read.commitments.byId('com_cut'))).toBeUndefined()
    expect(await database.ready()).toBe(true)
  })

  test('is not asked again by a transaction that passed over the failure', async () => {
    const { database, proxy, ids } = on()
    const stubborn = database.store.transact(ids.id, async (unit) => {
      proxy.cut()
      await unit.read.consortium.people().catch(() => [])
      await unit.keep('k5', answer).catch(() => {})
    })
    await expect(stubborn).rejects.toBeInstanceOf(Unavailable)
    proxy.mend()
    expect(await database.store.answerTo(ids.id, 'k5')).toBeUndefined()
  })
})

describe('a network that swallows everything', () => {
  const on = useWired(2)

  test('is given up within three seconds, by requests and by the check of readiness', async () => {
    const { database, proxy, ids } = on()
    const met = Promise.withResolvers<void>()
    const under = database.store.transact(ids.id, async (unit) => {
      await met.promise
      await unit.keep('k6', answer)
    })
    proxy.hush()
    met.resolve()
    const waits = [millisecondsOf(under), millisecondsOf(database.store.consortia()), millisecondsOf(database.ready())]
    const [inside, fresh, ready] = await Promise.all(waits)
    expect(inside).toBeLessThan(3_000)
    expect(fresh).toBeLessThan(3_000)
    expect(ready).toBeLessThan(2_500)
    await expect(under).rejects.toBeInstanceOf(Unavailable)
    proxy.mend()
    expect(await database.ready()).toBe(true)
  })
})

describe('a server that is too slow', () => {
  const on = useWired(1)

  test('is given up: a statement after two seconds', async () => {
    const { link, ids } = on()
    const slow = link.bound(ids.id, (tx) => tx.execute(sql`select pg_sleep(4)`))
    expect(await millisecondsOf(slow)).toBeLessThan(3_000)
    await expect(slow).rejects.toBeInstanceOf(Unavailable)
  })

  test('is given up: a lock and a free connection after a second and a half', async () => {
    const { database, link, ids } = on()
    const held = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const holder = database.store.transact(ids.id, async ({ read }) => {
      await read.commitments.nextNumber()
      held.resolve()
      await release.promise
    })
    await held.promise
    const locked = link.bound(ids.id, (tx) =>
      tx.execute(sql`select last from counters where kind = 'commitment' for update`),
    )
    const queued = database.store.consortia()
    const waits = await Promise.all([millisecondsOf(locked), millisecondsOf(queued)])
    for (const wait of waits) expect(wait).toBeLessThan(3_000)
    await expect(queued).rejects.toBeInstanceOf(Unavailable)
    release.resolve()
    await holder
    expect(await database.store.consortia()).toEqual([ids.id])
  })

  test('is told apart from one that shuts down: the next request is served on a new connection', async () => {
    const { database, link, ids } = on()
    const killed = database.store.transact(ids.id, async (unit) => {
      await link.bound(null, (tx) =>
        tx.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = 'plenary_app' and pid <> pg_backend_pid()`),
      )
      await unit.read.consortium.people()
    })
    await expect(killed).rejects.toBeInstanceOf(Unavailable)
    expect(await database.store.consortia()).toEqual([ids.id])
  })
})
