/**
 * Resolution: how the comments on a draft are settled. The editor proposes a disposition for each, the chair decides it; every one stays in its history.
 * Consent list: proposals circulated until a deadline; what nobody pulls out is decided en bloc, in one act of the chair.
 * Pulled out: an organisation wants it discussed.   Polled: pulled out, undecided, or proposed anew since: organisations take positions on it.
 * Position: what an organisation would do with a comment. The tally of positions is a recommendation, never the disposition.
 */
import { z } from 'zod'
import { ConsentId, DispositionId, DraftCommentId, DraftId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Comment } from '#src/drafts/comment.ts'

/** What becomes of a comment. */
export const Disposition = z.enum([
  'accepted',
  'accepted-with-modification',
  'not-accepted',
  'noted',
  'withdrawn',
  'duplicate',
  'out-of-scope',
  'deferred',
])
export type Disposition = z.infer<typeof Disposition>

/** The longest observation, reason or note, in characters. */
export const longestObservation = 2_000

/** What the editor proposes, and what a row of an edited table says. `text`: the observation, which holds the rationale. */
export const Proposed = z.object({
  comment: DraftCommentId,
  disposition: Disposition,
  text: z.string().max(longestObservation),
  duplicateOf: DraftCommentId.nullable(),
})
export type Proposed = z.infer<typeof Proposed>

/** Proposed or decided by somebody at some time; null: whoever it was is not known any more. */
export type Disposed = Proposed & { id: DispositionId; by: PersonId | null; at: string }

/** `after`: the consent list that stood circulated when it was proposed, and so does not hold it. */
export type Proposal = Disposed & { after: ConsentId | null }

/** `enBloc`: the consent list with which it was decided; null: one by one. */
export type Decided = Disposed & { enBloc: ConsentId | null }

export type ConsentList = {
  id: ConsentId
  draft: DraftId
  /** Until when a comment may be pulled out. */
  deadline: string
  at: string
  circulatedBy: PersonId | null
  /** Its deadline was recorded as past. */
  closed: boolean
}

/** `proposal`: what was pulled out; a new proposal may be put on another list. */
export type PullOut = {
  comment: DraftCommentId
  consent: ConsentId
  proposal: DispositionId
  organisation: OrganisationId
  /** Empty where the organisation lets only references leave it. */
  reason: string
  by: PersonId | null
  at: string
  /** What its organisation lets leave it, today. */
  policy: ReleasePolicy
}

export const Position = z.enum(['accept', 'accept-with-modification', 'not-accept', 'abstain'])
export type Position = z.infer<typeof Position>

/** An organisation's position on one comment; the last one stands. */
export type Taken = {
  comment: DraftCommentId
  organisation: OrganisationId
  position: Position
  note: string
  by: PersonId | null
  at: string
  policy: ReleasePolicy
}

/** A comment with all that says how far it is settled; the last proposal and decision. */
export type Settling = {
  comment: Extract<Comment, { status: 'validated' }>
  proposal: Proposal | undefined
  decided: Decided | undefined
  pulled: PullOut[]
  positions: Taken[]
}

/** One of several that are proposed for a comment in time. */
export type Passed = (Proposal & { kind: 'proposed' }) | (Decided & { kind: 'decided' })

const disposed = {
  id: DispositionId,
  comment: DraftCommentId,
  draft: DraftId,
  disposition: Disposition,
  duplicateOf: DraftCommentId.nullable(),
  sealed: z.object({ text: z.string() }),
}

const ResolutionFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('disposition-proposed'),
    ...disposed,
    after: ConsentId.nullable(),
    proposedBy: PersonId,
  }),
  z.object({
    type: z.literal('disposition-decided'),
    ...disposed,
    enBloc: ConsentId.nullable(),
    decidedBy: PersonId,
  }),
  z.object({
    type: z.literal('consent-circulated'),
    consent: ConsentId,
    draft: DraftId,
    deadline: z.iso.datetime(),
    /** How many proposals it holds. */
    proposals: z.int().positive(),
    circulatedBy: PersonId,
  }),
  z.object({ type: z.literal('consent-closed'), consent: ConsentId }),
  z.object({
    type: z.literal('comment-pulled-out'),
    comment: DraftCommentId,
    draft: DraftId,
    consent: ConsentId,
    proposal: DispositionId,
    organisation: OrganisationId,
    pulledBy: PersonId,
    sealed: z.object({ reason: z.string() }),
  }),
  z.object({
    type: z.literal('position-taken'),
    comment: DraftCommentId,
    draft: DraftId,
    organisation: OrganisationId,
    takenBy: PersonId,
    sealed: z.object({ position: Position, note: z.string() }),
  }),
])
export type ResolutionFact = z.infer<typeof ResolutionFact>
