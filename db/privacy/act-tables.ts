/** What a person did for an organisation. */
import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { PersonId } from '#src/core/id.ts'
import { isInFiles } from '#src/polls/disclosed.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { commitmentChanges, dueChanges, milestones } from '../schema/changes.ts'
import { commitments, progressReports } from '../schema/commitments.ts'
import { cards } from '../schema/delivery.ts'
import { leavings, transfers } from '../schema/leaving.ts'
import { plenaries } from '../schema/plenaries.ts'
import { ballots, polls, pollVoters } from '../schema/polls.ts'
import { requests } from '../schema/requests.ts'
import { axesOf } from './axes-tables.ts'
import { table, tableOfItems } from './held.ts'

export async function actsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const promised = await tx
    .select()
    .from(commitments)
    .where(or(eq(commitments.proposedBy, person), eq(commitments.confirmedBy, person), eq(commitments.contact, person)))
    .orderBy(asc(commitments.proposedAt))
  const reported = await tx
    .select({ report: progressReports, of: commitments })
    .from(progressReports)
    .innerJoin(commitments, isOf)
    .where(eq(progressReports.reportedBy, person))
    .orderBy(asc(progressReports.n))
  const opened = await tx.select().from(polls).where(eq(polls.openedBy, person)).orderBy(asc(polls.number))
  const posted = await tx
    .select({ Kind: cards.subjectKind, Subject: cards.subject, Place: cards.place })
    .from(cards)
    .where(eq(cards.askedBy, person))
    .orderBy(asc(cards.subject))
  return [
    tableOfItems(
      'Commitments',
      'Text',
      promised.map((row) => ({ item: itemOf(row), row: promise(row, person) })),
    ),
    tableOfItems(
      'Progress reported',
      'Note',
      reported.map(({ report: { progress, note, reportedAt }, of }) => {
        return { item: itemOf(of), row: { Commitment: of.number, Progress: progress, Note: note, At: reportedAt } }
      }),
    ),
    tableOfItems(
      'Polls opened',
      'Question',
      opened.map((item) => {
        const { number, question, label, status, closesAt } = item
        return {
          item,
          row: { Number: number, Question: question, Label: label, Status: status, 'Closes at': closesAt },
        }
      }),
    ),
    ...(await votesOf(tx, person)),
    ...(await axesOf(tx, person)),
    ...(await changesOf(tx, person)),
    ...(await leavingsOf(tx, person)),
    await asksOf(tx, person),
    await plenariesOf(tx, person),
    table('Cards asked for', posted),
  ]
}

async function plenariesOf(tx: Tx, person: PersonId): Promise<HeldTable> {
  const stated = await tx
    .select({ 'Took note until': plenaries.until })
    .from(plenaries)
    .where(eq(plenaries.heldBy, person))
    .orderBy(asc(plenaries.until))
  return table('Plenaries stated', stated)
}

async function asksOf(tx: Tx, person: PersonId): Promise<HeldTable> {
  const rows = await tx
    .select()
    .from(requests)
    .where(or(eq(requests.askedBy, person), eq(requests.askedOf, person)))
    .orderBy(asc(requests.n))
  return table(
    'Updates and evidence asked for',
    rows.map(({ wanted, subject, askedBy, askedOf, askedAt, endedAt }) => ({
      ...{ Wanted: wanted, Of: subject, 'Asked by you': askedBy === person, 'Asked of you': askedOf === person },
      ...{ 'Asked at': askedAt, 'Ended at': endedAt },
    })),
  )
}

async function votesOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const cast = await tx
    .select({
      Poll: polls.number,
      Organisation: ballots.organisation,
      choice: ballots.choice,
      remarks: ballots.remarks,
      status: polls.status,
      hidden: polls.hidden,
      unattributed: polls.unattributed,
      Role: ballots.role,
      At: ballots.castAt,
    })
    .from(ballots)
    .innerJoin(polls, and(eq(polls.consortium, ballots.consortium), eq(polls.id, ballots.poll)))
    .where(eq(ballots.castBy, person))
    .orderBy(asc(polls.number))
  const accredited = await tx
    .select({ Poll: polls.number, Organisation: pollVoters.organisation, Role: pollVoters.role })
    .from(pollVoters)
    .innerJoin(polls, and(eq(polls.consortium, pollVoters.consortium), eq(polls.id, pollVoters.poll)))
    .where(eq(pollVoters.person, person))
    .orderBy(asc(polls.number))
  const shown = cast.map(({ status, hidden, unattributed, choice, remarks, ...row }) => {
    const isShown = isInFiles({ status, hidden, unattributed })
    return { ...row, Choice: isShown ? choice : 'not shown', Remarks: isShown ? remarks : 'not shown' }
  })
  return [table('Ballots cast', shown), table('Accredited to vote', accredited)]
}

async function leavingsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const { organisation: Organisation, leftAt } = leavings
  const signed = await tx
    .select({ Organisation, 'Left at': leftAt })
    .from(leavings)
    .where(sql`${leavings.signatories} ? ${person}`)
    .orderBy(asc(leftAt))
  const passed = await tx
    .select()
    .from(transfers)
    .where(or(eq(transfers.proposedBy, person), eq(transfers.settledBy, person)))
    .orderBy(asc(transfers.n))
  return [
    table('Could sign when an organisation left', signed),
    table(
      'Transfers',
      passed.map(({ commitment, from, to, state, proposedBy, proposedAt, settledBy, settledAt }) => ({
        ...{ Commitment: commitment, From: from, To: to, State: state },
        ...{ 'Proposed by you': proposedBy === person, 'Proposed at': proposedAt },
        ...{ 'Settled by you': settledBy === person, 'Settled at': settledAt },
      })),
    ),
  ]
}

/** What it did to promises once they stood: their changes, and their milestones. */
async function changesOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const changed = await tx
    .select({ change: commitmentChanges, of: commitments })
    .from(commitmentChanges)
    .innerJoin(commitments, isCommitment(commitmentChanges))
    .where(or(eq(commitmentChanges.proposedBy, person), eq(commitmentChanges.settledBy, person)))
    .orderBy(asc(commitmentChanges.proposedAt))
  const days = await tx
    .select({ Commitment: commitments.number, Was: dueChanges.was, Due: dueChanges.due, At: dueChanges.at })
    .from(dueChanges)
    .innerJoin(commitments, isCommitment(dueChanges))
    .where(eq(dueChanges.confirmedBy, person))
    .orderBy(asc(dueChanges.n))
  const reached = await tx
    .select({ milestone: milestones, of: commitments })
    .from(milestones)
    .innerJoin(commitments, isCommitment(milestones))
    .where(eq(milestones.reachedBy, person))
    .orderBy(asc(milestones.reachedAt))
  return [
    tableOfItems(
      'Changes of commitments',
      'Change',
      changed.map(({ change: { patch, state, proposedBy, proposedAt, settledBy, settledAt }, of }) => ({
        item: itemOf(of),
        row: {
          ...{ Commitment: of.number, Change: JSON.stringify(patch), State: state },
          ...{ 'Proposed by you': proposedBy === person, 'Proposed at': proposedAt },
          ...{ 'Settled by you': settledBy === person, 'Settled at': settledAt },
        },
      })),
    ),
    table('Due days confirmed', days),
    tableOfItems(
      'Milestones reached',
      'Text',
      reached.map(({ milestone: { text, due, reachedAt }, of }) => {
        return { item: itemOf(of), row: { Commitment: of.number, Text: text, Due: due, 'Reported at': reachedAt } }
      }),
    ),
  ]
}

function isCommitment(of: typeof commitmentChanges | typeof dueChanges | typeof milestones) {
  return and(eq(commitments.consortium, of.consortium), eq(commitments.id, of.commitment))
}

const isOf = and(eq(commitments.consortium, progressReports.consortium), eq(commitments.id, progressReports.commitment))

type Commitment = typeof commitments.$inferSelect

export function itemOf({ label, organisation, recipients }: Commitment) {
  return { label, source: organisation, recipients }
}

function promise(row: Commitment, person: PersonId) {
  const { number, organisation, text, label, status, due, proposedBy, proposedAt, confirmedBy, confirmedAt, contact } =
    row
  return {
    ...{ Number: number, Organisation: organisation, Text: text, Label: label, Status: status, Due: due },
    ...{ 'Proposed by you': proposedBy === person, 'Proposed at': proposedAt },
    ...{ 'Confirmed by you': confirmedBy === person, 'Confirmed at': confirmedAt },
    'You are asked about it': contact === person,
  }
}
