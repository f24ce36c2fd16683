/** What the use cases ask about commitments. */
import type { CommitmentId, OrganisationId } from '#src/core/id.ts'
import type { Commitment } from './commitment.ts'

export type CommitmentReader = {
  byNumber(number: number): Promise<Commitment | undefined>
  byId(id: CommitmentId): Promise<Commitment | undefined>
  /** The same, locked until the transaction ends: for deciding about it. */
  forChange(id: CommitmentId): Promise<Commitment | undefined>
  /** Proposals that wait for a delegate of these organisations, oldest first. */
  proposals(organisations: readonly OrganisationId[]): Promise<Commitment[]>
  /** The next free number, locked until the transaction ends. */
  nextNumber(): Promise<number>
}
