/**
 * The two axes of progress, which never overwrite each other: what an owner reports, and what an assessor finds.
 * Reported: what the owner of a commitment, or the lead of a recommendation, says of it. Nothing is final: it can go backwards, with a reason.
 * Outlook: whether the owner expects to keep its word.   Found: what somebody says of it who does not belong to the owner.
 * Source of both scales: OGP, https://www.opengovpartnership.org/glossary/completion/
 */
import { z } from 'zod'

export const Progress = z.enum(['not-started', 'limited', 'substantial', 'complete', 'withdrawn'])
export type Progress = z.infer<typeof Progress>

/** Cells filled of four, as the progress block draws it. */
export const progressSteps: Record<Progress, number> = {
  'not-started': 0,
  limited: 2,
  substantial: 3,
  complete: 4,
  withdrawn: 0,
}

/** As people say it. */
export function progressText(progress: Progress): string {
  return progress.replace('-', ' ')
}

/** The longest note of a report of progress. */
export const longestNote = 500

/** True where nothing remains to be done. */
export function isOver(progress: Progress): boolean {
  return progress === 'complete' || progress === 'withdrawn'
}

export const Outlook = z.enum(['on-track', 'at-risk', 'blocked'])
export type Outlook = z.infer<typeof Outlook>

export const Found = z.enum(['no-evidence', 'not-started', 'limited', 'substantial', 'complete'])
export type Found = z.infer<typeof Found>

/** Cells filled of four; what nobody has assessed has none at all, which is not zero. */
export const foundSteps: Record<Found, number> = {
  'no-evidence': 0,
  'not-started': 0,
  limited: 2,
  substantial: 3,
  complete: 4,
}

/** `at risk`, `no evidence`: as people say it. */
export function axisText(word: Outlook | Found): string {
  return word.replace('-', ' ')
}
