/** How a report says what stands on both axes. Pure. */
import { isOwnerLeft } from '#src/commitments/commitment.ts'
import { termsText } from '#src/commitments/kind.ts'
import {
  type Axes,
  axisText,
  foundSteps,
  type Progress,
  progressSteps,
  progressText,
  type Reported,
} from '#src/recommendations/axes.ts'
import { stepToCells } from '#src/view/plain.ts'
import type { CommitmentLine } from './state.ts'

/** `▓▓▓░ substantial, on track`; a dot where nobody has reported, which is not nothing. */
export function reportedCells({ reported }: Pick<Axes, 'reported'>): string {
  if (!reported) return `${stepToCells(null)} not reported yet`
  return `${stepToCells(progressSteps[reported.progress])} ${reportedText(reported)}`
}

/** `substantial, on track`. */
export function reportedText({ progress, outlook }: Pick<Reported, 'progress' | 'outlook'>): string {
  return outlook === null ? progressText(progress) : `${progressText(progress)}, ${axisText(outlook)}`
}

/** What is promised and never reported on is not started. */
export function promiseCells({ axes }: Pick<CommitmentLine, 'axes'>): string {
  return axes.reported ? reportedCells(axes) : `${stepToCells(0)} ${progressText('not-started')}`
}

export function foundCells({ found }: Pick<Axes, 'found'>): string {
  if (!found) return `${stepToCells(null)} not assessed yet`
  return `${stepToCells(foundSteps[found.found])} ${axisText(found.found)}`
}

export function progressOf({ axes }: Pick<CommitmentLine, 'axes'>): Progress {
  return axes.reported?.progress ?? 'not-started'
}

export function isLeft(line: CommitmentLine): boolean {
  return isOwnerLeft({ ...line, progress: progressOf(line) })
}

/** `C-12`, `R-4.2` before `R-4.10`, the first catalogue before the others. */
export function inOrder(a: string, b: string): number {
  return numeric.compare(a, b)
}

const numeric = new Intl.Collator('en', { numeric: true })

export function referencesOf(line: CommitmentLine): string {
  return line.answers.map((code) => `R-${code}`).join(', ')
}

/** `Milestones 2 of 3`; nothing where there are none. */
export function milestonesText({ milestones }: Pick<CommitmentLine, 'milestones'>): string {
  if (milestones.length === 0) return ''
  return `Milestones ${milestones.filter(({ reachedAt }) => reachedAt !== null).length} of ${milestones.length}`
}

/** `talent: 3 experts, 6 months, Nairobi`; nothing for what has no kind of its own. */
export function kindOf({ kind, details }: Pick<CommitmentLine, 'kind' | 'details'>): string {
  return kind === 'other' ? '' : termsText({ kind, details })
}
