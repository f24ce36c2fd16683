/** An organisation says what it thinks of being advised, by somebody who can bind it. What it said before is kept. */
import { z } from 'zod'
import { keptIn, type Marking, markingIn } from '#src/consortium/marking.ts'
import type { ConsortiumReader } from '#src/consortium/store.ts'
import { grants, type May, type Seat, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { OrganisationId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { whatLeaves } from '#src/core/sharing.ts'
import { changing, type KeepsBack } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { lockedBy, recommendationBy, unknownRecommendation } from './named.ts'
import {
  longestReason,
  type Recommendation,
  type RecommendationFact,
  recommendationReference,
  responseText,
  type StatedResponse,
} from './recommendation.ts'
import { respondedCard, respondForm } from './respond-views.ts'
import { bound, judged, seatIn } from './responding.ts'
import type { RecommendationReader } from './store.ts'
import { RecommendationTyped, readResponse, TypedResponse } from './typed.ts'

type Read = { consortium: ConsortiumReader; recommendations: RecommendationReader }

type State = {
  found: Recommendation | undefined
  organisation: OrganisationId | undefined
  seat: Seat | undefined
  last: StatedResponse | undefined
  marking: Marking
}

/** Also who binds several and has not chosen one yet. */
const binds: May<Pick<State, 'organisation' | 'seat'>> = {
  name: 'binder',
  says: 'a delegate or deputy of the organisation that responds',
  grants: grants(signingRoles, 'own'),
  test: (actor, { organisation, seat }) =>
    seat !== undefined || (organisation === undefined && bound(actor).length > 1),
}

export const respondToRecommendation = changing('respond-to-recommendation', {
  input: z.object({
    reference: RecommendationTyped,
    response: TypedResponse,
    reason: optional(written(longestReason, 'Say why.')),
    organisation: optional(OrganisationId),
  }),
  says: 'State your organisation’s response to a recommendation',
  may: binds,
  typed: {
    word: 'respond',
    usage: 'respond R-4.2 RESPONSE REASON',
    examples: ['respond R-4.2 accepted', 'respond R-4.2 partly accepted We publish the results, not the data'],
    button: 'State response',
    read: readResponse,
  },
  form: async (values, read: Read, at) => {
    const found = await recommendationBy(values.reference ?? '', read, at.actor)
    const seats = bound(at.actor)
    const seat = seatIn(at.actor, values.organisation)
    return respondForm(found, seats, found && seat && (await lastOf(found, seat, read)))
  },
  keepsBack: (...on) => keepsBack(...on),
  load: async (input, read: Read, at): Promise<State> => {
    const found = await lockedBy(input.reference, read, at.actor)
    const seat = seatIn(at.actor, input.organisation)
    return {
      found,
      seat,
      organisation: input.organisation,
      last: found && seat && (await lastOf(found, seat, read)),
      marking: await markingIn(read, seat?.organisation, at),
    }
  },
  decide: (input, { found, seat, last, marking }, at): Decision<RecommendationFact> => {
    if (!found) return decline(unknownRecommendation(input.reference))
    if (!seat || at.actor.kind !== 'person') {
      return decline(refuse('organisation-needed', {}, { field: 'organisation' }))
    }
    const { response } = input
    const { organisation, name } = seat
    const said = judged(input, last, whatLeaves(marking.policy, found))
    if (said === 'kept') return decline(keptIn(found.label, name, marking, 'response'))
    if (said === 'unreasoned') return decline(reasonNeeded(found, seat, input))
    if ('stands' in said) {
      return accept([], { says: respondedCard(found, said.stands, { isChanged: false, isReasonKept: false }) })
    }
    const { reason, isReasonKept } = said
    const { person: statedBy } = at.actor
    const fact = { type: 'response-stated', recommendation: found.id, organisation, response, statedBy } as const
    const stated = { name, response, reason }
    return accept([{ ...fact, sealed: { reason } }], {
      organisation,
      says: respondedCard(found, stated, { isChanged: true, isReasonKept }),
      refresh: [{ kind: 'recommendation', id: found.id }],
    })
  },
})

function reasonNeeded(found: Recommendation, seat: Seat, { response }: Pick<StatedResponse, 'response'>) {
  const data = { organisation: seat.name, reference: recommendationReference(found), response: responseText(response) }
  return refuse('response-reason', data, { field: 'reason' })
}

async function lastOf(found: Recommendation, { organisation }: Seat, read: Read): Promise<StatedResponse | undefined> {
  const stated = await read.recommendations.responses([found.id])
  return stated.find((one) => one.organisation === organisation)
}

/** Where an organisation keeps its texts to itself, so it does with its reasons. */
const keepsBack: KeepsBack<Read> = async (values, read, actor) => {
  const found = await recommendationBy(values.reference ?? '', read, actor)
  const seats = found ? bound(actor) : []
  for (const { organisation } of seats) {
    const policy = await read.consortium.release(organisation)
    if (found && whatLeaves(policy, found) !== 'full') return ['reason']
  }
  return []
}
