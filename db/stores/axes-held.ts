/** What an organisation said of recommendations, and what was found of its word, for it to take away. */
import { type AnyColumn, and, asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { present } from '#src/core/assert.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Belongings } from '#src/leaving/store.ts'
import type { Tx } from '../link.ts'
import { people } from '../schema/consortium.ts'
import { assessments, recommendationReports, responses } from '../schema/recommendations.ts'
import { trackedItems } from './following-held.ts'

type Held = Pick<Belongings, 'responses' | 'led' | 'findings'>

export async function heldAxes(tx: Tx, id: OrganisationId): Promise<Held> {
  const said = await tx
    .select({ row: responses, by: people.name })
    .from(responses)
    .innerJoin(people, isBy(responses.consortium, responses.statedBy))
    .where(eq(responses.organisation, id))
    .orderBy(asc(responses.n))
  const led = await tx
    .select({ row: recommendationReports, by: people.name })
    .from(recommendationReports)
    .innerJoin(people, isBy(recommendationReports.consortium, recommendationReports.reportedBy))
    .where(eq(recommendationReports.organisation, id))
    .orderBy(asc(recommendationReports.n))
  const found = await foundOf(tx, id)
  const about = await trackedItems(tx, [
    ...[...said, ...led].map(({ row }) => row.recommendation),
    ...found.map(({ row }) => row.subject),
  ])
  const of = (subject: Tracked['id']) => {
    const { reference, item } = present(about.get(subject), 'what was said something of')
    return { id: subject, of: reference, item }
  }
  return {
    responses: said.map(({ row: { recommendation, response, reason, statedAt: at }, by }) => {
      return { ...of(recommendation), response, reason, by, at }
    }),
    led: led.map(({ row: { recommendation, progress, outlook, note, reportedAt: at }, by }) => {
      return { ...of(recommendation), progress, outlook, note, by, at }
    }),
    findings: found.map(({ row, by, repliedBy }) => {
      const { subject, found: axis, why, assessedAt: at, reply, repliedAt } = row
      return { ...of(subject), found: axis, why, by, at, reply, repliedBy, repliedAt }
    }),
  }
}

const replier = alias(people, 'replier')

function foundOf(tx: Tx, id: OrganisationId) {
  return tx
    .select({ row: assessments, by: people.name, repliedBy: replier.name })
    .from(assessments)
    .innerJoin(people, isBy(assessments.consortium, assessments.assessedBy))
    .leftJoin(replier, and(eq(replier.consortium, assessments.consortium), eq(replier.id, assessments.repliedBy)))
    .where(eq(assessments.owner, id))
    .orderBy(asc(assessments.n))
}

function isBy(consortium: AnyColumn, person: AnyColumn) {
  return and(eq(people.consortium, consortium), eq(people.id, person))
}
