/** What waits for somebody who can sign for a promise that stands: changes of it, and that it is split or merged. */
import { commitmentReference } from '#src/commitments/commitment.ts'
import { maySee } from '#src/commitments/decide.ts'
import type { CommitmentId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { strictest } from '#src/core/tlp.ts'
import { bold, button } from '#src/view/build.ts'
import { listed } from '#src/view/phrases.ts'
import type { Kind, Line, Owner } from './home.ts'
import type { Read } from './store.ts'
import { paged, signedFor } from './to-settle.ts'

export const toChange: Kind = {
  kind: 'change',
  title: 'Changes to confirm',
  says: 'to agree to',
  read: async (read, owner, page) => {
    const waiting = await read.changes.waiting(signedFor(owner))
    const found = await inTurn(waiting, async ({ id, commitment, proposedBy }): Promise<Line[]> => {
      const seen = await seenOf([commitment], read, owner)
      if (!seen) return []
      const { references, label } = seen
      const action = button(`Open change of ${references}`, 'show-change', { change: id })
      return [{ words: [bold(references), ` change proposed by ${proposedBy.name}`], label, action }]
    })
    return paged(found.flat(), page)
  },
}

export const toRecast: Kind = {
  kind: 'recast',
  title: 'Splits and merges to confirm',
  says: 'to split or merge',
  read: async (read, owner, page) => {
    const waiting = await read.recasts.waiting(signedFor(owner))
    const found = await inTurn(waiting, async ({ id, kind, sources }): Promise<Line[]> => {
      const seen = await seenOf(sources, read, owner)
      if (!seen) return []
      const { references, label } = seen
      const action = button(`Open ${kind} of ${references}`, 'show-recast', { recast: id })
      return [{ words: [bold(references), ` a ${kind} is proposed`], label, action }]
    })
    return paged(found.flat(), page)
  },
}

/** The references of all of them, where the owner of the home sees each. */
async function seenOf(ids: readonly CommitmentId[], read: Read, { actor }: Owner) {
  const found = await inTurn(ids, (id) => read.commitments.byId(id))
  const seen = found.flatMap((one) => (one?.status === 'confirmed' && maySee(actor, one) ? [one] : []))
  const label = strictest(seen.map((one) => one.label))
  if (seen.length < ids.length || !label) return undefined
  return { references: listed(seen.map(commitmentReference)), label }
}
