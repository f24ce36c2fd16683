/** Finds items by their words, and leaves out what the actor may not see. */
import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '#src/core/access.ts'
import { Subject } from '#src/core/effect.ts'
import type { SearchReader } from '#src/search/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { consortia } from '../schema/consortium.ts'
import { polls } from '../schema/polls.ts'
import { recommendations } from '../schema/recommendations.ts'
import { commitmentItem } from './commitment-columns.ts'
import { recommendationItem } from './recommendations.ts'
import { type ItemColumns, isSeenBy, isSeenWhole } from './sharing.ts'

export function searchReader(tx: Tx): SearchReader {
  return {
    find: async (asked, seenBy, { offset, limit }) => {
      const [row] = await tx.execute<{ total: number; page: string }>(sql`
        with found as materialized (select * from found_items(${JSON.stringify(asked)}::text::jsonb)),
        seen as materialized (${seenAmong(seenBy)})
        select (select count(*)::integer from seen) as total,
          (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'id', id)), '[]')::text from (
            select kind, id from seen order by rank desc, kind desc, nth desc, id offset ${offset} limit ${limit}
          ) shown) as page`)
      return { total: row?.total ?? 0, subjects: z.array(Subject).parse(JSON.parse(row?.page ?? '[]')) }
    },
  }
}

/** `nth`: of two that fit as well, the later one stands first. */
function seenAmong(actor: Actor): SQL {
  return sql`
    select found.*, 0 as nth from found
      join ${recommendations} on found.kind = 'recommendation' and ${recommendations.id} = found.id
      join ${consortia} on ${eq(consortia.consortium, recommendations.consortium)}
      where ${isFoundBy(actor, recommendationItem)}
    union all
    select found.*, ${commitments.number} from found
      join ${commitments} on found.kind = 'commitment' and ${commitments.id} = found.id
      where ${isFoundBy(actor, commitmentItem)}
    union all
    select found.*, ${polls.number} from found
      join ${polls} on found.kind = 'poll' and ${polls.id} = found.id
      where ${isFoundBy(actor, polls)}`
}

/** Whoever sees a reference alone must not learn by searching which words it has. */
function isFoundBy(actor: Actor, item: ItemColumns): SQL | undefined {
  const isWhole = isSeenWhole(actor, item) ?? sql`true`
  return or(isWhole, and(sql`found.bare`, isSeenBy(actor, item)))
}
