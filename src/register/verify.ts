/** Verifying: every opening that is there still proves what its entry says in its place. Openings that were erased prove nothing and harm nothing. */
import type { Opening } from './entry.ts'
import { sealedHash } from './entry.ts'

export type KeptEntry = { n: number; bytes: Uint8Array }
export type KeptOpening = Opening & { entry: number }

/** One line for each opening that belongs to no entry, or does not match it; none where the register verifies. */
export function unmatched(entries: readonly KeptEntry[], openings: readonly KeptOpening[]): string[] {
  const sealed = new Map(entries.map(({ n, bytes }) => [n, sealedIn(bytes)]))
  return openings.flatMap((opening) => {
    const hash = sealed.get(opening.entry)?.[opening.path]
    if (hash === undefined) return [`entry ${opening.entry} seals no ${opening.path}`]
    return hash === sealedHash(opening) ? [] : [`entry ${opening.entry} seals another ${opening.path}`]
  })
}

function sealedIn(bytes: Uint8Array): Record<string, string> {
  const entry: { sealed: Record<string, string> } = JSON.parse(new TextDecoder().decode(bytes))
  return entry.sealed
}
