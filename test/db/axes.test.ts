/** A finding opens by the clock: until then its owner and its assessor see it, and nobody else on any path. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, Role, type Seat, Standing } from '#src/core/access.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { isAudience, type Viewer } from '#src/core/sharing.ts'
import type { Fact } from '#src/readers.ts'
import { onEachDatabase } from '../support/database.ts'
import { commitmentProposed, type Founded, found, state } from '../support/database-facts.ts'

const opens = Temporal.Instant.from('2027-01-15T12:00:00Z')
const promised: Tracked = { kind: 'commitment', id: 'com_axes1' }
const advised: Tracked = { kind: 'recommendation', id: 'rec_axes1' }

/** Of Japan's word, by Bob. */
function facts(ids: Founded): Fact[] {
  const made = (assessment: `assess_${string}`, subject: Tracked): Fact => ({
    type: 'assessment-made',
    ...{ assessment, subject, owner: ids.japan, found: 'limited', assessedBy: ids.bob, opensAt: opens.toString() },
    sealed: { why: 'Two of five' },
  })
  const plain = { recommendation: advised.id as `rec_${string}`, code: '1.1', finding: '1', themes: [] }
  return [
    commitmentProposed(ids, promised.id as `com_${string}`),
    { type: 'commitment-confirmed', commitment: promised.id as `com_${string}`, number: 1, confirmedBy: ids.alice },
    { type: 'finding-recorded', code: '1', sealed: { title: 'One', summary: '' } },
    { type: 'recommendation-recorded', ...plain, sealed: { title: 'One', text: '' } },
    made('assess_axes1', promised),
    made('assess_axes2', advised),
  ]
}

onEachDatabase('a finding', (on) => {
  let ids: Founded
  beforeAll(async () => {
    ids = await found(on().database.store, 'axes')
    await state(on().database.store, ids.id, facts(ids))
  })

  const seenBy = (viewer: Viewer, now: Temporal.Instant) =>
    on().database.store.transact(ids.id, async ({ read }) => {
      const of = await read.axes.of([promised, advised], viewer, now)
      const histories = await read.axes.histories([promised, advised], viewer, now)
      return [promised, advised].map(({ id }) => ({
        found: of.get(id)?.found?.why,
        told: histories.get(id)?.length ?? 0,
      }))
    })
  const whole = { found: 'Two of five', told: 1 }
  const none = { found: undefined, told: 0 }
  const person = (who: 'alice' | 'bob', of: OrganisationId): Actor => {
    const seat: Seat = { organisation: of, name: 'One', zone: 'UTC', role: 'observer', standing: 'staff' }
    return { kind: 'person', person: ids[who], name: 'One', seats: [seat], acting: null }
  }

  test('is seen by others from the moment on at which it opens, and not a millisecond before', async () => {
    const other = person('alice', ids.kenya)
    expect(await seenBy(other, opens.subtract({ milliseconds: 1 }))).toEqual([none, none])
    expect(await seenBy(other, opens)).toEqual([whole, whole])
    expect(await seenBy({ kind: 'operator' }, opens.subtract({ milliseconds: 1 }))).toEqual([none, none])
  })

  test('is seen before by whoever is of its owner, by its assessor, and where its owner’s people alone read', async () => {
    const before = opens.subtract({ hours: 24 })
    expect(await seenBy(person('alice', ids.japan), before)).toEqual([whole, whole])
    expect(await seenBy(person('bob', ids.kenya), before)).toEqual([whole, whole])
    const home = { organisations: [ids.japan], guests: false, outsiders: false }
    expect(await seenBy(home, before)).toEqual([whole, whole])
    expect(await seenBy({ ...home, outsiders: true }, opens)).toEqual([none, none])
    expect(await seenBy({ ...home, organisations: [ids.japan, ids.kenya] }, before)).toEqual([none, none])
  })

  test('is seen before by nobody else, whatever their seats and wherever they read', async () => {
    const seats = fc.array(
      fc.record({
        organisation: fc.constantFrom<OrganisationId>(ids.japan, ids.kenya),
        role: fc.constantFrom(...Role.options),
        standing: fc.constantFrom(...Standing.options),
      }),
      { maxLength: 3 },
    )
    const people = fc.record({ person: fc.constantFrom(ids.alice, ids.bob), seats }).map(
      ({ person: id, seats: held }): Actor => ({
        ...{ kind: 'person', person: id, name: 'One', acting: null },
        seats: held.map((seat): Seat => ({ ...seat, name: 'One', zone: 'UTC' })),
      }),
    )
    const places = fc.record({
      organisations: fc.uniqueArray(fc.constantFrom<OrganisationId>(ids.japan, ids.kenya)),
      guests: fc.boolean(),
      outsiders: fc.boolean(),
    })
    const others = fc.constantFrom<Actor>({ kind: 'stranger' }, { kind: 'operator' })
    const viewers = fc.oneof<fc.Arbitrary<Viewer>[]>(people, places, others)
    await fc.assert(
      fc.asyncProperty(viewers, fc.integer({ min: 1, max: 1e9 }), async (viewer, early) => {
        const seen = await seenBy(viewer, opens.subtract({ milliseconds: early }))
        if (!isEntitled(viewer)) expect(seen).toEqual([none, none])
      }),
      { numRuns: 30 },
    )
  })

  function isEntitled(viewer: Viewer): boolean {
    if (isAudience(viewer)) {
      const [first, ...others] = viewer.organisations
      return !viewer.outsiders && first === ids.japan && others.length === 0
    }
    if (viewer.kind !== 'person') return false
    return viewer.person === ids.bob || viewer.seats.some(({ organisation }) => organisation === ids.japan)
  }
})
