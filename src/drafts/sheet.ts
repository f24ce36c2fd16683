/**
 * Sheet: what a file of comments holds, as plain tables: a Word document's, a workbook's or one of CSV.
 * Titles: rows of tables that stand in its page headers, where Word's commenting template has them.
 */
import { z } from 'zod'
import { Flag } from './comment.ts'

/** `flags`: what it had besides its text. */
export const Cell = z.object({ text: z.string(), flags: z.array(Flag) })
export type Cell = z.infer<typeof Cell>

export const Sheet = z.object({ titles: z.array(z.array(z.string())), tables: z.array(z.array(z.array(Cell))) })
export type Sheet = z.infer<typeof Sheet>

/** Why a file holds no sheet: it is protected by a password or in an old format, holds macros, unpacks to too much, or is broken. */
export const SheetTrouble = z.enum([
  'protected',
  'macros',
  'unpacks-too-large',
  'unreadable',
  'wrong-type',
  'too-large',
])
export type SheetTrouble = z.infer<typeof SheetTrouble>
