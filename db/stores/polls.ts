/** Reads and writes polls and ballots. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId, OrganisationId, PollId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Ballot, Poll, PollFact } from '#src/polls/poll.ts'
import type { PollReader } from '#src/polls/store.ts'
import type { Fact, Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { ballots, pollElectorate, polls } from '../schema/polls.ts'
import { countTo, nextNumber } from './counters.ts'
import { policyOf } from './sharing.ts'

export function pollReader(tx: Tx, consortium: ConsortiumId): PollReader {
  return {
    byNumber: async (number) => first(await readPolls(tx).where(eq(polls.number, number))),
    byId: async (id) => first(await readPolls(tx).where(eq(polls.id, id))),
    ballots: async (poll) => (await readBallots(tx, poll)).map(rowToBallot),
    forBallot: (id, organisation) => forBallot(tx, id, organisation),
    forCount: async (id) => {
      const poll = first(await readPolls(tx).where(eq(polls.id, id)).for('update', { of: polls }))
      return poll && { poll, ballots: (await readBallots(tx, id)).map(rowToBallot) }
    },
    nextNumber: () => nextNumber(tx, consortium, 'poll'),
  }
}

const electorate = sql<OrganisationId[]>`(
  select coalesce(json_agg(e.organisation_id order by e.position), '[]') from ${pollElectorate} e
  where e.consortium_id = ${polls.consortium} and e.poll_id = ${polls.id}
)`.mapWith((text: string) => JSON.parse(text))

/** Polls with their electorate; {@link rowToPoll} reads each. */
export function readPolls(tx: Tx) {
  return tx.select({ row: polls, electorate, policy: policyOf(polls) }).from(polls)
}

function readBallots(tx: Tx, poll: PollId) {
  return tx.select().from(ballots).where(eq(ballots.poll, poll)).orderBy(asc(ballots.castAt), asc(ballots.organisation))
}

/** The share lock lets other ballots through and holds the count back; a poll that is past its time is read without one. */
async function forBallot(tx: Tx, id: PollId, organisation: OrganisationId): ReturnType<PollReader['forBallot']> {
  const takes = and(eq(polls.id, id), eq(polls.status, 'open'), gt(polls.closesAt, sql`now()`))
  const [open, [ballot]] = await Promise.all([
    readPolls(tx).where(takes).for('key share', { of: polls }),
    tx
      .select()
      .from(ballots)
      .where(and(eq(ballots.poll, id), eq(ballots.organisation, organisation)))
      .for('update'),
  ])
  const poll = first(open) ?? first(await readPolls(tx).where(eq(polls.id, id)))
  return poll && { poll, takesBallots: open.length > 0, ballot: ballot && rowToBallot(ballot) }
}

type Found = { row: typeof polls.$inferSelect; electorate: OrganisationId[]; policy: ReleasePolicy }

function first([poll]: Found[]): Poll | undefined {
  return poll && rowToPoll(poll)
}

export function rowToPoll(poll: Found): Poll {
  const { closesAt, question, status, count, outcome, ...row } = poll.row
  const { id, number, group, openedBy, rule, label, source, recipients } = row
  const { electorate, policy } = poll
  const sourceLeftAt = row.sourceLeftAt?.toString() ?? null
  const shared = { label, source, recipients, policy, sourceLeftAt }
  const base = { id, number, group, openedBy, closesAt: closesAt.toString(), rule, question, electorate, ...shared }
  if (status !== 'closed') return { status, ...base }
  return {
    status,
    ...base,
    count: present(count, 'the count of a closed poll'),
    outcome: present(outcome, 'the outcome of a closed poll'),
  }
}

function rowToBallot({ organisation, choice, castBy, role, castAt }: typeof ballots.$inferSelect): Ballot {
  return { organisation, choice, castBy, role, castAt: castAt.toString() }
}

export function pollWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, PollFact['type']> {
  return {
    'poll-opened': async ({ poll, number, sealed, electorate: voters, closesAt, type: _, ...fact }, at) => {
      const plain = { number, ...fact, closesAt: Temporal.Instant.from(closesAt) }
      await tx
        .insert(polls)
        .values({ consortium, id: poll, ...plain, question: sealed.question, status: 'open', changedAt: at })
      const rows = voters.map((organisation, position) => ({ consortium, poll, organisation, position }))
      if (rows.length > 0) await tx.insert(pollElectorate).values(rows)
      await countTo(tx, consortium, 'poll', number)
    },
    'poll-relabelled': async ({ poll, was, label, recipients }, at) => {
      const changed = await tx
        .update(polls)
        .set({ label, recipients, changedAt: at })
        .where(and(eq(polls.id, poll), eq(polls.label, was)))
        .returning({ id: polls.id })
      if (changed.length === 0) throw new Conflict('another label was given meanwhile')
    },
    'ballot-cast': (fact, at) => cast(tx, consortium, fact, at),
    'poll-closing-begun': async ({ poll }, at) => {
      const open = and(eq(polls.id, poll), eq(polls.status, 'open'))
      const begun = await tx
        .update(polls)
        .set({ status: 'closing', changedAt: at })
        .where(open)
        .returning({ id: polls.id })
      if (begun.length === 0) throw new Conflict('another process has begun to close this poll')
    },
    'poll-closed': async ({ poll, count, outcome }, at) => {
      await tx.update(polls).set({ status: 'closed', count, outcome, changedAt: at }).where(eq(polls.id, poll))
    },
  }
}

/** Precedence stands in the upsert itself, so that two delegates of one organisation need no lock to settle who counts. */
async function cast(
  tx: Tx,
  consortium: ConsortiumId,
  fact: Extract<Fact, { type: 'ballot-cast' }>,
  at: Temporal.Instant,
): Promise<void> {
  const { poll, organisation, castBy, role, replaces, sealed } = fact
  const set = { choice: sealed.choice, castBy, role, castAt: at }
  const strongest = sql`array[${sql.join(
    signingRoles.map((name) => sql`${name}::text`),
    sql`, `,
  )}]`
  const kept = await tx
    .insert(ballots)
    .values({ consortium, poll, organisation, ...set })
    .onConflictDoUpdate({
      target: [ballots.consortium, ballots.poll, ballots.organisation],
      set,
      setWhere: sql`${replaces}::boolean or array_position(${strongest}, excluded.role) <= array_position(${strongest}, ${ballots.role})`,
    })
    .returning({ organisation: ballots.organisation })
  if (kept.length === 0) throw new Conflict('a stronger role has cast this ballot')
}
