/** Finds what a receipt stands for. The receipt is computed from the stored bytes each time: an entry that was changed has none that was given. */
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { OrganisationId, PollId } from '#src/core/id.ts'
import type { Receipted, ReceiptReader } from '#src/polls/store.ts'
import { leafOf, receiptOf } from '#src/register/receipt.ts'
import type { Tx } from '../link.ts'
import { pollResults } from '../schema/polls.ts'
import { registerEntries } from '../schema/register.ts'

// Written out: a partial index serves only those whose types the planner sees.
const ofVotes = sql`type in ('ballot-cast', 'vote-recorded')`
const ofResults = sql`type in ('poll-closed', 'poll-recounted')`

export function receiptReader(tx: Tx): ReceiptReader {
  return {
    receiptOf: async (poll, { organisation, castAt }) => {
      const found = await entries(tx, and(ofVotes, sql`${registerEntries.at} = ${castAt}::timestamptz`))
      return found.find((one) => one.poll === poll && one.organisation === organisation)
    },
    receiptOfResult: async (poll) => {
      const last = tx
        .select({ at: pollResults.countedAt })
        .from(pollResults)
        .where(eq(pollResults.poll, poll))
        .orderBy(desc(pollResults.n))
        .limit(1)
      const found = await entries(tx, and(ofResults, sql`${registerEntries.at} = (${last})`))
      return found.find((one) => one.poll === poll)?.receipt ?? null
    },
    receipted: async (receipt) => {
      const found = await entries(tx, and(sql`(${ofVotes} or ${ofResults})`, eq(registerEntries.leaf, leafOf(receipt))))
      return found.find((one) => one.receipt === receipt)
    },
  }
}

const EntryOfPoll = z.object({
  at: z.string(),
  fact: z.looseObject({ poll: PollId, organisation: OrganisationId.optional() }),
})

/** The last one first: of two in one transaction the later stands. */
async function entries(tx: Tx, which: SQL | undefined): Promise<Receipted[]> {
  const rows = await tx
    .select({ bytes: registerEntries.bytes })
    .from(registerEntries)
    .where(which)
    .orderBy(desc(registerEntries.n))
  return rows.map(({ bytes }) => {
    const { at, fact } = EntryOfPoll.parse(JSON.parse(new TextDecoder().decode(bytes)))
    const { poll, organisation = null } = fact
    return { receipt: receiptOf(bytes), poll, organisation, at }
  })
}
