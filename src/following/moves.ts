/** Moves: which facts followers hear of, as the register has their plain parts. Pure. */
import { z } from 'zod'
import type { AnyFact } from '#src/core/decision.ts'
import { Tracked } from '#src/core/effect.ts'
import {
  AssessmentId,
  CommentId,
  CommitmentId,
  EvidenceId,
  OrganisationId,
  PersonId,
  RecommendationId,
} from '#src/core/id.ts'
import { Tlp } from '#src/core/tlp.ts'
import { EvidenceKind } from '#src/evidence/evidence.ts'
import { Outlook, Progress } from '#src/recommendations/axes.ts'
import { Response } from '#src/recommendations/recommendation.ts'

const relabelled = { was: Tlp, label: Tlp }
const reported = { progress: Progress, outlook: Outlook.nullish() }

export const Move = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress-reported'), commitment: CommitmentId, ...reported }),
  z.object({ type: z.literal('recommendation-reported'), recommendation: RecommendationId, ...reported }),
  z.object({ type: z.literal('commitment-transferred'), commitment: CommitmentId, to: OrganisationId }),
  z.object({ type: z.literal('commitment-relabelled'), commitment: CommitmentId, ...relabelled }),
  z.object({ type: z.literal('recommendation-relabelled'), recommendation: RecommendationId, ...relabelled }),
  z.object({ type: z.literal('recommendation-revised'), recommendation: RecommendationId }),
  z.object({
    type: z.literal('response-stated'),
    recommendation: RecommendationId,
    organisation: OrganisationId,
    response: Response,
  }),
  z.object({ type: z.literal('evidence-added'), evidence: EvidenceId, subject: Tracked, kind: EvidenceKind }),
  z.object({ type: z.literal('support-confirmed'), commitment: CommitmentId, organisation: OrganisationId }),
  z.object({
    type: z.literal('commitments-recast'),
    sources: z.array(CommitmentId),
    results: z.array(CommitmentId),
  }),
  z.object({ type: z.literal('comment-made'), comment: CommentId, subject: Tracked, saidBy: PersonId }),
  /** Followers hear of it once it opens: at its time, or before it with the owner's reply. */
  z.object({
    type: z.literal('assessment-made'),
    assessment: AssessmentId,
    subject: Tracked,
    opensAt: z.iso.datetime(),
  }),
  z.object({ type: z.literal('assessment-replied'), assessment: AssessmentId, subject: Tracked }),
  z.object({ type: z.literal('assessment-opened'), assessment: AssessmentId, subject: Tracked }),
])
export type Move = z.infer<typeof Move>

export const moveTypes = Move.options.map(({ shape }) => shape.type.value)

/** Those of the facts that followers hear of, without what is sealed in them. */
export function movesIn(facts: readonly AnyFact[]): Move[] {
  return facts.flatMap((fact) => Move.safeParse(fact).data ?? [])
}

/** Whose followers hear of it. */
export function subjectsOf(move: Move): Tracked[] {
  if ('subject' in move) return [move.subject]
  if ('commitment' in move) return [{ kind: 'commitment', id: move.commitment }]
  if ('recommendation' in move) return [{ kind: 'recommendation', id: move.recommendation }]
  return move.sources.map((id) => ({ kind: 'commitment', id }))
}
