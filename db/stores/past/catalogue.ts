/** Findings and recommendations as they stood at a moment. What no entry of the register tells of stands as its row says. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { GroupId, OrganisationId } from '#src/core/id.ts'
import type { PastFinding, PastRecommendation, PlenaryReader } from '#src/plenaries/store.ts'
import { recommendationItem } from '#src/recommendations/recommendation.ts'
import type { Tx } from '../../link.ts'
import { consortia } from '../../schema/consortium.ts'
import { leavings } from '../../schema/leaving.ts'
import { findings, recommendationOrganisations, recommendations } from '../../schema/recommendations.ts'
import { ownLabel } from '../recommendations.ts'
import { factsBefore, type Kept, lastFacts } from './register.ts'

export async function findingsAsOf(tx: Tx, asOf: Temporal.Instant): Promise<PastFinding[]> {
  const { code, title, summary } = findings
  const rows = await tx.select({ code, title, summary }).from(findings)
  const past = await factsBefore(tx, { types: ['finding-recorded', 'finding-revised'], key: 'code', asOf })
  return rows.flatMap((row) => {
    if (!past.has(row.code)) return [row]
    const kept = past.get(row.code)
    return kept ? [{ ...row, ...kept.words }] : []
  })
}

export async function recommendationsAsOf(
  tx: Tx,
  asOf: Temporal.Instant,
): ReturnType<PlenaryReader['recommendations']> {
  const { id, code, finding, title, text, recipients, group } = recommendations
  const rows = await tx
    .select({ id, code, finding, title, text, group, label: ownLabel, recipients })
    .from(recommendations)
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
  const types = ['recommendation-recorded', 'recommendation-revised'] as const
  const stated = await factsBefore(tx, { types, key: 'recommendation', asOf })
  const carriedBy = await carriersAsOf(tx, asOf)
  return rows.flatMap(({ recipients, ...row }) => {
    const kept = stated.get(row.id)
    if (stated.has(row.id) && !kept) return []
    const then: PastRecommendation = { ...row, ...carriedBy(row), ...(kept && statedIn(kept)) }
    return [{ row: then, item: recommendationItem({ label: row.label, recipients }) }]
  })
}

function statedIn({ fact, words }: Kept): Partial<PastRecommendation> {
  return { ...(typeof fact.finding === 'string' && { finding: fact.finding }), ...words }
}

type Carried = Pick<PastRecommendation, 'group' | 'lead' | 'supporting'>
type Left = { organisation: OrganisationId; at: Temporal.Instant }

const Assigned = z.object({
  group: GroupId.nullable(),
  lead: OrganisationId.nullable(),
  supporting: z.array(OrganisationId),
})

/** Who saw to each. */
async function carriersAsOf(tx: Tx, asOf: Temporal.Instant) {
  const about = { types: ['recommendation-assigned'] as const, key: 'recommendation' }
  const last = await lastFacts(tx, { ...about, asOf })
  const later = await factsBefore(tx, { ...about, asOf })
  const { recommendation, organisation, role } = recommendationOrganisations
  const rows = await tx.select({ recommendation, organisation, role }).from(recommendationOrganisations)
  const standing = Map.groupBy(rows, (row) => row.recommendation)
  const left: Left[] = await tx.select({ organisation: leavings.organisation, at: leavings.leftAt }).from(leavings)
  return ({ id, group }: Pick<PastRecommendation, 'id' | 'group'>): Carried => {
    const assigned = last.get(id)
    if (assigned) return stillCarried(assigned, left, asOf)
    if (later.has(id)) return { group: null, lead: null, supporting: [] }
    const own = standing.get(id) ?? []
    const named = (as: 'lead' | 'supporting') => own.flatMap((one) => (one.role === as ? [one.organisation] : []))
    return { group, lead: named('lead')[0] ?? null, supporting: named('supporting') }
  }
}

/** An organisation that left sees to nothing from then on, until it is named anew. */
function stillCarried({ at, fact }: Kept, left: readonly Left[], asOf: Temporal.Instant): Carried {
  const { group, lead, supporting } = Assigned.parse(fact)
  const isThere = (organisation: OrganisationId) =>
    !left.some((one) => one.organisation === organisation && isAfter(one.at, at) && !isAfter(one.at, asOf))
  return { group, lead: lead !== null && isThere(lead) ? lead : null, supporting: supporting.filter(isThere) }
}

function isAfter(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) > 0
}
