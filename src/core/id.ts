/**
 * Identifiers: a readable prefix and a random body, so that an id says what it names and nothing about it.
 * A human reference (C-12, P-7, R-4.2) is another thing: short, spoken aloud, stable within one consortium.
 */
import { z } from 'zod'

const body = z.string().regex(/^[0-9a-z]{2,40}$/)

function idOf<P extends string>(prefix: P) {
  return z.templateLiteral([`${prefix}_`, body])
}

export const ConsortiumId = idOf('con')
export type ConsortiumId = z.infer<typeof ConsortiumId>
export const OrganisationId = idOf('org')
export type OrganisationId = z.infer<typeof OrganisationId>
export const PersonId = idOf('person')
export type PersonId = z.infer<typeof PersonId>
export const GroupId = idOf('wg')
export type GroupId = z.infer<typeof GroupId>
export const PlaceId = idOf('place')
export type PlaceId = z.infer<typeof PlaceId>
export const RecommendationId = idOf('rec')
export type RecommendationId = z.infer<typeof RecommendationId>
export const CommitmentId = idOf('com')
export type CommitmentId = z.infer<typeof CommitmentId>
export const MilestoneId = idOf('mil')
export type MilestoneId = z.infer<typeof MilestoneId>
export const ChangeId = idOf('chg')
export type ChangeId = z.infer<typeof ChangeId>
export const PollId = idOf('poll')
export type PollId = z.infer<typeof PollId>
export const StrawId = idOf('straw')
export type StrawId = z.infer<typeof StrawId>
export const StatementId = idOf('stmt')
export type StatementId = z.infer<typeof StatementId>
export const ReceivedVoteId = idOf('rvote')
export type ReceivedVoteId = z.infer<typeof ReceivedVoteId>
export const ContestId = idOf('contest')
export type ContestId = z.infer<typeof ContestId>
export const EvidenceId = idOf('ev')
export type EvidenceId = z.infer<typeof EvidenceId>
export const RecastId = idOf('recast')
export type RecastId = z.infer<typeof RecastId>
export const CommentId = idOf('comment')
export type CommentId = z.infer<typeof CommentId>
export const DraftId = idOf('draft')
export type DraftId = z.infer<typeof DraftId>
export const DraftCommentId = idOf('cmt')
export type DraftCommentId = z.infer<typeof DraftCommentId>
export const CommentFileId = idOf('cfile')
export type CommentFileId = z.infer<typeof CommentFileId>
export const DocumentId = idOf('doc')
export type DocumentId = z.infer<typeof DocumentId>
export const ImportId = idOf('imp')
export type ImportId = z.infer<typeof ImportId>
export const FormId = idOf('form')
export type FormId = z.infer<typeof FormId>
export const HoldId = idOf('hold')
export type HoldId = z.infer<typeof HoldId>
export const AssessmentId = idOf('assess')
export type AssessmentId = z.infer<typeof AssessmentId>

export const DispositionId = idOf('disp')
export type DispositionId = z.infer<typeof DispositionId>
export const ConsentId = idOf('consent')
export type ConsentId = z.infer<typeof ConsentId>

/** A board is what it holds, so that its id says that: a group, an owner, a country, a theme, or every recommendation. */
export const BoardId = z.union([
  z.literal('all'),
  GroupId,
  OrganisationId,
  z.templateLiteral(['country_', z.string().regex(/^[A-Z]{2}$/)]),
  z.templateLiteral(['theme_', z.string().regex(/^\S.{0,99}$/)]),
])
export type BoardId = z.infer<typeof BoardId>

export type Prefix =
  | 'con'
  | 'org'
  | 'person'
  | 'wg'
  | 'place'
  | 'rec'
  | 'com'
  | 'mil'
  | 'chg'
  | 'poll'
  | 'straw'
  | 'stmt'
  | 'rvote'
  | 'contest'
  | 'ev'
  | 'recast'
  | 'comment'
  | 'draft'
  | 'cmt'
  | 'cfile'
  | 'doc'
  | 'imp'
  | 'form'
  | 'code'
  | 'hold'
  | 'assess'
  | 'disp'
  | 'consent'
/** Makes a new random id; passed in, so that tests can count. */
export type NewId = <P extends Prefix>(prefix: P) => `${P}_${string}`
