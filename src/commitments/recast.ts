/**
 * Recast: commitments of one organisation that become others: one is split into several, or several are merged into one. A delegate or deputy
 * confirms it. What it was made from keeps its number and its history and is withdrawn; each side names the other.
 * Source: a commitment that is recast.   Part: what becomes of it, a commitment with a number of its own.
 */
import { z } from 'zod'
import { CommitmentId, OrganisationId, PersonId, RecastId } from '#src/core/id.ts'

export const RecastKind = z.enum(['split', 'merge'])
export type RecastKind = z.infer<typeof RecastKind>

/** The most that one is split into, and that are merged into one. */
export const mostParts = 10

export const Part = z.object({ text: z.string(), due: z.iso.date() })
export type Part = z.infer<typeof Part>

export type Recast = {
  id: RecastId
  kind: RecastKind
  organisation: OrganisationId
  sources: CommitmentId[]
  parts: Part[]
  state: 'proposed' | 'confirmed' | 'declined' | 'withdrawn'
  proposedBy: PersonId
}

const on = { recast: RecastId, kind: RecastKind, organisation: OrganisationId, sources: z.array(CommitmentId) }

const RecastFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('recast-proposed'),
    ...on,
    dues: z.array(z.iso.date()),
    proposedBy: PersonId,
    /** JSON of an array of texts, one for each due day. */
    sealed: z.object({ texts: z.string() }),
  }),
  z.object({
    type: z.literal('commitments-recast'),
    ...on,
    /** The commitments that it made, which are proposed and confirmed before. */
    results: z.array(CommitmentId),
    confirmedBy: PersonId,
  }),
  z.object({ type: z.literal('recast-declined'), ...on, declinedBy: PersonId }),
  z.object({ type: z.literal('recast-withdrawn'), ...on, withdrawnBy: PersonId }),
])
export type RecastFact = z.infer<typeof RecastFact>
