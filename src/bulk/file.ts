/** The whole of what a file did, or would do, row by row, as a file for whoever brought it. */
import type { Effect } from '#src/core/effect.ts'
import type { ImportId, PersonId } from '#src/core/id.ts'
import type { ChatPlatform } from '#src/core/intent.ts'
import { strictest } from '#src/core/tlp.ts'
import type { At } from '#src/core/use-case.ts'
import type { Table } from '#src/view/document.ts'
import type { RowResult, Shown } from './import.ts'
import { isCut } from './views.ts'

type To = { table: string; person: PersonId | null; prefers: ChatPlatform | undefined }

/** The next batch, from this row or change on. */
export function readOn(id: ImportId, from: number, prefers: ChatPlatform | undefined): Effect {
  return { kind: 'import', import: id, from, ...(prefers && { prefers }) }
}

/** Every row, where a card leaves some out. */
export function restFile(...[what, shown, to, at]: Parameters<typeof resultFile>): Effect[] {
  return isCut(shown.results) ? resultFile(what, shown, to, at) : []
}

/** The operator is handed no file. */
export function resultFile(
  what: 'Preview' | 'Result',
  { name, results, label }: Pick<Shown, 'name' | 'results' | 'label'>,
  { table, person, prefers }: To,
  at: Pick<At, 'newId' | 'now'>,
): Effect[] {
  if (person === null) return []
  const document = {
    id: at.newId('doc'),
    needs: 'self' as const,
    organisation: null,
    title: `${what} of importing ${name}`,
    name: `import-${table}`,
    label: strictest([...(label ? [label] : []), 'TLP:AMBER']) ?? ('TLP:AMBER' as const),
    madeAt: at.now.toString({ smallestUnit: 'second' }),
    tables: [resultTable(results.toSorted((a, b) => a.row - b.row))],
  }
  return [{ kind: 'file', person, document, ...(prefers && { prefers }) }]
}

function resultTable(results: readonly RowResult[]): Table {
  return {
    name: 'Result',
    columns: [
      { header: 'row', width: 8 },
      { header: 'result', width: 12 },
      { header: 'what', width: 40 },
      { header: 'why', width: 80 },
    ],
    rows: results.map(({ row, became, what, says }) => [row, became, what, says ?? '']),
  }
}
