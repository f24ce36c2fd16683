/** A table of an organisation's export, and what each shares. */
import type { Cell, Table } from '#src/view/document.ts'

/** Whether the person for whom it is made may see an item. */
export type Sees = (id: string) => boolean

export function table(name: string, columns: readonly (readonly [string, number])[], rows: Cell[][]): Table {
  return { name, columns: columns.map(([header, width]) => ({ header, width })), rows }
}

export function instantText(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' })
}
