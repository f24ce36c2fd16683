/** Reads and writes what concerns a poll from outside the chat, and after its close. */
import { and, asc, eq, exists, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId, OrganisationId, PollId } from '#src/core/id.ts'
import type { AfterwardsFact, Contest, Flip, ReceivedVote } from '#src/polls/afterwards.ts'
import type { AfterwardsReader } from '#src/polls/store.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { ballotFlips, letters, pollContests, receivedVotes, voteRulings } from '../schema/afterwards.ts'
import { ballots, pollResults, polls } from '../schema/polls.ts'

export function afterwardsReader(tx: Tx): Omit<AfterwardsReader, 'cast'> {
  return {
    received: (poll) => readReceived(tx, poll),
    receivedById: async (id) => {
      const [row] = await read(tx).where(eq(receivedVotes.id, id))
      return row && rowToReceived(row)
    },
    letter: async (id) => {
      const [row] = await tx
        .select({ bytes: letters.bytes, name: receivedVotes.fileName, hash: receivedVotes.fileHash })
        .from(letters)
        .innerJoin(receivedVotes, eq(receivedVotes.id, letters.vote))
        .where(eq(letters.vote, id))
      if (!row) return undefined
      return { bytes: row.bytes, name: present(row.name, 'its name'), hash: present(row.hash, 'its hash') }
    },
    contestById: async (id) => {
      const [row] = await tx.select().from(pollContests).where(eq(pollContests.id, id))
      return row && rowToContest(row)
    },
    contests: async (poll) => {
      const rows = await tx
        .select()
        .from(pollContests)
        .where(eq(pollContests.poll, poll))
        .orderBy(asc(pollContests.at), asc(pollContests.id))
      return rows.map(rowToContest)
    },
    flips: (poll) => readFlips(tx, poll),
  }
}

const rulings = sql<ReceivedVote['rulings']>`(
  select coalesce(json_agg(json_build_object('ruling', r.ruling, 'reason', r.reason, 'by', r.ruled_by,
    'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by r.n), '[]')
  from ${voteRulings} r where r.consortium_id = ${receivedVotes.consortium} and r.vote_id = ${receivedVotes.id}
)`.mapWith((text: string) => JSON.parse(text))

function read(tx: Tx) {
  return tx.select({ row: receivedVotes, rulings }).from(receivedVotes)
}

/** Those of a poll, oldest first. */
export function readReceived(tx: Tx, poll: PollId): Promise<ReceivedVote[]> {
  return receivedWhere(tx, eq(receivedVotes.poll, poll))
}

/** Those of these polls' organisations; `pairs`: (poll, organisation), (poll, organisation). */
export function receivedFor(tx: Tx, pairs: SQL): Promise<ReceivedVote[]> {
  return receivedWhere(tx, sql`(${receivedVotes.poll}, ${receivedVotes.organisation}) in (${pairs})`)
}

async function receivedWhere(tx: Tx, which: SQL): Promise<ReceivedVote[]> {
  const rows = await read(tx).where(which).orderBy(asc(receivedVotes.at), asc(receivedVotes.id))
  return rows.map(rowToReceived)
}

/** Whether a vote that counts was recorded for an organisation. */
export function wasReceived(tx: Tx, poll: SQLWrapper, organisation: SQLWrapper | OrganisationId): SQL {
  const isOf = and(eq(receivedVotes.poll, poll), eq(receivedVotes.organisation, organisation))
  return exists(
    tx
      .select({ id: receivedVotes.id })
      .from(receivedVotes)
      .where(and(isOf, eq(receivedVotes.state, 'counted'))),
  )
}

function rowToReceived({ row, rulings: ruled }: Awaited<ReturnType<typeof read>>[number]): ReceivedVote {
  const { id, poll, organisation, choice, remarks, ruling: reasons, role, means, day, state, late } = row
  const { recordedBy, at, fileName, fileSize, objection, objectedBy, objectedAt } = row
  const said = { id, poll, organisation, choice, remarks, reasons, role, means, day, state, late, recordedBy }
  return {
    ...said,
    recordedAt: at.toString(),
    file: fileName === null || fileSize === null ? null : { name: fileName, size: fileSize },
    objection:
      objection === null || objectedBy === null || objectedAt === null
        ? null
        : { reason: objection, by: objectedBy, at: objectedAt.toString() },
    rulings: ruled,
  }
}

export async function readFlips(tx: Tx, poll: PollId): Promise<Flip[]> {
  const rows = await tx
    .select()
    .from(ballotFlips)
    .where(eq(ballotFlips.poll, poll))
    .orderBy(asc(ballotFlips.at), asc(ballotFlips.organisation))
  return rows.map(({ poll: of, organisation, choice, flippedBy: by, at }) => {
    return { poll: of, organisation, choice, by, at: at.toString() }
  })
}

function rowToContest(row: typeof pollContests.$inferSelect): Contest {
  const { id, poll, organisation, result, reason, contestedBy, at, ruling, rulingReason, ruledBy, ruledAt } = row
  const isRuled = ruling !== null && ruledBy !== null && ruledAt !== null
  return {
    ...{ id, poll, organisation, result, reason, by: contestedBy, at: at.toString() },
    ruling: isRuled ? { ruling, reason: rulingReason ?? '', by: ruledBy, at: ruledAt.toString() } : null,
  }
}

/** One statement a fact, but for those that settle what many rows say. */
export function afterwardsWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, AfterwardsFact['type']> {
  return {
    ...voteWriters(tx, consortium),
    'reasons-ruled': async ({ poll, rulings: ruled }) => {
      for (const { organisation, ruling } of ruled) {
        const isCast = and(eq(ballots.poll, poll), eq(ballots.organisation, organisation))
        const isReceived = and(eq(receivedVotes.poll, poll), eq(receivedVotes.organisation, organisation))
        await tx.update(ballots).set({ ruling }).where(isCast)
        await tx.update(receivedVotes).set({ ruling }).where(isReceived)
      }
    },
    'result-contested': async ({ contest: id, poll, organisation, result, contestedBy, sealed }, at) => {
      const row = { consortium, id, poll, organisation, result, contestedBy, reason: sealed.reason, at }
      const made = await tx.insert(pollContests).values(row).onConflictDoNothing().returning({ id: pollContests.id })
      if (made.length === 0) throw new Conflict('a colleague has contested this result')
    },
    'contest-ruled': async ({ contest, ruling, ruledBy, sealed }, ruledAt) => {
      const waits = and(eq(pollContests.id, contest), sql`${pollContests.ruling} is null`)
      const ruled = await tx
        .update(pollContests)
        .set({ ruling, ruledBy, ruledAt, rulingReason: sealed.reason })
        .where(waits)
        .returning({ id: pollContests.id })
      if (ruled.length === 0) throw new Conflict('this contest was ruled before')
    },
    'ballot-flipped': async ({ poll, organisation, flippedBy, sealed }, at) => {
      const row = { consortium, poll, organisation, choice: sealed.choice, flippedBy, at }
      const made = await tx.insert(ballotFlips).values(row).onConflictDoNothing().returning({ of: ballotFlips.poll })
      if (made.length === 0) throw new Conflict('a colleague has changed this vote')
    },
    'poll-recounted': async ({ poll, n, because, count, outcome, compared, leftOut, arithmetic, sealed }, at) => {
      const ruling = { compared, leftOut, arithmetic }
      const row = { consortium, poll, n, because, count, outcome, ruling, reason: sealed.reason, countedAt: at }
      const made = await tx.insert(pollResults).values(row).onConflictDoNothing().returning({ n: pollResults.n })
      if (made.length === 0) throw new Conflict('another result was written meanwhile')
      await tx.update(polls).set({ status: 'closed', count, outcome, changedAt: at }).where(eq(polls.id, poll))
    },
  }
}

type OfVotes = 'vote-recorded' | 'letter-kept' | 'vote-objected' | 'vote-ruled'

function voteWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, OfVotes> {
  return {
    'vote-recorded': async ({ type: _, vote: id, file, sealed, unopened: __, ...plain }, at) => {
      const { choice, remarks, name, hash } = sealed
      const state = plain.late ? ('late' as const) : ('counted' as const)
      const kept = file && { fileName: name, fileHash: hash, fileType: file.type, fileSize: file.size }
      const made = await tx
        .insert(receivedVotes)
        .values({ consortium, id, ...plain, state, choice, remarks, at, ...kept })
        .onConflictDoNothing()
        .returning({ id: receivedVotes.id })
      if (made.length === 0) throw new Conflict('another vote was recorded for this organisation meanwhile')
    },
    'letter-kept': async ({ vote, bytes }) => {
      await tx.insert(letters).values({ consortium, vote, bytes: sql`decode(${bytes}, 'base64')` })
    },
    'vote-objected': async ({ vote, objectedBy, sealed }, objectedAt) => {
      const objected = await tx
        .update(receivedVotes)
        .set({ objection: sealed.reason, objectedBy, objectedAt })
        .where(and(eq(receivedVotes.id, vote), sql`${receivedVotes.objectedAt} is null`))
        .returning({ id: receivedVotes.id })
      if (objected.length === 0) throw new Conflict('a colleague has objected')
    },
    'vote-ruled': async ({ vote, ruling, ruledBy, sealed }, at) => {
      const stands = and(eq(receivedVotes.id, vote), ne(receivedVotes.state, 'withdrawn'))
      const state = ruling === 'withdrawn' ? 'withdrawn' : ruling === 'counted' ? 'counted' : undefined
      const changed = state && (await tx.update(receivedVotes).set({ state }).where(stands).returning())
      if (changed?.length === 0) throw new Conflict('this vote was withdrawn before')
      await tx.insert(voteRulings).values({ consortium, vote, ruling, ruledBy, reason: sealed.reason, at })
    },
  }
}
