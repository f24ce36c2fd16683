/** One recommendation in the report: both axes, what was said on them, who answers it, and the evidence. Pure. */
import { commitmentReference } from '#src/commitments/commitment.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { Evidence } from '#src/evidence/evidence.ts'
import { recommendationReference, responseText } from '#src/recommendations/recommendation.ts'
import type { Span, Text } from '#src/view/card.ts'
import type { Part } from '#src/view/document.ts'
import { listed } from '#src/view/phrases.ts'
import type { CommitmentLine, PlenaryState, RecommendationLine } from './state.ts'
import { foundCells, isLeft, kindOf, milestonesText, promiseCells, reportedCells } from './words.ts'

type Fact = { label: string; value: Text }

export function recommendationParts(
  line: RecommendationLine,
  commitments: readonly CommitmentLine[],
  state: PlenaryState,
): Part[] {
  return [
    { kind: 'heading', level: 2, text: `${recommendationReference(line)} ${line.title}` },
    ...(line.text === '' ? [] : [{ kind: 'paragraph' as const, text: [line.text] }]),
    { kind: 'facts', facts: recommendationFacts(line, state) },
    ...commitmentParts(commitments),
    ...evidenceParts(line, commitments),
  ]
}

function recommendationFacts(line: RecommendationLine, { consortium: { zone } }: PlenaryState): Fact[] {
  const { axes, before, lead, supporting, group, responses } = line
  const { reported, found } = axes
  const was = (now: string, then: string) => (now === then ? '' : ` (was ${then.replace(/^\S+ /, '')})`)
  return [
    { label: 'Reported', value: [reportedCells(axes), was(reportedCells(axes), reportedCells(before))] },
    ...(reported?.note ? [{ label: 'Says', value: [reported.note] }] : []),
    { label: 'Found', value: [foundCells(axes), was(foundCells(axes), foundCells(before))] },
    ...(found
      ? [
          {
            label: 'Why',
            value: [
              `${found.why ?? 'Kept by its organisation.'} (${found.by}, ${momentInFull(Temporal.Instant.from(found.at), zone)})`,
            ],
          },
          { label: 'Reply', value: [found.reply ?? 'No reply.'] },
        ]
      : []),
    ...(lead || supporting.length > 0 ? [{ label: 'Lead', value: [carriersText(lead, supporting)] }] : []),
    ...(group ? [{ label: 'Working group', value: [group] }] : []),
    ...responses.map(({ name, response, reason }) => ({
      label: `Response of ${name}`,
      value: [reason === '' ? responseText(response) : `${responseText(response)}: ${reason}`],
    })),
  ]
}

function carriersText(lead: string | null, supporting: readonly string[]): string {
  const support = supporting.length > 0 ? `supported by ${listed(supporting)}` : ''
  return [lead ?? 'nobody yet', support].filter((one) => one !== '').join(', ')
}

function commitmentParts(commitments: readonly CommitmentLine[]): Part[] {
  if (commitments.length === 0) return [{ kind: 'paragraph', text: ['No commitment answers it yet.'] }]
  const columns = [
    ...[column('Number', 11), column('Commitment', 34), column('Owner', 14), column('Due', 16)],
    ...[column('Reported', 17), column('Found', 17), column('Evidence', 14)],
  ]
  const rows = commitments.map((line) => [
    commitmentReference(line),
    withWords(line),
    isLeft(line) ? `${line.owner} (left)` : line.owner,
    dueText(line),
    promiseCells(line),
    foundCells(line.axes),
    line.evidence.length,
  ])
  return [{ kind: 'table', columns, rows }]
}

/** Its text with what was last said of it; a finding and the reply to it stand together. */
function withWords(line: CommitmentLine): string {
  const { text, axes } = line
  const { reported, found } = axes
  const note = reported?.note ? [`Reported: ${reported.note}`] : []
  const why = found?.why ? [`Found: ${found.why} ${found.reply ? `Reply: ${found.reply}` : 'No reply.'}`] : []
  return [text, kindOf(line), milestonesText(line), ...note, ...why].filter((one) => one !== '').join('\n')
}

/** With the day that was promised first, where it is another. */
function dueText({ due, originalDue, daysLate }: CommitmentLine): string {
  const first = originalDue === due ? [] : [`first ${originalDue}`]
  return [due, ...first, ...(daysLate === null ? [] : ['overdue'])].join('\n')
}

/** A link is shown and was never fetched. */
function evidenceParts(line: RecommendationLine, commitments: readonly CommitmentLine[]): Part[] {
  const items = [
    ...line.evidence.map((piece) => evidenceText(recommendationReference(line), piece)),
    ...commitments.flatMap((one) => one.evidence.map((piece) => evidenceText(commitmentReference(one), piece))),
  ]
  return items.length === 0
    ? []
    : [
        { kind: 'heading', level: 3, text: 'Evidence' },
        { kind: 'list', items },
      ]
}

function evidenceText(reference: string, { kind, words, url, file, day, sourceName, label }: Evidence): Text {
  const what: Span = url === null ? words || file?.name || kind : { link: words || url, url }
  return [`${reference}: `, what, ` (${kind} of ${sourceName}, ${day}, ${label})`]
}

function column(header: string, width: number) {
  return { header, width }
}
