/** The report as plain tables. Pure: the same state gives the same document. */

import { isOverdue, isOwnerLeft } from '#src/commitments/commitment.ts'
import type { Consortium } from '#src/consortium/consortium.ts'
import type { DocumentId } from '#src/core/id.ts'
import { strictest, type Tlp } from '#src/core/tlp.ts'
import { inFavour } from '#src/polls/poll.ts'
import { Progress } from '#src/recommendations/axes.ts'
import type { Cell, Document, Table } from '#src/view/document.ts'
import { capital } from '#src/view/phrases.ts'
import type { CommitmentRow, PollRow, ProgressRow, RecommendationRow } from './store.ts'

export type ReportState = {
  consortium: Consortium
  recommendations: RecommendationRow[]
  commitments: CommitmentRow[]
  polls: PollRow[]
  /** Reports of progress on `since` and later. */
  progress: ProgressRow[]
  /** How many items the reader may not see. */
  leftOut: number
  /** The first day of the changes, in the consortium's zone. */
  since: Temporal.PlainDate
}

export function buildReport(id: DocumentId, state: ReportState, now: Temporal.Instant): Document {
  const { consortium, recommendations, commitments, polls } = state
  const labels = [...recommendations, ...commitments, ...polls].map(({ label }) => label)
  const today = now.toZonedDateTimeISO(consortium.zone).toPlainDate()
  return {
    id,
    needs: 'secretary',
    organisation: null,
    title: `Progress report of ${consortium.name}`,
    name: `report-${today}`,
    label: strictest([consortium.label, ...labels]) ?? consortium.label,
    madeAt: now.toString({ smallestUnit: 'second' }),
    tables: [
      recommendationTable(state, now),
      commitmentTable(state, now),
      pollTable(polls, now),
      changeTable(state, now),
    ],
  }
}

function recommendationTable({ recommendations, commitments }: ReportState, now: Temporal.Instant): Table {
  const each = commitments.flatMap((one) => one.recommendations.map((code) => ({ code, one })))
  const answering = Map.groupBy(each, ({ code }) => code)
  const rows = recommendations
    .toSorted((a, b) => inOrder(a.code, b.code))
    .map(({ code, title, finding }): Cell[] => {
      const answers = (answering.get(code) ?? []).map(({ one }) => one)
      const counts = Progress.options.map((word) => answers.filter(({ progress }) => progress === word).length)
      const overdue = answers.filter((one) => isLate(one, now)).length
      const left = answers.filter(isOwnerLeft).length
      return [`R-${code}`, title, `${finding.code} ${finding.title}`, answers.length, ...counts, overdue, left]
    })
  const counted = Progress.options.map((word) => column(capital(inWords(word)), 12))
  const columns = [column('Code', 10), column('Title', 50), column('Finding', 50), column('Commitments', 13)]
  return {
    name: 'Recommendations',
    columns: [...columns, ...counted, column('Overdue', 10), column('Owner left', 12)],
    rows,
  }
}

/** `R-1.2, R-4.2`; nothing where it answers none. */
function referencesText(codes: string[]): Cell {
  return codes.length === 0 ? null : codes.map((code) => `R-${code}`).join(', ')
}

function commitmentTable({ commitments }: ReportState, now: Temporal.Instant): Table {
  const rows = commitments
    .toSorted((a, b) => a.number - b.number)
    .map((one): Cell[] => [
      `C-${one.number}`,
      one.text,
      one.owner,
      referencesText(one.recommendations),
      one.due,
      inWords(one.progress),
      one.note === '' ? null : one.note,
      one.progressAt === null ? null : instantText(one.progressAt),
      isLate(one, now) ? 'overdue' : null,
      isOwnerLeft(one) ? 'owner left' : null,
      instantText(one.confirmedAt),
      one.label,
    ])
  const columns = [
    column('Number', 10),
    column('Commitment', 60),
    column('Owner', 18),
    column('Recommendations', 16),
    column('Due', 12),
    column('Progress', 14),
    column('Note', 40),
    column('Reported at', 22),
    column('Overdue', 10),
    column('Owner left', 12),
    column('Confirmed at', 22),
    column('Label', 18),
  ]
  return { name: 'Commitments', columns, rows }
}

/** Its due date is a day in the owner's zone. */
function isLate(commitment: CommitmentRow, now: Temporal.Instant): boolean {
  return isOverdue(commitment, now.toZonedDateTimeISO(commitment.zone).toPlainDate())
}

/** The tally of a poll that is not counted yet is left empty. */
function pollTable(polls: PollRow[], now: Temporal.Instant): Table {
  const rows = polls
    .toSorted((a, b) => a.number - b.number)
    .map((poll): Cell[] => [
      `P-${poll.number}`,
      poll.question,
      instantText(poll.closesAt),
      statusOf(poll, now),
      poll.voters,
      ...tallyOf(poll),
      poll.outcome === null ? null : inWords(poll.outcome),
      inWords(poll.rule),
      poll.label,
    ])
  const columns = [
    column('Number', 10),
    column('Question', 60),
    column('Closes at', 22),
    column('Status', 12),
    column('May vote', 10),
    column('Approve', 10),
    column('Disapprove', 12),
    column('Abstain', 10),
    column('Outcome', 14),
    column('Rule', 18),
    column('Label', 18),
  ]
  return { name: 'Polls', columns, rows }
}

/** Empty where it is not counted, and where no tally of it is published. */
function tallyOf({ count, outcome }: PollRow): (number | null)[] {
  if (!count || outcome === 'withheld') return [null, null, null]
  return [inFavour(count), count.disapprove, count.abstain]
}

/** Past its time a poll is no longer open, whether or not anybody has counted it. */
function statusOf({ status, closesAt }: PollRow, now: Temporal.Instant): string {
  return status === 'open' && Temporal.Instant.compare(closesAt, now) <= 0 ? 'closing' : status
}

type Change = { at: Temporal.Instant; what: string; reference: string; owner: string | null; says: string; label: Tlp }

function changeTable(state: ReportState, now: Temporal.Instant): Table {
  const { since, consortium } = state
  const from = since.toZonedDateTime(consortium.zone).toInstant()
  const rows = changesIn(state, now)
    .filter(({ at }) => Temporal.Instant.compare(at, from) >= 0)
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || inOrder(a.reference, b.reference))
    .map(({ at, what, reference, owner, says, label }): Cell[] => [
      instantText(at),
      what,
      reference,
      owner,
      says,
      label,
    ])
  const columns = [
    column('At', 22),
    column('What', 18),
    column('Number', 10),
    column('Owner', 18),
    column('Says', 60),
    column('Label', 18),
  ]
  return { name: `Changes since ${since}`, columns, rows }
}

function changesIn({ commitments, polls, progress }: ReportState, now: Temporal.Instant): Change[] {
  const byNumber = new Map(commitments.map((one) => [one.number, one]))
  return [
    ...commitments.map(({ confirmedAt: at, number, owner, text: says, label }) => ({
      ...{ at, what: 'confirmed', reference: `C-${number}`, owner, says, label },
    })),
    ...progress.flatMap(({ at, number, progress: word, note }): Change[] => {
      const commitment = byNumber.get(number)
      if (!commitment) return []
      const { owner, label } = commitment
      const says = note === '' ? inWords(word) : `${inWords(word)}: ${note}`
      return [{ at, what: 'progress reported', reference: `C-${number}`, owner, says, label }]
    }),
    ...polls
      .filter((poll) => statusOf(poll, now) === 'closed')
      .map(({ closesAt: at, number, outcome, question, label }) => ({
        ...{ at, what: 'poll closed', reference: `P-${number}`, owner: null, label },
        says: outcome === null ? question : `${question} ${capital(inWords(outcome))}.`,
      })),
  ]
}

function column(header: string, width: number) {
  return { header, width }
}

function inWords(word: Progress | PollRow['rule'] | NonNullable<PollRow['outcome']>): string {
  return word.replaceAll('-', ' ')
}

function instantText(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' })
}

const numeric = new Intl.Collator('en', { numeric: true })

/** 4.2 before 4.10, C-9 before C-12. */
function inOrder(a: string, b: string): number {
  return numeric.compare(a, b)
}
