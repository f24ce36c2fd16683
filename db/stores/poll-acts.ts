/** Reads and writes what is done with a poll besides voting. */
import { asc, eq, sql } from 'drizzle-orm'
import { present } from '#src/core/assert.ts'
import type { ConsortiumId, PollId } from '#src/core/id.ts'
import type { PollAct, PollActFact } from '#src/polls/acts.ts'
import type { PollReader } from '#src/polls/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { pollActs, polls } from '../schema/polls.ts'

export function pollActReader(tx: Tx): Pick<PollReader, 'acts' | 'reminders'> {
  return {
    acts: async (poll) =>
      (await tx.select().from(pollActs).where(eq(pollActs.poll, poll)).orderBy(asc(pollActs.n))).map(rowToAct),
    reminders: async (poll) => {
      const due = sql<boolean>`coalesce(${polls.remindAt} <= now(), false)`
      const [row] = await tx.select({ due, last: polls.remindedAt }).from(polls).where(eq(polls.id, poll))
      return { due: row?.due ?? false, last: row?.last ?? undefined }
    },
  }
}

function rowToAct({ kind, by, words, at, closesAt, decided, official, day }: typeof pollActs.$inferSelect): PollAct {
  const said = { by, words, at: at.toString() }
  switch (kind) {
    case 'extended':
    case 'reopened':
      return { kind, ...said, closesAt: present(closesAt, 'the close').toString() }
    case 'decided':
      return { kind, ...said, decided: present(decided, 'the decision') }
    case 'official':
      return { kind, ...said, official: present(official, 'the result'), day: present(day, 'the day') }
  }
}

/** A day before the close; never for who hears of it within half a day of that anyway. */
export function remindingOf(closesAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | null {
  const at = closesAt.subtract({ hours: 24 })
  return Temporal.Instant.compare(at, now.add({ hours: 12 })) >= 0 ? at : null
}

export function pollActWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, PollActFact['type']> {
  const add = (row: Omit<typeof pollActs.$inferInsert, 'consortium'>) =>
    tx.insert(pollActs).values({ consortium, ...row })
  const change = (poll: PollId, set: Partial<typeof polls.$inferInsert>) =>
    tx.update(polls).set(set).where(eq(polls.id, poll))
  return {
    'poll-extended': async ({ poll, closesAt: until, by, sealed: { words } }, at) => {
      const closesAt = Temporal.Instant.from(until)
      await add({ poll, kind: 'extended', by, words, at, closesAt })
      await change(poll, { closesAt, remindAt: remindingOf(closesAt, at), changedAt: at })
    },
    // The count that stands is the last one; the results keep every one.
    'poll-reopened': async ({ poll, closesAt: until, by, sealed: { words } }, at) => {
      const closesAt = Temporal.Instant.from(until)
      await add({ poll, kind: 'reopened', by, words, at, closesAt })
      await change(poll, {
        status: 'open',
        closesAt,
        count: null,
        outcome: null,
        remindAt: remindingOf(closesAt, at),
        changedAt: at,
      })
    },
    'poll-decided': async ({ poll, decided, by, sealed: { words } }, at) => {
      await add({ poll, kind: 'decided', by, words, at, decided })
    },
    'official-result-entered': async ({ poll, official, day, by, sealed: { words } }, at) => {
      await add({ poll, kind: 'official', by, words, at, official, day })
    },
    'voters-reminded': async ({ poll, by }, at) => {
      await change(poll, { remindedAt: at, ...(by === null && { remindAt: null }) })
    },
  }
}
