/** Joint statements that were opened for an organisation, and its signatures, for it to take away. */
import { and, asc, eq } from 'drizzle-orm'
import type { OrganisationId } from '#src/core/id.ts'
import type { Belongings } from '#src/leaving/store.ts'
import type { Tx } from '../link.ts'
import { statementSignatures, statements } from '../schema/statements.ts'

export async function heldStatements(
  tx: Tx,
  organisation: OrganisationId,
): Promise<Pick<Belongings, 'statements' | 'signatures'>> {
  const own = await tx
    .select()
    .from(statements)
    .where(eq(statements.source, organisation))
    .orderBy(asc(statements.number))
  const isOf = and(
    eq(statements.consortium, statementSignatures.consortium),
    eq(statements.id, statementSignatures.statement),
  )
  const signed = await tx
    .select({ row: statementSignatures, of: statements })
    .from(statementSignatures)
    .innerJoin(statements, isOf)
    .where(eq(statementSignatures.organisation, organisation))
    .orderBy(asc(statements.number), asc(statementSignatures.n))
  return {
    statements: own.map(({ id, number, title, text, closesAt, label, recipients }) => {
      return { id, number, title, text, closesAt, label, recipients }
    }),
    signatures: signed.map(
      ({ row: { signedAt, withdrawnAt }, of: { id, number, title, label, source, recipients } }) => {
        return { id, number, title, signedAt, withdrawnAt, item: { label, source, recipients } }
      },
    ),
  }
}
