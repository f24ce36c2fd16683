/** What goes into the report of one reader. Pure. */
import { keptText } from '#src/commitments/commitment.ts'
import type { Actor } from '#src/core/access.ts'
import { inFileFor } from '#src/core/sharing.ts'
import type { CommitmentRow, Of, PollRow, ProgressRow, RecommendationRow } from './store.ts'

/** Everything that the consortium's reports are made of. */
export type Whole = {
  recommendations: Of<RecommendationRow>[]
  commitments: Of<CommitmentRow>[]
  polls: Of<PollRow>[]
  progress: ProgressRow[]
}

export type ForReader = {
  recommendations: RecommendationRow[]
  commitments: CommitmentRow[]
  polls: PollRow[]
  progress: ProgressRow[]
  /** How many the reader may not see. */
  leftOut: number
}

export function forReader(actor: Actor, whole: Whole): ForReader {
  const recommendations = rowsFor(actor, whole.recommendations, (row) => row)
  const codes = new Set(recommendations.map(({ code }) => code))
  const seen = rowsFor(actor, whole.commitments, withoutText)
  const commitments = seen.map((row) => {
    return { ...row, recommendations: row.recommendations.filter((code) => codes.has(code)) }
  })
  const polls = rowsFor(actor, whole.polls, (row) => ({ ...row, question: 'Text kept by its organisation.' }))
  const wholly = new Set(
    whole.commitments.flatMap(({ row, item }) => (inFileFor(actor, item) === 'full' ? [row.number] : [])),
  )
  const numbers = new Set(commitments.map(({ number }) => number))
  const all = whole.recommendations.length + whole.commitments.length + whole.polls.length
  return {
    recommendations,
    commitments,
    polls,
    progress: whole.progress
      .filter(({ number }) => numbers.has(number))
      .map((one) => (wholly.has(one.number) ? one : { ...one, note: '' })),
    leftOut: all - recommendations.length - commitments.length - polls.length,
  }
}

function rowsFor<Row>(actor: Actor, all: Of<Row>[], reduced: (row: Row) => Row): Row[] {
  return all.flatMap(({ row, item }) => {
    const release = inFileFor(actor, item)
    return release === 'nothing' ? [] : [release === 'full' ? row : reduced(row)]
  })
}

function withoutText(row: CommitmentRow): CommitmentRow {
  return { ...row, text: keptText(row.owner), note: '', recommendations: [] }
}
