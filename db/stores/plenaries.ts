/** Reads and writes plenaries. */
import { desc, eq } from 'drizzle-orm'
import type { ConsortiumId } from '#src/core/id.ts'
import type { PlenaryFact } from '#src/plenaries/plenary.ts'
import type { PlenaryReader } from '#src/plenaries/store.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { plenaries } from '../schema/plenaries.ts'
import { findingsAsOf, recommendationsAsOf } from './past/catalogue.ts'
import { commitmentsAsOf, dueChangesUntil, passingsUntil } from './past/commitments.ts'
import { draftsAsOf } from './past/drafts.ts'
import { organisationsAsOf } from './past/organisations.ts'
import { pollsAsOf } from './past/polls.ts'

export function plenaryReader(tx: Tx): PlenaryReader {
  return {
    held: async () => {
      const rows = await tx.select({ until: plenaries.until }).from(plenaries).orderBy(desc(plenaries.until))
      return rows.map(({ until }) => until)
    },
    organisations: (asOf) => organisationsAsOf(tx, asOf),
    findings: (asOf) => findingsAsOf(tx, asOf),
    recommendations: (asOf) => recommendationsAsOf(tx, asOf),
    commitments: (asOf) => commitmentsAsOf(tx, asOf),
    polls: (asOf) => pollsAsOf(tx, asOf),
    drafts: (asOf) => draftsAsOf(tx, asOf),
    passings: (asOf) => passingsUntil(tx, asOf),
    dueChanges: (asOf) => dueChangesUntil(tx, asOf),
  }
}

export function plenaryWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, PlenaryFact['type']> {
  return {
    'plenary-held': async ({ until, heldBy }) => {
      const held = await tx
        .insert(plenaries)
        .values({ consortium, until: Temporal.Instant.from(until), heldBy })
        .onConflictDoNothing()
        .returning({ until: plenaries.until })
      if (held.length === 0) throw new Conflict('this plenary was stated before')
    },
    'plenary-struck': async ({ until }) => {
      const struck = await tx
        .delete(plenaries)
        .where(eq(plenaries.until, Temporal.Instant.from(until)))
        .returning({ until: plenaries.until })
      if (struck.length === 0) throw new Conflict('this plenary was struck before')
    },
  }
}
