/**
 * Bulk: tables that come in as files, row by row.   Import: such a table, and how far it is read. A short one is read at once and is none.
 * Row: as a spreadsheet numbers it, the names of the columns being row 1.
 */
import { z } from 'zod'
import { ImportId, PersonId } from '#src/core/id.ts'
import { Tlp } from '#src/core/tlp.ts'
import { sure } from '#src/core/words.ts'

export const ImportState = z.enum(['running', 'done', 'stopped'])
export type ImportState = z.infer<typeof ImportState>

/** What became of a row, or would; of a refused one `says` is why, of a changed one what. */
export const RowResult = z.object({
  row: z.int(),
  became: z.enum(['added', 'changed', 'unchanged', 'refused']),
  what: z.string(),
  says: z.string().optional(),
})
export type RowResult = z.infer<typeof RowResult>

/** What a row changes in one column; both are shown in short. */
export type Change = { field: string; was: string; now: string }

/** What a file does, or would do, to be shown. */
export const Shown = z.object({
  /** Of the file. */
  name: z.string(),
  results: z.array(RowResult),
  /** What the numbers of a file count that is no table. */
  counts: z.literal('entry').optional(),
  /** What it does besides, a line each. */
  also: z.array(z.string()),
  /** The narrowest of anything shown. */
  label: Tlp.optional(),
})
export type Shown = z.infer<typeof Shown>

/** True where it would leave something behind. */
export function isEffective({ became }: RowResult): boolean {
  return became === 'added' || became === 'changed'
}

/** How far a table is read. What its rows bring about is stated by facts of their own, so that the register holds none of these. */
const ImportFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('import-begun'),
    personal: z.literal(true),
    import: ImportId,
    /** What its rows are: `people`, `commitments`. */
    table: z.string(),
    /** The name of the file. */
    name: z.string(),
    /** Null where the operator brought it. */
    person: PersonId.nullable(),
    /** JSON, row by row. */
    rows: z.string(),
    total: z.int(),
    /** JSON: what is known of the result before the first row is read. */
    report: z.string(),
  }),
  z.object({
    type: z.literal('import-advanced'),
    personal: z.literal(true),
    import: ImportId,
    done: z.int(),
    state: ImportState,
    /** JSON: what became of the rows so far. */
    report: z.string(),
  }),
  z.object({ type: z.literal('import-shown'), personal: z.literal(true), import: ImportId, ref: z.string() }),
])
export type ImportFact = z.infer<typeof ImportFact>

/** Why there is no file to read, as an adapter says it. */
const Trouble = z.enum(['several', 'not-fetched', 'too-large', 'wrong-type', 'unreadable'])

/** The arguments with which a file comes. */
export const FileInput = {
  name: z.string().default('the file'),
  /** A table, or another JSON value, as JSON. */
  file: z.string().optional(),
  trouble: Trouble.optional(),
}

/** The arguments of the yes to a preview; `seen`: what was shown, told from what would be shown now. */
export const SureInput = { sure, seen: z.string().optional() }
