/** Reads who sees to a recommendation, and what each organisation says of it. */
import { and, asc, desc, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { RecommendationId } from '#src/core/id.ts'
import type { Assignment } from '#src/recommendations/recommendation.ts'
import type { RecommendationReader } from '#src/recommendations/store.ts'
import type { Tx } from '../link.ts'
import { organisations, people, workingGroups } from '../schema/consortium.ts'
import {
  recommendationCoordinators,
  recommendationOrganisations,
  recommendations,
  responses,
} from '../schema/recommendations.ts'
import { policyOf } from './sharing.ts'

type Reader = Pick<
  RecommendationReader,
  'assignments' | 'coordinators' | 'assignedTo' | 'responses' | 'responseHistory'
>

export function assignmentReader(tx: Tx): Reader {
  return {
    assignments: (ids) => assignments(tx, ids),
    coordinators: async (ids) => {
      const { person, recommendation } = recommendationCoordinators
      const rows = await tx
        .selectDistinct({ person })
        .from(recommendationCoordinators)
        .where(isAmong(recommendation, ids))
      return rows.map((row) => row.person)
    },
    assignedTo: async (organisation) => {
      const { recommendation } = recommendationOrganisations
      const rows = await tx
        .select({ recommendation })
        .from(recommendationOrganisations)
        .where(eq(recommendationOrganisations.organisation, organisation))
      return rows.map((row) => row.recommendation)
    },
    responses: async (ids, asOf) => {
      if (ids.length === 0) return []
      const rows = await tx
        .selectDistinctOn([responses.recommendation, organisations.short, responses.organisation], stated)
        .from(responses)
        .innerJoin(organisations, isOf(responses))
        .where(and(isAmong(responses.recommendation, ids), asOf && lte(responses.statedAt, asOf)))
        .orderBy(
          asc(responses.recommendation),
          asc(organisations.short),
          asc(responses.organisation),
          desc(responses.n),
        )
      return rows.map(({ at, ...row }) => ({ ...row, at: at.toString() }))
    },
    responseHistory: async (id) => {
      const rows = await tx
        .select({ ...stated, by: people.name })
        .from(responses)
        .innerJoin(organisations, isOf(responses))
        .innerJoin(people, and(eq(people.consortium, responses.consortium), eq(people.id, responses.statedBy)))
        .where(eq(responses.recommendation, id))
        .orderBy(asc(responses.n))
      return rows.map(({ at, ...row }) => ({ ...row, at: at.toString() }))
    },
  }
}

const stated = {
  recommendation: responses.recommendation,
  organisation: responses.organisation,
  name: organisations.short,
  response: responses.response,
  reason: responses.reason,
  at: responses.statedAt,
  policy: policyOf({ consortium: responses.consortium, source: responses.organisation }),
}

async function assignments(tx: Tx, ids: readonly RecommendationId[]): Promise<Map<RecommendationId, Assignment>> {
  if (ids.length === 0) return new Map()
  const groups = await tx
    .select({ id: recommendations.id, group: { id: workingGroups.id, name: workingGroups.name } })
    .from(recommendations)
    .leftJoin(
      workingGroups,
      and(eq(workingGroups.consortium, recommendations.consortium), eq(workingGroups.id, recommendations.group)),
    )
    .where(isAmong(recommendations.id, ids))
  const found = new Map(
    groups.map(({ id, group }): [RecommendationId, Assignment] => [
      id,
      { group, lead: null, supporting: [], coordinators: [] },
    ]),
  )
  const carrying = await tx
    .select({
      of: recommendationOrganisations.recommendation,
      role: recommendationOrganisations.role,
      id: recommendationOrganisations.organisation,
      name: organisations.short,
      country: organisations.country,
      zone: organisations.zone,
      since: recommendationOrganisations.since,
    })
    .from(recommendationOrganisations)
    .innerJoin(organisations, isOf(recommendationOrganisations))
    .where(isAmong(recommendationOrganisations.recommendation, ids))
    .orderBy(asc(organisations.short))
  for (const { of, role, id, name, country, zone, since } of carrying) {
    const assignment = found.get(of)
    if (role === 'lead' && assignment) assignment.lead = { id, name, country, zone, since: since.toString() }
    else assignment?.supporting.push({ id, name })
  }
  const tracking = await tx
    .select({ of: recommendationCoordinators.recommendation, id: people.id, name: people.name })
    .from(recommendationCoordinators)
    .innerJoin(
      people,
      and(
        eq(people.consortium, recommendationCoordinators.consortium),
        eq(people.id, recommendationCoordinators.person),
      ),
    )
    .where(isAmong(recommendationCoordinators.recommendation, ids))
    .orderBy(asc(people.name))
  for (const { of, id, name } of tracking) found.get(of)?.coordinators.push({ id, name })
  return found
}

function isOf(table: typeof responses | typeof recommendationOrganisations): SQL | undefined {
  return and(eq(organisations.consortium, table.consortium), eq(organisations.id, table.organisation))
}

/** However many: one parameter. */
export function isAmong(column: SQL.Aliased | Parameters<typeof eq>[0], ids: readonly string[]): SQL {
  return sql`${column} = any (array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)))`
}
