/** Tables of an organisation's export: its promises, how far they are, and what was changed of them. */
import { commitmentReference } from '#src/commitments/commitment.ts'
import { termsText } from '#src/commitments/kind.ts'
import type { CommitmentId } from '#src/core/id.ts'
import { axisText, progressText } from '#src/recommendations/axes.ts'
import type { Cell, Table } from '#src/view/document.ts'
import { instantText, type Sees, table } from './plain-table.ts'
import type { Belongings, HeldChange, HeldCommitment, HeldReport } from './store.ts'

export function commitmentTable({ commitments }: Belongings, sees: Sees): Table {
  const rows = commitments.map((one): Cell[] => [
    referenceOf(one),
    one.status,
    sees(one.id) ? one.text : `(${one.label})`,
    sees(one.id) ? termsText(one.terms) : null,
    one.group,
    one.recommendations.length === 0 ? null : one.recommendations.map((code) => `R-${code}`).join(', '),
    one.due,
    one.originalDue,
    one.contact,
    one.label,
    one.progress === null ? null : progressText(one.progress),
    instantText(one.proposedAt),
    one.confirmedAt === null ? null : instantText(one.confirmedAt),
    one.owned.map(({ from }) => instantText(from)).join(' '),
    one.owned.flatMap(({ until }) => (until === null ? [] : [instantText(until)])).join(' '),
  ])
  return table('Commitments', commitmentColumns, rows)
}

const commitmentColumns = [
  ['Number', 10],
  ['Status', 12],
  ['Commitment', 60],
  ['Kind', 30],
  ['Working group', 22],
  ['Recommendations', 16],
  ['Due', 12],
  ['First due', 12],
  ['Contact', 24],
  ['Label', 18],
  ['Progress', 14],
  ['Proposed at', 22],
  ['Confirmed at', 22],
  ['Owned from', 22],
  ['Owned until', 22],
] as const

export function reportTable(belongings: Belongings, sees: Sees): Table {
  const references = referencesIn(belongings)
  const reports = belongings.reports.map(({ commitment: id, ...report }) => ({
    ...report,
    ...{ id, of: references.get(id) ?? null },
  }))
  return progressTable('Progress', 'Number', reports, sees)
}

type Report = Pick<HeldReport, 'progress' | 'outlook' | 'note' | 'by' | 'at'> & { id: string; of: string | null }

/** What was reported, of commitments or of recommendations; `header` is that of the first column. */
export function progressTable(name: string, header: string, reports: readonly Report[], sees: Sees): Table {
  const rows = reports.map(({ id, of, progress, outlook, note, by, at }): Cell[] => [
    of,
    progressText(progress),
    outlook === null ? null : axisText(outlook),
    sees(id) ? note : null,
    by,
    instantText(at),
  ])
  return table(
    name,
    [
      [header, 10],
      ['Progress', 14],
      ['Outlook', 12],
      ['Note', 60],
      ['Reported by', 24],
      ['Reported at', 22],
    ],
    rows,
  )
}

export function milestoneTable(belongings: Belongings, sees: Sees): Table {
  const references = referencesIn(belongings)
  const rows = belongings.milestones.map(({ commitment, text, due, reachedAt }): Cell[] => [
    references.get(commitment) ?? null,
    sees(commitment) ? text : null,
    due,
    reachedAt === null ? null : instantText(reachedAt),
  ])
  return table(
    'Milestones',
    [
      ['Number', 10],
      ['Milestone', 60],
      ['Due', 12],
      ['Reached at', 22],
    ],
    rows,
  )
}

/** A row for each part of a change. */
export function changeTable(belongings: Belongings, sees: Sees): Table {
  const references = referencesIn(belongings)
  const rows = belongings.changes.flatMap((change) => {
    const { commitment, state, by, at, settledBy, settledAt } = change
    const settled = [settledBy, settledAt === null ? null : instantText(settledAt)]
    return partsOf(change).map(([part, was, now, isWords]): Cell[] => {
      const kept = isWords && !sees(commitment)
      const words = kept ? [null, null] : [was, now]
      return [references.get(commitment) ?? null, part, ...words, state, by, instantText(at), ...settled]
    })
  })
  return table(
    'Changes',
    [
      ['Number', 10],
      ['Part', 18],
      ['Was', 60],
      ['Is to be', 60],
      ['State', 12],
      ['Proposed by', 24],
      ['Proposed at', 22],
      ['Settled by', 24],
      ['Settled at', 22],
    ],
    rows,
  )
}

type Part = [part: string, was: string | null, now: string | null, isWords: boolean]

function partsOf({ patch: { text, due, terms, milestones }, answers }: HeldChange): Part[] {
  return [
    ...(text ? [['Commitment', text.was, text.now, true] satisfies Part] : []),
    ...(due ? [['Due', due.was, due.now, false] satisfies Part] : []),
    ...(answers ? [['Recommendations', answers.was, answers.now, false] satisfies Part] : []),
    ...(terms ? [['Kind', termsText(terms.was), termsText(terms.now), true] satisfies Part] : []),
    ...milestones.map(({ was, now }): Part => ['Milestone', stepText(was), stepText(now), true]),
  ]
}

function stepText(step: { text: string; due: string } | null): string | null {
  return step && `${step.text} by ${step.due}`
}

export function referenceOf({ number }: HeldCommitment): string | null {
  return number === null ? null : commitmentReference({ number })
}

export function referencesIn({ commitments }: Belongings): ReadonlyMap<CommitmentId, string | null> {
  return new Map(commitments.map((one) => [one.id, referenceOf(one)]))
}
