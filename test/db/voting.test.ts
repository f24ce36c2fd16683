import { expect, test } from 'vitest'
import type { OrganisationId } from '#src/core/id.ts'
import type { Fact } from '#src/readers.ts'
import type { Unit } from '#src/store.ts'
import { onPostgres } from '#test/support/database.ts'
import { type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'
import { choosing, terms, uncounted } from '#test/support/polls.ts'

const farAway = Temporal.Instant.from('2100-01-01T00:00:00Z')

/** Twenty organisations that vote. */
async function electorate(on: Parameters<Parameters<typeof onPostgres>[1]>[0], name: string) {
  const { store } = on().database
  const ids = await found(store, name)
  const voters = Array.from({ length: 20 }, (_, n): OrganisationId => `org_${name}v${n}`)
  const admitted = voters.map(
    (id): Fact => ({
      type: 'organisation-admitted',
      id,
      short: id,
      name: id,
      kind: 'company',
      country: 'FI',
      zone: 'UTC',
    }),
  )
  const opened = pollOpened(ids, 'poll_1', 1, farAway)
  await state(store, ids.id, [...admitted, { ...opened, ...terms(voters) } as Fact])
  return { store, ids, voters }
}

/** As the use case does it: told apart by whether the poll still took it. */
async function vote(unit: Unit, ids: Founded, organisation: OrganisationId): Promise<boolean> {
  const found = await unit.read.polls.forBallot('poll_1', organisation)
  if (!found?.takesBallots) return false
  const ballot = { poll: 'poll_1', organisation, castBy: ids.alice, role: 'delegate', replaces: false } as const
  const fact: Fact = { type: 'ballot-cast', ...ballot, sealed: choosing('approve') }
  await unit.save([fact], { by: ids.alice, organisation })
  return true
}

onPostgres('twenty voters around a close', (on) => {
  test.each(['alone', 'together'] as const)(
    'lose no ballot and get none in after it, and the close does not starve, each %s',
    async (how) => {
      const { store, ids, voters } = await electorate(on, how)
      const attempt = (organisation: OrganisationId) =>
        how === 'alone'
          ? store.transact(ids.id, (unit) => vote(unit, ids, organisation))
          : store.gather(ids.id, organisation, (unit) => vote(unit, ids, organisation))
      let counted: OrganisationId[] | undefined
      let late = 0
      const voting = voters.map(async (organisation) => {
        let accepted = false
        for (let round = 0; round < 30; round++) {
          const afterClose = counted !== undefined
          const took = await attempt(organisation)
          if (took && afterClose) late++
          accepted ||= took
          if (!took) break
        }
        return { organisation, accepted }
      })
      const closing = (async () => {
        await Promise.race(voting.map(() => store.transact(ids.id, (unit) => unit.read.polls.byId('poll_1'))))
        const begun = performance.now()
        await state(store, ids.id, [{ type: 'poll-closing-begun', poll: 'poll_1' }])
        counted = await store.transact(ids.id, async (unit) => {
          const ballots = (await unit.read.polls.forCount('poll_1'))?.ballots ?? []
          const count = { ...uncounted.count, approve: ballots.length }
          await unit.save([{ type: 'poll-closed', poll: 'poll_1', ...uncounted, count }], {
            by: 'system',
            organisation: null,
          })
          return ballots.map(({ organisation }) => organisation)
        })
        return performance.now() - begun
      })()
      const outcomes = await Promise.all(voting)
      const took = await closing
      const accepted = outcomes.filter((outcome) => outcome.accepted).map(({ organisation }) => organisation)
      expect(counted?.toSorted()).toEqual(accepted.toSorted())
      expect(late).toBe(0)
      expect(took).toBeLessThan(1_500)
      const stored = await store.transact(ids.id, (unit) => unit.read.polls.ballots('poll_1'))
      expect(stored).toHaveLength(accepted.length)
    },
  )

  test('never wait for each other', async () => {
    const { store, ids, voters } = await electorate(on, 'meet')
    const here = Promise.withResolvers<void>()
    let inside = 0
    await Promise.all(
      voters.map((organisation) =>
        store.transact(ids.id, async (unit) => {
          expect(await vote(unit, ids, organisation)).toBe(true)
          inside += 1
          if (inside === voters.length) here.resolve()
          await here.promise
        }),
      ),
    )
    expect(inside).toBe(20)
  })

  test('are waited for by the count while they are in flight', async () => {
    const { store, ids, voters } = await electorate(on, 'wait')
    const [first] = voters
    if (!first) throw new Error('expected voters')
    const voted = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const ballot = store.transact(ids.id, async (unit) => {
      await vote(unit, ids, first)
      voted.resolve()
      await release.promise
    })
    await voted.promise
    await state(store, ids.id, [{ type: 'poll-closing-begun', poll: 'poll_1' }])
    const count = store.transact(ids.id, (unit) => unit.read.polls.forCount('poll_1'))
    const waiting = await Promise.race([
      count,
      on()
        .owner.query('select pg_sleep(0.1)')
        .then(() => 'waits'),
    ])
    expect(waiting).toBe('waits')
    release.resolve()
    await ballot
    expect((await count)?.ballots.map(({ organisation }) => organisation)).toEqual([first])
  })
})
