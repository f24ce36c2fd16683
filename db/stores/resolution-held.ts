/** What an organisation pulled out and its positions on comments, for it to take away. */
import { and, asc, eq } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { OrganisationId } from '#src/core/id.ts'
import { commentReference } from '#src/drafts/comment.ts'
import { draftReference } from '#src/drafts/draft.ts'
import type { Belongings, HeldStance } from '#src/leaving/store.ts'
import type { Tx } from '../link.ts'
import { draftComments, drafts } from '../schema/drafts.ts'
import { commentPositions, pullOuts } from '../schema/resolution.ts'

export async function heldStances(
  tx: Tx,
  organisation: OrganisationId,
): Promise<Pick<Belongings, 'pulledOut' | 'positions'>> {
  const isComment = (consortium: PgColumn, comment: PgColumn) =>
    and(eq(draftComments.consortium, consortium), eq(draftComments.id, comment))
  const ofDraft = and(eq(drafts.consortium, draftComments.consortium), eq(drafts.id, draftComments.draft))
  const out = await tx
    .select({ row: pullOuts, comment: draftComments, of: drafts })
    .from(pullOuts)
    .innerJoin(draftComments, isComment(pullOuts.consortium, pullOuts.comment))
    .innerJoin(drafts, ofDraft)
    .where(eq(pullOuts.organisation, organisation))
    .orderBy(asc(pullOuts.at), asc(draftComments.number))
  const taken = await tx
    .select({ row: commentPositions, comment: draftComments, of: drafts })
    .from(commentPositions)
    .innerJoin(draftComments, isComment(commentPositions.consortium, commentPositions.comment))
    .innerJoin(drafts, ofDraft)
    .where(eq(commentPositions.organisation, organisation))
    .orderBy(asc(commentPositions.at), asc(draftComments.number))
  return {
    pulledOut: out.map(({ row, comment, of }) => ({
      ...stanceOf(comment, of, organisation),
      words: row.reason,
      at: row.at,
    })),
    positions: taken.map(({ row, comment, of }) => ({
      ...stanceOf(comment, of, organisation),
      position: row.position,
      words: row.note,
      at: row.at,
    })),
  }
}

function stanceOf(
  { id, code, number }: typeof draftComments.$inferSelect,
  of: typeof drafts.$inferSelect,
  source: OrganisationId,
): Omit<HeldStance, 'words' | 'at'> {
  const reference = commentReference({ code, number: number ?? 0 })
  return { id, of: draftReference(of), reference, item: { label: of.label, source, recipients: of.recipients } }
}
