/**
 * Document: what a person takes away as files: tables of plain cells, with no formula, link or markup in them; and, where it is to be read from
 * beginning to end, its parts in their order.
 * File: the document, or a table of it, as bytes in one format.
 */
import { z } from 'zod'
import { CommentFileId, DocumentId, EvidenceId, OrganisationId, ReceivedVoteId } from '#src/core/id.ts'
import { Tlp } from '#src/core/tlp.ts'
import { Text } from './card.ts'
import { Figure } from './figure.ts'

/** Days are YYYY-MM-DD and instants ISO 8601 in UTC, as text; null is an empty cell. */
export const Cell = z.union([z.string(), z.number(), z.null()])
export type Cell = z.infer<typeof Cell>

const grid = {
  /** Widths in characters. */
  columns: z.array(z.object({ header: z.string(), width: z.number() })).min(1),
  rows: z.array(z.array(Cell)),
}
export const Table = z.object({ name: z.string().min(1), ...grid })
export type Table = z.infer<typeof Table>

export const Part = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
  }),
  /** The headings of what follows, to be opened from here. */
  z.object({ kind: z.literal('contents') }),
  z.object({ kind: z.literal('paragraph'), text: Text }),
  z.object({ kind: z.literal('list'), items: z.array(Text).min(1) }),
  z.object({ kind: z.literal('facts'), facts: z.array(z.object({ label: z.string(), value: Text })).min(1) }),
  z.object({ kind: z.literal('table'), ...grid }),
  z.object({ kind: z.literal('figure'), figure: Figure }),
])
export type Part = z.infer<typeof Part>

/** How a row of a table of comments is shaded; its words say the same. */
const Shade = z.enum(['agreed', 'changed', 'refused', 'aside'])
export type Shade = z.infer<typeof Shade>

/**
 * The first table as ISO/IEC/CEN's commenting template has it (2012-03): its head, and for each row the last of the eight cells; the others are the
 * first seven of the table.
 */
const CommentForm = z.object({
  date: z.string(),
  document: z.string(),
  project: z.string(),
  observations: z.array(z.object({ text: z.string(), shade: Shade.nullable() })),
  /** The same in another body's columns: a CSV file alone, since in a workbook every comment would stand twice. */
  other: Table,
})
export type CommentForm = z.infer<typeof CommentForm>

/** What the person for whom it was made must still be when it is fetched: of the secretariat, a signatory of its organisation, nothing more, somebody who may see the evidence, or of the secretariat or the organisation whose vote came in it. */
export const Needs = z.enum(['secretary', 'signatory', 'self', 'evidence', 'letter'])
export type Needs = z.infer<typeof Needs>
/** As people call a document, by what it needs. */
export const called: Record<Needs, string> = {
  secretary: 'report',
  signatory: 'export',
  self: 'data',
  evidence: 'file',
  letter: 'file',
}

export const Document = z.object({
  id: DocumentId,
  needs: Needs.exclude(['evidence', 'letter']).default('secretary'),
  /** Whose it is, where a signatory is needed. */
  organisation: OrganisationId.nullable().default(null),
  title: z.string().min(1),
  /** The beginning of its files' names: letters, digits and hyphens. */
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** The narrowest label of anything in it. */
  label: Tlp,
  madeAt: z.iso.datetime(),
  /** The moment whose state it tells, where that is not when it was made: nothing in its files says when that was. */
  asOf: z.object({ at: z.iso.datetime(), day: z.iso.date() }).optional(),
  tables: z.array(Table).min(1),
  parts: z.array(Part).min(1).optional(),
  form: CommentForm.optional(),
})
export type Document = z.infer<typeof Document>

/** The moment whose state it tells, and its day. */
export function stateAt({ asOf, madeAt }: Document): { at: string; day: string } {
  return asOf ?? { at: madeAt, day: madeAt.slice(0, 10) }
}

/** A file that somebody brought as evidence, handed over as it was. */
export const Original = z.object({
  id: DocumentId,
  needs: z.literal('evidence'),
  evidence: EvidenceId,
  organisation: OrganisationId,
  title: z.string().min(1),
  label: Tlp,
  madeAt: z.iso.datetime(),
})
export type Original = z.infer<typeof Original>

/** A file that comments came in, handed over as it was. */
export const CommentFileCopy = z.object({
  id: DocumentId,
  needs: z.literal('self'),
  file: CommentFileId,
  organisation: z.null(),
  title: z.string().min(1),
  label: Tlp,
  madeAt: z.iso.datetime(),
})
export type CommentFileCopy = z.infer<typeof CommentFileCopy>

/** The letter or e-mail in which an organisation's vote came, handed over as it was. */
export const Letter = z.object({
  id: DocumentId,
  needs: z.literal('letter'),
  vote: ReceivedVoteId,
  organisation: OrganisationId,
  title: z.string().min(1),
  label: Tlp,
  madeAt: z.iso.datetime(),
})
export type Letter = z.infer<typeof Letter>

/** What is handed over to a person. */
export const Handed = z.union([Original, CommentFileCopy, Letter, Document])
export type Handed = z.infer<typeof Handed>

export type DocumentFile = {
  name: string
  /** The media type. */
  type: string
  bytes: Uint8Array
  /** SHA-256 (hex) of the bytes. */
  hash: string
}
