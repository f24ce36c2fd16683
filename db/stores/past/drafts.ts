/** Drafts as they stood at a moment, with their organisations' comments until then. */
import { asc, sql } from 'drizzle-orm'
import { draftItem } from '#src/drafts/draft.ts'
import type { PlenaryReader } from '#src/plenaries/store.ts'
import type { Tx } from '../../link.ts'
import { draftComments, drafts } from '../../schema/drafts.ts'
import { dispositions } from '../../schema/resolution.ts'
import { factsBefore } from './register.ts'

export async function draftsAsOf(tx: Tx, asOf: Temporal.Instant): ReturnType<PlenaryReader['drafts']> {
  const moment = sql`${asOf.toString()}::timestamptz`
  // One that had its number only later counts from when it was written.
  const known = sql`c.consortium_id = ${drafts.consortium} and c.draft_id = ${drafts.id} and c.number is not null and c.at <= ${moment}`
  const isDecided = sql`exists (select from ${dispositions} d where d.consortium_id = c.consortium_id and d.comment_id = c.id
    and d.kind = 'decided' and d.at <= ${moment})`
  const isWithdrawn = sql`(c.status = 'withdrawn' and c.changed_at <= ${moment})`
  const rows = await tx
    .select({
      row: drafts,
      comments: sql<number>`(select count(*) from ${draftComments} c where ${known})`,
      open: sql<number>`(select count(*) from ${draftComments} c where ${known} and not ${isDecided} and not ${isWithdrawn})`,
    })
    .from(drafts)
    .orderBy(asc(drafts.number))
  const registered = await factsBefore(tx, { types: ['draft-registered'], key: 'draft', asOf })
  return rows
    .filter(({ row }) => !registered.has(row.id))
    .map(({ row, comments, open }) => {
      const { number, standard, title, closesAt, label } = row
      return {
        item: draftItem(row),
        row: { number, standard, title, closesAt, label, comments: Number(comments), open: Number(open) },
      }
    })
}
