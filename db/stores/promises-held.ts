/** What became of an organisation's promises, for it to take away: their milestones, and every change of them. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Patch } from '#src/commitments/change.ts'
import type { RecommendationId } from '#src/core/id.ts'
import type { HeldChange, HeldCommitment, HeldMilestone } from '#src/leaving/store.ts'
import type { Tx } from '../link.ts'
import { commitmentChanges, milestones } from '../schema/changes.ts'
import { people } from '../schema/consortium.ts'
import { recommendations } from '../schema/recommendations.ts'
import { whileOwned } from './owned.ts'

/** Of those that it owns today: a milestone belongs to whoever owns its commitment. */
export async function heldMilestones(tx: Tx, held: readonly HeldCommitment[]): Promise<HeldMilestone[]> {
  const own = held.filter(({ owned }) => owned.some(({ until }) => until === null)).map(({ id }) => id)
  if (own.length === 0) return []
  const { commitment, text, due, reachedAt, position } = milestones
  return tx
    .select({ commitment, text, due, reachedAt })
    .from(milestones)
    .where(inArray(commitment, own))
    .orderBy(asc(commitment), asc(position))
}

const settler = alias(people, 'settler')

export async function heldChanges(tx: Tx, held: readonly HeldCommitment[]): Promise<HeldChange[]> {
  const ids = held.map(({ id }) => id)
  if (ids.length === 0) return []
  const { consortium, commitment, patch, state, proposedBy, proposedAt, settledBy, settledAt } = commitmentChanges
  const rows = await tx
    .select({ commitment, patch, state, by: people.name, at: proposedAt, settledBy: settler.name, settledAt })
    .from(commitmentChanges)
    .innerJoin(people, and(eq(people.consortium, consortium), eq(people.id, proposedBy)))
    .leftJoin(settler, and(eq(settler.consortium, consortium), eq(settler.id, settledBy)))
    .where(inArray(commitment, ids))
    .orderBy(asc(proposedAt), asc(commitmentChanges.id))
  const own = rows.filter(whileOwned(held))
  const codes = await codesOf(tx, own)
  return own.map(({ patch: { recommendations: answers, ...rest }, ...row }) => {
    const said = (all: RecommendationId[]) => all.map((id) => `R-${codes.get(id) ?? id}`).join(', ')
    return { ...row, patch: rest, answers: answers ? { was: said(answers.was), now: said(answers.now) } : null }
  })
}

async function codesOf(tx: Tx, rows: readonly { patch: Patch }[]): Promise<Map<RecommendationId, string>> {
  const ids = rows.flatMap(({ patch: { recommendations: one } }) => (one ? [...one.was, ...one.now] : []))
  if (ids.length === 0) return new Map()
  const { id, code } = recommendations
  const found = await tx.select({ id, code }).from(recommendations).where(inArray(id, ids))
  return new Map(found.map((one) => [one.id, one.code]))
}
