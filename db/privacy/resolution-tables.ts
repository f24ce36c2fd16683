/** What a person proposed, decided, circulated and pulled out on drafts, and the positions that a person took. */
import { and, asc, eq } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { PersonId } from '#src/core/id.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { draftComments, drafts } from '../schema/drafts.ts'
import { commentPositions, consentLists, dispositions, pullOuts } from '../schema/resolution.ts'
import { draftItemOf } from './draft-tables.ts'
import { table, tableOfItems } from './held.ts'

export async function resolutionOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const isComment = (consortium: PgColumn, comment: PgColumn) =>
    and(eq(draftComments.consortium, consortium), eq(draftComments.id, comment))
  const ofDraft = and(eq(drafts.consortium, draftComments.consortium), eq(drafts.id, draftComments.draft))
  const said = await tx
    .select({ row: dispositions, comment: draftComments, of: drafts })
    .from(dispositions)
    .innerJoin(draftComments, isComment(dispositions.consortium, dispositions.comment))
    .innerJoin(drafts, ofDraft)
    .where(eq(dispositions.by, person))
    .orderBy(asc(dispositions.n))
  const out = await tx
    .select({ row: pullOuts, comment: draftComments, of: drafts })
    .from(pullOuts)
    .innerJoin(draftComments, isComment(pullOuts.consortium, pullOuts.comment))
    .innerJoin(drafts, ofDraft)
    .where(eq(pullOuts.by, person))
    .orderBy(asc(pullOuts.at), asc(pullOuts.comment))
  const taken = await tx
    .select({ row: commentPositions, comment: draftComments, of: drafts })
    .from(commentPositions)
    .innerJoin(draftComments, isComment(commentPositions.consortium, commentPositions.comment))
    .innerJoin(drafts, ofDraft)
    .where(eq(commentPositions.by, person))
    .orderBy(asc(commentPositions.at), asc(commentPositions.comment))
  const circulated = await tx
    .select({ List: consentLists.id, 'Pulled out until': consentLists.deadline, At: consentLists.at })
    .from(consentLists)
    .where(eq(consentLists.circulatedBy, person))
    .orderBy(asc(consentLists.n))
  return [
    tableOfItems(
      'Dispositions of comments',
      'Words',
      said.map(({ row, comment, of }) => ({
        item: { ...draftItemOf(of), source: comment.organisation },
        row: { Comment: comment.id, Kind: row.kind, Disposition: row.disposition, Words: row.text, At: row.at },
      })),
    ),
    tableOfItems(
      'Comments pulled out',
      'Words',
      out.map(({ row, of }) => ({
        item: { ...draftItemOf(of), source: row.organisation },
        row: { Comment: row.comment, For: row.organisation, Words: row.reason, At: row.at },
      })),
    ),
    tableOfItems(
      'Positions on comments',
      'Words',
      taken.map(({ row, of }) => ({
        item: { ...draftItemOf(of), source: row.organisation },
        row: { Comment: row.comment, For: row.organisation, Position: row.position, Words: row.note, At: row.at },
      })),
    ),
    table('Lists of dispositions circulated', circulated),
  ]
}
