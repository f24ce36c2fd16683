/** The rules of responses: who states one for which organisation, and what becomes of what was said. Pure. */
import { type Actor, actingSeats, type Seat, signingRole } from '#src/core/access.ts'
import type { Release } from '#src/core/sharing.ts'
import type { StatedResponse } from './recommendation.ts'

type Said = { response: StatedResponse['response']; reason?: string | undefined }

/**
 * `kept`: the organisation lets nothing of it leave. `unreasoned`: all but accepting takes a reason. Else what stands already, or what is
 * stored: an organisation that lets only references leave states no reason.
 */
export function judged<Last extends Said>(
  { response, reason: said = '' }: Said,
  last: Last | undefined,
  release: Release,
): 'kept' | 'unreasoned' | { stands: Last } | { reason: string; isReasonKept: boolean } {
  if (release === 'nothing') return 'kept'
  const isKept = release === 'reference'
  const reason = isKept ? '' : said
  if (last?.response === response && (reason === '' || reason === last.reason)) return { stands: last }
  if (response !== 'accepted' && reason === '' && !isKept) return 'unreasoned'
  return { reason, isReasonKept: isKept && said !== '' }
}

/** One seat for each organisation that the actor can bind here. */
export function bound(actor: Actor): Seat[] {
  const seats = actingSeats(actor).filter(({ organisation }) => signingRole(actor, organisation) !== undefined)
  return [...new Map(seats.map((seat) => [seat.organisation, seat])).values()]
}

/** That of the organisation named, else the only one. */
export function seatIn(actor: Actor, named: string | undefined): Seat | undefined {
  const seats = bound(actor)
  if (named) return seats.find(({ organisation }) => organisation === named)
  return seats.length === 1 ? seats[0] : undefined
}
