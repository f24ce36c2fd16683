/** Reads and writes how comments on drafts are settled. An act en bloc settles them by the hundred: those are written many at a time. */
import { and, asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { ConsortiumId, DraftCommentId, DraftId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import type { ConsentList, Passed, ResolutionFact, Settling } from '#src/resolution/resolution.ts'
import type { ResolutionReader } from '#src/resolution/store.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { drafts } from '../schema/drafts.ts'
import { commentPositions, consentLists, dispositions, pullOuts } from '../schema/resolution.ts'
import { commentReader } from './comments.ts'
import type { BatchWriters } from './recommendation-writers.ts'
import { policyOf } from './sharing.ts'

export function resolutionReader(tx: Tx): ResolutionReader {
  const lists = () => tx.select().from(consentLists).orderBy(desc(consentLists.n)).limit(1)
  return {
    settling: async (draft) => {
      const comments = await commentReader(tx).validated(draft)
      const last = await tx
        .selectDistinctOn([dispositions.comment, dispositions.kind])
        .from(dispositions)
        .where(eq(dispositions.draft, draft))
        .orderBy(dispositions.comment, dispositions.kind, desc(dispositions.n))
      const out = await tx
        .select({ ...getTableColumns(pullOuts), policy: policyOf(ofOrganisation(pullOuts)) })
        .from(pullOuts)
        .where(eq(pullOuts.draft, draft))
        .orderBy(asc(pullOuts.at), asc(pullOuts.organisation))
      const taken = await tx
        .select({ ...getTableColumns(commentPositions), policy: policyOf(ofOrganisation(commentPositions)) })
        .from(commentPositions)
        .where(eq(commentPositions.draft, draft))
        .orderBy(asc(commentPositions.at), asc(commentPositions.organisation))
      const of = { passed: by(last.map(rowToPassed)), out: by(out), taken: by(taken) }
      return comments.flatMap((comment): Settling[] => {
        if (comment.status !== 'validated') return []
        const passed = of.passed.get(comment.id) ?? []
        return [
          {
            comment,
            proposal: passed.find((one) => one.kind === 'proposed'),
            decided: passed.find((one) => one.kind === 'decided'),
            pulled: (of.out.get(comment.id) ?? []).map(plain),
            positions: (of.taken.get(comment.id) ?? []).map(plain),
          },
        ]
      })
    },
    list: async (draft) => listOf(await lists().where(eq(consentLists.draft, draft))),
    listById: async (id) => listOf(await lists().where(eq(consentLists.id, id))),
    hold: async (draft) => {
      await tx.select({ id: drafts.id }).from(drafts).where(eq(drafts.id, draft)).for('update')
    },
    version: (draft) => tx.$count(dispositions, eq(dispositions.draft, draft)),
    stood: async (draft, version) => {
      const rows = await tx
        .select()
        .from(dispositions)
        .where(eq(dispositions.draft, draft))
        .orderBy(asc(dispositions.n))
        .limit(version)
      // What was decided stands over what is proposed after it.
      const inTime = [...rows.filter((row) => row.kind === 'proposed'), ...rows.filter((row) => row.kind === 'decided')]
      return new Map(inTime.map((row) => [row.comment, rowToPassed(row)]))
    },
    history: async (comment) => {
      const rows = await tx
        .select()
        .from(dispositions)
        .where(eq(dispositions.comment, comment))
        .orderBy(asc(dispositions.n))
      return rows.map(rowToPassed)
    },
  }
}

function ofOrganisation({ consortium, organisation }: typeof pullOuts | typeof commentPositions) {
  return { consortium, source: organisation }
}

function by<Row extends { comment: DraftCommentId }>(rows: Row[]): Map<DraftCommentId, Row[]> {
  return Map.groupBy(rows, ({ comment }) => comment)
}

function rowToPassed(row: typeof dispositions.$inferSelect): Passed {
  const { id, comment, disposition, text, duplicateOf, by: saidBy, at } = row
  const base = { id, comment, disposition, text, duplicateOf, by: saidBy, at: at.toString() }
  return row.kind === 'proposed'
    ? { kind: 'proposed', ...base, after: row.consent }
    : { kind: 'decided', ...base, enBloc: row.consent }
}

function plain<Row extends { consortium: ConsortiumId; at: Temporal.Instant }>({ consortium: _, at, ...row }: Row) {
  return { ...row, at: at.toString() }
}

function listOf([row]: (typeof consentLists.$inferSelect)[]): ConsentList | undefined {
  if (!row) return undefined
  const { consortium: _, n: __, changedAt: ___, deadline, at, ...list } = row
  return { ...list, deadline: deadline.toString(), at: at.toString() }
}

type Of<T extends ResolutionFact['type']> = Extract<ResolutionFact, { type: T }>

export function resolutionBatchWriters(tx: Tx, consortium: ConsortiumId) {
  /** The cards of a draft's lists show what is proposed and decided. */
  const moved = async (facts: readonly { draft: DraftId }[], changedAt: Temporal.Instant) => {
    const drafts = [...new Set(facts.map(({ draft }) => draft))]
    await tx.update(consentLists).set({ changedAt }).where(inArray(consentLists.draft, drafts))
  }
  return {
    'comment-pulled-out': async (facts: Of<'comment-pulled-out'>[], at: Temporal.Instant) => {
      const rows = facts.map(({ type: _, pulledBy, sealed, ...fact }) => {
        return { consortium, ...fact, by: pulledBy, ...sealed, at }
      })
      await tx.insert(pullOuts).values(rows)
      await moved(facts, at)
    },
    'disposition-proposed': async (facts: Of<'disposition-proposed'>[], at: Temporal.Instant) => {
      const rows = facts.map(({ type: _, after: consent, proposedBy, sealed, ...fact }) => {
        return { consortium, ...fact, kind: 'proposed' as const, consent, by: proposedBy, ...sealed, at }
      })
      await tx.insert(dispositions).values(rows)
      await moved(facts, at)
    },
    'disposition-decided': async (facts: Of<'disposition-decided'>[], at: Temporal.Instant) => {
      const rows = facts.map(({ type: _, enBloc: consent, decidedBy, sealed, ...fact }) => {
        return { consortium, ...fact, kind: 'decided' as const, consent, by: decidedBy, ...sealed, at }
      })
      await tx.insert(dispositions).values(rows)
      await moved(facts, at)
    },
  } satisfies BatchWriters
}

export function resolutionWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, ResolutionFact['type']> {
  const many = resolutionBatchWriters(tx, consortium)
  return {
    'disposition-proposed': (fact, at) => many['disposition-proposed']([fact], at),
    'disposition-decided': (fact, at) => many['disposition-decided']([fact], at),
    'consent-circulated': async ({ consent: id, draft, deadline, circulatedBy }, at) => {
      const until = Temporal.Instant.from(deadline)
      await tx
        .insert(consentLists)
        .values({ consortium, id, draft, deadline: until, circulatedBy, at, closed: false, changedAt: at })
    },
    'consent-closed': async ({ consent }, changedAt) => {
      const open = and(eq(consentLists.id, consent), eq(consentLists.closed, false))
      const closed = await tx
        .update(consentLists)
        .set({ closed: true, changedAt })
        .where(open)
        .returning({ id: consentLists.id })
      if (closed.length === 0) throw new Conflict('another process has closed this list')
    },
    'comment-pulled-out': (fact, at) => many['comment-pulled-out']([fact], at),
    'position-taken': async ({ type: _, takenBy, sealed, ...fact }, at) => {
      const row = { consortium, ...fact, by: takenBy, ...sealed, at }
      await tx
        .insert(commentPositions)
        .values(row)
        .onConflictDoUpdate({
          target: [commentPositions.consortium, commentPositions.comment, commentPositions.organisation],
          set: {
            position: sql`excluded.position`,
            note: sql`excluded.note`,
            by: sql`excluded.taken_by`,
            at: sql`excluded.at`,
          },
        })
    },
  }
}
