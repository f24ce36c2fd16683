/** Reads everything that is one organisation's own, for it to take away. */
import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { CommitmentId, OrganisationId } from '#src/core/id.ts'
import type { Belongings, HeldCommitment, HeldEntry } from '#src/leaving/store.ts'
import { isInFiles } from '#src/polls/disclosed.ts'
import type { Tx } from '../link.ts'
import { commitments, progressReports, quotations } from '../schema/commitments.ts'
import { people, releases, workingGroups } from '../schema/consortium.ts'
import { transfers } from '../schema/leaving.ts'
import { ballots, polls } from '../schema/polls.ts'
import { registerEntries, registerOpenings } from '../schema/register.ts'
import { heldAfterwards } from './afterwards-held.ts'
import { heldAxes } from './axes-held.ts'
import { heldDraftComments } from './comments.ts'
import { answeredCodes, isReporter } from './commitment-columns.ts'
import { heldEvidence } from './evidence-held.ts'
import { heldAround } from './following-held.ts'
import { isHandedOut } from './openings.ts'
import { spansOf, whileOwned } from './owned.ts'
import { heldChanges, heldMilestones } from './promises-held.ts'
import { heldStances } from './resolution-held.ts'
import { heldStatements } from './statements-held.ts'
import { heldStraws } from './straws-held.ts'

export async function belongings(tx: Tx, id: OrganisationId): Promise<Belongings> {
  const held = await heldCommitments(tx, id)
  const ids = held.map((one) => one.id)
  return {
    commitments: held,
    reports: await reportsIn(tx, held),
    milestones: await heldMilestones(tx, held),
    changes: await heldChanges(tx, held),
    ...(await heldAxes(tx, id)),
    quotations: await quotationsOf(tx, ids),
    evidence: await heldEvidence(tx, id),
    ...(await heldAround(tx, id)),
    draftComments: await heldDraftComments(tx, id),
    ...(await heldStances(tx, id)),
    polls: await tx
      .select({
        id: polls.id,
        number: polls.number,
        question: polls.question,
        status: polls.status,
        closesAt: polls.closesAt,
        label: polls.label,
        recipients: polls.recipients,
      })
      .from(polls)
      .where(eq(polls.source, id))
      .orderBy(asc(polls.number)),
    ballots: await ballotsOf(tx, id),
    ...(await heldAfterwards(tx, id)),
    straws: await heldStraws(tx, id),
    ...(await heldStatements(tx, id)),
    releases: await tx
      .select({ label: releases.label, what: releases.what })
      .from(releases)
      .where(eq(releases.organisation, id))
      .orderBy(asc(releases.label)),
    entries: await entriesOf(tx, id),
  }
}

async function heldCommitments(tx: Tx, id: OrganisationId): Promise<HeldCommitment[]> {
  const passed = await tx
    .select({ commitment: transfers.commitment, from: transfers.from, to: transfers.to, at: transfers.settledAt })
    .from(transfers)
    .where(and(eq(transfers.state, 'confirmed'), or(eq(transfers.from, id), eq(transfers.to, id))))
    .orderBy(asc(transfers.n))
  const ever = [...new Set(passed.map(({ commitment }) => commitment))]
  const isHeld = or(eq(commitments.organisation, id), ever.length > 0 ? inArray(commitments.id, ever) : undefined)
  const rows = await tx
    .select({ row: commitments, group: workingGroups.name, codes: answeredCodes, contact: people.name })
    .from(commitments)
    .leftJoin(people, and(eq(people.consortium, commitments.consortium), eq(people.id, commitments.contact)))
    .innerJoin(
      workingGroups,
      and(eq(workingGroups.consortium, commitments.consortium), eq(workingGroups.id, commitments.group)),
    )
    .where(isHeld)
    .orderBy(asc(commitments.number), asc(commitments.proposedAt), asc(commitments.id))
  return rows.map(({ row, group, codes: recommendations, contact }) => {
    const own = passed.filter(({ commitment }) => commitment === row.id)
    const { number, status, text, kind, details, due, originalDue, label, recipients, proposedAt, confirmedAt } = row
    const isOwner = row.organisation === id
    return {
      ...{ terms: { kind, details }, originalDue: originalDue ?? due, contact: isOwner ? contact : null },
      ...{ id: row.id, number, status, text, group, recommendations, due, label, recipients, proposedAt, confirmedAt },
      progress: isOwner && status === 'confirmed' ? (row.progress ?? 'not-started') : null,
      owned: spansOf(id, own, confirmedAt),
    }
  })
}

/** Those that were made while it was the owner: what others reported before or after is theirs. */
async function reportsIn(tx: Tx, held: HeldCommitment[]): Promise<Belongings['reports']> {
  const ids = held.map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await tx
    .select({
      commitment: progressReports.commitment,
      progress: progressReports.progress,
      outlook: progressReports.outlook,
      note: progressReports.note,
      by: people.name,
      at: progressReports.reportedAt,
    })
    .from(progressReports)
    .innerJoin(people, isReporter)
    .where(inArray(progressReports.commitment, ids))
    .orderBy(asc(progressReports.n))
  return rows.filter(whileOwned(held))
}

async function quotationsOf(tx: Tx, ids: CommitmentId[]): Promise<Belongings['quotations']> {
  if (ids.length === 0) return []
  const rows = await tx.select().from(quotations).where(inArray(quotations.commitment, ids))
  return rows.map(({ consortium: _, saidAt, ...row }) => ({ ...row, saidAt: saidAt.toString() }))
}

async function ballotsOf(tx: Tx, id: OrganisationId): Promise<Belongings['ballots']> {
  const rows = await tx
    .select({
      number: polls.number,
      group: workingGroups.name,
      closesAt: polls.closesAt,
      choice: ballots.choice,
      remarks: ballots.remarks,
      status: polls.status,
      hidden: polls.hidden,
      unattributed: polls.unattributed,
      role: ballots.role,
      by: people.name,
      at: ballots.castAt,
    })
    .from(ballots)
    .innerJoin(polls, and(eq(polls.consortium, ballots.consortium), eq(polls.id, ballots.poll)))
    .innerJoin(workingGroups, and(eq(workingGroups.consortium, polls.consortium), eq(workingGroups.id, polls.group)))
    .innerJoin(people, and(eq(people.consortium, ballots.consortium), eq(people.id, ballots.castBy)))
    .where(eq(ballots.organisation, id))
    .orderBy(asc(polls.number))
  return rows.map(({ status, hidden, unattributed, choice, remarks, ...row }) =>
    isInFiles({ status, hidden, unattributed }) ? { ...row, choice, remarks } : { ...row, choice: null, remarks: null },
  )
}

/** Entries of one statement, so that none takes longer than the database allows it. */
const entriesAtOnce = 5_000

/** What was stated in its name, and what was stated about it. */
async function entriesOf(tx: Tx, id: OrganisationId): Promise<HeldEntry[]> {
  const found: HeldEntry[] = []
  for (let after = 0; ; ) {
    const [page] = await tx.execute<{ last: number | null }>(sql`
      select max(n)::float8 as last from (
        select n from ${registerEntries} where n > ${after} order by n limit ${entriesAtOnce}
      ) page`)
    if (!page?.last) return found
    found.push(...(await entriesBetween(tx, id, after, page.last)))
    after = page.last
  }
}

async function entriesBetween(tx: Tx, id: OrganisationId, after: number, last: number): Promise<HeldEntry[]> {
  const entry = sql`convert_from(${registerEntries.bytes}, 'UTF8')::jsonb`
  const names = ['organisation', 'id', 'from', 'to'].map((key) => sql`${entry} -> 'fact' ->> ${key} = ${id}`)
  const rows = await tx
    .select({
      n: registerEntries.n,
      type: registerEntries.type,
      at: registerEntries.at,
      bytes: sql<string>`convert_from(${registerEntries.bytes}, 'UTF8')`,
      about: sql<HeldEntry['about']>`coalesce(${sql.join(
        ['commitment', 'poll', 'evidence', 'recast', 'comment', 'straw', 'statement'].map(
          (key) => sql`${entry} -> 'fact' ->> ${key}`,
        ),
        sql`, `,
      )})`,
    })
    .from(registerEntries)
    .where(
      and(
        gt(registerEntries.n, after),
        sql`${registerEntries.n} <= ${last}`,
        or(sql`${entry} ->> 'organisation' = ${id}`, ...names),
      ),
    )
    .orderBy(asc(registerEntries.n))
  if (rows.length === 0) return []
  const opened = await tx
    .select({
      entry: registerOpenings.entry,
      path: registerOpenings.path,
      salt: sql<string>`encode(${registerOpenings.salt}, 'hex')`,
      value: registerOpenings.value,
    })
    .from(registerOpenings)
    .where(
      and(
        inArray(
          registerOpenings.entry,
          rows.map(({ n }) => n),
        ),
        isHandedOut(tx),
      ),
    )
    .orderBy(asc(registerOpenings.entry), asc(registerOpenings.path))
  const openings = Map.groupBy(opened, (one) => one.entry)
  return rows.map((row) => ({
    ...row,
    openings: (openings.get(row.n) ?? []).map(({ entry: _, ...opening }) => opening),
  }))
}
