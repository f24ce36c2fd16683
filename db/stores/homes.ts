/** Reads what is going on in working groups, for homes. */
import { and, count, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { HomeReader } from '#src/home/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { organisations } from '../schema/consortium.ts'
import { polls } from '../schema/polls.ts'
import { commitmentItem, isOwner } from './commitment-columns.ts'
import { isSeenBy } from './sharing.ts'

export function homeReader(tx: Tx): HomeReader {
  return {
    groups: async (groups, seenBy, now) => {
      const among = [...groups]
      const zones = await tx.selectDistinct({ zone: organisations.zone }).from(organisations)
      const passed = zones.map(({ zone }) => {
        const today = now.toZonedDateTimeISO(zone).toPlainDate().toString()
        return and(eq(organisations.zone, zone), lt(commitments.due, today))
      })
      const late = and(isNull(commitments.ownerLeftAt), or(...passed))
      const promised = await tx
        .select({
          group: commitments.group,
          underWay: count(),
          overdue: sql<number>`(count(*) filter (where ${late}))::integer`,
        })
        .from(commitments)
        .innerJoin(organisations, isOwner)
        .where(and(isUnderWay, inArray(commitments.group, among), isSeenBy(seenBy, commitmentItem)))
        .groupBy(commitments.group)
      const asked = await tx
        .select({ group: polls.group, openPolls: count() })
        .from(polls)
        .where(and(isOpen, inArray(polls.group, among), isSeenBy(seenBy, polls)))
        .groupBy(polls.group)
      return among.map((group) => {
        const { underWay = 0, overdue = 0 } = promised.find((one) => one.group === group) ?? {}
        return { group, underWay, overdue, openPolls: asked.find((one) => one.group === group)?.openPolls ?? 0 }
      })
    },
  }
}

const isUnderWay = and(
  eq(commitments.status, 'confirmed'),
  sql`coalesce(${commitments.progress}, 'not-started') not in ('complete', 'withdrawn')`,
)
const isOpen = and(eq(polls.status, 'open'), gt(polls.closesAt, sql`now()`))
