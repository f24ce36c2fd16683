/** Commitments as they stood at a moment: what happened since is taken back, step by step. */
import { and, asc, eq, lte } from 'drizzle-orm'
import { commitmentItem } from '#src/commitments/commitment.ts'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, OrganisationId } from '#src/core/id.ts'
import type { Passing, PlenaryReader } from '#src/plenaries/store.ts'
import type { Tx } from '../../link.ts'
import { commitments } from '../../schema/commitments.ts'
import { leavings, transfers } from '../../schema/leaving.ts'
import { recommendations } from '../../schema/recommendations.ts'
import { commitmentColumns, isAnswered } from '../commitment-columns.ts'

export async function commitmentsAsOf(tx: Tx, asOf: Temporal.Instant): ReturnType<PlenaryReader['commitments']> {
  const rows = await tx
    .select({ ...commitmentColumns, code: recommendations.code })
    .from(commitments)
    .leftJoin(recommendations, isAnswered)
    .where(and(eq(commitments.status, 'confirmed'), lte(commitments.confirmedAt, asOf)))
    .orderBy(asc(commitments.number))
  const ownedAsOf = await ownersAsOf(tx, asOf)
  return rows.map(({ row, policy, code }) => {
    const { id, text, due, label, organisation, recipients } = row
    const confirmedAt = present(row.confirmedAt, 'when it was confirmed')
    const number = present(row.number, 'the number of a confirmed commitment')
    const owned = ownedAsOf(id, organisation, confirmedAt)
    return {
      item: commitmentItem({ label, organisation, recipients, policy }),
      row: { ...{ id, number, text, due, label, confirmedAt }, answers: code === null ? [] : [code], ...owned },
    }
  })
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
