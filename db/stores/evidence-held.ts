/** The evidence that an organisation added, for it to take away. What was withdrawn has no words left, and stays out. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { OrganisationId } from '#src/core/id.ts'
import type { HeldEvidence } from '#src/leaving/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { people } from '../schema/consortium.ts'
import { evidence } from '../schema/evidence.ts'
import { recommendations } from '../schema/recommendations.ts'
import { fileOf } from './evidence.ts'

export async function heldEvidence(tx: Tx, id: OrganisationId): Promise<HeldEvidence[]> {
  const rows = await tx
    .select({ row: evidence, by: people.name, of })
    .from(evidence)
    .innerJoin(people, and(eq(people.consortium, evidence.consortium), eq(people.id, evidence.addedBy)))
    .where(and(eq(evidence.organisation, id), isNull(evidence.withdrawnAt)))
    .orderBy(asc(evidence.addedAt), asc(evidence.id))
  return rows.map(({ row, by, of: reference }) => {
    const { id: piece, kind, words, url, day, label, recipients, addedAt: at } = row
    return { id: piece, kind, words, url, file: fileOf(row), day, label, recipients, of: reference, by, at }
  })
}

const of = sql<string>`case ${evidence.subjectKind}
  when 'commitment' then (select 'C-' || c.number from ${commitments} c
    where c.consortium_id = ${evidence.consortium} and c.id = ${evidence.subject})
  else (select 'R-' || r.code from ${recommendations} r
    where r.consortium_id = ${evidence.consortium} and r.id = ${evidence.subject}) end`
