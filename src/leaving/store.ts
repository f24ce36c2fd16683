/** What leaving asks: what an organisation has at stake, and how it left. */
import type { Progress } from '#src/commitments/commitment.ts'
import type { OrganisationRead } from '#src/consortium/store.ts'
import type { CommitmentId, OrganisationId, PersonId, PollId, RecommendationId } from '#src/core/id.ts'

/** A confirmed commitment of the organisation. */
export type OwnedCommitment = {
  id: CommitmentId
  number: number
  recommendation: RecommendationId | null
  progress: Progress
}

/** A poll that it opened, or in which it may vote. */
export type OwnPoll = {
  id: PollId
  number: number
  /** It takes ballots. */
  isOpen: boolean
  /** It was opened for this organisation, whose label it is. */
  isSource: boolean
  mayVote: boolean
  hasVoted: boolean
}

export type LeftRead = { leftAt: Temporal.Instant; signatories: PersonId[] }

export type LeavingReader = {
  /** Locked until the transaction ends: nobody acts for it meanwhile, and those who do are waited for. */
  forLeaving(organisation: OrganisationId): Promise<OrganisationRead | undefined>
  commitments(organisation: OrganisationId): Promise<OwnedCommitment[]>
  polls(organisation: OrganisationId): Promise<OwnPoll[]>
  /** Those of these people to whom a digest is sent. */
  digestsOf(people: readonly PersonId[]): Promise<PersonId[]>
  /** How it left last; undefined where it never did. */
  lastLeaving(organisation: OrganisationId): Promise<LeftRead | undefined>
}
