/** A piece of evidence that can be stored as it stands. */
import type { Marked } from '#src/consortium/marking.ts'
import type { EvidenceKind } from '#src/evidence/evidence.ts'

/** `link` is empty where there is none. */
export type Checked = { kind: EvidenceKind; words: string; link: string; day: string; mark: Marked }
