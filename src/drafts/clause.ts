/** Natural order of clauses: what is about the whole document first, 2 before 10, 3.1 before 3.10, annexes (A.1) after numbers. */

/** As sheets name the whole document: ISO 80000-2 samples, CEN GD-ComForm. */
const whole = /^(general|whole document|_whole document|all|ge|-|–|—|\*)?$/i

/** Without the words that CEN's guidance asks to leave out: `Clause 3.1`, `cl. 3.1`, `Annex A.1`. */
export function clauseOf(typed: string): string {
  const bare = typed
    .trim()
    .replace(/^(sub-?clauses?|clauses?|cl\.?|annex|section|sec\.?|§)\s*/i, '')
    .replace(/\s+/g, ' ')
    .replace(/[.;:,]+$/, '')
  return whole.test(bare) ? '' : bare
}

/** Negative where `a` comes before `b`. Clauses that are equal but for spelling are ordered by their text. */
export function compareClauses(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = compareParts(left[at], right[at])
    if (order !== 0) return order
  }
  return a < b ? -1 : a > b ? 1 : 0
}

type Part = number | string

function partsOf(clause: string): Part[] {
  return (clauseOf(clause).match(/\d+|\p{L}+/gu) ?? []).map((part) =>
    /^\d/.test(part) ? Number(part) : part.toUpperCase(),
  )
}

/** Nothing before numbers, numbers before letters. */
function compareParts(a: Part | undefined, b: Part | undefined): number {
  const rank = (part: Part | undefined) => (part === undefined ? 0 : typeof part === 'number' ? 1 : 2)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

/** True for the clause itself and what stands below it: 3.1 and 3.1.2 are within 3.1, 3.10 is not. Only what is general is within the whole. */
export function isWithin(clause: string, outer: string): boolean {
  const [inner, wanted] = [partsOf(clause), partsOf(outer)]
  if (wanted.length === 0) return inner.length === 0
  return wanted.every((part, at) => part === inner[at])
}
