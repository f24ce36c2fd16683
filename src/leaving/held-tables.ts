/** Tables of an organisation's export: the evidence that it added, and its part of the register. */
import type { Cell, Table } from '#src/view/document.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import type { Belongings } from './store.ts'

export function evidenceTable({ evidence }: Belongings, sees: Sees): Table {
  const rows = evidence.map(({ id, of, kind, day, label, words, url, file, by, at }): Cell[] => [
    of,
    kind,
    day,
    label,
    sees(id) ? words : `(${label})`,
    sees(id) ? (url ?? file?.name ?? null) : null,
    sees(id) ? (file?.hash ?? null) : null,
    by,
    instantText(at),
  ])
  return table(
    'Evidence',
    [
      ...([
        ['Of', 10],
        ['Kind', 8],
        ['Day', 12],
        ['Label', 18],
        ['What it shows', 60],
      ] as const),
      ...([
        ['Link or file', 40],
        ['SHA-256', 66],
        ['Added by', 24],
        ['Added at', 22],
      ] as const),
    ],
    rows,
  )
}

/** Each as the exact text that was hashed. */
export function entryTable({ entries }: Belongings): Table {
  const rows = entries.map(({ n, type, at, bytes }): Cell[] => [n, type, instantText(at), bytes])
  return table(
    'Register',
    [
      ['Entry', 10],
      ['Type', 26],
      ['At', 22],
      ['Text', 100],
    ],
    rows,
  )
}

/** What proves the sealed words: SHA-256 of the salt and the value as canonical JSON stands in the entry. */
export function openingTable({ entries }: Belongings, sees: Sees): Table {
  const rows = entries
    .filter(({ about }) => about === null || sees(about))
    .flatMap(({ n, openings }) => openings.map(({ path, salt, value }): Cell[] => [n, path, salt, value]))
  return table(
    'Openings',
    [
      ['Entry', 10],
      ['Path', 14],
      ['Salt', 66],
      ['Value', 60],
    ],
    rows,
  )
}
