/** Both axes as cards draw them: what was reported, and what was found. A dot stands where nobody has said so yet, which is not zero. */
import { dayInFull } from '#src/core/dates.ts'
import { bold, moment, note, text } from '#src/view/build.ts'
import type { Block } from '#src/view/card.ts'
import {
  type Assessed,
  type Axes,
  axisText,
  foundSteps,
  type Outlook,
  type Progress,
  progressSteps,
  progressText,
} from './axes.ts'

type ReportedOf = { progress: Progress; outlook?: Outlook | null; progressAt: string | null }

/** `substantial, on track`; `more` follows. */
export function reportedRow(label: string, { progress, outlook = null, progressAt }: ReportedOf, more = '') {
  const isReported = progressAt !== null
  const says = isReported
    ? [progressText(progress), ...(outlook ? [axisText(outlook)] : [])].join(', ')
    : 'not reported yet'
  return { label, step: isReported ? progressSteps[progress] : null, says: `${says}${more}` }
}

export function foundRow(found: Assessed | null) {
  return found === null
    ? { label: 'Found', step: null, says: 'not assessed' }
    : { label: 'Found', step: foundSteps[found.found], says: axisText(found.found) }
}

/** Both axes of a recommendation: what its lead reported, and what was found. */
export function axesBlocks({ axes: { reported, found }, zone }: { axes: Axes; zone: string }): Block[] {
  const said = reported ?? { progress: 'not-started' as const, outlook: null, at: null, note: null }
  const words = said.note ? [text(`“${said.note}”`)] : []
  const rows = [reportedRow('Reported', { ...said, progressAt: said.at }), foundRow(found)]
  return [{ kind: 'progress', rows }, ...words, ...foundWords(found, zone)]
}

/** Who found it, when and why, with the reply: the two are never shown apart. */
export function foundWords(found: Assessed | null, zone: string): Block[] {
  if (found === null) return []
  const day = dayInFull(Temporal.Instant.from(found.at).toZonedDateTimeISO(zone).toPlainDate())
  const why = found.why === null ? '' : `: “${found.why}”`
  const reply = found.reply === null ? [] : [text(bold('Reply'), `: “${found.reply}”`)]
  const soon = note('Its owner and its assessor alone see this finding until ', moment(found.opensAt, zone), '.')
  return [text(`Found by ${found.by} on ${day}${why}`), ...reply, ...(found.isOpen ? [] : [soon])]
}
