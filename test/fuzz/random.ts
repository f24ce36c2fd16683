/** A small generator of its own seed (mulberry32), so that any finding is found again. */
export type Random = {
  /** From 0 up to and without `below`. */
  int(below: number): number
  chance(probability: number): boolean
  pick<T>(of: readonly T[]): T
  /** Letters and digits. */
  word(length: number): string
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (of) => {
      const picked = of[int(of.length)]
      if (of.length === 0) throw new Error('there is nothing to pick from')
      return picked as (typeof of)[number]
    },
    word: (length) => Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[int(36)]).join(''),
  }
}
