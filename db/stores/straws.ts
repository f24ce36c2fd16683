/** Reads and writes straw polls and voices. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { ConsortiumId, PersonId, StrawId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { StrawReader } from '#src/polls/store.ts'
import { type Straw, type StrawFact, tallied } from '#src/polls/straw/straw.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { straws, strawVoices } from '../schema/straws.ts'
import { countTo, nextNumber } from './counters.ts'
import { policyOf } from './sharing.ts'

export function strawReader(tx: Tx, consortium: ConsortiumId): StrawReader {
  const byId = async (id: StrawId) => first(tx, await read(tx).where(eq(straws.id, id)))
  return {
    byId,
    byNumber: async (number) => first(tx, await read(tx).where(eq(straws.number, number))),
    voiceOf: (id, person) => voiceOf(tx, id, person),
    forVoice: async (id, person) => {
      const takes = and(eq(straws.id, id), isNull(straws.closedAt), gt(straws.closesAt, sql`now()`))
      const open = await tx.select({ id: straws.id }).from(straws).where(takes).for('key share')
      const straw = await byId(id)
      return straw && { straw, takesVoices: open.length > 0, voice: await voiceOf(tx, id, person) }
    },
    // Counted by a statement after the lock's own, so that it sees the voices that the lock waited for.
    forClose: async (id) => {
      await tx.select({ id: straws.id }).from(straws).where(eq(straws.id, id)).for('update')
      return byId(id)
    },
    nextNumber: () => nextNumber(tx, consortium, 'straw'),
  }
}

function read(tx: Tx) {
  return tx.select({ row: straws, policy: policyOf(straws) }).from(straws)
}

type Found = { row: typeof straws.$inferSelect; policy: ReleasePolicy }

async function first(tx: Tx, [found]: Found[]): Promise<Straw | undefined> {
  if (!found) return undefined
  const { closesAt, closedAt, sourceLeftAt, closedBy: _, changedAt: __, consortium: ___, ...row } = found.row
  const answers = row.answers.split('\n')
  const { people, count } = row
  const tally = people === null || count === null ? await tallyOf(tx, row.id, answers.length) : { people, count }
  const times = {
    closesAt: closesAt.toString(),
    closedAt: closedAt?.toString() ?? null,
    sourceLeftAt: sourceLeftAt?.toString() ?? null,
  }
  return { ...row, ...times, ...tally, answers, policy: found.policy }
}

async function tallyOf(tx: Tx, id: StrawId, answers: number) {
  const voices = await tx.select({ chosen: strawVoices.answers }).from(strawVoices).where(eq(strawVoices.straw, id))
  return tallied(
    answers,
    voices.map(({ chosen }) => chosen),
  )
}

async function voiceOf(tx: Tx, straw: StrawId, person: PersonId): Promise<number[]> {
  const isOwn = and(eq(strawVoices.straw, straw), eq(strawVoices.person, person))
  const [voice] = await tx.select({ chosen: strawVoices.answers }).from(strawVoices).where(isOwn)
  return voice?.chosen ?? []
}

export function strawWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, StrawFact['type']> {
  return {
    'straw-opened': async ({ type: _, straw: id, closesAt, sealed, ...fact }, changedAt) => {
      const until = Temporal.Instant.from(closesAt)
      await tx.insert(straws).values({ consortium, id, ...fact, ...sealed, closesAt: until, changedAt })
      await countTo(tx, consortium, 'straw', fact.number)
    },
    'voice-given': async ({ straw, person, answers }, at) => {
      await tx
        .insert(strawVoices)
        .values({ consortium, straw, person, answers, at })
        .onConflictDoUpdate({
          target: [strawVoices.consortium, strawVoices.straw, strawVoices.person],
          set: { answers, at },
        })
    },
    'straw-relabelled': async ({ straw, was, label, recipients }, changedAt) => {
      const changed = await tx
        .update(straws)
        .set({ label, recipients, changedAt })
        .where(and(eq(straws.id, straw), eq(straws.label, was)))
        .returning({ id: straws.id })
      if (changed.length === 0) throw new Conflict('another label was given meanwhile')
    },
    'straw-closed': async ({ straw, closedBy, people, count }, at) => {
      const closed = await tx
        .update(straws)
        .set({ closedAt: at, closedBy, people, count, changedAt: at })
        .where(and(eq(straws.id, straw), isNull(straws.closedAt)))
        .returning({ id: straws.id })
      if (closed.length === 0) throw new Conflict('another process has closed this straw poll')
    },
  }
}
