/** Polls as they stood at a moment: the register tells when each was opened and counted. */
import { and, asc, inArray, lte, sql } from 'drizzle-orm'
import type { PastPoll, PlenaryReader } from '#src/plenaries/store.ts'
import { decidedWords, officialWords } from '#src/polls/acts.ts'
import { pollItem } from '#src/polls/poll.ts'
import type { Tx } from '../../link.ts'
import { pollActs, pollElectorate, pollResults, polls } from '../../schema/polls.ts'
import { policyOf } from '../sharing.ts'
import { factsBefore, lastFacts } from './register.ts'

/** The electorate was frozen when the poll opened. */
const eligible = sql<number>`(
  select count(*) from ${pollElectorate} e where e.consortium_id = ${polls.consortium} and e.poll_id = ${polls.id}
)`

const untold = { count: null, ruling: null }

export async function pollsAsOf(tx: Tx, asOf: Temporal.Instant): ReturnType<PlenaryReader['polls']> {
  const rows = await tx
    .select({ row: polls, policy: policyOf(polls), eligible })
    .from(polls)
    .orderBy(asc(polls.number))
  const opened = await factsBefore(tx, { types: ['poll-opened'], key: 'poll', asOf })
  const closed = await lastFacts(tx, { types: ['poll-closed'], key: 'poll', asOf })
  const counted = await tx
    .select()
    .from(pollResults)
    .where(lte(pollResults.countedAt, asOf))
    .orderBy(asc(pollResults.poll), asc(pollResults.n))
  const acted = Map.groupBy(
    await tx
      .select()
      .from(pollActs)
      .where(and(lte(pollActs.at, asOf), inArray(pollActs.kind, ['decided', 'official'])))
      .orderBy(asc(pollActs.poll), asc(pollActs.n)),
    ({ poll }) => poll,
  )
  // Of several counts the last one before that moment.
  const stood = new Map(counted.map((result) => [result.poll, result]))
  return rows
    .filter(({ row }) => !opened.has(row.id))
    .map(({ row, policy, eligible }) => {
      const { id, number, question, closesAt, label, source, recipients, rule, standing } = row
      const { count = null, outcome = null, ruling = null } = stood.get(id) ?? {}
      const closedAt = closed.get(id)?.at ?? null
      const decided = (acted.get(id) ?? []).map(toldOf)
      const isOver = Temporal.Instant.compare(closesAt, asOf) <= 0
      const then: Pick<PastPoll, 'status' | 'count' | 'outcome' | 'ruling'> = closedAt
        ? { status: 'closed', outcome, ...(outcome === 'withheld' ? untold : { count, ruling }) }
        : { status: isOver ? 'closing' : 'open', outcome: null, ...untold }
      return {
        item: pollItem({ label, source, recipients, policy }),
        row: {
          number,
          question,
          closesAt,
          label,
          closedAt,
          rule,
          standing,
          eligible: Number(eligible),
          decided,
          ...then,
        },
      }
    })
}

function toldOf({ decided, official, words, day, at }: typeof pollActs.$inferSelect): PastPoll['decided'][number] {
  if (decided) return { what: `Chair’s decision: ${decidedWords[decided].toLowerCase()}`, words, at }
  const result = official ? officialWords[official].toLowerCase() : ''
  return { what: `Official result of ${day}: ${result}`, words, at }
}
