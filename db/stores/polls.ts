/** Reads and writes polls and ballots. */
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { signingRoles } from '#src/core/access.ts'
import type { ConsortiumId, GroupId, OrganisationId, PollId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Ballot, Elector, Poll, PollFact, Result, Rule, Voter } from '#src/polls/poll.ts'
import { standingBallots } from '#src/polls/standing.ts'
import type { PollReader } from '#src/polls/store.ts'
import type { Fact, Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { consortia, workingGroups } from '../schema/consortium.ts'
import { ballots, pollElectorate, pollResults, polls, pollVoters } from '../schema/polls.ts'
import { afterwardsReader, readFlips, readReceived, receivedFor } from './afterwards.ts'
import { countTo, nextNumber } from './counters.ts'
import { pollActReader, remindingOf } from './poll-acts.ts'
import { receiptReader } from './receipts.ts'
import { policyOf } from './sharing.ts'

export function pollReader(tx: Tx, consortium: ConsortiumId): PollReader {
  return {
    byNumber: async (number) => first(await readPolls(tx).where(eq(polls.number, number))),
    byId: async (id) => first(await readPolls(tx).where(eq(polls.id, id))),
    ...afterwardsReader(tx),
    ...receiptReader(tx),
    open: async () => {
      const open = await readPolls(tx).where(and(eq(polls.status, 'open'), gt(polls.closesAt, sql`now()`)))
      return open.map(rowToPoll)
    },
    ...pollActReader(tx),
    ballots: (poll) => readBallots(tx, poll),
    cast: async (poll) => (await tx.select().from(ballots).where(eq(ballots.poll, poll))).map(rowToBallot),
    forBallot: async (poll, organisation) => (await forBallots(tx, [{ poll, organisation }]))[0],
    forCount: async (id) => {
      const [found] = await readPolls(tx).where(eq(polls.id, id)).for('update', { of: polls })
      const results = found?.results.length ?? 0
      return found && { poll: rowToPoll(found), ballots: await readBallots(tx, id), results }
    },
    charters: () => charters(tx),
    nextNumber: () => nextNumber(tx, consortium, 'poll'),
  }
}

async function charters(tx: Tx): ReturnType<PollReader['charters']> {
  const [own] = await tx.select({ charter: consortia.charter }).from(consortia)
  const groups = await tx.select({ id: workingGroups.id, charter: workingGroups.charter }).from(workingGroups)
  const ofAll = own?.charter ?? ['simple-majority']
  return new Map([[null, ofAll], ...groups.map(({ id, charter }): [GroupId, Rule[]] => [id, charter ?? ofAll])])
}

const fromJson = (text: string) => JSON.parse(text)

const electorate = sql<Elector[]>`(
  select coalesce(json_agg(json_build_object(
    'organisation', e.organisation_id, 'category', e.category, 'class', e.class) order by e.position), '[]')
  from ${pollElectorate} e where e.consortium_id = ${polls.consortium} and e.poll_id = ${polls.id}
)`.mapWith(fromJson)
const voters = sql<Voter[]>`(
  select coalesce(json_agg(json_build_object(
    'organisation', v.organisation_id, 'person', v.person_id, 'role', v.role)), '[]')
  from ${pollVoters} v where v.consortium_id = ${polls.consortium} and v.poll_id = ${polls.id}
)`.mapWith(fromJson)
const results = sql<Result[]>`(
  select coalesce(json_agg(to_jsonb(r.ruling) || jsonb_build_object(
    'outcome', r.outcome, 'count', r.count, 'because', r.because, 'reason', r.reason,
    'countedAt', to_char(r.counted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by r.n), '[]')
  from ${pollResults} r where r.consortium_id = ${polls.consortium} and r.poll_id = ${polls.id}
)`.mapWith(fromJson)

/** Polls with their electorate, voters and results; {@link rowToPoll} reads each. */
export function readPolls(tx: Tx) {
  return tx.select({ row: polls, electorate, voters, results, policy: policyOf(polls) }).from(polls)
}

async function readBallots(tx: Tx, poll: PollId): Promise<Ballot[]> {
  const [rows, received, flips] = await Promise.all([
    tx
      .select({ row: ballots, rule: polls.rule })
      .from(ballots)
      .innerJoin(polls, and(eq(polls.consortium, ballots.consortium), eq(polls.id, ballots.poll)))
      .where(eq(ballots.poll, poll))
      .orderBy(asc(ballots.castAt), asc(ballots.organisation)),
    readReceived(tx, poll),
    readFlips(tx, poll),
  ])
  const cast = rows.map(({ row }) => rowToBallot(row))
  // Without one that was cast no precedence is asked about.
  return standingBallots(rows[0]?.rule ?? 'simple-majority', cast, received, flips)
}

/**
 * The share lock lets other ballots through and holds the count back; a poll that is past its time is read without one. Locks are taken in
 * one order, so that no two transactions wait for each other. In the order in which they are asked for.
 */
export async function forBallots(
  tx: Tx,
  asked: readonly { poll: PollId; organisation: OrganisationId }[],
): Promise<Awaited<ReturnType<PollReader['forBallot']>>[]> {
  const ids = [...new Set(asked.map(({ poll }) => poll))]
  const takes = and(inArray(polls.id, ids), eq(polls.status, 'open'), gt(polls.closesAt, sql`now()`))
  const pairs = sql.join(
    asked.map(({ poll, organisation }) => sql`(${poll}, ${organisation})`),
    sql`, `,
  )
  const [open, cast, received] = await Promise.all([
    readPolls(tx).where(takes).orderBy(polls.id).for('key share', { of: polls }),
    tx
      .select()
      .from(ballots)
      .where(sql`(${ballots.poll}, ${ballots.organisation}) in (${pairs})`)
      .orderBy(ballots.poll, ballots.organisation)
      .for('update'),
    receivedFor(tx, pairs),
  ])
  const over = ids.filter((id) => open.every(({ row }) => row.id !== id))
  const closed = over.length > 0 ? await readPolls(tx).where(inArray(polls.id, over)) : []
  const flips = (await Promise.all(closed.map((found) => flipsOf(tx, rowToPoll(found))))).flat()
  const read = new Map([...open, ...closed].map((found) => [found.row.id, rowToPoll(found)]))
  return asked.map(({ poll: id, organisation }) => {
    const poll = read.get(id)
    const isOwn = (one: { poll: PollId; organisation: OrganisationId }) =>
      one.poll === id && one.organisation === organisation
    const own = cast.filter(isOwn).map(rowToBallot)
    const [ballot] = poll ? standingBallots(poll.rule, own, received.filter(isOwn), flips.filter(isOwn)) : []
    return poll && { poll, takesBallots: !over.includes(id), ballot }
  })
}

/** Before the close there are none. */
async function flipsOf(tx: Tx, { id, status }: Poll): ReturnType<typeof readFlips> {
  return status === 'closed' ? readFlips(tx, id) : []
}

type Found = {
  row: typeof polls.$inferSelect
  electorate: Elector[]
  voters: Voter[]
  results: Result[]
  policy: ReleasePolicy
}

function first([poll]: Found[]): Poll | undefined {
  return poll && rowToPoll(poll)
}

export function rowToPoll(poll: Found): Poll {
  const { closesAt, question, status, ...row } = poll.row
  const { id, number, group, openedBy, rule, standing, hidden, unattributed, label, source, recipients } = row
  const { electorate, voters, results, policy } = poll
  const sourceLeftAt = row.sourceLeftAt?.toString() ?? null
  const shared = { label, source, recipients, policy, sourceLeftAt }
  const asked = { rule, standing, hidden, unattributed, question, electorate, voters }
  const base = { id, number, group, openedBy, closesAt: closesAt.toString(), ...asked, ...shared }
  return status === 'closed' ? { status, ...base, results } : { status, ...base }
}

function rowToBallot(row: typeof ballots.$inferSelect): Ballot {
  const { organisation, choice, remarks, ruling, castBy, role, castAt } = row
  return { organisation, choice, remarks, ruling, recorded: null, castBy, role, castAt: castAt.toString() }
}

export function pollWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, PollFact['type']> {
  return {
    'poll-opened': async ({ poll, number, sealed, electorate: asked, voters: accredited, closesAt, ...rest }, at) => {
      const { type: _, ...fact } = rest
      const plain = { number, ...fact, closesAt: Temporal.Instant.from(closesAt) }
      const remindAt = remindingOf(plain.closesAt, at)
      await tx.insert(polls).values({
        consortium,
        id: poll,
        ...plain,
        question: sealed.question,
        status: 'open',
        remindAt,
        changedAt: at,
      })
      const rows = asked.map((elector, position) => ({ consortium, poll, ...elector, position }))
      if (rows.length > 0) await tx.insert(pollElectorate).values(rows)
      const casting = accredited.map((voter) => ({ consortium, poll, ...voter }))
      if (casting.length > 0) await tx.insert(pollVoters).values(casting)
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
    'ballot-cast': (fact, at) => castMany(tx, consortium, [fact], at),
    'charter-set': async ({ group, rules: charter }) => {
      if (group === null) await tx.update(consortia).set({ charter }).where(eq(consortia.consortium, consortium))
      else await tx.update(workingGroups).set({ charter }).where(eq(workingGroups.id, group))
    },
    'poll-closing-begun': async ({ poll }, at) => {
      const open = and(eq(polls.id, poll), eq(polls.status, 'open'))
      const begun = await tx
        .update(polls)
        .set({ status: 'closing', changedAt: at })
        .where(open)
        .returning({ id: polls.id })
      if (begun.length === 0) throw new Conflict('another process has begun to close this poll')
    },
    'poll-closed': async ({ poll, count, outcome, compared, leftOut, arithmetic }, countedAt) => {
      const ruling = { compared, leftOut, arithmetic }
      await tx
        .insert(pollResults)
        .values({ consortium, poll, n: 1, because: 'closed', count, outcome, ruling, countedAt })
      const at = countedAt
      await tx.update(polls).set({ status: 'closed', count, outcome, changedAt: at }).where(eq(polls.id, poll))
    },
  }
}

export function pollBatchWriters(tx: Tx, consortium: ConsortiumId) {
  return { 'ballot-cast': (facts: Cast[], at: Temporal.Instant) => castMany(tx, consortium, facts, at) }
}

type Cast = Extract<Fact, { type: 'ballot-cast' }>

/** Precedence stands in the upsert itself, so that two delegates of one organisation need no lock to settle who counts. No two of one organisation in one poll. */
async function castMany(tx: Tx, consortium: ConsortiumId, facts: Cast[], at: Temporal.Instant): Promise<void> {
  const rows = facts
    .map(({ poll, organisation, castBy, role, sealed: { choice, remarks } }) => {
      return { consortium, poll, organisation, choice, remarks, ruling: null, castBy, role, castAt: at }
    })
    .toSorted((a, b) => (`${a.poll} ${a.organisation}` < `${b.poll} ${b.organisation}` ? -1 : 1))
  const strongest = sql`array[${sql.join(
    signingRoles.map((name) => sql`${name}::text`),
    sql`, `,
  )}]`
  const replacing = facts.filter(({ replaces }) => replaces).map(({ poll, organisation }) => `${poll} ${organisation}`)
  const kept = await tx
    .insert(ballots)
    .values(rows)
    .onConflictDoUpdate({
      target: [ballots.consortium, ballots.poll, ballots.organisation],
      set: {
        choice: sql`excluded.choice`,
        remarks: sql`excluded.remarks`,
        ruling: null,
        castBy: sql`excluded.cast_by`,
        role: sql`excluded.role`,
        castAt: at,
      },
      setWhere: sql`excluded.poll_id || ' ' || excluded.organisation_id in (select jsonb_array_elements_text(${JSON.stringify(replacing)}::jsonb))
        or array_position(${strongest}, excluded.role) <= array_position(${strongest}, ${ballots.role})`,
    })
    .returning({ organisation: ballots.organisation })
  if (kept.length < facts.length) throw new Conflict('a stronger role has cast one of these ballots')
}
