/** Finds items by their words, and leaves out what the actor may not see. */
import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, organisationsOf } from '#src/core/access.ts'
import { Findable } from '#src/core/effect.ts'
import type { SearchReader } from '#src/search/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { consortia } from '../schema/consortium.ts'
import { draftComments, drafts } from '../schema/drafts.ts'
import { polls } from '../schema/polls.ts'
import { recommendations } from '../schema/recommendations.ts'
import { statements } from '../schema/statements.ts'
import { straws } from '../schema/straws.ts'
import { commitmentItem } from './commitment-columns.ts'
import { recommendationItem } from './recommendations.ts'
import { type ItemColumns, isSeenBy, isSeenWhole } from './sharing.ts'

/** The most that is counted: nobody turns two hundred pages. */
const most = 1_000

/** What is looked for in each row in its turn leaves them in their order; the limit ends it once enough are seen. */
export function searchReader(tx: Tx): SearchReader {
  return {
    find: async (asked, seenBy, { offset, limit }) => {
      const [row] = await tx.execute<{ total: number; page: string }>(sql`
        with found as materialized (
          select * from found_items(${JSON.stringify(asked)}::text::jsonb) order by rank desc, place, nth desc, id
        ), seen as materialized (
          select found.* from found cross join lateral (${seenAmong(seenBy)}) item limit ${most + 1}
        )
        select (select count(*)::integer from seen) as total,
          (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'id', id)), '[]')::text from (
            select kind, id from seen order by rank desc, place, nth desc, id offset ${offset} limit ${limit}
          ) shown) as page`)
      const total = row?.total ?? 0
      const subjects = z.array(Findable).parse(JSON.parse(row?.page ?? '[]'))
      return { total: Math.min(total, most), isMore: total > most, subjects }
    },
  }
}

/** The row of what was found, where the actor may see it. */
function seenAmong(actor: Actor): SQL {
  return sql`
    select from ${recommendations} join ${consortia} on ${eq(consortia.consortium, recommendations.consortium)}
      where found.kind = 'recommendation' and ${recommendations.id} = found.id and ${isFoundBy(actor, recommendationItem)}
    union all
    select from ${commitments}
      where found.kind = 'commitment' and ${commitments.id} = found.id and ${isFoundBy(actor, commitmentItem)}
    union all
    select from ${polls} where found.kind = 'poll' and ${polls.id} = found.id and ${isFoundBy(actor, polls)}
    union all
    select from ${drafts} where found.kind = 'draft' and ${drafts.id} = found.id and ${isFoundBy(actor, draftItem)}
    union all
    select from ${straws} where found.kind = 'straw' and ${straws.id} = found.id and ${isFoundBy(actor, straws)}
    union all
    select from ${statements}
      where found.kind = 'statement' and ${statements.id} = found.id and ${isFoundBy(actor, statements)}
    union all
    select from ${draftComments} join ${drafts}
      on ${and(eq(drafts.consortium, draftComments.consortium), eq(drafts.id, draftComments.draft))}
      where found.kind = 'draft-comment' and ${draftComments.id} = found.id and ${isCommentSeenBy(actor)}`
}

const draftItem = { consortium: drafts.consortium, label: drafts.label, source: null, recipients: drafts.recipients }
const commentItem = { ...draftItem, consortium: draftComments.consortium, source: draftComments.organisation }

/** As `maySeeComment` of `src/drafts/comment.ts`: whole or not at all. */
function isCommentSeenBy(actor: Actor): SQL | undefined {
  const own = organisationsOf(actor).map(({ id }) => id)
  const { status, number, organisation } = draftComments
  const isPublished = or(eq(status, 'validated'), and(eq(status, 'withdrawn'), isNotNull(number)))
  const isOwn = own.length === 0 ? undefined : inArray(organisation, own)
  return and(or(isPublished, isOwn), isSeenWhole(actor, commentItem))
}

/** Whoever sees a reference alone must not learn by searching which words it has. */
function isFoundBy(actor: Actor, item: ItemColumns): SQL | undefined {
  const isWhole = isSeenWhole(actor, item) ?? sql`true`
  return or(isWhole, and(sql`found.bare`, isSeenBy(actor, item)))
}
