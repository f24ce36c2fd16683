/** What the use cases ask about how comments are settled. */
import type { ConsentId, DraftCommentId, DraftId } from '#src/core/id.ts'
import type { ConsentList, Passed, Proposed, Settling } from './resolution.ts'

export type ResolutionReader = {
  /** The organisations' own comments on a draft, each with how far it is settled, in the order of their numbers. */
  settling(draft: DraftId): Promise<Settling[]>
  /** The list that was circulated last. */
  list(draft: DraftId): Promise<ConsentList | undefined>
  listById(id: ConsentId): Promise<ConsentList | undefined>
  /** Keeps others out who propose, circulate, pull out or decide on the draft, until the transaction ends. */
  hold(draft: DraftId): Promise<void>
  /** How many proposals and decisions there are on the draft. */
  version(draft: DraftId): Promise<number>
  /** What stood for each comment after so many of them: the last decision, else the last proposal. */
  stood(draft: DraftId, version: number): Promise<Map<DraftCommentId, Proposed>>
  /** All that was proposed and decided for a comment, in time. */
  history(comment: DraftCommentId): Promise<Passed[]>
}
