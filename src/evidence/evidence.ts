/**
 * Evidence: what shows how far a commitment or a recommendation is: a link, a file from the chat or a note, with a label of its own and a day.
 * Subject: what it is about.   Day: of what it shows, which may lie before the day on which it was added.
 * Source: the organisation whose person added it.   Withdrawn: it counts no more, and its words, address and file are gone.
 */
import { z } from 'zod'
import { Tracked } from '#src/core/effect.ts'
import { EvidenceId, OrganisationId, PersonId } from '#src/core/id.ts'
import { Recipient, type ReleasePolicy, type Shared } from '#src/core/sharing.ts'
import { Tlp } from '#src/core/tlp.ts'

export const EvidenceKind = z.enum(['link', 'file', 'note'])
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** The longest note, and the longest word on what a link or a file shows. */
export const longestWords = 500
/** The longest address that both platforms take in a link. */
export const longestAddress = 2_000
/** The most bytes of one file. */
export const largestFile = 10 * 1024 * 1024
/** The most pieces that one subject has at a time. */
export const mostPieces = 100

export type EvidenceFile = { name: string; type: string; size: number; hash: string }

export type Evidence = {
  id: EvidenceId
  subject: Tracked
  kind: EvidenceKind
  /** A note, or what a link or a file shows; empty where nobody said, and where its source keeps texts to itself. */
  words: string
  /** Shown, and never fetched. */
  url: string | null
  file: EvidenceFile | null
  /** A calendar day in the zone of its source. */
  day: string
  label: Tlp
  recipients: Recipient[]
  source: OrganisationId
  /** The source's short name. */
  sourceName: string
  /** What its source lets leave it, today. */
  policy: ReleasePolicy
  addedBy: PersonId
  /** The name of whoever added it. */
  by: string
  addedAt: string
}

/** A piece of evidence as sharing sees it. */
export function evidenceItem({ label, source, recipients, policy }: Evidence): Shared {
  return { label, source, recipients, policy }
}

/** Kind, day and source, and no word of it. */
export function withoutWords(piece: Evidence): Evidence {
  return { ...piece, words: '', url: null, file: null }
}

const EvidenceFact = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('evidence-added'),
    evidence: EvidenceId,
    subject: Tracked,
    kind: EvidenceKind,
    day: z.iso.date(),
    label: Tlp,
    recipients: z.array(Recipient),
    organisation: OrganisationId,
    addedBy: PersonId,
    /** Null where it is no file. */
    file: z.object({ type: z.string(), size: z.int().nonnegative() }).nullable(),
    /** Each is empty where there is none; the hash is that of the file's bytes. */
    sealed: z.object({ words: z.string(), url: z.string(), name: z.string(), hash: z.string() }),
  }),
  /** The register holds the hash of a file, and never the file: this is stored alone. `bytes` in base64. */
  z.object({
    type: z.literal('evidence-file-kept'),
    personal: z.literal(true),
    evidence: EvidenceId,
    bytes: z.base64(),
  }),
  z.object({
    type: z.literal('evidence-withdrawn'),
    evidence: EvidenceId,
    subject: Tracked,
    withdrawnBy: PersonId,
    sealed: z.object({ reason: z.string() }),
  }),
])
export type EvidenceFact = z.infer<typeof EvidenceFact>
