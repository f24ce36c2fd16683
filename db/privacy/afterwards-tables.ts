/** What a person recorded, ruled, contested and changed about polls, from outside the chat and after their close. */
import { and, asc, eq, or } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { PersonId } from '#src/core/id.ts'
import { isInFiles } from '#src/polls/disclosed.ts'
import { pollReference } from '#src/polls/poll.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { ballotFlips, pollContests, receivedVotes, voteRulings } from '../schema/afterwards.ts'
import { pollActs, polls } from '../schema/polls.ts'
import { table, tableOfItems } from './held.ts'

export async function afterwardsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const isPoll = (consortium: PgColumn, poll: PgColumn) => and(eq(polls.consortium, consortium), eq(polls.id, poll))
  const { recordedBy, objectedBy } = receivedVotes
  const received = await tx
    .select({ row: receivedVotes, of: polls })
    .from(receivedVotes)
    .innerJoin(polls, isPoll(receivedVotes.consortium, receivedVotes.poll))
    .where(or(eq(recordedBy, person), eq(objectedBy, person)))
    .orderBy(asc(receivedVotes.at), asc(receivedVotes.id))
  const ruled = await tx
    .select({ row: voteRulings, of: polls, For: receivedVotes.organisation })
    .from(voteRulings)
    .innerJoin(receivedVotes, eq(receivedVotes.id, voteRulings.vote))
    .innerJoin(polls, isPoll(receivedVotes.consortium, receivedVotes.poll))
    .where(eq(voteRulings.ruledBy, person))
    .orderBy(asc(voteRulings.n))
  const contested = await tx
    .select({ row: pollContests, of: polls })
    .from(pollContests)
    .innerJoin(polls, isPoll(pollContests.consortium, pollContests.poll))
    .where(or(eq(pollContests.contestedBy, person), eq(pollContests.ruledBy, person)))
    .orderBy(asc(pollContests.at), asc(pollContests.id))
  const flipped = await tx
    .select({ row: ballotFlips, of: polls })
    .from(ballotFlips)
    .innerJoin(polls, isPoll(ballotFlips.consortium, ballotFlips.poll))
    .where(eq(ballotFlips.flippedBy, person))
    .orderBy(asc(ballotFlips.at))
  const acted = await tx
    .select({ row: pollActs, of: polls })
    .from(pollActs)
    .innerJoin(polls, isPoll(pollActs.consortium, pollActs.poll))
    .where(eq(pollActs.by, person))
    .orderBy(asc(pollActs.at), asc(pollActs.n))
  return [
    tableOfItems(
      'Acts on polls',
      'Words',
      acted.map(({ row, of }) => ({
        item: of,
        row: { Poll: pollReference(of), Act: row.kind, Words: row.words, At: row.at },
      })),
    ),
    tableOfItems('Votes recorded', 'Words', received.map(receivedLine(person))),
    tableOfItems(
      'Rulings on votes',
      'Words',
      ruled.map(({ row, of, For }) => ({
        item: of,
        row: { Poll: pollReference(of), For, Ruling: row.ruling, Words: row.reason, At: row.at },
      })),
    ),
    tableOfItems('Results contested', 'Words', contested.map(contestLine(person))),
    table(
      'Votes changed after close',
      flipped.map(({ row, of }) => ({
        ...{ Poll: pollReference(of), For: row.organisation, At: row.at },
        Choice: isInFiles(of) ? row.choice : 'not shown',
      })),
    ),
  ]
}

type Of = { of: typeof polls.$inferSelect }

function receivedLine(person: PersonId) {
  return ({ row, of }: Of & { row: typeof receivedVotes.$inferSelect }) => {
    const isShown = isInFiles(of)
    const words = [row.remarks, row.fileName, row.objection].filter((part) => part).join(' ')
    return {
      item: of,
      row: {
        ...{ Poll: pollReference(of), For: row.organisation, Choice: isShown ? row.choice : 'not shown' },
        ...{ Words: isShown ? words : 'not shown', Came: row.means, Arrived: row.day },
        ...{ 'Recorded by you': row.recordedBy === person, 'Recorded at': row.at },
        ...{ 'Objected by you': row.objectedBy === person, 'Objected at': row.objectedAt },
      },
    }
  }
}

function contestLine(person: PersonId) {
  return ({ row, of }: Of & { row: typeof pollContests.$inferSelect }) => {
    const words = [row.reason, row.rulingReason].filter((part) => part).join(' ')
    return {
      item: of,
      row: {
        ...{
          Poll: pollReference(of),
          For: row.organisation,
          Words: words,
          'Contested by you': row.contestedBy === person,
        },
        ...{
          'Contested at': row.at,
          Ruling: row.ruling,
          'Ruled by you': row.ruledBy === person,
          'Ruled at': row.ruledAt,
        },
      },
    }
  }
}
