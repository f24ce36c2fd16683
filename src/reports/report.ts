/**
 * Report: the state of the register at one moment, for the secretariat: recommendations, commitments, polls, and what changed since a day.
 * Document: the report as plain tables.   File: the document as bytes.   Link: opens a document's page, once, for one account.
 */
import { z } from 'zod'
import { DocumentId, PersonId } from '#src/core/id.ts'
import { Tlp } from '#src/core/tlp.ts'

const ReportFact = z.object({
  type: z.literal('report-made'),
  document: DocumentId,
  madeFor: PersonId,
  label: Tlp,
  /** SHA-256 (hex) of each file, the workbook first. */
  hashes: z.array(z.string()),
})
export type ReportFact = z.infer<typeof ReportFact>
