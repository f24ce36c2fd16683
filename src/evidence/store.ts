/** What the use cases ask about evidence. */
import type { Actor } from '#src/core/access.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { DocumentId, EvidenceId, PersonId } from '#src/core/id.ts'
import type { Evidence } from './evidence.ts'

export type EvidenceReader = {
  /** How many pieces a subject has, whoever may see them: for rules that ask whether there is any. */
  countOf(subject: Tracked): Promise<number>
  /** Every piece of a subject, newest day first: for whoever filters them by who reads. */
  all(subject: Tracked): Promise<Evidence[]>
  /** Those that the actor may see, with no word of what its source lets leave by reference alone. */
  of(subject: Tracked, actor: Actor): Promise<Evidence[]>
  /** Those of several subjects at once, as {@link all} has them: for reports and boards. */
  ofAll(kind: Tracked['kind'], ids: readonly Tracked['id'][]): Promise<Evidence[]>
  /** Undefined for what is withdrawn too. */
  byId(id: EvidenceId): Promise<Evidence | undefined>
  /** The same, locked until the transaction ends: for deciding about it. */
  forChange(id: EvidenceId): Promise<Evidence | undefined>
  /** A file that waits in a draft of the person's, in base64. */
  staged(id: DocumentId, person: PersonId): Promise<string | undefined>
  bytes(id: EvidenceId): Promise<Uint8Array | undefined>
}
