/** Reads and writes requests for updates. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { AskingFact } from '#src/commitments/asking.ts'
import type { CommitmentReader } from '#src/commitments/store.ts'
import type { CommitmentId, ConsortiumId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { updateRequests } from '../schema/update-requests.ts'

export function askingReader(tx: Tx): Pick<CommitmentReader, 'asked' | 'askedOf'> {
  return {
    asked: async (id) => {
      const [row] = await tx
        .select(columns)
        .from(updateRequests)
        .where(and(eq(updateRequests.commitment, id), waits))
      return row
    },
    askedOf: (person) =>
      tx
        .select(columns)
        .from(updateRequests)
        .where(and(eq(updateRequests.askedOf, person), waits))
        .orderBy(asc(updateRequests.askedAt), asc(updateRequests.n)),
  }
}

const waits = isNull(updateRequests.endedAt)
const columns = {
  commitment: updateRequests.commitment,
  askedBy: updateRequests.askedBy,
  askedOf: updateRequests.askedOf,
  askedAt: updateRequests.askedAt,
}

export function askingWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, AskingFact['type']> {
  return {
    'update-asked': async ({ commitment, askedBy, askedOf }, at) => {
      await endRequest(tx, commitment, at)
      await tx.insert(updateRequests).values({ consortium, commitment, askedBy, askedOf, askedAt: at })
    },
  }
}

/** It was answered, or there is somebody else to ask. */
export async function endRequest(tx: Tx, commitment: CommitmentId, at: Temporal.Instant): Promise<void> {
  await tx
    .update(updateRequests)
    .set({ endedAt: at })
    .where(and(eq(updateRequests.commitment, commitment), waits))
}
