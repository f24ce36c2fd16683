/** Which pieces of evidence somebody sees, and how much of each. Pure. */

import type { Actor } from '#src/core/access.ts'
import { type Release, type Shared, seenBy } from '#src/core/sharing.ts'
import { type Evidence, evidenceItem, withoutWords } from './evidence.ts'

/** `sees`: what an actor, or the readers of a place, see of an item. */
export function seenPieces(pieces: readonly Evidence[], sees: (item: Shared) => Release): Evidence[] {
  return pieces.flatMap((piece) => {
    const release = sees(evidenceItem(piece))
    return release === 'nothing' ? [] : [release === 'full' ? piece : withoutWords(piece)]
  })
}

export function piecesFor(actor: Actor, pieces: readonly Evidence[]): Evidence[] {
  return seenPieces(pieces, (item) => seenBy(actor, item))
}
