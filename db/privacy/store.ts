/** Reads what is held about a person, legal holds and days; writes erasures, holds and days. */
import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { PrivacyFact, RecordKind } from '#src/privacy/privacy.ts'
import type { PersonFound, PrivacyReader } from '#src/privacy/store.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { people } from '../schema/consortium.ts'
import { legalHolds, retentions } from '../schema/privacy.ts'
import { erase, tracesOf } from './erase.ts'
import { tablesOf } from './tables.ts'

export function privacyReader(tx: Tx): PrivacyReader {
  const columns = { id: people.id, name: people.name, erasedAt: people.erasedAt }
  return {
    found: async (typed): Promise<PersonFound[]> => {
      const all = await tx.select(columns).from(people).orderBy(asc(people.name), asc(people.id))
      const byId = all.filter(({ id }) => id === typed)
      if (byId.length > 0) return byId
      return all.filter(({ name, erasedAt }) => erasedAt === null && name.toLowerCase() === typed.toLowerCase())
    },
    tables: (person) => tablesOf(tx, person),
    traces: (person) => tracesOf(tx, person),
    holds: async () => {
      const stands = or(isNull(legalHolds.until), gt(legalHolds.until, sql`now()`))
      const rows = await tx
        .select({ hold: legalHolds, name: people.name })
        .from(legalHolds)
        .leftJoin(people, and(eq(people.consortium, legalHolds.consortium), eq(people.id, legalHolds.person)))
        .where(stands)
        .orderBy(asc(legalHolds.from), asc(legalHolds.id))
      return rows.map(({ hold: { id, person, reason, from }, name }) => {
        return { id, person: person === null ? null : { id: person, name: name ?? person }, reason, from }
      })
    },
    retentions: async () => {
      const rows = await tx.select({ kind: retentions.kind, days: retentions.days }).from(retentions)
      return Object.fromEntries(rows.map(({ kind, days }) => [kind, days])) as Partial<Record<RecordKind, number>>
    },
  }
}

export function privacyWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, PrivacyFact['type']> {
  return {
    'person-erased': ({ person, shownAs }, at) => erase(tx, consortium, person, shownAs, at),
    'hold-placed': async ({ hold: id, person, sealed: { reason } }, at) => {
      await tx.insert(legalHolds).values({ consortium, id, person, reason, from: at })
    },
    'hold-lifted': async ({ hold }, at) => {
      await tx.update(legalHolds).set({ until: at }).where(eq(legalHolds.id, hold))
    },
    'retention-set': async ({ kind, days }) => {
      if (days === null) await tx.delete(retentions).where(eq(retentions.kind, kind))
      else {
        await tx
          .insert(retentions)
          .values({ consortium, kind, days })
          .onConflictDoUpdate({ target: [retentions.consortium, retentions.kind], set: { days } })
      }
    },
  }
}
