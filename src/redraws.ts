/** Redraws: the first at once, then at most one a second for each subject, or for the homes of a consortium, however many votes come in. */
import type { Subject } from './core/effect.ts'
import type { ConsortiumId } from './core/id.ts'
import { type Concern, isNobodys, joined } from './home/concern.ts'

const redrawEvery = 1_000

type Later = (ms: number, act: () => void) => unknown
type Redraw = (consortium: ConsortiumId, subject: Subject) => void

/** Wraps `redraw`; what comes within the second is drawn once, at its end. */
export function createRedraws(later: Later, redraw: Redraw): Redraw {
  const recent = new Map<string, { again: boolean }>()
  const request: Redraw = (consortium, subject) => {
    const key = `${consortium} ${subject.id}`
    const state = recent.get(key)
    if (state) {
      state.again = true
      return
    }
    const fresh = { again: false }
    recent.set(key, fresh)
    redraw(consortium, subject)
    later(redrawEvery, () => {
      recent.delete(key)
      if (fresh.again) request(consortium, subject)
    })
  }
  return request
}

type RedrawHomes = (consortium: ConsortiumId, concern: Concern) => void

/** Wraps `redraw`; whoever is concerned within the second is told of together, at its end. */
export function createHomeRedraws(later: Later, redraw: RedrawHomes): RedrawHomes {
  const recent = new Map<ConsortiumId, { waiting: Concern[] }>()
  const request: RedrawHomes = (consortium, concern) => {
    if (isNobodys(concern)) return
    const state = recent.get(consortium)
    if (state) {
      state.waiting.push(concern)
      return
    }
    const fresh: { waiting: Concern[] } = { waiting: [] }
    recent.set(consortium, fresh)
    redraw(consortium, concern)
    later(redrawEvery, () => {
      recent.delete(consortium)
      request(consortium, joined(fresh.waiting))
    })
  }
  return request
}
