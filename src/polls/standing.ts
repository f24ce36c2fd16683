/** Which vote of each organisation stands: what its voters cast, what was recorded for it, and what it changed after the close. Pure. */
import type { Flip, ReceivedVote } from './afterwards.ts'
import { outranks, primaryStands } from './decide.ts'
import type { Ballot, Rule } from './poll.ts'

/** A received vote that counts, as a ballot. */
function ballotOf(vote: ReceivedVote): Ballot {
  const { id, organisation, choice, remarks, reasons, role, recordedBy, recordedAt } = vote
  return { organisation, choice, remarks, ruling: reasons, recorded: id, castBy: recordedBy, role, castAt: recordedAt }
}

/**
 * What an organisation cast itself stands before what was recorded for it, unless the rule lets the primary voter's stand and the letter is
 * of a stronger one. `received`: those that count, at most one of an organisation.
 */
export function standingBallots(
  rule: Rule,
  cast: readonly Ballot[],
  received: readonly ReceivedVote[],
  flips: readonly Flip[] = [],
): Ballot[] {
  const letters = received.filter(({ state }) => state === 'counted').map(ballotOf)
  const prevails = (letter: Ballot) => {
    const own = cast.find(({ organisation }) => organisation === letter.organisation)
    return own === undefined || (primaryStands({ rule }) && outranks(letter, own.role))
  }
  const kept = letters.filter(prevails)
  const own = cast.filter(({ organisation }) => !kept.some((letter) => letter.organisation === organisation))
  const all = [...own, ...kept].map((ballot): Ballot => {
    const flip = flips.find(({ organisation }) => organisation === ballot.organisation)
    return flip ? { ...ballot, choice: flip.choice, remarks: '' } : ballot
  })
  return all.sort((a, b) => Temporal.Instant.compare(Temporal.Instant.from(a.castAt), Temporal.Instant.from(b.castAt)))
}
