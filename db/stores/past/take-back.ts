/** Taking changes back: what a promise said before them. Pure. */
import type { Patch } from '#src/commitments/change.ts'
import type { PastCommitment } from '#src/plenaries/store.ts'

type Substance = Pick<PastCommitment, 'text' | 'due' | 'answers' | 'kind' | 'details' | 'milestones'>

/** `patches`: the newest first. */
export function takenBack<Promise extends Substance>(promise: Promise, patches: readonly Patch[]): Promise {
  let then = promise
  for (const { text, due, recommendations, terms, milestones } of patches) {
    then = {
      ...then,
      ...(text && { text: text.was }),
      ...(due && { due: due.was }),
      ...(recommendations && { answers: recommendations.was }),
      ...terms?.was,
      milestones: milestonesBefore(then.milestones, milestones),
    }
  }
  return then
}

/** One that was added was not there, one that was dropped was. */
function milestonesBefore(later: Substance['milestones'], changes: Patch['milestones']): Substance['milestones'] {
  const changed = new Map(changes.map((one) => [one.id, one.was]))
  const kept = later.flatMap((one) => {
    const was = changed.get(one.id)
    return was === null ? [] : [{ ...one, ...was }]
  })
  const known = new Set(later.map(({ id }) => id))
  const dropped = changes.flatMap(({ id, was }) =>
    was === null || known.has(id) ? [] : [{ id, ...was, reachedAt: null }],
  )
  return [...kept, ...dropped]
}
