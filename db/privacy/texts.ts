/** Where people write freely, and so may name somebody: what erasing looks through. */
import { sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Labelled, Subject } from '#src/core/effect.ts'
import type { Tx } from '../link.ts'
import { pollContests, receivedVotes, voteRulings } from '../schema/afterwards.ts'
import { commitmentChanges, milestones } from '../schema/changes.ts'
import { commitments, progressReports, quotations } from '../schema/commitments.ts'
import { imports } from '../schema/consortium.ts'
import { formDrafts } from '../schema/delivery.ts'
import { commentFiles, draftComments, drafts } from '../schema/drafts.ts'
import { evidence } from '../schema/evidence.ts'
import { subjectComments } from '../schema/following.ts'
import { leavings } from '../schema/leaving.ts'
import { ballots, pollActs, pollResults, polls } from '../schema/polls.ts'
import { legalHolds } from '../schema/privacy.ts'
import { assessments, recommendationReports, recommendations, responses } from '../schema/recommendations.ts'
import { commentPositions, dispositions, pullOuts } from '../schema/resolution.ts'

import { statements } from '../schema/statements.ts'
import { straws } from '../schema/straws.ts'
import { commitmentSupports, recasts } from '../schema/supports.ts'

import { holds, type Marks, mayHold, without } from './marks.ts'

type FreeText = {
  column: PgColumn
  /** Its row's key within the consortium. */
  key: PgColumn[]
  says: string
  /** Whose label it bears, by the first part of the key; its card shows it, where it has one. */
  card?: Labelled['kind'] | 'straw' | 'statement' | 'evidence' | 'draft-comment'
  /** The first part of the key is the kind of its subject, the second its id. */
  ofSubject?: true
  /** JSON of texts. */
  json?: true
}

const freeTexts: FreeText[] = [
  { column: commitments.text, key: [commitments.id], says: 'commitments', card: 'commitment' },
  {
    column: commitments.progressNote,
    key: [commitments.id],
    says: 'notes of progress shown on cards',
    card: 'commitment',
  },
  {
    column: progressReports.note,
    key: [progressReports.commitment, progressReports.n],
    says: 'notes of progress',
    card: 'commitment',
  },
  {
    column: commitments.details,
    key: [commitments.id],
    says: 'details of commitments',
    card: 'commitment',
    json: true,
  },
  {
    column: milestones.text,
    key: [milestones.commitment, milestones.id],
    says: 'milestones',
    card: 'commitment',
  },
  {
    column: commitmentChanges.patch,
    key: [commitmentChanges.commitment, commitmentChanges.id],
    says: 'changes of commitments',
    card: 'commitment',
    json: true,
  },
  { column: quotations.text, key: [quotations.commitment], says: 'quoted messages', card: 'commitment' },
  { column: quotations.author, key: [quotations.commitment], says: 'authors of quoted messages', card: 'commitment' },
  { column: evidence.words, key: [evidence.id], says: 'evidence', card: 'evidence' },
  { column: evidence.url, key: [evidence.id], says: 'addresses of evidence', card: 'evidence' },
  { column: evidence.fileName, key: [evidence.id], says: 'names of files of evidence', card: 'evidence' },
  {
    column: recommendations.progressNote,
    key: [recommendations.id],
    says: 'notes of progress of recommendations shown on cards',
    card: 'recommendation',
  },
  {
    column: recommendationReports.note,
    key: [recommendationReports.recommendation, recommendationReports.n],
    says: 'notes of progress of recommendations',
    card: 'recommendation',
  },
  {
    column: responses.reason,
    key: [responses.recommendation, responses.n],
    says: 'reasons of responses',
    card: 'recommendation',
  },
  {
    column: assessments.why,
    key: [assessments.subjectKind, assessments.subject, assessments.n],
    says: 'reasons of findings',
    ofSubject: true,
  },
  {
    column: assessments.reply,
    key: [assessments.subjectKind, assessments.subject, assessments.n],
    says: 'replies to findings',
    ofSubject: true,
  },
  {
    column: commitmentSupports.part,
    key: [commitmentSupports.commitment, commitmentSupports.n],
    says: 'parts of supporting organisations',
    card: 'commitment',
  },
  { column: recasts.parts, key: [recasts.id], says: 'texts of splits and merges', json: true },
  {
    column: subjectComments.words,
    key: [subjectComments.subjectKind, subjectComments.subject, subjectComments.id],
    says: 'comments',
    ofSubject: true,
  },
  { column: drafts.standard, key: [drafts.id], says: 'names of drafts', card: 'draft' },
  { column: drafts.title, key: [drafts.id], says: 'titles of drafts', card: 'draft' },
  { column: drafts.body, key: [drafts.id], says: 'bodies of drafts', card: 'draft' },
  { column: drafts.stage, key: [drafts.id], says: 'stages of drafts', card: 'draft' },
  { column: drafts.url, key: [drafts.id], says: 'links to drafts', card: 'draft' },
  {
    column: commentFiles.name,
    key: [commentFiles.draft, commentFiles.id],
    says: 'names of files of comments',
    card: 'draft',
  },
  {
    column: draftComments.clause,
    key: [draftComments.id],
    says: 'clauses of comments on drafts',
    card: 'draft-comment',
  },
  {
    column: draftComments.paragraph,
    key: [draftComments.id],
    says: 'paragraphs of comments on drafts',
    card: 'draft-comment',
  },
  { column: draftComments.line, key: [draftComments.id], says: 'lines of comments on drafts', card: 'draft-comment' },
  { column: draftComments.text, key: [draftComments.id], says: 'comments on drafts', card: 'draft-comment' },
  {
    column: draftComments.proposed,
    key: [draftComments.id],
    says: 'changes proposed to drafts',
    card: 'draft-comment',
  },
  {
    column: draftComments.raw,
    key: [draftComments.id],
    says: 'rows of comments as they came',
    card: 'draft-comment',
    json: true,
  },
  {
    column: dispositions.text,
    key: [dispositions.comment, dispositions.id],
    says: 'observations on comments on drafts',
    card: 'draft-comment',
  },
  {
    column: pullOuts.reason,
    key: [pullOuts.comment, pullOuts.consent, pullOuts.organisation],
    says: 'reasons why comments were pulled out',
    card: 'draft-comment',
  },
  {
    column: commentPositions.note,
    key: [commentPositions.comment, commentPositions.organisation],
    says: 'notes of positions on comments',
    card: 'draft-comment',
  },
  { column: polls.question, key: [polls.id], says: 'questions of polls', card: 'poll' },
  { column: statements.title, key: [statements.id], says: 'titles of joint statements', card: 'statement' },
  { column: statements.text, key: [statements.id], says: 'texts of joint statements', card: 'statement' },
  { column: straws.question, key: [straws.id], says: 'questions of straw polls', card: 'straw' },
  { column: straws.answers, key: [straws.id], says: 'answers to choose in straw polls', card: 'straw' },
  { column: ballots.remarks, key: [ballots.poll, ballots.organisation], says: 'comments and reasons of ballots' },
  { column: receivedVotes.remarks, key: [receivedVotes.id], says: 'comments and reasons of recorded votes' },
  { column: receivedVotes.fileName, key: [receivedVotes.id], says: 'names of files of recorded votes' },
  { column: receivedVotes.objection, key: [receivedVotes.id], says: 'objections to recorded votes' },
  { column: voteRulings.reason, key: [voteRulings.vote, voteRulings.n], says: 'reasons of rulings on recorded votes' },
  { column: pollActs.words, key: [pollActs.poll, pollActs.n], says: 'reasons of acts on polls', card: 'poll' },
  {
    column: pollContests.reason,
    key: [pollContests.poll, pollContests.id],
    says: 'reasons why results are contested',
    card: 'poll',
  },
  {
    column: pollContests.rulingReason,
    key: [pollContests.poll, pollContests.id],
    says: 'reasons of rulings on contests',
    card: 'poll',
  },
  { column: pollResults.reason, key: [pollResults.poll, pollResults.n], says: 'reasons of results', card: 'poll' },
  { column: imports.name, key: [imports.id], says: 'names of imported files' },
  { column: imports.rows, key: [imports.id], says: 'rows that are being imported' },
  { column: imports.report, key: [imports.id], says: 'results of imports' },
  { column: leavings.reason, key: [leavings.organisation, leavings.leftAt], says: 'reasons of leaving' },
  { column: legalHolds.reason, key: [legalHolds.id], says: 'reasons of legal holds' },
  { column: formDrafts.values, key: [formDrafts.id], says: 'drafts of others', json: true },
]

export type Naming = FreeText & { rows: { key: (string | number)[]; value: string }[] }

/** Every free text that holds a mark, as it stands. */
export async function textsNaming(tx: Tx, marks: Marks): Promise<Naming[]> {
  const found: Naming[] = []
  for (const text of freeTexts) {
    const { column, key } = text
    const value = sql<string>`${column}::text`
    const columns = sql.join([...key.map((part) => sql`${part}`), value], sql`, `)
    const rows = await tx.execute<Record<string, string | number>>(
      sql`select ${columns} from ${column.table} where ${mayHold(value, marks)}`,
    )
    const naming = rows
      .map((row) => Object.values(row))
      .map((cells) => ({ key: cells.slice(0, -1), value: String(cells.at(-1)) }))
    found.push({ ...text, rows: naming.filter((row) => holds(row.value, marks)) })
  }
  return found.filter(({ rows }) => rows.length > 0)
}

export async function replaceNames(tx: Tx, naming: Naming[], marks: Marks, shownAs: string): Promise<void> {
  for (const { column, key, json, rows } of naming) {
    for (const row of rows) {
      const clean = json ? cleanJson(row.value, marks, shownAs) : without(row.value, marks, shownAs)
      const set = json ? sql`${clean}::jsonb` : sql`${clean}`
      const isRow = key.map((part, nth) => sql`${part} = ${row.key[nth]}`)
      await tx.execute(
        sql`update ${column.table} set ${sql.identifier(column.name)} = ${set} where ${sql.join(isRow, sql` and `)}`,
      )
    }
  }
}

/** Only values: a key is ours. */
function cleanJson(json: string, marks: Marks, shownAs: string): string {
  const clean = (_key: string, value: unknown) => (typeof value === 'string' ? without(value, marks, shownAs) : value)
  return JSON.stringify(JSON.parse(json, clean))
}

/** Cards that may show these. */
export function subjectsIn(naming: readonly Naming[]): Subject[] {
  return kinds.flatMap((kind) => naming.flatMap((one) => labelledIn(one, kind).map((id) => ({ kind, id }) as Subject)))
}
const kinds = [
  'commitment',
  'poll',
  'recommendation',
  'straw',
  'statement',
  'draft',
] as const satisfies Subject['kind'][]

/** The ids of this kind whose labels the rows bear. */
export function labelledIn({ card, ofSubject, rows }: Naming, kind: FreeText['card']): string[] {
  return rows.flatMap(({ key: [first, second] }) => {
    if (ofSubject) return first === kind ? [String(second)] : []
    return card === kind ? [String(first)] : []
  })
}
