/** The secretariat rules which reasons of disapprovals are technical: under ISO's enquiry and approval others are left out. */
import { z } from 'zod'
import { secretary } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { OrganisationId, type PersonId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { several, written } from '#src/core/words.ts'
import { type AfterwardsFact, longestReason } from '../afterwards.ts'
import { speakersOf } from '../outside/speakers.ts'
import { type Ballot, pollReference, type ReasonsRuling } from '../poll.ts'
import type { Read } from '../read.ts'
import { type ClosedPoll, recounted } from '../recount.ts'
import { rules } from '../rules/rules.ts'
import { typedReference } from '../vote.ts'
import { closedOf, type Held, heldBy, pollUnknown } from './read.ts'
import { reasonsCard, reasonsForm, toldReasonsCard } from './views.ts'

type State = { held: Held | undefined; speakers: (organisation: OrganisationId) => PersonId[] }

export const ruleOnReasons = changing('rule-on-reasons', {
  input: z.object({
    reference: z.string().min(1, 'Name the poll like P-7'),
    notTechnical: several(OrganisationId),
    reason: written(longestReason, 'Say why: everybody who sees the result reads it.'),
  }),
  says: 'Rule which reasons of disapprovals are not technical, and count again',
  may: secretary,
  typed: {
    word: 'reasons',
    usage: 'reasons P-7',
    examples: ['reasons P-7', 'reasons p7'],
    read: (rest) => (typedReference.test(rest) ? { reference: rest.trim() } : undefined),
  },
  form: async ({ reference = '' }, read: Read, { actor }) => {
    const held = await heldBy(reference, read, actor)
    if (!held) return pollUnknown(reference)
    const ready = readyOf(held)
    return isRefusal(ready) ? ready : reasonsForm(ready.poll, ready.negatives, held.names)
  },
  load: async ({ reference }, read: Read, { actor, now }): Promise<State> => {
    const seats = await read.consortium.seats()
    const speakers = (organisation: OrganisationId) => speakersOf(organisation, seats, now)
    return { held: await heldBy(reference, read, actor), speakers }
  },
  decide: (input, { held, speakers }, { actor }): Decision<AfterwardsFact> => {
    if (!held || actor.kind !== 'person') return decline(pollUnknown(input.reference))
    const ready = readyOf(held)
    if (isRefusal(ready)) return decline(ready)
    const { poll, negatives } = ready
    const reference = pollReference(poll)
    const isNegative = (id: OrganisationId) => negatives.some(({ organisation }) => organisation === id)
    if (!input.notTechnical.every(isNegative)) {
      return decline(refuse('not-a-negative', { reference }, { field: 'notTechnical' }))
    }
    const rulingOf = ({ organisation }: Ballot): ReasonsRuling =>
      input.notTechnical.includes(organisation) ? 'not-technical' : 'technical'
    const ruled = negatives.map((ballot) => ({ organisation: ballot.organisation, ruling: rulingOf(ballot) }))
    const says = reasonsCard(poll, ruled, held.names)
    if (negatives.every((ballot) => ballot.ruling === rulingOf(ballot))) return accept([], { says })
    const after = held.ballots.map((ballot) =>
      negatives.includes(ballot) ? { ...ballot, ruling: rulingOf(ballot) } : ballot,
    )
    const sealed = { reason: input.reason }
    const fact: AfterwardsFact = { type: 'reasons-ruled', poll: poll.id, ruledBy: actor.person, rulings: ruled, sealed }
    const about = [{ subject: { kind: 'poll', id: poll.id }, as: 'full' }] as const
    const effects = input.notTechnical.flatMap((organisation) =>
      speakers(organisation).map((person): Effect => {
        const card = toldReasonsCard(poll, held.names.get(organisation) ?? '', input.reason)
        return { kind: 'tell', person, card, about: [...about] }
      }),
    )
    return accept([fact, recounted(poll, after, 'reasons-ruled', input.reason)], {
      says,
      effects,
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: reference,
    })
  },
})

/** Disapprovals with reasons; those without any are left out by the rule itself. */
function readyOf({ poll: found, ballots }: Held): { poll: ClosedPoll; negatives: Ballot[] } | Refusal {
  const poll = closedOf(found)
  if (isRefusal(poll)) return poll
  const named = { reference: pollReference(poll) }
  if (!rules[poll.rule].reasonsRuled) return refuse('reasons-not-ruled', { ...named, rule: rules[poll.rule].name })
  if (poll.unattributed) return refuse('reasons-unattributed', named)
  const negatives = ballots.filter(({ choice, remarks }) => choice === 'disapprove' && remarks !== '')
  return negatives.length === 0 ? refuse('no-reasons', named) : { poll, negatives }
}
