/** Redraws of shared cards: the first at once, then at most one a second for each subject, however many votes come in. */
import type { Subject } from './core/effect.ts'
import type { ConsortiumId } from './core/id.ts'

const redrawEvery = 1_000

type Redraw = (consortium: ConsortiumId, subject: Subject) => void

/** Wraps `redraw`; what comes within the second is drawn once, at its end. */
export function createRedraws(later: (ms: number, act: () => void) => unknown, redraw: Redraw): Redraw {
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
