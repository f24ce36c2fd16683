/** What a person reported, found, replied and stated on the two axes. */
import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Subject } from '#src/core/effect.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import type { Item, Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { consortia } from '../schema/consortium.ts'
import {
  assessments,
  recommendationCoordinators,
  recommendationReports,
  recommendations,
  responses,
} from '../schema/recommendations.ts'
import { ownLabel } from '../stores/recommendations.ts'
import { table, tableOfItems } from './held.ts'

export async function axesOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const advised = { code: recommendations.code, label: ownLabel, recipients: recommendations.recipients }
  const reported = await tx
    .select({ said: recommendationReports, of: advised })
    .from(recommendationReports)
    .innerJoin(recommendations, isOf(recommendationReports))
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
    .where(eq(recommendationReports.reportedBy, person))
    .orderBy(asc(recommendationReports.n))
  const stated = await tx
    .select({ said: responses, of: advised })
    .from(responses)
    .innerJoin(recommendations, isOf(responses))
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
    .where(eq(responses.statedBy, person))
    .orderBy(asc(responses.n))
  const coordinated = await tx
    .select({ Recommendation: recommendations.code })
    .from(recommendationCoordinators)
    .innerJoin(recommendations, isOf(recommendationCoordinators))
    .where(eq(recommendationCoordinators.person, person))
    .orderBy(asc(recommendations.code))
  return [
    tableOfItems(
      'Progress of recommendations reported',
      'Note',
      reported.map(({ said: { progress, outlook, note, organisation, reportedAt }, of }) => ({
        item: itemOf(of, organisation),
        row: { ...{ Recommendation: of.code, Progress: progress, Outlook: outlook }, Note: note, At: reportedAt },
      })),
    ),
    tableOfItems(
      'Responses stated',
      'Reason',
      stated.map(({ said: { organisation, response, reason, statedAt }, of }) => ({
        item: itemOf(of, organisation),
        row: { Recommendation: of.code, Organisation: organisation, Response: response, Reason: reason, At: statedAt },
      })),
    ),
    await foundBy(tx, person),
    await repliedBy(tx, person),
    table('Recommendations coordinated', coordinated),
  ]
}

function isOf(of: typeof recommendationReports | typeof responses | typeof recommendationCoordinators) {
  return and(eq(recommendations.consortium, of.consortium), eq(recommendations.id, of.recommendation))
}

function itemOf({ label, recipients }: Omit<Item, 'source'>, source: OrganisationId): Item {
  return { label, source, recipients }
}

/** Whose cards show what the person said. */
export async function tracedOn(tx: Tx, person: PersonId): Promise<Subject[]> {
  const said = await tx
    .selectDistinct({ kind: assessments.subjectKind, id: assessments.subject })
    .from(assessments)
    .where(or(eq(assessments.assessedBy, person), eq(assessments.repliedBy, person)))
  return said as Subject[]
}

/** Assessments with the item that each is about. */
function assessmentsWithItems(tx: Tx) {
  const { consortium, subjectKind, subject } = assessments
  return tx
    .select({
      said: assessments,
      number: commitments.number,
      code: recommendations.code,
      label: sql<Tlp>`coalesce(${commitments.label}, ${ownLabel})`,
      source: commitments.organisation,
      recipients: sql<Recipient[]>`coalesce(${commitments.recipients}, ${recommendations.recipients})`,
    })
    .from(assessments)
    .innerJoin(consortia, eq(consortia.consortium, consortium))
    .leftJoin(
      commitments,
      and(eq(commitments.consortium, consortium), eq(subjectKind, 'commitment'), eq(commitments.id, subject)),
    )
    .leftJoin(
      recommendations,
      and(
        eq(recommendations.consortium, consortium),
        eq(subjectKind, 'recommendation'),
        eq(recommendations.id, subject),
      ),
    )
}

async function foundBy(tx: Tx, person: PersonId): Promise<HeldTable> {
  const rows = await assessmentsWithItems(tx).where(eq(assessments.assessedBy, person)).orderBy(asc(assessments.n))
  return tableOfItems(
    'Assessments made',
    'Why',
    rows.map(({ said: { found, why, assessedAt, opensAt }, number, code, ...item }) => ({
      item,
      row: { ...{ Commitment: number, Recommendation: code, Found: found }, Why: why, At: assessedAt, Opens: opensAt },
    })),
  )
}

async function repliedBy(tx: Tx, person: PersonId): Promise<HeldTable> {
  const rows = await assessmentsWithItems(tx).where(eq(assessments.repliedBy, person)).orderBy(asc(assessments.n))
  return tableOfItems(
    'Replies to assessments',
    'Reply',
    rows.map(({ said: { reply, repliedAt }, number, code, ...item }) => ({
      item,
      row: { Commitment: number, Recommendation: code, Reply: reply, At: repliedAt },
    })),
  )
}
