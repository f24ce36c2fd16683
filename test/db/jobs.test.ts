import { afterEach, expect, test } from 'vitest'
import { openPostgres } from '#db/connect.ts'
import type { PersonId } from '#src/core/id.ts'
import type { JobHandlers, JobOutcome } from '#src/store.ts'
import type { Card } from '#src/view/card.ts'
import { onEachDatabase, onPostgres, silent } from '#test/support/database.ts'
import { found, pollOpened, state } from '#test/support/database-facts.ts'

const farAway = Temporal.Instant.from('2100-01-01T00:00:00Z')
const card = (title: string): Card => ({ title, tone: 'neutral', blocks: [], actions: [] })
const tell = (person: PersonId, title: string) => ({ kind: 'tell', person, card: card(title) }) as const

/** Handlers that note what comes; `next` waits for the next one. */
function listening(outcome: () => JobOutcome = () => ({ done: true })) {
  const heard: string[] = []
  let came = Promise.withResolvers<void>()
  const note = async (what: string): Promise<JobOutcome> => {
    heard.push(what)
    came.resolve()
    return outcome()
  }
  const handlers: JobHandlers = {
    'draw-cards': () => note('draw-cards'),
    tell: (job) => note(job.card.title),
    reply: (job) => note(job.comment),
    moved: (job) => note(job.key),
    import: (job) => note(job.import),
    plenary: (job) => note(job.document),
    file: (job) => note(job.document.title),
  }
  const next = async () => {
    await came.promise
    came = Promise.withResolvers<void>()
  }
  return { heard, handlers, next }
}

onEachDatabase('a job', (on) => {
  afterEach(() => on().database.jobs.stop())

  test('is done soon after its transaction commits, with what it was sent', async () => {
    const { jobs, store } = on().database
    const ids = await found(store, 'soon')
    const told: unknown[] = []
    const came = Promise.withResolvers<void>()
    await jobs.start({
      'draw-cards': async () => ({ done: true }),
      reply: async () => ({ done: true }),
      moved: async () => ({ done: true }),
      import: async () => ({ done: true }),
      plenary: async () => ({ done: true }),
      file: async () => ({ done: true }),
      tell: async (job) => {
        told.push(job)
        came.resolve()
        return { done: true }
      },
    })
    await store.transact(ids.id, (unit) => unit.enqueue([tell(ids.alice, 'For alice')]))
    const committed = performance.now()
    await came.promise
    expect(told).toEqual([{ consortium: ids.id, person: ids.alice, card: card('For alice') }])
    expect(performance.now() - committed).toBeLessThan(900)
  })

  test('of a transaction that rolls back is never done', async () => {
    const { jobs, store } = on().database
    const ids = await found(store, 'rolled')
    const { heard, handlers, next } = listening()
    await jobs.start(handlers)
    const failing = store.transact(ids.id, async (unit) => {
      await unit.enqueue([tell(ids.alice, 'never')])
      throw new Error('a bug')
    })
    await expect(failing).rejects.toThrow('a bug')
    await store.transact(ids.id, (unit) => unit.enqueue([tell(ids.alice, 'once')]))
    await next()
    expect(heard).toEqual(['once'])
  })

  test('that waited while nobody worked is done on start', async () => {
    const { jobs, store } = on().database
    const ids = await found(store, 'waited')
    await state(store, ids.id, [pollOpened(ids, 'poll_1', 1, farAway)])
    await store.transact(ids.id, (unit) =>
      unit.enqueue([{ kind: 'post', subject: { kind: 'poll', id: 'poll_1' }, place: ids.place }]),
    )
    const { heard, handlers, next } = listening()
    await jobs.start(handlers)
    await next()
    expect(heard).toEqual(['draw-cards'])
  })

  test('that asks for more time comes again, and one that gives up does not', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'later')
    const outcomes: JobOutcome[] = [{ again: 1 }, { cancel: 'no chat reaches this person' }]
    const { heard, handlers, next } = listening(() => outcomes.shift() ?? { done: true })
    await database.jobs.start(handlers)
    await database.store.transact(ids.id, (unit) => unit.enqueue([tell(ids.alice, 'patience')]))
    await next()
    await next()
    expect(heard).toEqual(['patience', 'patience'])
    await database.jobs.stop()
    const open = await owner.query(
      `select data from pgboss.job where name = 'tell' and state < 'completed' and data::text like '%patience%'`,
    )
    expect(open).toEqual([])
  })

  test('that was put off ten times is given up', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'tenth')
    await database.store.transact(ids.id, (unit) => unit.enqueue([tell(ids.alice, 'endless')]))
    await owner.query(
      `update pgboss.job set data = jsonb_set(data, '{attempt}', '10') where data::text like '%endless%'`,
    )
    const { heard, handlers, next } = listening(() => ({ again: 1 }))
    await database.jobs.start(handlers)
    await next()
    await database.jobs.stop()
    expect(heard).toEqual(['endless'])
    const states = await owner.query(`select state::text from pgboss.job where data::text like '%endless%'`)
    expect(states).toEqual([{ state: 'completed' }])
  })

  test('that fails is kept and tried again, without holding up the others', async () => {
    const { database, owner } = on()
    const ids = await found(database.store, 'fails')
    const came = Promise.withResolvers<void>()
    await database.jobs.start({
      'draw-cards': async () => ({ done: true }),
      reply: async () => ({ done: true }),
      moved: async () => ({ done: true }),
      import: async () => ({ done: true }),
      plenary: async () => ({ done: true }),
      file: async () => ({ done: true }),
      tell: async (job) => {
        if (job.card.title === 'bad') throw new Error('a bug')
        came.resolve()
        return { done: true }
      },
    })
    await database.store.transact(ids.id, (unit) => unit.enqueue([tell(ids.alice, 'bad'), tell(ids.bob, 'good')]))
    await came.promise
    await database.jobs.stop()
    const states = await owner.query(
      `select state::text from pgboss.job where name = 'tell' and data #>> '{data,card,title}' in ('bad', 'good')
       order by data #>> '{data,card,title}'`,
    )
    expect(states).toEqual([{ state: 'retry' }, { state: 'completed' }])
  })
})

onPostgres('two processes', (on) => {
  test('do each job once, whichever of them sent it', async () => {
    const { database, addresses } = on()
    if (!addresses) throw new Error('expected a server')
    const second = await openPostgres({ kind: 'postgres', ...addresses, pool: 3, prepare: true, log: silent })
    const ids = await found(database.store, 'pair')
    const done: string[] = []
    const all = Promise.withResolvers<void>()
    const handlers: JobHandlers = {
      'draw-cards': async () => ({ done: true }),
      reply: async () => ({ done: true }),
      moved: async () => ({ done: true }),
      import: async () => ({ done: true }),
      plenary: async () => ({ done: true }),
      file: async () => ({ done: true }),
      tell: async ({ card: { title } }) => {
        if (done.push(title) === 40) all.resolve()
        return { done: true }
      },
    }
    await Promise.all([database.jobs.start(handlers), second.jobs.start(handlers)])
    const titles = Array.from({ length: 40 }, (_, n) => `t${n}`)
    await Promise.all(
      titles.map((title, n) =>
        (n % 2 ? database : second).store.transact(ids.id, (unit) => unit.enqueue([tell(ids.alice, title)])),
      ),
    )
    await all.promise
    expect(done.toSorted()).toEqual(titles.toSorted())
    await second.close()
    await database.jobs.stop()
  })
})
