/** The report in numbers. Pure. */
import { axisText, Found, Progress, progressText } from '#src/recommendations/axes.ts'
import type { Text } from '#src/view/card.ts'
import type { PlenaryState } from './state.ts'
import { isLeft, progressOf } from './words.ts'

type Fact = { label: string; value: Text }

export function summaryFacts(state: PlenaryState): Fact[] {
  const { recommendations, commitments, since } = state
  const pieces = [...recommendations, ...commitments].reduce((sum, { evidence }) => sum + evidence.length, 0)
  const confirmed = commitments.filter(({ confirmedAt }) => since && Temporal.Instant.compare(confirmedAt, since) > 0)
  return [
    fact('Recommendations', String(recommendations.length)),
    fact(
      'Recommendations, reported',
      tally(
        Progress.options,
        progressText,
        'not reported yet',
        recommendations.map(({ axes }) => axes.reported?.progress),
      ),
    ),
    fact(
      'Recommendations, found',
      tally(
        Found.options,
        axisText,
        'not assessed yet',
        recommendations.map(({ axes }) => axes.found?.found),
      ),
    ),
    fact('Commitments', since ? `${commitments.length}, ${confirmed.length} of them new` : String(commitments.length)),
    fact('Commitments, reported', tally(Progress.options, progressText, '', commitments.map(progressOf))),
    fact(
      'Commitments, found',
      tally(
        Found.options,
        axisText,
        'not assessed yet',
        commitments.map(({ axes }) => axes.found?.found),
      ),
    ),
    fact('Overdue', String(commitments.filter(({ daysLate }) => daysLate !== null).length)),
    fact('Owner left', String(commitments.filter(isLeft).length)),
    fact('Pieces of evidence', String(pieces)),
  ]
}

/** `3 complete, 1 substantial, 5 not reported yet`: what there is none of is left out. */
function tally<Word extends string>(
  words: readonly Word[],
  said: (word: Word) => string,
  none: string,
  all: readonly (Word | undefined)[],
): string {
  const count = (of: Word | undefined) => all.filter((one) => one === of).length
  const parts = [
    ...words.toReversed().map((word) => [count(word), said(word)] as const),
    [count(undefined), none] as const,
  ]
  return parts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : [])).join(', ') || 'none'
}

function fact(label: string, value: string): Fact {
  return { label, value: [value] }
}
