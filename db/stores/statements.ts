/** Reads and writes joint statements and their signatures. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Signature, Statement, StatementFact } from '#src/advisories/statements/statement.ts'
import type { StatementReader } from '#src/advisories/store.ts'
import type { ConsortiumId, StatementId } from '#src/core/id.ts'
import type { ReleasePolicy } from '#src/core/sharing.ts'
import type { Writers } from '#src/readers.ts'
import { Conflict } from '#src/store.ts'
import type { Tx } from '../link.ts'
import { statementSignatures, statements } from '../schema/statements.ts'
import { countTo, nextNumber } from './counters.ts'
import { policyOf } from './sharing.ts'

export function statementReader(tx: Tx, consortium: ConsortiumId): StatementReader {
  const byId = async (id: StatementId) => first(tx, await read(tx).where(eq(statements.id, id)))
  return {
    byId,
    byNumber: async (number) => first(tx, await read(tx).where(eq(statements.number, number))),
    nextNumber: () => nextNumber(tx, consortium, 'statement'),
  }
}

function read(tx: Tx) {
  return tx.select({ row: statements, policy: policyOf(statements) }).from(statements)
}

type Found = { row: typeof statements.$inferSelect; policy: ReleasePolicy }

async function first(tx: Tx, [found]: Found[]): Promise<Statement | undefined> {
  if (!found) return undefined
  const { closesAt, closedAt, sourceLeftAt, closedBy: _, changedAt: __, consortium: ___, ...row } = found.row
  const times = {
    closesAt: closesAt.toString(),
    closedAt: closedAt?.toString() ?? null,
    sourceLeftAt: sourceLeftAt?.toString() ?? null,
  }
  return { ...row, ...times, policy: found.policy, signatures: await signaturesOf(tx, row.id) }
}

async function signaturesOf(tx: Tx, id: StatementId): Promise<Signature[]> {
  const rows = await tx
    .select()
    .from(statementSignatures)
    .where(eq(statementSignatures.statement, id))
    .orderBy(asc(statementSignatures.signedAt), asc(statementSignatures.organisation), asc(statementSignatures.n))
  return rows.map(({ organisation, n, signedBy, signedAt, withdrawnAt }) => {
    return { organisation, n, signedBy, signedAt: signedAt.toString(), withdrawnAt: withdrawnAt?.toString() ?? null }
  })
}

export function statementWriters(tx: Tx, consortium: ConsortiumId): Pick<Writers, StatementFact['type']> {
  const touched = (id: StatementId, changedAt: Temporal.Instant) =>
    tx.update(statements).set({ changedAt }).where(eq(statements.id, id))
  return {
    'statement-opened': async ({ type: _, statement: id, closesAt, sealed, ...fact }, changedAt) => {
      const until = Temporal.Instant.from(closesAt)
      await tx.insert(statements).values({ consortium, id, ...fact, ...sealed, closesAt: until, changedAt })
      await countTo(tx, consortium, 'statement', fact.number)
    },
    'statement-signed': async ({ statement, organisation, n, signedBy }, at) => {
      const signed = await tx
        .insert(statementSignatures)
        .values({ consortium, statement, organisation, n, signedBy, signedAt: at })
        .onConflictDoNothing()
        .returning({ n: statementSignatures.n })
      if (signed.length === 0) throw new Conflict('a colleague signed it meanwhile')
      await touched(statement, at)
    },
    'signature-withdrawn': async ({ statement, organisation, n, withdrawnBy }, at) => {
      const isIt = and(
        eq(statementSignatures.statement, statement),
        eq(statementSignatures.organisation, organisation),
        eq(statementSignatures.n, n),
        isNull(statementSignatures.withdrawnAt),
      )
      const withdrawn = await tx
        .update(statementSignatures)
        .set({ withdrawnBy, withdrawnAt: at })
        .where(isIt)
        .returning({ n: statementSignatures.n })
      if (withdrawn.length === 0) throw new Conflict('a colleague withdrew it meanwhile')
      await touched(statement, at)
    },
    'statement-relabelled': async ({ statement, was, label, recipients }, changedAt) => {
      const changed = await tx
        .update(statements)
        .set({ label, recipients, changedAt })
        .where(and(eq(statements.id, statement), eq(statements.label, was)))
        .returning({ id: statements.id })
      if (changed.length === 0) throw new Conflict('another label was given meanwhile')
    },
    'statement-closed': async ({ statement, closedBy }, at) => {
      const closed = await tx
        .update(statements)
        .set({ closedAt: at, closedBy, changedAt: at })
        .where(and(eq(statements.id, statement), isNull(statements.closedAt)))
        .returning({ id: statements.id })
      if (closed.length === 0) throw new Conflict('another process has closed this statement')
    },
  }
}
