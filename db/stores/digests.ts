/** Reads and writes digests: settings, and what a window holds. */
import { and, asc, eq, gt, inArray, isNotNull, lte, not, or, type SQL, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId, GroupId, OrganisationId, PersonId, PollId } from '#src/core/id.ts'
import { type Digest, type DigestFact, Weekday, type Window } from '#src/digests/digest.ts'
import type { DigestReader, Moved, News, Owned, Scope, Undecided } from '#src/digests/store.ts'
import type { Poll } from '#src/polls/poll.ts'
import type { Fact, Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { commitments, progressReports } from '../schema/commitments.ts'
import { organisations } from '../schema/consortium.ts'
import { digests } from '../schema/digests.ts'
import { ballots, pollElectorate, polls } from '../schema/polls.ts'
import { registerEntries } from '../schema/register.ts'
import { wasReceived } from './afterwards.ts'
import { type CommitmentRow, commitmentColumns, isOwner, rowToCommitment } from './commitment-columns.ts'
import { readPolls, rowToPoll } from './polls.ts'

export function digestReader(tx: Tx): DigestReader {
  const row = (person: PersonId) => tx.select().from(digests).where(eq(digests.person, person))
  return {
    of: async (person) => first(await row(person)),
    forSending: async (person) => first(await row(person).for('update')),
    settledUntil: () => settledUntil(tx),
    undecided: (ids) => undecided(tx, ids),
    due: (scope, until) => due(tx, scope, until),
    ownerLeft: (groups) => ownerLeft(tx, groups),
    news: (scope, window) => news(tx, scope, window),
  }
}

function first([row]: (typeof digests.$inferSelect)[]): Digest | undefined {
  if (!row) return undefined
  const { person, weekday, minute, zone, platform, sentUntil, nextAt } = row
  if (weekday === null || nextAt === null) return { person, set: null, sentUntil }
  const named = present(Weekday.options[weekday - 1], 'a weekday from 1 to 7')
  return { person, set: { weekday: named, minute, zone, platform, nextAt }, sentUntil }
}

/**
 * Sessions of the application role, which alone writes facts, show when their transaction began. One that begins only now bears a later
 * time; one that has ended can be read by the next statement.
 */
async function settledUntil(tx: Tx): Promise<Temporal.Instant> {
  const [row] = await tx.execute<{ until: string }>(sql`
    select least(now(), min(xact_start) - interval '1 microsecond')::text as until from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  return Temporal.Instant.from(present(row, 'the clock of the database').until)
}

async function undecided(tx: Tx, ids: readonly OrganisationId[]): Promise<Undecided[]> {
  if (ids.length === 0) return []
  const open = and(eq(polls.status, 'open'), gt(polls.closesAt, sql`now()`))
  const asked = await tx
    .select({ poll: polls.id, id: organisations.id, name: organisations.short })
    .from(polls)
    .innerJoin(pollElectorate, and(eq(pollElectorate.consortium, polls.consortium), eq(pollElectorate.poll, polls.id)))
    .innerJoin(organisations, eq(organisations.id, pollElectorate.organisation))
    .leftJoin(ballots, and(eq(ballots.poll, polls.id), eq(ballots.organisation, pollElectorate.organisation)))
    .where(
      and(
        ...[open, inArray(pollElectorate.organisation, [...ids]), sql`${ballots.organisation} is null`],
        not(wasReceived(tx, polls.id, pollElectorate.organisation)),
      ),
    )
    .orderBy(asc(polls.closesAt), asc(polls.number), asc(organisations.short))
  const found = await pollsOf(tx, [...new Set(asked.map(({ poll }) => poll))])
  return found
    .sort((a, b) => asked.findIndex(({ poll }) => poll === a.id) - asked.findIndex(({ poll }) => poll === b.id))
    .map((poll) => ({
      poll,
      missing: asked.filter((one) => one.poll === poll.id).map(({ id, name }) => ({ id, name })),
    }))
}

async function due(tx: Tx, scope: Scope, until: Temporal.PlainDate): Promise<Owned[]> {
  const open = and(
    eq(commitments.status, 'confirmed'),
    sql`coalesce(${commitments.progress}, 'not-started') not in ('complete', 'withdrawn')`,
    lte(commitments.due, until.toString()),
    concerns(scope),
  )
  const rows = await readOwned(tx).where(open).orderBy(asc(commitments.due), asc(commitments.number))
  return rows.flatMap(owned)
}

async function ownerLeft(tx: Tx, groups: readonly GroupId[] | 'all'): Promise<Owned[]> {
  const concerned = groups === 'all' ? undefined : inArray(commitments.group, [...groups])
  const rows = await readOwned(tx)
    .where(and(eq(commitments.status, 'confirmed'), isNotNull(commitments.ownerLeftAt), concerned))
    .orderBy(asc(commitments.due), asc(commitments.number))
  return rows.flatMap(owned)
}

async function news(tx: Tx, scope: Scope, window: Window): Promise<News> {
  const confirmed = await readOwned(tx)
    .where(and(eq(commitments.status, 'confirmed'), within(commitments.confirmedAt, window), concerns(scope)))
    .orderBy(asc(commitments.number))
  const closed = await pollsWith(tx, ['poll-closed', 'poll-recounted'], scope, window)
  const opened = await pollsWith(tx, ['poll-opened'], scope, window)
  const over = new Set(closed.map(({ id }) => id))
  return {
    confirmed: confirmed.flatMap(owned),
    opened: opened.filter(({ id }) => !over.has(id)),
    closed,
    moved: await moved(tx, scope, window),
  }
}

/** A poll's row tells when it changed last, the register when it was opened and when it was counted. */
async function pollsWith(tx: Tx, types: Fact['type'][], { groups }: Scope, window: Window): Promise<Poll[]> {
  const poll = sql<PollId>`convert_from(${registerEntries.bytes}, 'UTF8')::jsonb -> 'fact' ->> 'poll'`
  const named = tx
    .select({ poll })
    .from(registerEntries)
    .where(and(inArray(registerEntries.type, types), within(registerEntries.at, window)))
  const found = await readPolls(tx)
    .where(and(inArray(polls.id, named), inArray(polls.group, [...groups])))
    .orderBy(asc(polls.number))
  return found.map(rowToPoll)
}

/** The last report of each commitment in the window; `was` is what stood before the first. */
async function moved(tx: Tx, scope: Scope, window: Window): Promise<Moved[]> {
  const order = asc(progressReports.n)
  const reports = await tx
    .select({
      ...commitmentColumns,
      owner: organisations.short,
      zone: organisations.zone,
      now: progressReports.progress,
    })
    .from(progressReports)
    .innerJoin(
      commitments,
      and(eq(commitments.consortium, progressReports.consortium), eq(commitments.id, progressReports.commitment)),
    )
    .innerJoin(organisations, eq(organisations.id, commitments.organisation))
    .where(and(within(progressReports.reportedAt, window), concerns(scope)))
    .orderBy(asc(commitments.number), order)
  const before = await tx
    .selectDistinctOn([progressReports.commitment], {
      commitment: progressReports.commitment,
      was: progressReports.progress,
    })
    .from(progressReports)
    .where(lte(progressReports.reportedAt, window.since))
    .orderBy(asc(progressReports.commitment), sql`${progressReports.n} desc`)
  const was = new Map(before.map((report) => [report.commitment, report.was]))
  const last = new Map(reports.map((report) => [report.row.id, report]))
  return [...last.values()].flatMap((report) =>
    owned(report).map((one) => ({ ...one, now: report.now, was: was.get(report.row.id) ?? 'not-started' })),
  )
}

function readOwned(tx: Tx) {
  return tx
    .select({ ...commitmentColumns, owner: organisations.short, zone: organisations.zone })
    .from(commitments)
    .innerJoin(organisations, isOwner)
}

function owned({ owner, zone, ...found }: CommitmentRow & { owner: string; zone: string }): Owned[] {
  const commitment = rowToCommitment(found)
  return commitment.status === 'confirmed' ? [{ commitment, owner, zone }] : []
}

async function pollsOf(tx: Tx, ids: PollId[]) {
  return ids.length === 0 ? [] : (await readPolls(tx).where(inArray(polls.id, ids))).map(rowToPoll)
}

/** After the window's beginning, up to and with its end. */
function within(column: Parameters<typeof gt>[0], { since, until }: Window): SQL | undefined {
  return and(sql`${column} > ${since.toString()}::timestamptz`, sql`${column} <= ${until.toString()}::timestamptz`)
}

function concerns({ organisations: own, groups }: Scope): SQL | undefined {
  return or(inArray(commitments.organisation, [...own]), inArray(commitments.group, [...groups]))
}

export function digestWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, DigestFact['type']> {
  return {
    'digest-set': async ({ person, weekday, minute, zone, platform, sentUntil, nextAt }) => {
      const day = Weekday.options.indexOf(weekday) + 1
      const set = { weekday: day, minute, zone, platform, nextAt: Temporal.Instant.from(nextAt) }
      await tx
        .insert(digests)
        .values({ consortium, person, ...set, sentUntil: Temporal.Instant.from(sentUntil) })
        .onConflictDoUpdate({ target: [digests.consortium, digests.person], set })
    },
    'digest-stopped': async ({ person }) => {
      await tx.update(digests).set({ weekday: null, nextAt: null }).where(eq(digests.person, person))
    },
    'digest-sent': async ({ person, sentUntil, nextAt }) => {
      const moments = { sentUntil: Temporal.Instant.from(sentUntil), nextAt: Temporal.Instant.from(nextAt) }
      await tx.update(digests).set(moments).where(eq(digests.person, person))
    },
  }
}
