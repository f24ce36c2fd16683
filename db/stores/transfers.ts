/** Reads and writes transfers: what waits, what became of it, and by that who owned a commitment from when. */
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { CommitmentReader, Waiting } from '#src/commitments/store.ts'
import { present } from '#src/core/assert.ts'
import type { CommitmentId, ConsortiumId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { organisations } from '../schema/consortium.ts'
import { transfers } from '../schema/leaving.ts'
import { endRequests } from './requests.ts'

type TransferFact = 'transfer-proposed' | 'commitment-transferred' | 'transfer-declined' | 'transfer-withdrawn'

export function transferReader(tx: Tx): Pick<CommitmentReader, 'owners' | 'transfer' | 'transfersTo'> {
  const waiting = eq(transfers.state, 'proposed')
  return {
    owners: (id) => owners(tx, id),
    transfer: async (id) => {
      const [row] = await tx
        .select(columns)
        .from(transfers)
        .where(and(eq(transfers.commitment, id), waiting))
      return row
    },
    transfersTo: async (ids): Promise<Waiting[]> => {
      if (ids.length === 0) return []
      return tx
        .select(columns)
        .from(transfers)
        .where(and(inArray(transfers.to, [...ids]), waiting))
        .orderBy(asc(transfers.proposedAt), asc(transfers.n))
    },
  }
}

const columns = {
  commitment: transfers.commitment,
  from: transfers.from,
  to: transfers.to,
  proposedBy: transfers.proposedBy,
}

async function owners(tx: Tx, id: CommitmentId): ReturnType<CommitmentReader['owners']> {
  const named = await tx.select({ id: organisations.id, short: organisations.short }).from(organisations)
  const nameOf = (organisation: OrganisationId) =>
    present(
      named.find((one) => one.id === organisation),
      'an owner',
    ).short
  const [row] = await tx
    .select({ owner: commitments.organisation, at: commitments.confirmedAt })
    .from(commitments)
    .where(and(eq(commitments.id, id), isNotNull(commitments.confirmedAt)))
  if (!row) return []
  const passed = await tx
    .select({ from: transfers.from, to: transfers.to, at: transfers.settledAt })
    .from(transfers)
    .where(and(eq(transfers.commitment, id), eq(transfers.state, 'confirmed')))
    .orderBy(asc(transfers.n))
  const first = passed[0]?.from ?? row.owner
  return [{ to: first, at: row.at }, ...passed].map(({ to, at }) => ({
    organisation: to,
    name: nameOf(to),
    from: present(at, 'when it was owned from').toString(),
  }))
}

export function transferWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, TransferFact> {
  return {
    'transfer-proposed': async ({ commitment, from, to, proposedBy }, at) => {
      await tx
        .insert(transfers)
        .values({ consortium, commitment, from, to, state: 'proposed', proposedBy, proposedAt: at })
    },
    'commitment-transferred': async ({ commitment, to, confirmedBy }, at) => {
      await settle(tx, { commitment, to }, { state: 'confirmed', settledBy: confirmedBy }, at)
      await tx
        .update(commitments)
        .set({ organisation: to, ownedSince: at, ownerLeftAt: null, changedAt: at })
        .where(eq(commitments.id, commitment))
      await endRequests(tx, { kind: 'commitment', id: commitment }, at)
    },
    'transfer-declined': ({ declinedBy, ...on }, at) =>
      settle(tx, on, { state: 'declined', settledBy: declinedBy }, at),
    'transfer-withdrawn': ({ withdrawnBy, ...on }, at) =>
      settle(tx, on, { state: 'withdrawn', settledBy: withdrawnBy }, at),
  }
}

/** Of two who settle one transfer at once the second finds that it no longer waits. */
async function settle(
  tx: Tx,
  { commitment, to }: { commitment: CommitmentId; to: OrganisationId },
  how: { state: 'confirmed' | 'declined' | 'withdrawn'; settledBy: PersonId | null },
  at: Temporal.Instant,
): Promise<void> {
  const settled = await tx
    .update(transfers)
    .set({ ...how, settledAt: at })
    .where(and(eq(transfers.commitment, commitment), eq(transfers.to, to), eq(transfers.state, 'proposed')))
    .returning({ n: transfers.n })
  if (settled.length === 0) throw new Conflict('this transfer was settled before')
}
