/**
 * Assessment: what an assessor finds of a commitment or a recommendation, beside what its owner reports; neither overwrites the other.
 * Assessor: a person with that seat, or of the secretariat, who belongs to no organisation whose word is assessed.
 * Window: the days for which only the owner and the assessor see it, so that the owner may attach a reply. A reply, or the owner's word
 * that there is none, opens it at once; finding and reply are shown together from then on.
 */

import { z } from 'zod'
import { Tracked } from '#src/core/effect.ts'
import { AssessmentId, OrganisationId, PersonId } from '#src/core/id.ts'
import { Found } from '#src/recommendations/axes.ts'

/** A fortnight to reply, as long as a record of consultation usually stays open; rule data. */
export const replyDays = 14

/** The longest reason of a finding, and the longest reply to one. */
export const longestWords = 1_000

const AssessmentFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('assessment-made'),
    assessment: AssessmentId,
    subject: Tracked,
    /** Null where nobody's word is assessed: no lead, or an owner who left. */
    owner: OrganisationId.nullable(),
    found: Found,
    assessedBy: PersonId,
    opensAt: z.iso.datetime(),
    sealed: z.object({ why: z.string() }),
  }),
  z.object({
    type: z.literal('assessment-replied'),
    assessment: AssessmentId,
    subject: Tracked,
    owner: OrganisationId,
    repliedBy: PersonId,
    sealed: z.object({ reply: z.string() }),
  }),
  /** The owner lets it be seen before its time, with no reply. */
  z.object({
    type: z.literal('assessment-opened'),
    assessment: AssessmentId,
    subject: Tracked,
    owner: OrganisationId,
    openedBy: PersonId,
  }),
])
export type AssessmentFact = z.infer<typeof AssessmentFact>
