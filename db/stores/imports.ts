/** Keeps tables that are read batch by batch, and how far they are. */
import { eq, sql } from 'drizzle-orm'
import type { ImportFact } from '#src/bulk/import.ts'
import type { ImportReader } from '#src/bulk/store.ts'
import type { ConsortiumId, ImportId } from '#src/core/id.ts'
import type { Writers } from '#src/readers.ts'
import type { Tx } from '../link.ts'
import { imports } from '../schema/consortium.ts'

export function importReader(tx: Tx): ImportReader {
  const line = (id: ImportId) => tx.select(columns).from(imports).where(eq(imports.id, id))
  return {
    byId: async (id) => (await line(id))[0],
    forUpdate: async (id) => (await line(id).for('update'))[0],
  }
}

const columns = {
  id: sql<ImportId>`${imports.id}`,
  table: imports.kind,
  name: imports.name,
  person: imports.person,
  rows: imports.rows,
  total: imports.total,
  done: imports.done,
  state: imports.state,
  report: imports.report,
  ref: imports.ref,
}

export function importWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, ImportFact['type']> {
  return {
    'import-begun': async ({ import: id, table: kind, name, person, rows, total, report }, startedAt) => {
      const begun = { state: 'running', report, startedAt } as const
      await tx.insert(imports).values({ consortium, id, kind, name, person, rows, total, ...begun })
    },
    // Its rows are of no more use once it is over.
    'import-advanced': async ({ import: id, done, state, report }) => {
      const set = { done, state, report, ...(state !== 'running' && { rows: '[]' }) }
      await tx.update(imports).set(set).where(eq(imports.id, id))
    },
    'import-shown': async ({ import: id, ref }) => {
      await tx.update(imports).set({ ref }).where(eq(imports.id, id))
    },
  }
}
