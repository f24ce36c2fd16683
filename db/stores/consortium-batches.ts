/** Writes several facts of one kind in one statement: what an import states, row by row. */
import { sql } from 'drizzle-orm'
import type { ConsortiumFact } from '#src/consortium/consortium.ts'
import type { ConsortiumId } from '#src/core/id.ts'
import type { Tx } from '../link.ts'
import { participants } from '../schema/addresses.ts'
import { organisations, people, seats } from '../schema/consortium.ts'
import type { BatchWriters } from './recommendation-writers.ts'

type Of<T extends ConsortiumFact['type']> = Extract<ConsortiumFact, { type: T }>

export function consortiumBatchWriters(tx: Tx, consortium: ConsortiumId) {
  return {
    'organisation-admitted': async (facts: Of<'organisation-admitted'>[]) => {
      await tx
        .insert(organisations)
        .values(facts.map(({ type: _, ...organisation }) => ({ consortium, ...organisation })))
    },
    'person-added': async (facts: Of<'person-added'>[]) => {
      const rows = facts.map(({ person: id, zone, sealed: { name, contact } }) => ({
        consortium,
        id,
        name,
        zone,
        contact,
      }))
      await tx.insert(people).values(rows)
      const taking = facts.map(({ person }) => ({ consortium, person }))
      await tx.insert(participants).values(taking).onConflictDoNothing()
    },
    'seat-given': async (facts: Of<'seat-given'>[]) => {
      await tx
        .insert(seats)
        .values(lastOfEach(facts).map(({ type: _, ...seat }) => ({ consortium, ...seat })))
        .onConflictDoUpdate({
          target: [seats.consortium, seats.person, seats.organisation, seats.role],
          set: { standing: sql`excluded.standing`, from: sql`excluded.from_day`, until: sql`excluded.until_day` },
        })
    },
  } satisfies BatchWriters
}

/** One statement may not state a row twice: the last word counts. */
function lastOfEach(facts: Of<'seat-given'>[]): Of<'seat-given'>[] {
  return [...new Map(facts.map((fact) => [`${fact.person} ${fact.organisation} ${fact.role}`, fact])).values()]
}
