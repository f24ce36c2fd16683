/** Reads and writes who takes part in a commitment. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { SupportReader } from '#src/commitments/store.ts'
import type { Support, SupportFact } from '#src/commitments/support.ts'
import type { CommitmentId, ConsortiumId, OrganisationId, PersonId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { organisations } from '../schema/consortium.ts'
import { commitmentSupports } from '../schema/supports.ts'

const stands = inArray(commitmentSupports.state, ['asked', 'confirmed'])

export function supportReader(tx: Tx): SupportReader {
  const read = () =>
    tx
      .select({
        commitment: commitmentSupports.commitment,
        organisation: commitmentSupports.organisation,
        name: organisations.short,
        part: commitmentSupports.part,
        state: commitmentSupports.state,
        askedBy: commitmentSupports.askedBy,
      })
      .from(commitmentSupports)
      .innerJoin(
        organisations,
        and(
          eq(organisations.consortium, commitmentSupports.consortium),
          eq(organisations.id, commitmentSupports.organisation),
        ),
      )
  return {
    standing: (id): Promise<Support[]> =>
      read()
        .where(and(eq(commitmentSupports.commitment, id), stands))
        .orderBy(asc(organisations.short)),
    askedOf: async (ids): Promise<Support[]> => {
      if (ids.length === 0) return []
      return read()
        .where(and(inArray(commitmentSupports.organisation, [...ids]), eq(commitmentSupports.state, 'asked')))
        .orderBy(asc(commitmentSupports.askedAt), asc(commitmentSupports.n))
    },
    of: (id): Promise<Support[]> =>
      read()
        .where(and(eq(commitmentSupports.organisation, id), stands))
        .orderBy(asc(commitmentSupports.n)),
  }
}

export function supportWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, SupportFact['type']> {
  return {
    'support-asked': async ({ commitment, organisation, askedBy, sealed: { part } }, at) => {
      await tx
        .insert(commitmentSupports)
        .values({ consortium, commitment, organisation, part, state: 'asked', askedBy, askedAt: at })
    },
    'support-confirmed': ({ confirmedBy, ...on }, at) =>
      settle(tx, on, 'asked', { state: 'confirmed', settledBy: confirmedBy, settledAt: at }),
    'support-declined': ({ declinedBy, ...on }, at) =>
      settle(tx, on, 'asked', { state: 'declined', settledBy: declinedBy, settledAt: at }),
    'support-ended': ({ endedBy, ...on }, at) =>
      settle(tx, on, 'standing', { state: 'ended', settledBy: endedBy, settledAt: at }),
  }
}

/** Of two who settle the same at once the second finds that it no longer waits. */
async function settle(
  tx: Tx,
  { commitment, organisation }: { commitment: CommitmentId; organisation: OrganisationId },
  was: 'asked' | 'standing',
  set: { state: Support['state']; settledBy: PersonId | null; settledAt: Temporal.Instant },
): Promise<void> {
  const settled = await tx
    .update(commitmentSupports)
    .set(set)
    .where(
      and(
        eq(commitmentSupports.commitment, commitment),
        eq(commitmentSupports.organisation, organisation),
        was === 'asked' ? eq(commitmentSupports.state, 'asked') : stands,
      ),
    )
    .returning({ n: commitmentSupports.n })
  if (settled.length === 0) throw new Conflict('this part was settled before')
}
