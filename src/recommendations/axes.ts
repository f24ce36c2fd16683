/**
 * The two axes of progress, which never overwrite each other: what an owner reports, and what an assessor finds.
 * Reported: what the owner of a commitment, or the lead of a recommendation, says of it. Nothing is final: it can go backwards, with a reason.
 * Outlook: whether the owner expects to keep its word.   Found: what somebody says of it who does not belong to the owner.
 * Source of both scales: OGP, https://www.opengovpartnership.org/glossary/completion/
 */
import { z } from 'zod'
import type { AssessmentId } from '#src/core/id.ts'

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

/** To withdraw, to take back a withdrawal and to do less than was said: each takes a reason. */
export function isBackwards(was: Progress, now: Progress): boolean {
  if (now === was) return false
  return now === 'withdrawn' || was === 'withdrawn' || progressSteps[now] < progressSteps[was]
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

/** What the owner last reported; the note is null where there is none, and where only the reference is seen. */
export type Reported = { progress: Progress; outlook: Outlook | null; note: string | null; at: string }

/** What an assessor found, with the owner's reply: the two are never shown apart. */
export type Assessed = {
  id: AssessmentId
  found: Found
  /** Null where only the reference is seen, as is the reply then. */
  why: string | null
  by: string
  at: string
  /** From when on everybody sees it who sees its subject: before, the owner and the assessor alone. */
  opensAt: string
  isOpen: boolean
  /** Null where the owner has not replied. */
  reply: string | null
  repliedAt: string | null
}

/** Both axes as somebody sees them: null where nobody has reported, or nobody has assessed. */
export type Axes = { reported: Reported | null; found: Assessed | null }

/** One thing that was said on either axis. */
export type AxisEvent = ({ axis: 'reported'; by: string } & Reported) | ({ axis: 'found' } & Assessed)

/** Both axes as they stood at a moment, from what was said on them in order; a finding stands from when it opened. */
export function axesAt(events: readonly AxisEvent[], moment: Temporal.Instant): Axes {
  const [axes = { reported: null, found: null }] = axesAtEach(events, [moment])
  return axes
}

/** The same for several moments, for which each event's own is read once. */
export function axesAtEach(events: readonly AxisEvent[], moments: readonly Temporal.Instant[]): Axes[] {
  const timed = events.map((event) => {
    const stands = Temporal.Instant.from(event.axis === 'found' ? event.opensAt : event.at)
    return { event, stands: stands.epochNanoseconds }
  })
  return moments.map(({ epochNanoseconds: moment }) => {
    const last = (axis: AxisEvent['axis']) =>
      timed.findLast(({ event, stands }) => event.axis === axis && stands <= moment)?.event
    const [reported, found] = [last('reported'), last('found')]
    return {
      reported: reported?.axis === 'reported' ? reported : null,
      found: found?.axis === 'found' ? found : null,
    }
  })
}
