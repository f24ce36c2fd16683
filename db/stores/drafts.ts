/** Reads and writes draft standards. */
import { and, desc, eq } from 'drizzle-orm'
import type { ConsortiumId, DraftId } from '#src/core/id.ts'
import type { Draft, DraftFact } from '#src/drafts/draft.ts'
import type { DraftReader } from '#src/drafts/store.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { drafts } from '../schema/drafts.ts'
import { countTo, nextNumber } from './counters.ts'

export function draftReader(tx: Tx, consortium: ConsortiumId): DraftReader {
  const read = () => tx.select().from(drafts)
  return {
    byNumber: async (number) => first(await read().where(eq(drafts.number, number))),
    byId: async (id) => first(await read().where(eq(drafts.id, id))),
    all: async () => (await read().orderBy(desc(drafts.number))).map(rowToDraft),
    nextNumber: () => nextNumber(tx, consortium, 'draft'),
  }
}

type Row = typeof drafts.$inferSelect

function first([row]: Row[]): Draft | undefined {
  return row && rowToDraft(row)
}

function rowToDraft({ consortium: _, lastComment: __, changedAt: ___, opensAt, closesAt, ...row }: Row): Draft {
  return { ...row, opensAt: opensAt.toString(), closesAt: closesAt.toString() }
}

export function draftWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, DraftFact['type']> {
  return {
    'draft-registered': async ({ draft: id, sealed, opensAt, closesAt, type: _, ...fact }, changedAt) => {
      const period = { opensAt: Temporal.Instant.from(opensAt), closesAt: Temporal.Instant.from(closesAt) }
      await tx.insert(drafts).values({ consortium, id, ...fact, ...period, ...sealed, changedAt })
      await countTo(tx, consortium, 'draft', fact.number)
    },
    'draft-changed': async ({ draft, stage, opensAt, closesAt, sealed }, changedAt) => {
      const period = { opensAt: Temporal.Instant.from(opensAt), closesAt: Temporal.Instant.from(closesAt) }
      await tx
        .update(drafts)
        .set({ stage, ...period, ...sealed, changedAt })
        .where(eq(drafts.id, draft))
    },
    'draft-relabelled': ({ draft, was, label, recipients }, changedAt) =>
      relabel(tx, draft, { was, set: { label, recipients, changedAt } }),
  }
}

type Relabelled = { was: Draft['label']; set: Pick<Row, 'label' | 'recipients' | 'changedAt'> }

async function relabel(tx: Tx, draft: DraftId, { was, set }: Relabelled): Promise<void> {
  const changed = await tx
    .update(drafts)
    .set(set)
    .where(and(eq(drafts.id, draft), eq(drafts.label, was)))
    .returning({ id: drafts.id })
  if (changed.length === 0) throw new Conflict('another label was given meanwhile')
}
