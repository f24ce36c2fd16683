/** Reads and writes what assessors found, and what owners replied. */

import { and, asc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm'
import type { AssessmentFact } from '#src/assessments/assessment.ts'
import type { Assessable, AssessmentReader, Made, Naming } from '#src/assessments/store.ts'
import { commitmentItem, commitmentReference, isOwnerLeft } from '#src/commitments/commitment.ts'
import { present } from '#src/core/assert.ts'
import type { Tracked } from '#src/core/effect.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import { recommendationItem, recommendationReference } from '#src/recommendations/recommendation.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { consortia, organisations, people } from '../schema/consortium.ts'
import { assessments, recommendationOrganisations, recommendations } from '../schema/recommendations.ts'
import { commitmentColumns, isOwner } from './commitment-columns.ts'
import { ownLabel } from './recommendations.ts'

export function assessmentReader(tx: Tx): AssessmentReader {
  const read = () =>
    tx
      .select({ row: assessments, name: people.name })
      .from(assessments)
      .innerJoin(people, and(eq(people.consortium, assessments.consortium), eq(people.id, assessments.assessedBy)))
  const byId = async (id: Made['id'], isLocked: boolean) => {
    const found = read().where(eq(assessments.id, id))
    const [row] = isLocked ? await found.for('update', { of: assessments }) : await found
    return row && made(tx, row)
  }
  return {
    assessable: (naming) => assessable(tx, naming),
    byId: (id) => byId(id, false),
    forChange: (id) => byId(id, true),
    waiting: async (owners, now) => {
      if (owners.length === 0) return []
      const waits = and(
        inArray(assessments.owner, [...owners]),
        gt(assessments.opensAt, now),
        isNull(assessments.reply),
      )
      const found: Made[] = []
      for (const row of await read().where(waits).orderBy(asc(assessments.n))) found.push(await made(tx, row))
      return found
    },
  }
}

type Row = { row: typeof assessments.$inferSelect; name: string }

async function made(tx: Tx, { row, name }: Row): Promise<Made> {
  const { id, owner, found, why, assessedBy, assessedAt, opensAt, reply } = row
  const of = { kind: row.subjectKind, id: row.subject } as Tracked
  return {
    ...{ id, owner, found, why, reply, about: present(await assessed(tx, of), 'what was assessed') },
    assessedBy: { id: assessedBy, name },
    at: assessedAt.toString(),
    opensAt: opensAt.toString(),
  }
}

function assessed(tx: Tx, of: Tracked): Promise<Assessable | undefined> {
  return of.kind === 'commitment'
    ? commitmentBy(tx, eq(commitments.id, of.id))
    : recommendationBy(tx, eq(recommendations.id, of.id))
}

function assessable(tx: Tx, naming: Naming): Promise<Assessable | undefined> {
  return naming.kind === 'commitment'
    ? commitmentBy(tx, eq(commitments.number, naming.number))
    : recommendationBy(tx, eq(recommendations.code, naming.code))
}

async function commitmentBy(tx: Tx, isIt: SQL): Promise<Assessable | undefined> {
  const { id, number, text, group, progress, ownerLeftAt, organisation, label, recipients } = commitments
  const [row] = await tx
    .select({
      ...{ id, number, text, group, progress, ownerLeftAt },
      ...{ organisation, label, recipients, policy: commitmentColumns.policy },
      owner: { id: organisations.id, name: organisations.short, zone: organisations.zone },
    })
    .from(commitments)
    .innerJoin(organisations, isOwner)
    .where(and(isIt, eq(commitments.status, 'confirmed')))
  if (!row) return undefined
  return {
    subject: { kind: 'commitment', id: row.id },
    reference: commitmentReference({ number: present(row.number, 'the number of a confirmed commitment') }),
    text: row.text,
    owner: isOwnerLeft({ progress: row.progress ?? 'not-started', ownerLeftAt: row.ownerLeftAt }) ? null : row.owner,
    group: row.group,
    item: commitmentItem(row),
  }
}

async function recommendationBy(tx: Tx, isIt: SQL): Promise<Assessable | undefined> {
  const { id, code, title, group, recipients } = recommendations
  const isLead = and(
    eq(recommendationOrganisations.consortium, recommendations.consortium),
    eq(recommendationOrganisations.recommendation, recommendations.id),
    eq(recommendationOrganisations.role, 'lead'),
  )
  const isThat = and(
    eq(organisations.consortium, recommendationOrganisations.consortium),
    eq(organisations.id, recommendationOrganisations.organisation),
  )
  const [row] = await tx
    .select({
      ...{ id, code, title, group, recipients },
      label: ownLabel,
      owner: { id: organisations.id, name: organisations.short, zone: organisations.zone },
    })
    .from(recommendations)
    .innerJoin(consortia, eq(consortia.consortium, recommendations.consortium))
    .leftJoin(recommendationOrganisations, isLead)
    .leftJoin(organisations, isThat)
    .where(isIt)
  if (!row) return undefined
  return {
    subject: { kind: 'recommendation', id: row.id },
    reference: recommendationReference(row),
    text: row.title,
    owner: row.owner,
    group: row.group,
    item: recommendationItem(row),
  }
}

export function assessmentWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, AssessmentFact['type']> {
  return {
    'assessment-made': async ({ assessment: id, subject, owner, found, assessedBy, opensAt, sealed: { why } }, at) => {
      await tx.insert(assessments).values({
        ...{ consortium, id, subjectKind: subject.kind, subject: subject.id, owner, found, why, assessedBy },
        assessedAt: at,
        opensAt: Temporal.Instant.from(opensAt),
      })
    },
    'assessment-replied': ({ assessment, repliedBy, sealed: { reply } }, at) =>
      settle(assessment, at, { opensAt: at, reply, repliedBy, repliedAt: at }),
    'assessment-opened': ({ assessment }, at) => settle(assessment, at, { opensAt: at }),
  }

  /** Once it has opened it stands as it is. */
  async function settle(id: Made['id'], at: Temporal.Instant, set: Partial<Row['row']>): Promise<void> {
    const waits = and(eq(assessments.id, id), gt(assessments.opensAt, at), isNull(assessments.reply))
    const changed = await tx.update(assessments).set(set).where(waits).returning({ id: assessments.id })
    if (changed.length === 0) throw new Conflict('it opened meanwhile')
  }
}
