/**
 * Erasure: a person's name, contact, accounts, settings and quoted words go; what the person did stays attributed to the organisation.
 * Legal hold: nothing about a person (or about anybody) is erased or forgotten while it stands.
 * Retention: how many days records of a kind are kept; then the sweep forgets them. The register itself has no age.
 */
import { z } from 'zod'
import { HoldId, PersonId } from '#src/core/id.ts'

/** What is forgotten by its age; settings are digests and choices of people whose last seat has ended. */
export const RecordKind = z.enum(['answers', 'drafts', 'documents', 'invitations', 'imports', 'settings'])
export type RecordKind = z.infer<typeof RecordKind>

/** Days where the consortium says nothing. The database's `usual_days` says the same. */
export const usualDays: Record<RecordKind, number> = {
  answers: 7,
  drafts: 1,
  documents: 7,
  invitations: 7,
  imports: 7,
  settings: 30,
}

/** From when the days count. */
export const countedFrom: Record<RecordKind, string> = {
  answers: 'given, so that a repeat of the same request gets the same answer',
  drafts: 'last changed: what was typed into a form and not sent',
  documents: 'made: reports and exports, with their links',
  invitations: 'out of time: codes that tie an account to a person',
  imports: 'begun: what became of each row of a table',
  settings: 'without a seat: digests, and for whom somebody acts',
}

export const longestReason = 500
/** Ten years. */
export const mostDays = 3_650

export type Hold = {
  id: HoldId
  /** Null: it is about everybody. */
  person: { id: PersonId; name: string } | null
  reason: string
  from: Temporal.Instant
}

const PrivacyFact = z.discriminatedUnion('type', [
  /** `shownAs` is what stands where the name stood: `a former delegate of France`. */
  z.object({ type: z.literal('person-erased'), person: PersonId, shownAs: z.string() }),
  z.object({
    type: z.literal('hold-placed'),
    hold: HoldId,
    person: PersonId.nullable(),
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({ type: z.literal('hold-lifted'), hold: HoldId }),
  /** Null: the usual days again. */
  z.object({ type: z.literal('retention-set'), kind: RecordKind, days: z.int().positive().nullable() }),
])
export type PrivacyFact = z.infer<typeof PrivacyFact>
