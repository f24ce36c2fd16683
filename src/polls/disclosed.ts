/**
 * What is shown of the ballots of a poll, to whom and when: decided here alone, and asked by every path: cards, answers, files, exports
 * and the register's openings. Pure.
 */
import type { OrganisationId } from '#src/core/id.ts'
import type { Flip, ReceivedVote } from './afterwards.ts'
import { type Ballot, type Choice, type Count, countOf, type Poll } from './poll.ts'

/** What it depends on; none of it can be changed once the poll is open. */
export type Terms = Pick<Poll, 'status' | 'hidden' | 'unattributed'>

/** With names, as numbers, or only how many came back. */
type Sight = 'named' | 'counted' | 'returned'

/** Fewer returns of an unattributed poll give their voters away: nothing is counted then. */
export const fewestUnattributed = 10

/** Whether so few came back of an unattributed poll that no tally may be made of it. */
export function isTooFew({ unattributed }: Pick<Poll, 'unattributed'>, returns: number): boolean {
  return unattributed && returns < fewestUnattributed
}

/** What anybody but the voter’s own organisation sees: the committee as a whole, in any form. */
function sightOf(terms: Terms, returns: number): Sight {
  if (terms.status !== 'closed') return terms.hidden || terms.unattributed ? 'returned' : 'named'
  if (!terms.unattributed) return 'named'
  return isTooFew(terms, returns) ? 'returned' : 'counted'
}

/** The ballots of a poll, as much of them as may be shown to all who may see the poll. */
export type Shown = {
  returned: number
  /** Null where no tally is shown. */
  count: Count | null
  /** Who chose what; null where no name may stand beside a choice. */
  named: Pick<Ballot, 'organisation' | 'choice'>[] | null
  /** Comments and reasons, where names are shown: without them, how somebody writes would give the voter away. */
  remarks: Pick<Ballot, 'organisation' | 'choice' | 'remarks'>[]
}

export function shownOf(terms: Terms, ballots: readonly Ballot[]): Shown {
  const sight = sightOf(terms, ballots.length)
  const count = sight === 'returned' ? null : countOf(ballots)
  if (sight !== 'named') return { returned: ballots.length, count, named: null, remarks: [] }
  const named = ballots.map(({ organisation, choice }) => ({ organisation, choice }))
  const remarks = ballots
    .filter((one) => one.remarks !== '')
    .map(({ organisation, choice, remarks: words }) => ({ organisation, choice, remarks: words }))
  return { returned: ballots.length, count, named, remarks }
}

/** A ballot as its own organisation sees it in the chat: that it was cast and by whom, always; what, where names are shown at all. */
export type OwnBallot = Pick<Ballot, 'organisation' | 'role' | 'recorded' | 'castBy' | 'castAt'> & {
  choice: Choice | null
}

export function ownBallot({ unattributed }: Terms, ballot: Ballot): OwnBallot {
  const { organisation, role, recorded, castBy, castAt, choice } = ballot
  return { organisation, role, recorded, castBy, castAt, choice: unattributed ? null : choice }
}

/** Whether choices, remarks and their openings may stand in a file: never of an unattributed poll, of a hidden one once it is closed. */
export function isInFiles({ status, hidden, unattributed }: Terms): boolean {
  return !unattributed && (!hidden || status === 'closed')
}

/** What a viewer sees of votes that the secretariat recorded: `named`, and how many more there are. */
export type ShownVotes = { named: ShownVote[]; more: number }
export type ShownVote = Omit<ReceivedVote, 'choice' | 'remarks' | 'reasons' | 'poll'> & { choice: Choice | null }

/**
 * Where names are shown, everybody sees what was recorded for whom. Where they are not, an organisation sees its own, and the secretariat, which
 * recorded them and rules on them, whose they are. No choice of an unattributed poll is shown to anybody.
 */
export function votesShown(
  terms: Terms,
  returns: number,
  received: readonly ReceivedVote[],
  viewer: { own: readonly OrganisationId[]; isSecretary: boolean },
): ShownVotes {
  const isNamed = sightOf(terms, returns) === 'named'
  const isOwn = ({ organisation }: ReceivedVote) => viewer.own.includes(organisation)
  const seen = received.filter((vote) => isNamed || isOwn(vote) || viewer.isSecretary)
  const named = seen.map(({ poll: _, remarks: __, reasons: ___, ...vote }): ShownVote => {
    const isChoiceShown = !terms.unattributed && (isNamed || viewer.own.includes(vote.organisation))
    return { ...vote, choice: isChoiceShown ? vote.choice : null }
  })
  return { named, more: received.length - named.length }
}

/** Which organisations changed their vote after the close, or only how many, where no name may stand beside a choice. */
export function flipsShown(terms: Terms, flips: readonly Flip[]): { named: OrganisationId[]; count: number } {
  const named = terms.unattributed ? [] : flips.map(({ organisation }) => organisation)
  return { named, count: flips.length }
}
