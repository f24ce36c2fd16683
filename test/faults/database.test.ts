import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openPostgres } from '#db/connect.ts'
import type { Store } from '#src/store.ts'
import { type Opened, onPostgres, silent } from '../support/database.ts'
import { type Product, startProduct } from '../support/product.ts'
import { openProxy, type Wire } from '../support/proxy.ts'

const nothingSaved = 'Nothing was saved: the database can’t be reached.'

type Wired = { product: Product; wire: Wire; close(): Promise<void> }

/** The product at the end of a wire to its database; `faulty` stands between the two, to cut it at a certain moment. */
async function wired({ addresses }: Opened, faulty: (store: Store, wire: Wire) => Store): Promise<Wired> {
  if (!addresses) throw new Error('expected a server')
  const { hostname: host, port } = new URL(addresses.url)
  const wire = await openProxy({ host, port: Number(port) })
  const through = { url: wire.through(addresses.url), appUrl: wire.through(addresses.appUrl) }
  const database = await openPostgres({ kind: 'postgres', ...through, pool: 5, prepare: true, log: silent })
  const product = await startProduct({ ...database, store: faulty(database.store, wire) })
  const close = async () => {
    // What a silent wire swallowed is lost: its connections are ended, so that nothing waits for an answer.
    wire.cut()
    wire.mend()
    await product.close()
    await database.close()
    await wire.close()
  }
  return { product, wire, close }
}

function useWired(on: () => Opened, faulty: (store: Store, wire: Wire) => Store = (store) => store): () => Wired {
  let made: Wired | undefined
  beforeAll(async () => {
    made = await wired(on(), faulty)
  }, 30_000)
  afterAll(() => made?.close())
  return () => {
    if (!made) throw new Error('the product runs only while tests do')
    return made
  }
}

async function timed<T>(act: Promise<T>): Promise<{ took: number; value: T }> {
  const begun = performance.now()
  const value = await act
  return { took: performance.now() - begun, value }
}

onPostgres('a database that goes away under the product', (opened) => {
  const on = useWired(opened)
  const statuses = async () => {
    const { url } = on().product
    return Promise.all(['healthz', 'readyz'].map(async (path) => (await fetch(`${url}/${path}`)).status))
  }

  test.each(['cut', 'hush'] as const)(
    'by a %s wire: people are told within 3 seconds that nothing was saved, and it serves again when that is mended',
    async (how) => {
      const { product, wire } = on()
      const { slack, teams, places } = product
      const question = `Adopt it after the ${how}?`
      const preview = await slack.command('sam', 'allied-evals', `poll ${question} by 2027-03-01 12:00`)
      await slack.click('sam', preview, 'Open poll')
      const card = await teams.shows(places.teams, question)
      const hana = teams.person('hana')
      const asked = await teams.click(hana, card, 'Approve')
      expect(await statuses()).toEqual([200, 200])
      await slack.shows(places.slack, question)
      // A card that is being drawn when the wire breaks is drawn again only when its lease ends, half a minute later.
      await vi.waitFor(async () => {
        const held = await opened().owner.query('select from cards where claimed_until > now() or wanted > drawn')
        expect(held).toEqual([])
      })

      wire[how]()
      const typed = await timed(slack.command('aiko', 'allied-evals', 'commit Publish our results by 2027-03-01'))
      expect(typed.value.text).toContain(nothingSaved)
      expect(typed.took).toBeLessThan(3_000)
      const clicked = await timed(teams.click(hana, asked, 'Cast for Japan'))
      expect(clicked.value.text).toContain(nothingSaved)
      expect(clicked.took).toBeLessThan(3_000)
      const said = await timed(teams.say(hana, teams.chat(hana), 'proposals'))
      expect(said.value.status).toBe(200)
      expect(said.took).toBeLessThan(3_000)
      await teams.shows(teams.chat(hana), nothingSaved)
      expect(await statuses()).toEqual([200, 503])

      wire.mend()
      expect((await slack.command('aiko', 'allied-evals', 'commit Publish it by 2027-03-01')).text).toContain('Propose')
      expect(await statuses()).toEqual([200, 200])
      expect((await teams.click(hana, asked, 'Cast for Japan')).text).toContain('Japan approved')
      await slack.shows(places.slack, '1 of 6 organisations')
      await teams.shows(places.teams, '1 of 6 organisations')
      expect(product.logged.filter(({ message }) => message === 'a use case failed')).toEqual([])
    },
    30_000,
  )
})

onPostgres('a COMMIT whose answer is lost', (opened) => {
  /** What becomes of the wire after the COMMIT that saves, and when the stored answer is looked up. */
  let next: { afterLoss: 'mend' | 'cut'; atLookUp: 'mend' | 'cut' } | undefined
  let loseReading = false
  const on = useWired(opened, (store, wire) => ({
    ...store,
    transact: async (consortium, fn) => {
      if (loseReading) {
        loseReading = false
        wire.loseCommit()
        return store.transact(consortium, fn).finally(wire.mend)
      }
      let lost = next
      const transaction = store.transact(consortium, async (unit) => {
        lost = undefined
        const keep: typeof unit.keep = async (key, answer) => {
          await unit.keep(key, answer)
          lost = next
          if (lost) wire.loseCommit()
        }
        return fn({ ...unit, keep })
      })
      return transaction.finally(() => {
        if (lost) wire[lost.afterLoss]()
      })
    },
    answerTo: async (consortium, key) => {
      if (next) wire[next.atLookUp]()
      return store.answerTo(consortium, key)
    },
  }))

  async function saved(words: string) {
    const [row] = await opened().owner.query<{ commitments: number; entries: number; proposals: number }>(
      `select (select count(*)::int from commitments where text = $1) as commitments,
        (select count(*)::int from register_entries where type = 'commitment-proposed') as entries,
        (select count(*)::int from commitments) as proposals`,
      [words],
    )
    return row
  }

  test('is found again: the person is told that it was saved, and it was saved once', async () => {
    const { slack } = on().product
    const preview = await slack.command('aiko', 'allied-evals', 'commit Answer lost by 2027-03-01')
    next = { afterLoss: 'mend', atLookUp: 'mend' }
    const answer = await timed(slack.click('aiko', preview, 'Propose for Japan'))
    next = undefined
    expect(answer.took).toBeLessThan(2_000)
    expect(answer.value.text).toContain('Proposed for Japan')
    expect(await saved('Answer lost')).toEqual({ commitments: 1, entries: 1, proposals: 1 })
  })

  test('of what only reads is read again', async () => {
    loseReading = true
    const { product } = on()
    const answer = await product.slack.command('aiko', 'allied-evals', 'proposals')
    expect(loseReading).toBe(false)
    expect(answer.text).toContain('1 proposal waits')
    expect(product.logged.filter(({ message }) => message === 'a use case failed')).toEqual([])
  })

  test.each(['cut', 'mend'] as const)(
    'is never called unsaved while nobody can look (%s); the same click again is told what was saved',
    async (afterLoss) => {
      const { product, wire } = on()
      const words = `Nobody can look ${afterLoss}`
      const before = await saved(words)
      const preview = await product.slack.command('aiko', 'allied-evals', `commit ${words} by 2027-03-01`)
      next = { afterLoss, atLookUp: 'cut' }
      const unsure = await product.slack.click('aiko', preview, 'Propose for Japan')
      next = undefined
      expect(unsure.text).toContain('I can’t say yet whether it was saved. Do the same again in a minute')
      wire.mend()
      expect((await product.slack.click('aiko', preview, 'Propose for Japan')).text).toContain('Proposed for Japan')
      const after = (before?.proposals ?? 0) + 1
      expect(await saved(words)).toEqual({ commitments: 1, entries: after, proposals: after })
    },
  )
})
