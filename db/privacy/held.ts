/** Rows that are about a person, as tables of plain cells. */
import { present } from '#src/core/assert.ts'
import type { OrganisationId } from '#src/core/id.ts'
import type { Recipient } from '#src/core/sharing.ts'
import type { Tlp } from '#src/core/tlp.ts'
import type { HeldRow, HeldTable } from '#src/privacy/store.ts'
import type { Cell } from '#src/view/document.ts'

type Plain = string | number | boolean | Temporal.Instant | null
/** Cells by their column. */
export type Row = Record<string, Plain>

export function table(name: string, rows: readonly Row[], shown?: HeldRow['shown']): HeldTable {
  const [first = {}] = rows
  const held = rows.map((row): HeldRow => ({ cells: Object.values(row).map(cell), ...(shown && { shown }) }))
  return { name, columns: Object.keys(first), rows: held }
}

type Labelled = { label: Tlp; source: OrganisationId | null; recipients: readonly Recipient[] }

/** The same where one column holds words of an item, or of several, which the person may not see for ever. */
export function tableOfItems(
  name: string,
  words: string,
  rows: readonly { item: Labelled | readonly Labelled[]; row: Row }[],
): HeldTable {
  const { columns, rows: held } = table(
    name,
    rows.map(({ row }) => row),
  )
  const at = [columns.indexOf(words)]
  return {
    name,
    columns,
    rows: held.map(({ cells }, nth): HeldRow => {
      const { item } = present(rows[nth], 'the row of these cells')
      return { cells, shown: { items: [item].flat(), words: at } }
    }),
  }
}

function cell(value: Plain): Cell {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value instanceof Temporal.Instant ? value.toString() : value
}
