import fc from 'fast-check'
import { expect, test } from 'vitest'
import { said } from '#src/core/answer.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import { Conflict, Repeated, type Unit } from '#src/store.ts'
import { card } from '#src/view/build.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { choosing, terms } from '#test/support/polls.ts'

const farAway = Temporal.Instant.from('2100-01-01T00:00:00Z')
const three: OrganisationId[] = [1, 2, 3].map((n): OrganisationId => `org_g${n}`)

onEachDatabase('Attempts that come at the same time', (on) => {
  const inOne = async (runs: [apart: string, run?: (unit: Unit) => Promise<unknown>][], name: string) => {
    const { store } = on().database
    const { id } = await found(store, name)
    return Promise.allSettled(
      runs.map(([apart, run]) =>
        store.gather(id, apart, async (unit) => {
          await run?.(unit)
          return unit
        }),
      ),
    )
  }
  const values = (all: PromiseSettledResult<Unit>[]) =>
    all.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))

  test('share a transaction, and those of one key do not', async () => {
    const all = values(await inOne([['a'], ['b'], ['a'], ['c']], 'share'))
    expect(new Set([all[0], all[1], all[3]]).size).toBe(1)
    expect(all[2]).not.toBe(all[0])
  })

  test('are each made in one of their own, where one of them fails; only that one is told', async () => {
    const runs = { a: 0, b: 0, c: 0 }
    const counting = (name: 'a' | 'b' | 'c', failing?: 'failing') => async () => {
      runs[name] += 1
      if (failing) throw new Error('a bug')
    }
    const attempts: Parameters<typeof inOne>[0] = [
      ['a', counting('a')],
      ['b', counting('b', 'failing')],
      ['c', counting('c')],
    ]
    const all = await inOne(attempts, 'fails')
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(values(all)[1]).toBe('Error: a bug')
    // Once together, and once each alone.
    expect(runs).toEqual({ a: 2, b: 2, c: 2 })
  })

  test('keep nothing of a transaction that one of them undid, and nothing twice', async () => {
    const { store } = on().database
    const { id } = await found(store, 'undone')
    const answer = said(card('Done'))
    const keep = (key: string) => store.gather(id, key, (unit) => unit.keep(`undone ${key}`, answer))
    await keep('b')
    const all = await Promise.allSettled([keep('a'), keep('b'), keep('c')])
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(all[1]).toMatchObject({ reason: expect.any(Repeated) })
    await expect(keep('a')).rejects.toBeInstanceOf(Repeated)
  })

  test('are refused together by nobody: an organisation that left fails alone', async () => {
    const { store } = on().database
    const ids = await found(store, 'left')
    await state(store, ids.id, [
      ...opened(ids, 'left'),
      {
        type: 'organisation-left',
        organisation: 'org_g2left',
        signatories: [],
        commitments: [],
        polls: [],
        sealed: { reason: '' },
      },
    ] as Fact[])
    const all = await Promise.allSettled(three.map((one) => ballot(ids, `${one}left`, 'approve')))
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(all[1]).toMatchObject({ reason: expect.any(Conflict) })
  })

  test('leave what they leave one after the other, with a receipt for each', { timeout: 60_000 }, async () => {
    const { store } = on().database
    let serial = 0
    const cast = fc.record({
      by: fc.integer({ min: 0, max: 2 }),
      choice: fc.constantFrom('approve', 'disapprove', 'abstain'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(cast, { minLength: 1, maxLength: 12 }), async (casts) => {
        serial += 1
        const ids = await found(store, `prop${serial}`)
        await state(store, ids.id, opened(ids, `prop${serial}`))
        const receipts = await Promise.all(
          casts.map(({ by, choice }) => ballot(ids, `${three[by]}prop${serial}` as OrganisationId, choice)),
        )
        expect(new Set(receipts).size).toBe(casts.length)
        const last = new Map(casts.map(({ by, choice }) => [`${three[by]}prop${serial}`, choice]))
        const stored = await store.transact(ids.id, (unit) => unit.read.polls.ballots(`poll_prop${serial}`))
        expect(new Map(stored.map(({ organisation, choice }) => [organisation, choice]))).toEqual(last)
      }),
      { numRuns: 12 },
    )
  })

  function opened(ids: Founded, name: string): Fact[] {
    const voters = three.map((id): OrganisationId => `${id}${name}`)
    const admitted = voters.map((id): Fact => {
      return { type: 'organisation-admitted', id, short: id, name: id, kind: 'company', country: 'FI', zone: 'UTC' }
    })
    return [...admitted, { ...pollOpened(ids, `poll_${name}`, 1, farAway), ...terms(voters) } as Fact]
  }

  /** Of each organisation the later one stands; returns its receipt. */
  function ballot(ids: Founded, organisation: OrganisationId, choice: 'approve' | 'disapprove' | 'abstain') {
    const poll = `poll_${organisation.replace(/^org_g\d/, '')}` as const
    const by = { poll, organisation, castBy: ids.alice, role: 'delegate', replaces: false } as const
    return on().database.store.gather(ids.id, organisation, async (unit) => {
      const read = await unit.read.polls.forBallot(poll, organisation)
      expect(read?.takesBallots).toBe(true)
      const [receipt] = await unit.save([{ type: 'ballot-cast', ...by, sealed: choosing(choice) }], {
        by: ids.alice,
        organisation,
      })
      return receipt
    })
  }
})
