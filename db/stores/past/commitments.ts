/** Commitments as they stood at a moment: what happened since is taken back, step by step. */
import { and, asc, desc, eq, gt, lte } from 'drizzle-orm'
import type { Patch } from '#src/commitments/change.ts'
import { commitmentItem } from '#src/commitments/commitment.ts'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, OrganisationId } from '#src/core/id.ts'
import type { DueChange, Passing, Past, PastCommitment, PastMilestone, PlenaryReader } from '#src/plenaries/store.ts'
import type { Tx } from '../../link.ts'
import { commitmentChanges, dueChanges, milestones } from '../../schema/changes.ts'
import { commitments } from '../../schema/commitments.ts'
import { leavings, transfers } from '../../schema/leaving.ts'
import { commitmentColumns } from '../commitment-columns.ts'
import { factsBefore } from './register.ts'
import { takenBack } from './take-back.ts'

export async function commitmentsAsOf(tx: Tx, asOf: Temporal.Instant): ReturnType<PlenaryReader['commitments']> {
  const rows = await tx
    .select(commitmentColumns)
    .from(commitments)
    .where(and(eq(commitments.status, 'confirmed'), lte(commitments.confirmedAt, asOf)))
    .orderBy(asc(commitments.number))
  const ownedAsOf = await ownersAsOf(tx, asOf)
  const steps = await milestonesToday(tx)
  const later = await changesAfter(tx, asOf)
  const then = rows.map(({ row, policy, answered: answers }) => {
    const { id, text, kind, details, due, label, organisation, recipients } = row
    const confirmedAt = present(row.confirmedAt, 'when it was confirmed')
    const number = present(row.number, 'the number of a confirmed commitment')
    const today = { id, number, text, answers, kind, details, due, label, confirmedAt, milestones: steps(id) }
    const owned = { originalDue: row.originalDue ?? due, ...ownedAsOf(id, organisation, confirmedAt) }
    return {
      item: commitmentItem({ label, organisation, recipients, policy }),
      row: takenBack({ ...today, ...owned }, later(id)),
    }
  })
  return withReached(tx, then, asOf)
}

async function milestonesToday(tx: Tx) {
  const rows = await tx.select().from(milestones).orderBy(asc(milestones.position), asc(milestones.id))
  const of = Map.groupBy(rows, ({ commitment }) => commitment)
  return (commitment: CommitmentId): PastMilestone[] =>
    (of.get(commitment) ?? []).map(({ id, text, due, reachedAt }) => ({ id, text, due, reachedAt }))
}

/** The register tells when each was reached, of one that was dropped since as well. */
async function withReached(tx: Tx, then: Past<PastCommitment>[], asOf: Temporal.Instant) {
  // One without a day was reached by nobody, or was dropped and stands here without what the row said.
  const open = then.flatMap(({ row }) =>
    row.milestones.filter(({ reachedAt }) => reachedAt === null).map(({ id }) => id),
  )
  const facts = await factsBefore(tx, { types: ['milestone-reached'], key: 'milestone', asOf }, open)
  const reachedAt = ({ id, reachedAt: today }: PastMilestone): Temporal.Instant | null => {
    if (!facts.has(id)) return today
    const fact = facts.get(id)
    return fact?.fact.isReached === true ? fact.at : null
  }
  return then.map(({ row, item }) => ({
    item,
    row: { ...row, milestones: row.milestones.map((one) => ({ ...one, reachedAt: reachedAt(one) })) },
  }))
}

/** Changes of substance that were made later, the newest first. */
async function changesAfter(tx: Tx, asOf: Temporal.Instant) {
  const { commitment, patch, state, settledAt, revision } = commitmentChanges
  const rows = await tx
    .select({ commitment, patch })
    .from(commitmentChanges)
    .where(and(eq(state, 'made'), gt(settledAt, asOf)))
    .orderBy(desc(settledAt), desc(revision))
  const of = Map.groupBy(rows, (row) => row.commitment)
  return (id: CommitmentId): Patch[] => (of.get(id) ?? []).map((row) => row.patch)
}

/** Those that were confirmed, oldest first. */
export async function passingsUntil(tx: Tx, asOf?: Temporal.Instant): Promise<Passing[]> {
  const { commitment, from, to, settledAt: at } = transfers
  const rows = await tx
    .select({ commitment, from, to, at })
    .from(transfers)
    .where(and(eq(transfers.state, 'confirmed'), asOf && lte(at, asOf)))
    .orderBy(asc(transfers.n))
  return rows.map((row) => ({ ...row, at: present(row.at, 'when it passed') }))
}

export async function dueChangesUntil(tx: Tx, asOf: Temporal.Instant): Promise<DueChange[]> {
  const { commitment, was, due, at, n } = dueChanges
  return tx.select({ commitment, was, due, at }).from(dueChanges).where(lte(at, asOf)).orderBy(asc(n))
}

type Owned = { owner: OrganisationId; ownerLeftAt: Temporal.Instant | null }

/** Whose each was, and since when that owner had left it behind. */
async function ownersAsOf(tx: Tx, asOf: Temporal.Instant) {
  const passings = Map.groupBy(await passingsUntil(tx), ({ commitment }) => commitment)
  const left = await tx
    .select({ organisation: leavings.organisation, at: leavings.leftAt })
    .from(leavings)
    .where(lte(leavings.leftAt, asOf))
    .orderBy(asc(leavings.leftAt))
  return (id: CommitmentId, today: OrganisationId, confirmedAt: Temporal.Instant): Owned => {
    const passed = passings.get(id) ?? []
    const isBy = ({ at }: Passing) => Temporal.Instant.compare(at, asOf) <= 0
    const owner = passed.find((one) => !isBy(one))?.from ?? today
    const since = passed.findLast(isBy)?.at ?? confirmedAt
    const leaving = left.find((one) => one.organisation === owner && Temporal.Instant.compare(one.at, since) > 0)
    return { owner, ownerLeftAt: leaving?.at ?? null }
  }
}
