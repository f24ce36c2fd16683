/** Reads what an organisation has at stake when it leaves, and how it left. */
import { and, desc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId, OrganisationId } from '#src/core/id.ts'
import type { LeavingReader } from '#src/leaving/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { commitments } from '../schema/commitments.ts'
import { acting, organisations } from '../schema/consortium.ts'
import { digests } from '../schema/digests.ts'
import { leavings } from '../schema/leaving.ts'
import { ballots, pollElectorate, polls } from '../schema/polls.ts'
import { recommendationOrganisations } from '../schema/recommendations.ts'
import { statements } from '../schema/statements.ts'
import { straws } from '../schema/straws.ts'
import { wasReceived } from './afterwards.ts'
import { belongings } from './belongings.ts'
import { commitmentColumns } from './commitment-columns.ts'
import { organisationForUpdate } from './standing.ts'

/** What it promised has no owner, what it led has no lead, and its labels are the secretariat's to raise. */
async function leaveBehind(tx: Tx, organisation: OrganisationId, at: Temporal.Instant): Promise<void> {
  await tx
    .update(commitments)
    .set({ ownerLeftAt: at, changedAt: at })
    .where(
      and(
        eq(commitments.organisation, organisation),
        eq(commitments.status, 'confirmed'),
        isNull(commitments.ownerLeftAt),
      ),
    )
  await tx.delete(recommendationOrganisations).where(eq(recommendationOrganisations.organisation, organisation))
  for (const opened of [polls, straws, statements]) {
    const stays = and(eq(opened.source, organisation), isNull(opened.sourceLeftAt))
    await tx.update(opened).set({ sourceLeftAt: at }).where(stays)
  }
}

export function leavingReader(tx: Tx): LeavingReader {
  return {
    forLeaving: (id) => organisationForUpdate(tx, id),
    commitments: async (id) => {
      const rows = await tx
        .select({
          id: commitments.id,
          number: commitments.number,
          recommendations: commitmentColumns.answered,
          progress: commitments.progress,
        })
        .from(commitments)
        .where(and(eq(commitments.organisation, id), eq(commitments.status, 'confirmed')))
        .orderBy(commitments.number)
      return rows.map(({ number, progress, ...row }) => ({
        ...row,
        number: present(number, 'the number of a confirmed commitment'),
        progress: progress ?? 'not-started',
      }))
    },
    polls: (id) => {
      const mayVote = sql<boolean>`${pollElectorate.organisation} is not null`
      const isSource = sql<boolean>`coalesce(${polls.source} = ${id}, false)`
      return tx
        .select({
          id: polls.id,
          number: polls.number,
          isOpen: sql<boolean>`${and(eq(polls.status, 'open'), gt(polls.closesAt, sql`now()`))}`,
          isSource,
          mayVote,
          hasVoted: sql<boolean>`(${ballots.organisation} is not null or ${wasReceived(tx, polls.id, id)})`,
        })
        .from(polls)
        .leftJoin(pollElectorate, and(eq(pollElectorate.poll, polls.id), eq(pollElectorate.organisation, id)))
        .leftJoin(ballots, and(eq(ballots.poll, polls.id), eq(ballots.organisation, id)))
        .where(or(isSource, mayVote))
        .orderBy(polls.number)
    },
    digestsOf: async (people) => {
      if (people.length === 0) return []
      const rows = await tx
        .select({ person: digests.person })
        .from(digests)
        .where(and(inArray(digests.person, [...people]), isNotNull(digests.nextAt)))
      return rows.map(({ person }) => person)
    },
    belongings: (id) => belongings(tx, id),
    lastLeaving: async (id) => {
      const [row] = await tx
        .select({ leftAt: leavings.leftAt, signatories: leavings.signatories })
        .from(leavings)
        .where(eq(leavings.organisation, id))
        .orderBy(desc(leavings.leftAt))
        .limit(1)
      return row
    },
  }
}

export function leavingWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, 'organisation-left'> {
  return {
    'organisation-left': async ({ organisation, signatories, sealed: { reason } }, at) => {
      await tx.insert(leavings).values({ consortium, organisation, leftAt: at, reason, signatories })
      await leaveBehind(tx, organisation, at)
      await tx.update(organisations).set({ leftAt: at }).where(eq(organisations.id, organisation))
      await tx.delete(acting).where(eq(acting.organisation, organisation))
    },
  }
}
