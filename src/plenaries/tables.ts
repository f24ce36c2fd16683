/** The same as plain tables, for whoever counts on. Pure. */

import { commitmentReference } from '#src/commitments/commitment.ts'
import { inFavour } from '#src/polls/poll.ts'
import { type Axes, axisText, progressText } from '#src/recommendations/axes.ts'
import { recommendationReference, responseText } from '#src/recommendations/recommendation.ts'
import type { Cell, Table } from '#src/view/document.ts'
import { ballotTable } from './ballots.ts'
import type { Change } from './changes.ts'
import { draftTable } from './drafts.ts'
import type { CommitmentLine, PlenaryState } from './state.ts'
import { inOrder, isLeft, kindOf, milestonesText, progressOf, referencesOf } from './words.ts'

export function plenaryTables(state: PlenaryState, changes: readonly Change[]): Table[] {
  return [
    recommendationTable(state),
    commitmentTable(state),
    responseTable(state),
    evidenceTable(state),
    pollTable(state),
    ballotTable(state),
    draftTable(state),
    changeTable(changes),
  ]
}

const axisColumns = [
  ...[column('Reported', 14), column('Outlook', 10), column('Note', 40), column('Reported at', 22)],
  ...[column('Found', 14), column('Why', 40), column('Found by', 18), column('Found at', 22), column('Reply', 40)],
]

function axisCells({ reported, found }: Axes, none: string | null): Cell[] {
  return [
    reported ? progressText(reported.progress) : none,
    reported?.outlook ? axisText(reported.outlook) : null,
    reported?.note ?? null,
    reported ? second(reported.at) : null,
    found ? axisText(found.found) : null,
    found?.why ?? null,
    found?.by ?? null,
    found ? second(found.at) : null,
    found?.reply ?? null,
  ]
}

function recommendationTable({ recommendations, commitments, findings }: PlenaryState): Table {
  const titles = new Map(findings.map(({ code, title }) => [code, title]))
  const answering = Map.groupBy(
    commitments.flatMap((one) => one.answers.map((code) => ({ code, one }))),
    ({ code }) => code,
  )
  const rows = recommendations
    .toSorted((a, b) => inOrder(a.code, b.code))
    .map((line): Cell[] => {
      const answers = (answering.get(line.code) ?? []).map(({ one }) => one)
      const { code, title, finding, group, lead, supporting, axes, before, evidence, label } = line
      return [
        ...[recommendationReference({ code }), title, `${finding} ${titles.get(finding) ?? ''}`, group, lead],
        supporting.join(', ') || null,
        ...axisCells(axes, null),
        before.reported ? progressText(before.reported.progress) : null,
        before.found ? axisText(before.found.found) : null,
        answers.length,
        answers.filter((one) => one.daysLate !== null).length,
        answers.filter(isLeft).length,
        ...[evidence.length, label],
      ]
    })
  const columns = [
    ...[column('Code', 10), column('Title', 50), column('Finding', 40), column('Working group', 20)],
    ...[column('Lead', 18), column('Supporting', 30), ...axisColumns],
    ...[column('Was reported', 14), column('Was found', 14)],
    ...[column('Commitments', 13), column('Overdue', 10), column('Owner left', 12), column('Evidence', 10)],
    column('Label', 18),
  ]
  return { name: 'Recommendations', columns, rows }
}

function commitmentTable({ commitments }: PlenaryState): Table {
  const rows = commitments.map((line): Cell[] => [
    ...[commitmentReference(line), line.text, line.owner],
    ...[referencesOf(line) || null, kindOf(line) || null],
    ...[line.due, line.originalDue === line.due ? null : line.originalDue],
    line.daysLate === null ? null : 'overdue',
    isLeft(line) ? 'owner left' : null,
    ...axisCells(line.axes, progressText(progressOf(line))),
    ...[milestonesText(line) || null, line.evidence.length, second(line.confirmedAt), line.label],
  ])
  const columns = [
    ...[column('Number', 10), column('Commitment', 60), column('Owner', 18), column('Recommendations', 18)],
    ...[column('Kind', 36), column('Due', 12), column('First due', 12)],
    ...[column('Overdue', 10), column('Owner left', 12), ...axisColumns],
    ...[column('Milestones', 18), column('Evidence', 10), column('Confirmed at', 22), column('Label', 18)],
  ]
  return { name: 'Commitments', columns, rows }
}

function responseTable({ recommendations }: PlenaryState): Table {
  const rows = recommendations.flatMap((line) =>
    line.responses.map(({ name, response, reason, at }): Cell[] => [
      ...[recommendationReference(line), name, responseText(response), reason || null, second(at), line.label],
    ]),
  )
  const columns = [column('Code', 10), column('Organisation', 18), column('Response', 18), column('Reason', 60)]
  return { name: 'Responses', columns: [...columns, column('Stated at', 22), column('Label', 18)], rows }
}

function evidenceTable({ recommendations, commitments }: PlenaryState): Table {
  const of = (reference: string, { evidence }: Pick<CommitmentLine, 'evidence'>) =>
    evidence.map(({ kind, words, url, file, day, sourceName, by, label }): Cell[] => [
      ...[reference, kind, words || null, url, file?.name ?? null, file?.hash ?? null, day, sourceName, by, label],
    ])
  const rows = [
    ...recommendations.flatMap((line) => of(recommendationReference(line), line)),
    ...commitments.flatMap((line) => of(commitmentReference(line), line)),
  ]
  const columns = [
    ...[column('Of', 10), column('Kind', 8), column('Words', 50), column('Link', 40), column('File', 30)],
    ...[column('SHA-256', 20), column('Day', 12), column('Organisation', 18), column('By', 18), column('Label', 18)],
  ]
  return { name: 'Evidence', columns, rows }
}

function pollTable({ polls }: PlenaryState): Table {
  const rows = polls.map(({ number, question, closesAt, status, count, outcome, label }): Cell[] => [
    ...[`P-${number}`, question, second(closesAt), status],
    ...[count ? inFavour(count) : null, count?.disapprove ?? null, count?.abstain ?? null],
    ...[outcome?.replaceAll('-', ' ') ?? null, label],
  ])
  const columns = [
    ...[column('Number', 10), column('Question', 60), column('Closes at', 22), column('Status', 12)],
    ...[column('Approve', 10), column('Disapprove', 12), column('Abstain', 10), column('Outcome', 14)],
  ]
  return { name: 'Polls', columns: [...columns, column('Label', 18)], rows }
}

function changeTable(changes: readonly Change[]): Table {
  const rows = changes.map(({ at, what, reference, owner, says, label }): Cell[] => [
    ...[second(at), what, reference, owner, says, label],
  ])
  const columns = [column('At', 22), column('What', 18), column('Number', 10), column('Owner', 18), column('Says', 60)]
  return { name: 'Changes', columns: [...columns, column('Label', 18)], rows }
}

function column(header: string, width: number) {
  return { header, width }
}

/** To the second. What is text is an instant in UTC: its fraction is cut off. */
function second(at: Temporal.Instant | string): string {
  return typeof at === 'string' ? at.replace(/\.\d+Z$/, 'Z') : at.toString({ smallestUnit: 'second' })
}
