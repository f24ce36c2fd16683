/** Reads and writes changes of what was promised, and milestones. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { type Change, type ChangeFact, type Milestone, Patch } from '#src/commitments/change.ts'
import type { ChangeReader } from '#src/commitments/store.ts'
import { present } from '#src/core/assert.ts'
import type { ChangeId, CommitmentId, ConsortiumId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { commitmentChanges, dueChanges, milestones } from '../schema/changes.ts'
import { commitmentAnswers, commitments } from '../schema/commitments.ts'
import { people } from '../schema/consortium.ts'

const nameOf = (column: typeof commitmentChanges.proposedBy) => sql<string | null>`(
  select p.name from ${people} p where p.consortium_id = ${commitmentChanges.consortium} and p.id = ${column})`

export function changeReader(tx: Tx): ChangeReader {
  const read = () =>
    tx
      .select({
        row: commitmentChanges,
        by: nameOf(commitmentChanges.proposedBy),
        settler: sql<string | null>`(
          select p.name from ${people} p
          where p.consortium_id = ${commitmentChanges.consortium} and p.id = ${commitmentChanges.settledBy})`,
      })
      .from(commitmentChanges)
  return {
    forChange: async (id) => {
      const [found] = await read().where(eq(commitmentChanges.id, id)).for('update', { of: commitmentChanges })
      return found && rowToChange(found)
    },
    of: async (commitment) => {
      const rows = await read()
        .where(eq(commitmentChanges.commitment, commitment))
        .orderBy(asc(commitmentChanges.proposedAt), asc(commitmentChanges.id))
      return rows.map(rowToChange)
    },
    waiting: async (organisations) => {
      if (organisations.length === 0) return []
      const rows = await read()
        .innerJoin(
          commitments,
          and(
            eq(commitments.consortium, commitmentChanges.consortium),
            eq(commitments.id, commitmentChanges.commitment),
          ),
        )
        .where(and(eq(commitmentChanges.state, 'proposed'), inArray(commitments.organisation, [...organisations])))
        .orderBy(asc(commitmentChanges.proposedAt), asc(commitmentChanges.id))
      return rows.map(rowToChange)
    },
    milestones: async (commitment) => {
      const rows = await tx
        .select()
        .from(milestones)
        .where(eq(milestones.commitment, commitment))
        .orderBy(asc(milestones.due), asc(milestones.position))
      return rows.map(
        ({ id, text, due, reachedAt }): Milestone => ({ id, text, due, reachedAt: reachedAt?.toString() ?? null }),
      )
    },
    commitmentOf: async (id) => {
      const [row] = await tx.select({ commitment: milestones.commitment }).from(milestones).where(eq(milestones.id, id))
      return row?.commitment
    },
  }
}

type Found = { row: typeof commitmentChanges.$inferSelect; by: string | null; settler: string | null }

function rowToChange({ row, by, settler }: Found): Change {
  const { id, commitment, state, patch, revision, proposedBy, proposedAt } = row
  return {
    ...{ id, commitment, state, patch, revision },
    proposedBy: { id: proposedBy, name: by ?? '' },
    proposedAt: proposedAt.toString(),
    settledBy: settler,
  }
}

type Of<T extends ChangeFact['type']> = Extract<ChangeFact, { type: T }>

export function changeWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, ChangeFact['type']> {
  return {
    'change-proposed': async ({ commitment, change: id, proposedBy, sealed }, proposedAt) => {
      const patch = patchIn(sealed)
      await tx
        .insert(commitmentChanges)
        .values({ consortium, commitment, id, state: 'proposed', patch, proposedBy, proposedAt })
    },
    'change-made': (fact, at) => make(tx, consortium, fact, at),
    'change-declined': ({ change, declinedBy }, at) => settle(tx, change, { state: 'declined', by: declinedBy, at }),
    'change-withdrawn': ({ change, withdrawnBy }, at) =>
      settle(tx, change, { state: 'withdrawn', by: withdrawnBy, at }),
    'contact-named': async ({ commitment, contact }, changedAt) => {
      await tx.update(commitments).set({ contact, changedAt }).where(eq(commitments.id, commitment))
    },
    'milestone-reached': async ({ commitment, milestone, isReached, saidBy }, at) => {
      const set = isReached ? { reachedAt: at, reachedBy: saidBy } : { reachedAt: null, reachedBy: null }
      await tx.update(milestones).set(set).where(eq(milestones.id, milestone))
      await tx.update(commitments).set({ changedAt: at }).where(eq(commitments.id, commitment))
    },
  }
}

function patchIn({ patch }: { patch: string }): Patch {
  return Patch.parse(JSON.parse(patch))
}

type Settled = { state: 'declined' | 'withdrawn'; by: Of<'change-declined'>['declinedBy']; at: Temporal.Instant }

async function settle(tx: Tx, id: ChangeId, { state, by, at }: Settled): Promise<void> {
  const settled = await tx
    .update(commitmentChanges)
    .set({ state, settledBy: by, settledAt: at })
    .where(and(eq(commitmentChanges.id, id), eq(commitmentChanges.state, 'proposed')))
    .returning({ id: commitmentChanges.id })
  if (settled.length === 0) throw new Conflict('the change was settled meanwhile')
}

/** Two editors of one revision: the second finds that it is gone. */
async function make(tx: Tx, consortium: ConsortiumId, fact: Of<'change-made'>, at: Temporal.Instant): Promise<void> {
  const { commitment, change: id, revision, proposedBy, madeBy: settledBy } = fact
  const patch = patchIn(fact.sealed)
  const { text, due, terms } = patch
  const set = {
    ...(text && { text: text.now }),
    ...(due && { due: due.now, originalDue: sql`coalesce(${commitments.originalDue}, ${due.was}::date)` }),
    ...terms?.now,
  }
  const changed = await tx
    .update(commitments)
    .set({ ...set, revision, changedAt: at })
    .where(and(eq(commitments.id, commitment), eq(commitments.revision, revision - 1)))
    .returning({ id: commitments.id })
  if (changed.length === 0) throw new Conflict('it was changed meanwhile')
  const made = { state: 'made', patch, revision, settledBy, settledAt: at } as const
  await tx
    .insert(commitmentChanges)
    .values({ consortium, commitment, id, proposedBy, proposedAt: at, ...made })
    .onConflictDoUpdate({
      target: [commitmentChanges.consortium, commitmentChanges.commitment, commitmentChanges.id],
      set: made,
    })
  if (due) {
    await tx
      .insert(dueChanges)
      .values({ consortium, commitment, was: due.was, due: due.now, confirmedBy: settledBy, at })
  }
  await answerAnew(tx, consortium, commitment, patch)
  await stepAnew(tx, consortium, commitment, patch)
}

async function answerAnew(tx: Tx, consortium: ConsortiumId, commitment: CommitmentId, { recommendations }: Patch) {
  if (!recommendations) return
  await tx.delete(commitmentAnswers).where(eq(commitmentAnswers.commitment, commitment))
  const rows = recommendations.now.map((recommendation, position) => {
    return { consortium, commitment, recommendation, position }
  })
  if (rows.length > 0) await tx.insert(commitmentAnswers).values(rows)
}

async function stepAnew(tx: Tx, consortium: ConsortiumId, commitment: CommitmentId, patch: Patch): Promise<void> {
  const added = patch.milestones.filter(({ was }) => was === null)
  const [{ last } = { last: 0 }] = await tx
    .select({ last: sql<number>`coalesce(max(${milestones.position}), 0)` })
    .from(milestones)
    .where(eq(milestones.commitment, commitment))
  const rows = added.map(({ id, now }, nth) => {
    return { consortium, commitment, id, position: Number(last) + nth + 1, ...present(now, 'a new milestone') }
  })
  if (rows.length > 0) await tx.insert(milestones).values(rows)
  for (const { id, was, now } of patch.milestones) {
    if (was === null) continue
    if (now === null) await tx.delete(milestones).where(eq(milestones.id, id))
    else await tx.update(milestones).set(now).where(eq(milestones.id, id))
  }
}
