/** What lists page over is what a person may see: the filter in SQL against the pure function, for every label, recipient and policy. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { commitmentItem } from '#src/commitments/commitment.ts'
import { type Actor, Role, type Seat, Standing } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { type Audience, type Recipient, Release, seenBy, shownIn } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'
import type { Fact } from '#src/readers.ts'
import { recommendationItem } from '#src/recommendations/recommendation.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, state } from '#test/support/database-facts.ts'

const third = 'org_third' as const

/** Every label from either organisation, for nobody, one, two, or a person. */
function items({ japan, kenya, alice, bob }: Founded) {
  const named: Recipient[][] = [[], [kenya], [third], [japan, third], [alice], [alice, bob]]
  return Tlp.options.flatMap((label) =>
    [japan, kenya].flatMap((organisation) => named.map((recipients) => ({ label, organisation, recipients }))),
  )
}

function facts(ids: Founded): Fact[] {
  const promised = items(ids).flatMap((item, nth): Fact[] => {
    const commitment = `com_s${nth}` as const
    return [
      { ...commitmentProposed(ids, commitment), ...item } as Fact,
      { type: 'commitment-confirmed', commitment, number: nth + 1, confirmedBy: ids.bob },
    ]
  })
  const advised = items(ids).flatMap(({ label, recipients }, nth): Fact[] => {
    const recommendation = `rec_s${nth}` as const
    const plain = { recommendation, code: `1.${nth}`, finding: '1', themes: [] }
    return [
      { type: 'recommendation-recorded', ...plain, sealed: { title: 'One', text: '' } },
      { type: 'recommendation-relabelled', recommendation, was: 'TLP:GREEN', label, recipients },
    ]
  })
  return [
    {
      type: 'organisation-admitted',
      id: third,
      short: 'Third',
      name: 'Third',
      kind: 'company',
      country: 'FR',
      zone: 'UTC',
    },
    { type: 'finding-recorded', code: '1', sealed: { title: 'One', summary: '' } },
    ...promised,
    ...advised,
  ]
}

onEachDatabase('a list', (on) => {
  let ids: Founded
  beforeAll(async () => {
    ids = await found(on().database.store, 'seen')
    await state(on().database.store, ids.id, facts(ids))
  })

  const seats = () =>
    fc.array(
      fc.record({
        organisation: fc.constantFrom<OrganisationId>(ids.japan, ids.kenya, third),
        role: fc.constantFrom(...Role.options),
        standing: fc.constantFrom(...Standing.options),
      }),
      { maxLength: 3 },
    )
  const actors = (): fc.Arbitrary<Actor> =>
    fc.oneof(
      fc
        .record({ person: fc.constantFrom(ids.alice, ids.bob), seats: seats() })
        .map(({ person, seats: held }): Actor => {
          const full = held.map((seat): Seat => ({ ...seat, name: 'One', zone: 'UTC' }))
          return { kind: 'person', person, name: 'One', seats: full, acting: null }
        }),
      fc.constantFrom<Actor>({ kind: 'operator' }, { kind: 'system' }, { kind: 'stranger' }),
    )
  const audiences = (): fc.Arbitrary<Audience> =>
    fc.record({
      organisations: fc.array(fc.constantFrom<OrganisationId>(ids.japan, ids.kenya, third), { maxLength: 3 }),
      guests: fc.boolean(),
      outsiders: fc.boolean(),
    })
  const policies = () =>
    fc.array(
      fc.record({
        organisation: fc.constantFrom(ids.japan, ids.kenya),
        label: fc.constantFrom(...Tlp.options, 'any' as const),
        what: fc.constantFrom(...Release.options),
      }),
      { maxLength: 4 },
    )
  const clear = (): Fact[] =>
    [ids.japan, ids.kenya].flatMap((organisation) =>
      ([...Tlp.options, 'any'] as const).map(
        (label): Fact => ({ type: 'release-set', organisation, label, what: 'full' }),
      ),
    )

  test('of commitments and recommendations holds what its reader may see and nothing else', async () => {
    const { store } = on().database
    await fc.assert(
      fc.asyncProperty(actors(), policies(), async (actor, said) => {
        await state(store, ids.id, [...clear(), ...said.map((one): Fact => ({ type: 'release-set', ...one }))])
        const { listed, paged, all, advised } = await store.transact(ids.id, async ({ read, now }) => {
          const page = { offset: 0, limit: 200 }
          const numbers = items(ids).map((_, nth) => nth + 1)
          const every = []
          for (const number of numbers) every.push(await read.commitments.byNumber(number))
          return {
            listed: await read.commitments.list({ now, seenBy: actor }, page),
            paged: await read.recommendations.page({ prefix: undefined, seenBy: actor }, page),
            all: every.flatMap((one) => (one?.status === 'confirmed' ? [one] : [])),
            advised: (await read.recommendations.forImport()).recommendations,
          }
        })
        const seen = all.filter((one) => seenBy(actor, commitmentItem(one)) !== 'nothing').map(({ number }) => number)
        expect(listed.rows.map(({ number }) => number).sort()).toEqual(seen.sort())
        expect(listed.total).toBe(seen.length)
        const known = items(ids).map(({ label, recipients }, nth) => ({ code: `1.${nth}`, label, recipients }))
        const read = known.filter((one) => seenBy(actor, recommendationItem(one)) !== 'nothing').map(({ code }) => code)
        expect(paged.rows.map(({ code }) => code).sort()).toEqual(read.sort())
        expect(paged.total).toBe(read.length)
        expect(advised).toHaveLength(known.length)
      }),
      { numRuns: 13 },
    )
  })

  test('of recommendations for a shared place holds what everyone who reads there may see', async () => {
    const { store } = on().database
    await fc.assert(
      fc.asyncProperty(audiences(), async (audience) => {
        const { rows, total } = await store.transact(ids.id, ({ read }) =>
          read.recommendations.page({ prefix: undefined, seenBy: audience }, { offset: 0, limit: 200 }),
        )
        const shown = items(ids).flatMap(({ label, recipients }, nth) =>
          shownIn(audience, recommendationItem({ label, recipients })) === 'nothing' ? [] : [`1.${nth}`],
        )
        expect(rows.map(({ code }) => code).sort()).toEqual(shown.sort())
        expect(total).toBe(shown.length)
      }),
      { numRuns: 20 },
    )
  })

  test('of what a group tracks counts an answer only where everyone who reads there may see it', async () => {
    const { store } = on().database
    const answered = (nth: number): Fact[] => [
      { ...commitmentProposed(ids, `com_g${nth}`), ...items(ids)[nth], recommendations: [`rec_s${nth}`] } as Fact,
      { type: 'commitment-confirmed', commitment: `com_g${nth}`, number: 500 + nth, confirmedBy: ids.bob },
    ]
    await state(
      store,
      ids.id,
      items(ids).flatMap((_, nth) => answered(nth)),
    )
    await fc.assert(
      fc.asyncProperty(audiences(), policies(), async (audience, said) => {
        await state(store, ids.id, [...clear(), ...said.map((one): Fact => ({ type: 'release-set', ...one }))])
        await store.transact(ids.id, async ({ read }) => {
          const { rows } = await read.recommendations.page(
            { prefix: undefined, seenBy: audience, group: ids.group },
            { offset: 0, limit: 200 },
          )
          const shown: string[] = []
          for (const [nth, { label, recipients }] of items(ids).entries()) {
            const one = await read.commitments.byNumber(500 + nth)
            const isSeen = shownIn(audience, recommendationItem({ label, recipients })) !== 'nothing'
            if (isSeen && one && shownIn(audience, commitmentItem(one)) !== 'nothing') shown.push(`1.${nth}`)
          }
          expect(rows.map(({ code }) => code).sort()).toEqual(shown.sort())
        })
      }),
      { numRuns: 13 },
    )
  })
})
