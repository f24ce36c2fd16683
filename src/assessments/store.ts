/** What the use cases ask about assessments. */
import type { Tracked } from '#src/core/effect.ts'
import type { AssessmentId, GroupId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Shared } from '#src/core/sharing.ts'
import type { AssessmentFact } from './assessment.ts'

/** How somebody names it: C-12 or. */
export type Naming = { kind: 'commitment'; number: number } | { kind: 'recommendation'; code: string }

/** What can be assessed, with whose word it is. */
export type Assessable = {
  subject: Tracked
  /** `C-12`, `R-4.2`. */
  reference: string
  /** What it says; empty where its organisation keeps the text. */
  text: string
  /** Null where nobody leads the recommendation, and where the owner left. */
  owner: { id: OrganisationId; name: string; zone: string } | null
  group: GroupId | null
  item: Shared
}

/** An assessment with what it is about. */
export type Made = {
  id: AssessmentId
  about: Assessable
  owner: OrganisationId | null
  found: Extract<AssessmentFact, { type: 'assessment-made' }>['found']
  why: string
  assessedBy: { id: PersonId; name: string }
  at: string
  opensAt: string
  reply: string | null
}

export type AssessmentReader = {
  /** A confirmed commitment or a recommendation. */
  assessable(naming: Naming): Promise<Assessable | undefined>
  /** Locked until the transaction ends. */
  forChange(id: AssessmentId): Promise<Made | undefined>
  byId(id: AssessmentId): Promise<Made | undefined>
  /** Those of these organisations' items that the organisation may still reply to, oldest first. */
  waiting(organisations: readonly OrganisationId[], now: Temporal.Instant): Promise<Made[]>
}
