/** Parts: a recommendation may be a part of another one, which is then a part of none. Pure. */
import { codeOf } from './recommendation.ts'

export type PartReason = { why: 'part-unknown'; part: string } | { why: 'part-of-part'; part: string }

/** A line of a file; `partOf` is empty where it stands alone, and undefined where the file says nothing of it. */
type Line = { code: string; partOf?: string | undefined }
type Before = ReadonlyMap<string, { partOf: string | null }>

/** The code of the whole that a line is to be a part of; what is no code stays as it was typed. */
export function wholeOf({ code, partOf }: Line, before: Before): string | null {
  if (partOf === undefined) return before.get(code)?.partOf ?? null
  return partOf === '' ? null : (codeOf(partOf) ?? partOf)
}

/** Lines that can't stand: refusing one may leave another without its whole, so that they are gone over until none is refused. */
export function partsRefused<L extends Line>(
  accepted: ReadonlyMap<string, L>,
  before: Before,
): { line: L; reason: PartReason }[] {
  const left = new Map(accepted)
  const refused: { line: L; reason: PartReason }[] = []
  const standing = (code: string) => {
    const line = left.get(code)
    return line ? wholeOf(line, before) : (before.get(code)?.partOf ?? null)
  }
  const parts = new Map<string, number>()
  const count = (code: string, by: number) => {
    const whole = standing(code)
    if (whole !== null) parts.set(whole, (parts.get(whole) ?? 0) + by)
  }
  for (const code of new Set([...left.keys(), ...before.keys()])) count(code, 1)
  const problem = (code: string): PartReason | undefined => {
    const part = standing(code)
    if (part === null) return undefined
    if (!left.has(part) && !before.has(part)) return { why: 'part-unknown', part }
    const isBoth = (parts.get(code) ?? 0) > 0 || standing(part) !== null
    return isBoth ? { why: 'part-of-part', part } : undefined
  }
  for (let size = -1; size !== left.size; ) {
    size = left.size
    for (const [code, line] of left) {
      const reason = problem(code)
      if (!reason) continue
      refused.push({ line, reason })
      count(code, -1)
      left.delete(code)
      count(code, 1)
    }
  }
  return refused
}
