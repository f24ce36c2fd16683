/** What was recorded for an organisation in polls, what it contested and what it changed, for it to take away. */
import { and, asc, eq } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { OrganisationId } from '#src/core/id.ts'
import type { Belongings } from '#src/leaving/store.ts'
import { isInFiles } from '#src/polls/disclosed.ts'
import type { Tx } from '../link.ts'
import { ballotFlips, pollContests, receivedVotes } from '../schema/afterwards.ts'
import { pollElectorate, polls } from '../schema/polls.ts'

export async function heldAfterwards(
  tx: Tx,
  organisation: OrganisationId,
): Promise<Pick<Belongings, 'asked' | 'received' | 'contests' | 'flips'>> {
  const isPoll = (consortium: PgColumn, poll: PgColumn) => and(eq(polls.consortium, consortium), eq(polls.id, poll))
  const received = await tx
    .select({ row: receivedVotes, of: polls })
    .from(receivedVotes)
    .innerJoin(polls, isPoll(receivedVotes.consortium, receivedVotes.poll))
    .where(eq(receivedVotes.organisation, organisation))
    .orderBy(asc(receivedVotes.at), asc(receivedVotes.id))
  const contested = await tx
    .select({ row: pollContests, of: polls })
    .from(pollContests)
    .innerJoin(polls, isPoll(pollContests.consortium, pollContests.poll))
    .where(eq(pollContests.organisation, organisation))
    .orderBy(asc(pollContests.at), asc(pollContests.id))
  const flipped = await tx
    .select({ row: ballotFlips, of: polls })
    .from(ballotFlips)
    .innerJoin(polls, isPoll(ballotFlips.consortium, ballotFlips.poll))
    .where(eq(ballotFlips.organisation, organisation))
    .orderBy(asc(ballotFlips.at))
  const asked = await tx
    .select({ of: polls })
    .from(pollElectorate)
    .innerJoin(polls, isPoll(pollElectorate.consortium, pollElectorate.poll))
    .where(eq(pollElectorate.organisation, organisation))
  return {
    asked: asked.map(({ of: { id, label, source, recipients } }) => ({ id, item: { label, source, recipients } })),
    received: received.map(({ row, of }) => {
      const { day, means, state, at } = row
      const shown = isInFiles(of)
        ? { choice: row.choice, words: [row.remarks, row.objection].filter((part) => part).join(' ') }
        : { choice: null, words: null }
      return { poll: of.id, number: of.number, day, means, state, at, ...shown }
    }),
    contests: contested.map(({ row, of }) => {
      const { reason, at, ruling, rulingReason } = row
      return { poll: of.id, number: of.number, reason, at, ruling, rulingReason }
    }),
    flips: flipped.map(({ row, of }) => ({
      ...{ number: of.number, at: row.at },
      choice: isInFiles(of) ? row.choice : null,
    })),
  }
}
