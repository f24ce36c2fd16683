/**
 * Document: what a person takes away as files: tables of plain cells, with no formula, link or markup in them.
 * File: the document, or a table of it, as bytes in one format.
 */
import { z } from 'zod'
import { DocumentId, OrganisationId } from '#src/core/id.ts'
import { Tlp } from '#src/core/tlp.ts'

/** Days are YYYY-MM-DD and instants ISO 8601 in UTC, as text; null is an empty cell. */
export const Cell = z.union([z.string(), z.number(), z.null()])
export type Cell = z.infer<typeof Cell>

export const Table = z.object({
  name: z.string().min(1),
  /** Widths in characters. */
  columns: z.array(z.object({ header: z.string(), width: z.number() })).min(1),
  rows: z.array(z.array(Cell)),
})
export type Table = z.infer<typeof Table>

/** What the person for whom it was made must still be when it is fetched: of the secretariat, a signatory of its organisation, or nothing more. */
export const Needs = z.enum(['secretary', 'signatory', 'self'])
export type Needs = z.infer<typeof Needs>
/** As people call a document, by what it needs. */
export const called: Record<Needs, string> = { secretary: 'report', signatory: 'export', self: 'data' }

export const Document = z.object({
  id: DocumentId,
  needs: Needs.default('secretary'),
  /** Whose it is, where a signatory is needed. */
  organisation: OrganisationId.nullable().default(null),
  title: z.string().min(1),
  /** The beginning of its files' names: letters, digits and hyphens. */
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** The narrowest label of anything in it. */
  label: Tlp,
  madeAt: z.iso.datetime(),
  tables: z.array(Table).min(1),
})
export type Document = z.infer<typeof Document>

export type DocumentFile = {
  name: string
  /** The media type. */
  type: string
  bytes: Uint8Array
  /** SHA-256 (hex) of the bytes. */
  hash: string
}
