/** What happened within a period, oldest first. Pure. */
import { commitmentReference } from '#src/commitments/commitment.ts'
import type { Tlp } from '#src/core/tlp.ts'
import { type AxisEvent, axisText } from '#src/recommendations/axes.ts'
import { recommendationReference, responseText } from '#src/recommendations/recommendation.ts'
import { type CommitmentLine, type PlenaryState, type RecommendationLine, toldAt } from './state.ts'
import { inOrder, reportedText } from './words.ts'

export type Change = {
  at: Temporal.Instant
  what: string
  reference: string
  owner: string | null
  says: string
  label: Tlp
}

export function changesIn(state: PlenaryState): Change[] {
  const { since, asOf } = state
  const isWithin = ({ at }: Change) => compared(at, asOf) <= 0 && (since === null || compared(at, since) > 0)
  const all = [
    ...state.commitments.flatMap(ofCommitment),
    ...state.recommendations.flatMap(ofRecommendation),
    ...state.passings.map(({ number, from, to, at, label }) => ({
      ...{ at, what: 'transferred', reference: commitmentReference({ number }), owner: to, label },
      says: `From ${from} to ${to}`,
    })),
    ...state.polls.flatMap(ofPoll),
  ]
  return all.filter(isWithin).sort((a, b) => compared(a.at, b.at) || inOrder(a.reference, b.reference))
}

/** By the millisecond first: comparing instants takes ten times as long, and there are as many as there are reports. */
function compared(a: Temporal.Instant, b: Temporal.Instant): number {
  return a.epochMilliseconds - b.epochMilliseconds || Temporal.Instant.compare(a, b)
}

function ofPoll({ closedAt, number, question, outcome, label }: PlenaryState['polls'][number]): Change[] {
  if (!closedAt || !outcome) return []
  const says = `${question} ${outcome.replaceAll('-', ' ')}`
  return [{ at: closedAt, what: 'poll closed', reference: `P-${number}`, owner: null, label, says }]
}

function ofCommitment(line: CommitmentLine): Change[] {
  const { owner, label, confirmedAt, ownerLeftAt, text, dueChanges, milestones } = line
  const about = { reference: commitmentReference(line), owner, label }
  return [
    { ...about, at: confirmedAt, what: 'confirmed', says: text },
    ...dueChanges.map(({ was, due, at }) => ({ ...about, at, what: 'due day changed', says: `${due} (was ${was})` })),
    ...milestones.flatMap(({ text: step, reachedAt: at }) =>
      at ? [{ ...about, at, what: 'milestone reached', says: step }] : [],
    ),
    ...(ownerLeftAt ? [{ ...about, at: ownerLeftAt, what: 'owner left', says: `${owner} left the consortium` }] : []),
    ...said(line, about),
  ]
}

function ofRecommendation(line: RecommendationLine): Change[] {
  const about = { reference: recommendationReference(line), owner: line.lead, label: line.label }
  const responses = line.responses.map(({ name, response, reason, at }) => ({
    ...{ ...about, owner: name, at: Temporal.Instant.from(at), what: 'responded' },
    says: withWords(responseText(response), reason),
  }))
  return [...responses, ...said(line, about)]
}

type About = Pick<Change, 'reference' | 'owner' | 'label'>

function said({ events, evidence }: Pick<CommitmentLine, 'events' | 'evidence'>, about: About): Change[] {
  return [
    ...events.map((event) => ({ ...about, at: Temporal.Instant.from(toldAt(event)), ...eventSays(event) })),
    ...evidence.map(({ addedAt, kind, words, url, sourceName, label }) => ({
      ...{ ...about, label, at: Temporal.Instant.from(addedAt), what: 'evidence added' },
      says: withWords(`${kind} of ${sourceName}`, [words, url].filter((one) => one).join(' ')),
    })),
  ]
}

/** A finding and the reply to it are told together. */
function eventSays(event: AxisEvent): Pick<Change, 'what' | 'says'> {
  if (event.axis === 'reported') return { what: 'reported', says: withWords(reportedText(event), event.note) }
  const { found, why, by, reply } = event
  const says = withWords(`${axisText(found)} (${by})`, why)
  return { what: 'assessed', says: reply ? `${says} Reply: ${reply}` : says }
}

function withWords(what: string, words: string | null): string {
  return words ? `${what}: ${words}` : what
}
