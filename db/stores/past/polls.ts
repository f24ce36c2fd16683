/** Polls as they stood at a moment: the register tells when each was opened and counted. */
import { asc, lte } from 'drizzle-orm'
import type { PastPoll, PlenaryReader } from '#src/plenaries/store.ts'
import { pollItem } from '#src/polls/poll.ts'
import type { Tx } from '../../link.ts'
import { pollResults, polls } from '../../schema/polls.ts'
import { policyOf } from '../sharing.ts'
import { factsBefore, lastFacts } from './register.ts'

export async function pollsAsOf(tx: Tx, asOf: Temporal.Instant): ReturnType<PlenaryReader['polls']> {
  const rows = await tx
    .select({ row: polls, policy: policyOf(polls) })
    .from(polls)
    .orderBy(asc(polls.number))
  const opened = await factsBefore(tx, { types: ['poll-opened'], key: 'poll', asOf })
  const closed = await lastFacts(tx, { types: ['poll-closed'], key: 'poll', asOf })
  const counted = await tx
    .select()
    .from(pollResults)
    .where(lte(pollResults.countedAt, asOf))
    .orderBy(asc(pollResults.poll), asc(pollResults.n))
  // Of several counts the last one before that moment.
  const stood = new Map(counted.map((result) => [result.poll, result]))
  return rows
    .filter(({ row }) => !opened.has(row.id))
    .map(({ row, policy }) => {
      const { id, number, question, closesAt, label, source, recipients } = row
      const { count = null, outcome = null } = stood.get(id) ?? {}
      const closedAt = closed.get(id)?.at ?? null
      const isOver = Temporal.Instant.compare(closesAt, asOf) <= 0
      const then: Pick<PastPoll, 'status' | 'count' | 'outcome'> = closedAt
        ? { status: 'closed', count: outcome === 'withheld' ? null : count, outcome }
        : { status: isOver ? 'closing' : 'open', count: null, outcome: null }
      return {
        item: pollItem({ label, source, recipients, policy }),
        row: { number, question, closesAt, label, closedAt, ...then },
      }
    })
}
