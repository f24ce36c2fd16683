/** What an import did, as the person who asked for it reads it. */
import { assertNever } from '#src/core/assert.ts'
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import type { Reason, Report } from './decide.ts'
import { recommendationReference } from './recommendation.ts'

/** The most codes and refused rows that one card names; the rest are counted. */
const most = { codes: 40, refused: 30 }

/** What was added, changed and left as it was; each refused row with its number and why. */
export function importedCard(name: string, report: Report): Card {
  const { added, changed, unchanged, refused } = report
  const isSame = added.length + changed.length + report.findingsAdded + report.findingsChanged === 0
  const counts = `${added.length} added, ${changed.length} changed, ${unchanged} unchanged, ${refused.length} refused.`
  const drawn = card(
    isSame ? 'The catalogue is as it was' : 'The catalogue is imported',
    text(`${name}: `, bold(counts), findingsText(report)),
    ...codesBlock('Added', added),
    ...codesBlock('Changed', changed),
    ...refusedBlocks(report),
    note('What is not in the file stays as it is.'),
  )
  const toned: Card = { ...drawn, tone: refused.length > 0 ? 'warning' : 'good' }
  return withActions(toned, button('Show recommendations', 'show-recommendations', {}))
}

function findingsText({ findingsAdded, findingsChanged }: Report): string {
  if (findingsAdded + findingsChanged === 0) return ''
  return ` Findings: ${findingsAdded} added, ${findingsChanged} changed.`
}

function codesBlock(label: string, codes: string[]): Block[] {
  if (codes.length === 0) return []
  const named = codes.slice(0, most.codes).map((code) => recommendationReference({ code }))
  const more = codes.length > named.length ? ` and ${codes.length - named.length} more` : ''
  return [text(bold(label), `  ${named.join(', ')}${more}`)]
}

function refusedBlocks({ refused, counted }: Report): Block[] {
  if (refused.length === 0) return []
  const unit = counted === 'row' ? 'Row' : 'Entry'
  const lines = refused
    .slice(0, most.refused)
    .map(({ row, code, reason }) => [
      bold(`${unit} ${row}${code === '' ? '' : ` (${shortened(code)})`}`),
      `  ${reasonText(reason, unit.toLowerCase())}`,
    ])
  const left = refused.length - lines.length
  const more =
    left > 0 ? [note(`${left} more were refused. Mend these and import the file again: it counts once.`)] : []
  return [text(bold('Refused')), list(lines), ...more]
}

function reasonText(reason: Reason, unit: string): string {
  switch (reason.why) {
    case 'code-malformed':
      return 'The code is missing or is not like 4.2.'
    case 'code-twice':
      return `This code stands in ${unit} ${reason.first}, which counts.`
    case 'title-missing':
      return 'It has no title.'
    case 'finding-malformed':
      return 'The finding’s code is not like 4.'
    case 'finding-missing':
      return 'It names no finding.'
    case 'finding-unknown':
      return `There is no finding ${reason.finding}, here or in the file.`
    case 'finding-differs':
      return `It says otherwise about finding ${shortened(reason.finding)} than ${unit} ${reason.first}, which counts.`
    case 'too-long':
      return `Its ${reason.field} is ${reason.length} characters long; ${reason.most} is the most.`
    default:
      return assertNever(reason)
  }
}

/** What is no code can be anything. */
function shortened(typed: string): string {
  return typed.length <= 20 ? typed : `${typed.slice(0, 20)}…`
}
