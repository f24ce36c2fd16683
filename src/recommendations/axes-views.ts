/** Both axes as cards draw them: what was reported, and what was found. A dot stands where nobody has said so yet, which is not zero. */
import { dayInFull } from '#src/core/dates.ts'
import { bold, moment, note, text } from '#src/view/build.ts'
import type { Block, Text } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { capital } from '#src/view/phrases.ts'
import {
  type Assessed,
  type Axes,
  type AxisEvent,
  axisText,
  foundSteps,
  longestNote,
  Outlook,
  Progress,
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

/** Both bars of a recommendation. */
export function axesRows({ reported, found }: Axes) {
  const said = reported ?? { progress: 'not-started' as const, outlook: null, at: null }
  return [reportedRow('Reported', { ...said, progressAt: said.at }), foundRow(found)]
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

/** What was reported, or what was found with the reply to it. */
export function eventLine(event: AxisEvent, zone: string): Text {
  const quoted = (words: string | null) => (words ? `: “${words}”` : '')
  const by = event.by === '' ? '' : ` by ${event.by}`
  if (event.axis === 'found') {
    const reply = event.reply ? ` Reply: “${event.reply}”` : ''
    const soon = event.isOpen ? '' : ' Not shown to others yet.'
    return [
      bold(`found ${axisText(event.found)}`),
      '  ',
      moment(event.at, zone),
      `${by}${quoted(event.why)}${reply}${soon}`,
    ]
  }
  const outlook = event.outlook ? `, ${axisText(event.outlook)}` : ''
  return [bold(`${progressText(event.progress)}${outlook}`), '  ', moment(event.at, zone), `${by}${quoted(event.note)}`]
}

/** What a report is asked: how far it is, what is expected, and a note. */
export const reportFields: Field[] = [
  {
    kind: 'choice',
    name: 'progress',
    label: 'How far it is',
    required: true,
    options: Progress.options.map((progress) => ({ value: progress, label: capital(progressText(progress)) })),
  },
  {
    kind: 'choice',
    name: 'outlook',
    label: 'Outlook',
    required: false,
    options: Outlook.options.map((outlook) => ({ value: outlook, label: capital(axisText(outlook)) })),
  },
  {
    kind: 'paragraph',
    name: 'note',
    label: 'Note',
    hint: 'Needed where it is withdrawn or goes backwards',
    required: false,
    max: longestNote,
  },
]
