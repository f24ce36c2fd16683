/** Sheet: the rows of one of the desk's tables that somebody brings, in the order in which one may name another. */
import { type Line, linesIn, type Malformed } from '#src/bulk/lines.ts'
import type { TableName } from './consortium.ts'
import { consortiumWord } from './rules/named.ts'
import { columnsOf } from './tables.ts'

/** What names a row. */
const keys: Record<TableName, (words: Record<string, string>) => (string | undefined)[]> = {
  groups: ({ name }) => [name],
  organisations: ({ id, short }) => [id || short],
  memberships: ({ body, organisation }) => [body, organisation],
  people: ({ id, name }) => [id || name],
  seats: ({ person, organisation, role }) => [person, organisation, role],
  places: ({ platform, workspace, channel }) => [platform, workspace, channel],
}

/** Reads the argument `file`; says which columns it lacks or nobody knows. */
export function deskLinesIn(table: TableName, file: string): Line[] | Malformed {
  const key = (words: Line['words']) => JSON.stringify(keys[table](words).map((word) => (word ?? '').toLowerCase()))
  const lines = linesIn(file, { columns: columnsOf[table], key })
  return 'missing' in lines ? lines : inOrder(table, lines)
}

/** A membership of a group lies within one of the consortium, wherever that stands in the file. */
function inOrder(table: TableName, lines: Line[]): Line[] {
  if (table !== 'memberships') return lines
  const isMain = ({ words }: Line) => words.body?.toLowerCase() === consortiumWord
  return [...lines.filter(isMain), ...lines.filter((line) => !isMain(line))]
}
