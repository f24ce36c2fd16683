/** Joint statements that a person opened or closed, signed or withdrew a signature from. */
import { and, asc, eq, or } from 'drizzle-orm'
import type { PersonId } from '#src/core/id.ts'
import type { HeldTable } from '#src/privacy/store.ts'
import type { Tx } from '../link.ts'
import { statementSignatures, statements } from '../schema/statements.ts'
import { table, tableOfItems } from './held.ts'

export async function statementsOf(tx: Tx, person: PersonId): Promise<HeldTable[]> {
  const opened = await tx
    .select()
    .from(statements)
    .where(or(eq(statements.openedBy, person), eq(statements.closedBy, person)))
    .orderBy(asc(statements.number))
  const isOf = and(
    eq(statements.consortium, statementSignatures.consortium),
    eq(statements.id, statementSignatures.statement),
  )
  const signed = await tx
    .select({ row: statementSignatures, number: statements.number })
    .from(statementSignatures)
    .innerJoin(statements, isOf)
    .where(or(eq(statementSignatures.signedBy, person), eq(statementSignatures.withdrawnBy, person)))
    .orderBy(asc(statementSignatures.signedAt))
  return [
    tableOfItems(
      'Joint statements opened or closed',
      'Text',
      opened.map((item) => ({
        item,
        row: {
          ...{ Number: item.number, Text: `${item.title}\n${item.text}`, Label: item.label },
          ...{ 'Closes at': item.closesAt, 'Opened by you': item.openedBy === person },
          'Closed by you': item.closedBy === person,
        },
      })),
    ),
    table(
      'Joint statements signed',
      signed.map(({ row, number }) => ({
        ...{
          Number: number,
          For: row.organisation,
          'Signed by you': row.signedBy === person,
          'Signed at': row.signedAt,
        },
        ...{ 'Withdrawn by you': row.withdrawnBy === person, 'Withdrawn at': row.withdrawnAt },
      })),
    ),
  ]
}
