/** The report as it is read from beginning to end. Pure: the same state gives the same parts. */

import { commitmentReference } from '#src/commitments/commitment.ts'
import { dayInFull } from '#src/core/dates.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { inFavour } from '#src/polls/poll.ts'
import type { Text } from '#src/view/card.ts'
import type { Part } from '#src/view/document.ts'
import { counted } from '#src/view/phrases.ts'
import { ballotParts } from './ballots.ts'
import type { Change } from './changes.ts'
import { draftParts } from './drafts.ts'
import { progressFigure } from './figure.ts'
import { recommendationParts } from './recommendation-parts.ts'
import type { CommitmentLine, PlenaryState } from './state.ts'
import { summaryFacts } from './summary.ts'
import { beginningText, endText } from './window.ts'
import { foundCells, inOrder, isLeft, promiseCells, referencesOf } from './words.ts'

export function plenaryParts(state: PlenaryState, changes: readonly Change[], label: Tlp): Part[] {
  const figure = progressFigure(state, label)
  return [
    paragraph(periodText(state)),
    ...(state.leftOut > 0 ? [paragraph(leftOutText(state.leftOut))] : []),
    { kind: 'contents' },
    heading(1, 'Summary'),
    { kind: 'facts', facts: summaryFacts(state) },
    ...(figure ? [{ kind: 'figure' as const, figure }] : []),
    ...findingParts(state),
    ...listParts(
      'Commitments that answer no recommendation',
      state.commitments.filter(({ answers }) => answers.length === 0),
    ),
    ...overdueParts(state),
    ...listParts('Commitments whose owner left', state.commitments.filter(isLeft)),
    ...pollParts(state),
    ...draftParts(state),
    ...changeParts(state, changes),
  ]
}

/** From when until when it tells. */
export function periodText({
  asOf,
  since,
  consortium: { zone },
}: Pick<PlenaryState, 'asOf' | 'since' | 'consortium'>): string {
  const from = since ? `since ${beginningText(since, zone)}` : 'since the beginning'
  return `As of ${endText(asOf, zone)}, with what changed ${from}.`
}

/** A file goes to people for whom it was not made: nothing is in it that its reader may not see, and nothing TLP:RED. */
export function leftOutText(leftOut: number): string {
  return `${counted(leftOut, 'item')} ${leftOut === 1 ? 'is' : 'are'} left out: TLP:RED, for others, or kept by the own organisation.`
}

function findingParts(state: PlenaryState): Part[] {
  const each = state.commitments.flatMap((one) => one.answers.map((code) => ({ code, one })))
  const answering = Map.groupBy(each, ({ code }) => code)
  const advised = Map.groupBy(state.recommendations, ({ finding }) => finding)
  const findings = state.findings.toSorted((a, b) => inOrder(a.code, b.code)).filter(({ code }) => advised.has(code))
  return findings.flatMap(({ code, title, summary }) => [
    heading(1, `Finding ${code}: ${title}`),
    ...(summary === '' ? [] : [paragraph(summary)]),
    ...(advised.get(code) ?? [])
      .toSorted((a, b) => inOrder(a.code, b.code))
      .flatMap((line) => {
        const commitments = (answering.get(line.code) ?? []).map(({ one }) => one)
        return recommendationParts(line, commitments, state)
      }),
  ])
}

function listParts(title: string, lines: readonly CommitmentLine[]): Part[] {
  if (lines.length === 0) return []
  const columns = [
    column('Number', 9),
    column('Commitment', 36),
    column('Owner', 12),
    column('Due', 13),
    column('Reported', 20),
    column('Found', 18),
  ]
  const rows = lines.map((line) => [
    commitmentReference(line),
    line.text,
    line.owner,
    line.due,
    promiseCells(line),
    foundCells(line.axes),
  ])
  return [heading(1, title), { kind: 'table', columns, rows }]
}

/** The longest overdue first. */
function overdueParts(state: PlenaryState): Part[] {
  const late = state.commitments
    .filter(({ daysLate }) => daysLate !== null)
    .toSorted((a, b) => inOrder(a.due, b.due) || a.number - b.number)
  const columns = [
    column('Number', 9),
    column('Commitment', 40),
    column('Owner', 12),
    column('Answers', 12),
    column('Due', 13),
    column('Days late', 9),
    column('Reported', 20),
  ]
  const rows = late.map((line) => [
    commitmentReference(line),
    line.text,
    line.owner,
    referencesOf(line),
    line.due,
    line.daysLate,
    promiseCells(line),
  ])
  const none = paragraph('Nothing is overdue.')
  return [heading(1, 'Overdue'), rows.length === 0 ? none : { kind: 'table', columns, rows }]
}

function pollParts({ polls }: PlenaryState): Part[] {
  if (polls.length === 0) return []
  const columns = [
    column('Number', 9),
    column('Question', 40),
    column('State', 10),
    column('For', 6),
    column('Against', 8),
    column('Abstained', 9),
    column('Outcome', 12),
  ]
  const rows = polls.map(({ number, question, status, count, outcome }) => [
    `P-${number}`,
    question,
    status,
    count ? inFavour(count) : null,
    count?.disapprove ?? null,
    count?.abstain ?? null,
    outcome?.replaceAll('-', ' ') ?? null,
  ])
  return [heading(1, 'Polls'), { kind: 'table', columns, rows }, ...ballotParts({ polls })]
}

function changeParts(state: PlenaryState, changes: readonly Change[]): Part[] {
  const { zone } = state.consortium
  const told = changes.slice(-mostChanges)
  const columns = [column('Day', 14), column('Number', 9), column('What', 13), column('Owner', 12), column('Says', 45)]
  const rows = told.map(({ at, what, reference, owner, says }) => [
    at.toZonedDateTimeISO(zone).toPlainDate().toString(),
    reference,
    what,
    owner,
    says,
  ])
  const none = paragraph('Nothing changed.')
  const first =
    told.length < changes.length
      ? [paragraph(`The last ${told.length} of ${changes.length} changes; all of them stand in the workbook.`)]
      : []
  const title = state.since
    ? `What changed since ${dayInFull(state.since.toZonedDateTimeISO(zone).toPlainDate())}`
    : 'What changed'
  return [heading(1, title), ...first, rows.length === 0 ? none : { kind: 'table', columns, rows }]
}

/** More than these nobody reads one by one. */
const mostChanges = 1_000

function heading(level: 1 | 2 | 3, text: string): Part {
  return { kind: 'heading', level, text }
}

function paragraph(...text: Text): Part {
  return { kind: 'paragraph', text }
}

function column(header: string, width: number) {
  return { header, width }
}
