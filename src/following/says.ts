/** What a move is, in words, for one person: what the person may not see of it is not told. */
import type { AssessmentReader } from '#src/assessments/store.ts'
import { commitmentReference } from '#src/commitments/commitment.ts'
import type { CommitmentReader } from '#src/commitments/store.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import { assertNever } from '#src/core/assert.ts'
import type { CommitmentId, OrganisationId } from '#src/core/id.ts'
import { seenBy } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { evidenceItem } from '#src/evidence/evidence.ts'
import type { EvidenceReader } from '#src/evidence/store.ts'
import { axisText, type Outlook, type Progress, progressText } from '#src/recommendations/axes.ts'
import { responseItem, responseText } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import { inShort, listed } from '#src/view/phrases.ts'
import { commentWords } from './following.ts'
import type { Move } from './moves.ts'
import type { FollowingReader } from './store.ts'

export type SaysRead = {
  consortium: ConsortiumReader
  recommendations: RecommendationReader
  commitments: CommitmentReader
  assessments: AssessmentReader
  evidence: EvidenceReader
  following: FollowingReader
}

/** For whom, and how much of the subject that person sees. */
export type Follower = { actor: Actor; release: 'full' | 'reference'; label: Tlp; now: Temporal.Instant }

/** `reported substantial, on track`, as it follows a reference; undefined where it is not for this person, or not yet. */
export async function saidOf(move: Move, follower: Follower, read: SaysRead): Promise<string | undefined> {
  switch (move.type) {
    case 'progress-reported':
    case 'recommendation-reported':
      return reportText(move)
    case 'commitment-transferred':
      return `passed to ${await nameOf(move.to, read)}`
    case 'commitment-relabelled':
    case 'recommendation-relabelled':
      return `is ${move.label} now (was ${move.was})`
    case 'recommendation-revised':
      return 'has a new text'
    case 'response-stated':
      return responded(move, follower, read)
    case 'evidence-added':
      return evidenced(move, follower, read)
    case 'support-confirmed':
      return `is supported by ${await nameOf(move.organisation, read)}`
    case 'commitments-recast':
      return became(move.results, read)
    case 'comment-made':
      return commented(move, follower, read)
    case 'assessment-made':
    case 'assessment-replied':
    case 'assessment-opened':
      return assessed(move, follower, read)
    default:
      return assertNever(move)
  }
}

function reportText({ progress, outlook }: { progress: Progress; outlook?: Outlook | null | undefined }): string {
  return `reported ${progressText(progress)}${outlook ? `, ${axisText(outlook)}` : ''}`
}

async function nameOf(id: OrganisationId, { consortium }: SaysRead): Promise<string> {
  return (await consortium.organisation(id))?.short ?? 'another organisation'
}

type Of<T extends Move['type']> = Extract<Move, { type: T }>

/** It is its organisation's own, and leaves it as that says. */
async function responded(
  { recommendation, organisation, response }: Of<'response-stated'>,
  { actor }: Follower,
  read: SaysRead,
): Promise<string | undefined> {
  const one = await read.recommendations.byId(recommendation)
  const policy = await read.consortium.release(organisation)
  if (!one || seenBy(actor, responseItem(one, { organisation, policy })) === 'nothing') return undefined
  return `was answered by ${await nameOf(organisation, read)}: ${responseText(response)}`
}

async function evidenced(
  { evidence, kind }: Of<'evidence-added'>,
  { actor }: Follower,
  read: SaysRead,
): Promise<string | undefined> {
  const piece = await read.evidence.byId(evidence)
  if (!piece || seenBy(actor, evidenceItem(piece)) === 'nothing') return undefined
  return `has new evidence, a ${kind} of ${piece.sourceName}`
}

async function became(results: CommitmentId[], read: SaysRead): Promise<string> {
  const references: string[] = []
  for (const id of results) {
    const one = await read.commitments.byId(id)
    if (one?.status === 'confirmed') references.push(commitmentReference(one))
  }
  return `became ${listed(references)}`
}

/** The most of a comment that a message shows; the rest is read where it was said. */
const longest = 300

async function commented(
  { comment }: Of<'comment-made'>,
  { actor, release, label }: Follower,
  read: SaysRead,
): Promise<string | undefined> {
  const said = await read.following.comment(comment)
  if (!said) return undefined
  const words = release === 'full' ? `: “${inShort(commentWords(said, label, actor), longest)}”` : ''
  return `has a comment by ${said.by} (${said.organisationName})${words}`
}

/** Not before it opens; a finding and its reply are told together, or neither is. */
async function assessed(
  { assessment }: Of<'assessment-made' | 'assessment-replied' | 'assessment-opened'>,
  { now, release }: Follower,
  read: SaysRead,
): Promise<string | undefined> {
  const made = await read.assessments.byId(assessment)
  if (!made || Temporal.Instant.compare(Temporal.Instant.from(made.opensAt), now) > 0) return undefined
  if (release !== 'full') return 'has a new finding'
  const reply = made.reply === null ? '' : ` Its owner replied: “${inShort(made.reply, longest)}”`
  return `was found ${axisText(made.found)} by ${made.assessedBy.name}: “${inShort(made.why, longest)}”${reply}`
}
