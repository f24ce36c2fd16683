/**
 * Support: the part that another organisation takes in a commitment. Its owner asks; the other's own delegate or deputy confirms the part, in words
 * that stand on the commitment's card.   Asked: waits for them.   Confirmed: they take part.   Declined, ended: they do not, or not any more.
 */
import { z } from 'zod'
import { CommitmentId, OrganisationId, PersonId } from '#src/core/id.ts'
import { listed } from '#src/view/phrases.ts'

export const SupportState = z.enum(['asked', 'confirmed', 'declined', 'ended'])
export type SupportState = z.infer<typeof SupportState>

/** The longest word on what the part is. */
export const longestPart = 300

export type Support = {
  commitment: CommitmentId
  organisation: OrganisationId
  /** The supporting organisation's short name. */
  name: string
  /** What it does; empty where nobody said, or where the owner keeps texts to itself. */
  part: string
  state: SupportState
  askedBy: PersonId
}

const on = { commitment: CommitmentId, organisation: OrganisationId }

const SupportFact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('support-asked'), ...on, askedBy: PersonId, sealed: z.object({ part: z.string() }) }),
  z.object({ type: z.literal('support-confirmed'), ...on, confirmedBy: PersonId }),
  z.object({ type: z.literal('support-declined'), ...on, declinedBy: PersonId }),
  /** By a signatory of either side; null where either organisation left or handed the commitment over. */
  z.object({ type: z.literal('support-ended'), ...on, endedBy: PersonId.nullable() }),
])
export type SupportFact = z.infer<typeof SupportFact>

/** `Korea (Provide test data) and Kenya (asked, not confirmed)`. */
export function supportText(supports: readonly Support[]): string {
  const names = supports.map(({ name, part, state }) => {
    const says = [...(part === '' ? [] : [part]), ...(state === 'asked' ? ['asked, not confirmed'] : [])]
    return says.length === 0 ? name : `${name} (${says.join('; ')})`
  })
  return listed(names)
}
