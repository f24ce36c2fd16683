/** Reads and writes which commitments became which. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Recast, RecastFact } from '#src/commitments/recast.ts'
import type { RecastReader } from '#src/commitments/store.ts'
import type { CommitmentId, ConsortiumId, PersonId, RecastId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { follows } from '../schema/following.ts'
import { commitmentOrigins, recasts } from '../schema/supports.ts'

export function recastReader(tx: Tx): RecastReader {
  return {
    forChange: async (id) => {
      const [row] = await tx.select().from(recasts).where(eq(recasts.id, id)).for('update')
      return row && rowToRecast(row)
    },
    waiting: async (organisations) => {
      if (organisations.length === 0) return []
      const rows = await tx
        .select()
        .from(recasts)
        .where(and(inArray(recasts.organisation, [...organisations]), eq(recasts.state, 'proposed')))
        .orderBy(asc(recasts.proposedAt), asc(recasts.id))
      return rows.map(rowToRecast)
    },
    kin: async (id) => ({
      from: await numbersOf(tx, 'from', id),
      into: await numbersOf(tx, 'into', id),
    }),
  }
}

function rowToRecast({
  id,
  kind,
  organisation,
  sources,
  parts,
  state,
  proposedBy,
}: typeof recasts.$inferSelect): Recast {
  return { id, kind, organisation, sources, parts, state, proposedBy }
}

/** Of those on one side of the commitment. */
async function numbersOf(tx: Tx, side: 'from' | 'into', id: CommitmentId): Promise<number[]> {
  const other = side === 'from' ? 'into' : 'from'
  const rows = await tx
    .select({ number: commitments.number })
    .from(commitmentOrigins)
    .innerJoin(
      commitments,
      and(eq(commitments.consortium, commitmentOrigins.consortium), eq(commitments.id, commitmentOrigins[side])),
    )
    .where(eq(commitmentOrigins[other], id))
    .orderBy(asc(commitments.number))
  return rows.flatMap(({ number }) => number ?? [])
}

const Texts = z.array(z.string())

export function recastWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, RecastFact['type']> {
  return {
    'recast-proposed': async ({ recast: id, kind, organisation, sources, dues, proposedBy, sealed }, at) => {
      const texts = Texts.parse(JSON.parse(sealed.texts))
      const parts = dues.map((due, nth) => ({ due, text: texts[nth] ?? '' }))
      await tx
        .insert(recasts)
        .values({ consortium, id, kind, organisation, sources, parts, state: 'proposed', proposedBy, proposedAt: at })
    },
    'commitments-recast': async ({ recast, sources, results, confirmedBy }, at) => {
      await settle(tx, recast, { state: 'confirmed', settledBy: confirmedBy, settledAt: at })
      const pairs = sources.flatMap((from) => results.map((into) => ({ consortium, from, into, recast })))
      await tx.insert(commitmentOrigins).values(pairs)
      await passOn(tx, consortium, sources, results, at)
    },
    'recast-declined': ({ recast, declinedBy }, at) =>
      settle(tx, recast, { state: 'declined', settledBy: declinedBy, settledAt: at }),
    'recast-withdrawn': ({ recast, withdrawnBy }, at) =>
      settle(tx, recast, { state: 'withdrawn', settledBy: withdrawnBy, settledAt: at }),
  }
}

/** Whoever followed what was recast follows what became of it. */
async function passOn(
  tx: Tx,
  consortium: ConsortiumId,
  sources: CommitmentId[],
  results: CommitmentId[],
  at: Temporal.Instant,
): Promise<void> {
  const followers = await tx
    .selectDistinct({ person: follows.person })
    .from(follows)
    .where(and(eq(follows.subjectKind, 'commitment'), inArray(follows.subject, sources)))
  const passed = followers.flatMap(({ person }) =>
    results.map((subject) => ({ consortium, person, subjectKind: 'commitment' as const, subject, since: at })),
  )
  if (passed.length > 0) await tx.insert(follows).values(passed).onConflictDoNothing()
}

/** Of two who settle the same at once the second finds that it no longer waits. */
async function settle(
  tx: Tx,
  id: RecastId,
  set: { state: Recast['state']; settledBy: PersonId; settledAt: Temporal.Instant },
): Promise<void> {
  const settled = await tx
    .update(recasts)
    .set(set)
    .where(and(eq(recasts.id, id), eq(recasts.state, 'proposed')))
    .returning({ id: recasts.id })
  if (settled.length === 0) throw new Conflict('this was settled before')
}
