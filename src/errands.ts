/** Errands: work and timers of one process. What is under way is waited for at the end, and nothing begins after it. */

export type Errands = {
  /** Does it in the background, unless all is over; a failure is told. */
  run(what: string, act: () => Promise<void>): Promise<void>
  later(ms: number, act: () => void): NodeJS.Timeout
  drop(timer: NodeJS.Timeout | undefined): void
  isOver(): boolean
  stop(): Promise<void>
}

export function createErrands(failed: (error: unknown, what: string) => void): Errands {
  const timers = new Set<NodeJS.Timeout>()
  const underWay = new Set<Promise<void>>()
  let stopped = false
  return {
    run(what, act) {
      if (stopped) return Promise.resolve()
      const running = act()
        .catch((error) => failed(error, what))
        .finally(() => underWay.delete(running))
      underWay.add(running)
      return running
    },
    later(ms, act) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        act()
      }, ms)
      timers.add(timer)
      return timer
    },
    drop(timer) {
      clearTimeout(timer)
      if (timer) timers.delete(timer)
    },
    isOver: () => stopped,
    async stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.allSettled(underWay)
    },
  }
}
