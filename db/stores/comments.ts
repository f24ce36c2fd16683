/** Reads and writes comments on drafts. A file brings them by the thousand: they are written many at a time. */
import { and, asc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId, DraftCommentId, DraftId, OrganisationId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import { type Comment, type CommentFact, commentReference, type Numbered } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import type { CommentReader } from '#src/drafts/store.ts'
import type { HeldDraftComment } from '#src/leaving/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { draftComments as comments, drafts } from '../schema/drafts.ts'
import { consentLists, dispositions } from '../schema/resolution.ts'
import { commentFileReader } from './comment-files.ts'
import type { BatchWriters } from './recommendation-writers.ts'
import { policyOf } from './sharing.ts'

const source = { consortium: comments.consortium, source: comments.organisation }

export function commentReader(tx: Tx): CommentReader {
  const read = () =>
    tx
      .select({ row: comments, label: drafts.label, recipients: drafts.recipients, policy: policyOf(source) })
      .from(comments)
      .innerJoin(drafts, and(eq(drafts.consortium, comments.consortium), eq(drafts.id, comments.draft)))
  const of = (draft: DraftId, status: Comment['status']) => and(eq(comments.draft, draft), eq(comments.status, status))
  return {
    byId: async (id) => first(await read().where(eq(comments.id, id))),
    forChange: async (id) => first(await read().where(eq(comments.id, id)).for('update', { of: comments })),
    byNumber: async (draft, number) =>
      first(await read().where(and(eq(comments.draft, draft), eq(comments.number, number)))),
    validated: async (draft) =>
      (await read().where(of(draft, 'validated')).orderBy(asc(comments.number))).map(rowToComment),
    isProposedOn: async (id) => {
      const found = await tx
        .select({ id: dispositions.id })
        .from(dispositions)
        .where(eq(dispositions.comment, id))
        .limit(1)
      return found.length > 0
    },
    consents: async (draft) => {
      const rows = await tx.select({ id: consentLists.id }).from(consentLists).where(eq(consentLists.draft, draft))
      return rows.map(({ id }) => id)
    },
    counts: async (draft) =>
      tx
        .select({
          organisation: comments.organisation,
          comments: sql<number>`count(*)::integer`,
          late: sql<number>`(count(*) filter (where ${comments.late}))::integer`,
          policy: policyOf(source),
        })
        .from(comments)
        .where(of(draft, 'validated'))
        .groupBy(comments.consortium, comments.organisation),
    numbered: async (draft) => {
      const numbered = and(eq(comments.draft, draft), isNotNull(comments.number))
      const rows = await read().where(numbered).orderBy(asc(comments.number))
      return rows.map(rowToComment).filter(isNumbered)
    },
    written: async (draft, organisations) => {
      if (organisations.length === 0) return []
      const own = and(of(draft, 'written'), inArray(comments.organisation, [...organisations]))
      return (await read().where(own).orderBy(asc(comments.at), asc(comments.id))).map(rowToComment)
    },
    waiting: async (organisations) =>
      organisations.length === 0
        ? []
        : tx
            .select({ draft: comments.draft, comments: sql<number>`count(*)::integer` })
            .from(comments)
            .innerJoin(drafts, and(eq(drafts.consortium, comments.consortium), eq(drafts.id, comments.draft)))
            .where(and(eq(comments.status, 'written'), inArray(comments.organisation, [...organisations])))
            .groupBy(comments.draft, drafts.number)
            .orderBy(asc(drafts.number)),
    ...commentFileReader(tx),
    nextNumber: async (draft) => {
      const [row] = await tx.select({ last: drafts.lastComment }).from(drafts).where(eq(drafts.id, draft)).for('update')
      return present(row, 'the draft').last + 1
    },
  }
}

type Row = typeof comments.$inferSelect
type Found = { row: Row; label: Comment['label']; recipients: Comment['recipients']; policy: ReleasePolicy }

function first([found]: Found[]): Comment | undefined {
  return found && rowToComment(found)
}

function rowToComment({ row, ...shared }: Found): Comment {
  const { consortium: _, changedAt: __, validatedBy: ___, status, number, code, at, ...rest } = row
  const base = { ...rest, at: at.toString(), ...shared }
  if (status === 'validated') return { status, ...base, code, number: present(number, 'the number of a comment') }
  return status === 'withdrawn' ? { status, ...base, code, number } : { status, ...base }
}

function isNumbered(comment: Comment): comment is Numbered {
  return 'number' in comment && comment.number !== null
}

/** An organisation's, for it to take away. */
export async function heldDraftComments(tx: Tx, organisation: OrganisationId): Promise<HeldDraftComment[]> {
  const rows = await tx
    .select({ row: comments, of: drafts })
    .from(comments)
    .innerJoin(drafts, and(eq(drafts.consortium, comments.consortium), eq(drafts.id, comments.draft)))
    .where(eq(comments.organisation, organisation))
    .orderBy(asc(drafts.number), asc(comments.number), asc(comments.at), asc(comments.id))
  return rows.map(({ row: { number, code, ...row }, of }) => ({
    ...row,
    of: draftReference(of),
    reference: number === null ? null : commentReference({ code, number }),
    item: { label: of.label, source: organisation, recipients: of.recipients },
  }))
}

type Of<T extends CommentFact['type']> = Extract<CommentFact, { type: T }>

export function commentBatchWriters(tx: Tx, consortium: ConsortiumId) {
  return {
    'comment-written': async (facts: Of<'comment-written'>[], at: Temporal.Instant) => {
      const rows = facts.map(({ comment: id, commentType: type, sealed: { raw, ...words }, type: _, ...fact }) => {
        return {
          consortium,
          id,
          type,
          ...fact,
          ...words,
          raw: rawOf(raw),
          status: 'written' as const,
          at,
          changedAt: at,
        }
      })
      await tx.insert(comments).values(rows)
    },
    'comment-validated': async (facts: Of<'comment-validated'>[], at: Temporal.Instant) => {
      const given = sql.join(
        facts.map((one) => sql`(${one.comment}, ${one.number}::integer, ${one.code}, ${one.validatedBy})`),
        sql`, `,
      )
      await tx.execute(sql`
        update ${comments} c set status = 'validated', number = g.number, code = g.code,
          validated_by = g.by, changed_at = ${at.toString()}::timestamptz
        from (values ${given}) as g (id, number, code, by) where c.id = g.id`)
      for (const { draft, number } of highest(facts)) {
        await tx
          .update(drafts)
          .set({ lastComment: sql`greatest(${drafts.lastComment}, ${number}::integer)`, changedAt: at })
          .where(eq(drafts.id, draft))
      }
    },
  } satisfies BatchWriters
}

function rawOf(raw: string): string[] | null {
  return raw === '' ? null : JSON.parse(raw)
}

/** The last number given in each draft. */
function highest(facts: Of<'comment-validated'>[]): Of<'comment-validated'>[] {
  return [...new Map(facts.toSorted((a, b) => a.number - b.number).map((fact) => [fact.draft, fact])).values()]
}

export function commentWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, CommentFact['type']> {
  const many = commentBatchWriters(tx, consortium)
  const change = async (id: DraftCommentId, set: Partial<Omit<Row, 'status'>> & { status?: Row['status'] | SQL }) => {
    await tx.update(comments).set(set).where(eq(comments.id, id))
  }
  return {
    'comment-written': (fact, at) => many['comment-written']([fact], at),
    'comment-validated': (fact, at) => many['comment-validated']([fact], at),
    'comment-reworded': ({ comment, commentType: type, sealed }, changedAt) =>
      change(comment, {
        type,
        ...sealed,
        changedAt,
        status: sql`case ${comments.status} when 'sent-back' then 'written' else ${comments.status} end`,
      }),
    'comment-sent-back': ({ comment }, changedAt) => change(comment, { status: 'sent-back', changedAt }),
    'comment-withdrawn': ({ comment }, changedAt) => change(comment, { status: 'withdrawn', changedAt }),
  }
}
