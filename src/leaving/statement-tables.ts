/** Tables of an organisation's export: the joint statements that were opened for it, and what it signed. */
import { statementReference } from '#src/advisories/statements/statement.ts'
import type { Cell, Table } from '#src/view/document.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import type { Belongings } from './store.ts'

export function statementTable({ statements }: Pick<Belongings, 'statements'>, sees: Sees): Table {
  const rows = statements.map((one): Cell[] => [
    statementReference(one),
    sees(one.id) ? one.title : `(${one.label})`,
    sees(one.id) ? one.text : `(${one.label})`,
    instantText(one.closesAt),
    one.label,
  ])
  return table(
    'Joint statements',
    [
      ['Statement', 12],
      ['Title', 40],
      ['Text', 60],
      ['Open until', 22],
      ['Label', 18],
    ],
    rows,
  )
}

export function signatureTable({ signatures }: Pick<Belongings, 'signatures'>, sees: Sees): Table {
  const rows = signatures.map(({ id, title, signedAt, withdrawnAt, item, ...one }): Cell[] => [
    statementReference(one),
    sees(id) ? title : `(${item.label})`,
    instantText(signedAt),
    withdrawnAt && instantText(withdrawnAt),
  ])
  return table(
    'Statements signed',
    [
      ['Statement', 12],
      ['Title', 60],
      ['Signed at', 22],
      ['Withdrawn at', 22],
    ],
    rows,
  )
}
