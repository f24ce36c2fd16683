/** As of a day that is past: whatever happens later, the report tells the same, but for what is erased and for who may see it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommitmentId, OrganisationId, PollId, RecommendationId } from '#src/core/id.ts'
import type { Patch } from '#src/commitments/change.ts'
import { plenaryDocument } from '#src/plenaries/build.ts'
import { plenaryState } from '#src/plenaries/state.ts'
import type { Fact } from '#src/readers.ts'
import { Found, Outlook, Progress } from '#src/recommendations/axes.ts'
import { Response } from '#src/recommendations/recommendation.ts'
import type { Store } from '#src/store.ts'
import type { Document } from '#src/view/document.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { commitmentProposed, type Founded, found, pollOpened, state } from '#test/support/database-facts.ts'

/** What may happen: `pick` chooses among what there is. */
const happenings = [
  ...['confirmed', 'reported', 'assessed', 'replied', 'transferred', 'left', 'evidence', 'recorded', 'revised'],
  ...['finding', 'assigned', 'responded', 'led', 'poll', 'closed', 'renamed'],
] as const
const step = fc.record({ what: fc.constantFrom(...happenings), pick: fc.nat(1000), looks: fc.boolean() })

/** What there is, so that only what can happen does. */
type World = {
  ids: Founded
  commitments: { id: CommitmentId; owner: OrganisationId }[]
  recommendations: RecommendationId[]
  polls: PollId[]
  assessments: { id: `fin_${string}`; owner: OrganisationId }[]
  n: number
}

onEachDatabase('A plenary report as of a moment', (on) => {
  test('does not change by what happens later', { timeout: 240_000 }, async () => {
    const { store } = on().database
    let worlds = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40 }), async (steps) => {
        const world = await begun(store, `asof${worlds++}x${Math.floor(performance.now())}`)
        const seen: { asOf: Temporal.Instant; report: Document }[] = []
        for (const one of steps) {
          await state(store, world.ids.id, factsOf(world, one.what, one.pick))
          if (!one.looks) continue
          const asOf = await store.transact(world.ids.id, async ({ now }) => now)
          seen.push({ asOf, report: await reportOf(store, world, asOf, seen.at(-1)?.asOf ?? null) })
        }
        for (const [nth, { asOf, report }] of seen.entries()) {
          expect(await reportOf(store, world, asOf, seen[nth - 1]?.asOf ?? null)).toEqual(report)
        }
      }),
      { numRuns: 12 },
    )
  })
})

async function reportOf(store: Store, { ids }: World, asOf: Temporal.Instant, since: Temporal.Instant | null) {
  return store.transact(ids.id, async ({ read, now }) =>
    plenaryDocument('doc_asof', await plenaryState(read, { kind: 'operator' }, { asOf, since }, now), asOf),
  )
}
