/** The one change that some rules allow after the close: a disapproval becomes an approval or an abstention, and the result is counted again. */
import { z } from 'zod'
import { granted, grants, signingRoles } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import { OrganisationId } from '#src/core/id.ts'
import { isRefusal, refuse } from '#src/core/refusal.ts'
import { actingRefusal, changing } from '#src/core/use-case.ts'
import { optional, sure } from '#src/core/words.ts'
import { type AfterwardsFact, type Flip, Flipped } from '../afterwards.ts'
import { votingSeats } from '../decide.ts'
import { pollReference } from '../poll.ts'
import type { Read } from '../read.ts'
import { recounted } from '../recount.ts'
import { rules } from '../rules/rules.ts'
import { closedOf, type Held, heldBy, pollUnknown } from './read.ts'
import { askFlipCard, flippedCard } from './views.ts'

type State = { held: Held | undefined; flips: Flip[] }

export const flipBallot = changing('flip-ballot', {
  input: z.object({
    reference: z.string().min(1, 'Name the poll like P-7'),
    choice: z.enum(Flipped.options, 'After the close a disapproval becomes approve or abstain.'),
    organisation: optional(OrganisationId),
    sure,
  }),
  says: 'Change your organisation’s disapproval once after the close, where the rule lets it',
  may: granted('voter', 'a delegate or deputy of a voting organisation', grants(signingRoles, 'own')),
  typed: {
    word: 'flip',
    usage: 'flip P-7 approve',
    examples: ['flip P-7 approve', 'flip P-7 abstain'],
    read: (rest) => {
      const [reference = '', choice = ''] = rest.trim().split(/\s+/)
      return { reference, choice: choice.toLowerCase() }
    },
  },
  load: async ({ reference }, read: Read, { actor }): Promise<State> => {
    const held = await heldBy(reference, read, actor)
    return { held, flips: held ? await read.polls.flips(held.poll.id) : [] }
  },
  decide: (input, { held, flips }, { actor, draft }): Decision<AfterwardsFact> => {
    if (!held || actor.kind !== 'person') return decline(pollUnknown(input.reference))
    const poll = closedOf(held.poll)
    if (isRefusal(poll)) return decline(poll)
    const reference = pollReference(poll)
    const rule = rules[poll.rule]
    if (!rule.flips) return decline(refuse('no-flips', { reference, rule: rule.name }))
    const seats = votingSeats(actor, poll)
    if (seats.length === 0) {
      const other = actingRefusal(actor, (unbound) => votingSeats(unbound, poll).length > 0)
      return decline(other ?? refuse('not-a-voter', { reference }))
    }
    const own = seats.filter(
      ({ organisation }) => input.organisation === undefined || organisation === input.organisation,
    )
    const standing = own.flatMap((seat) => {
      const ballot = held.ballots.find(({ organisation }) => organisation === seat.organisation)
      const flip = flips.find(({ organisation }) => organisation === seat.organisation)
      return ballot ? [{ seat, ballot, flip }] : []
    })
    const same = standing.find(({ flip }) => flip?.choice === input.choice && input.sure)
    if (same) return accept([], { says: flippedCard(poll, same.seat.name, input.choice) })
    const spent = standing.find(({ flip }) => flip)
    const open = standing.filter(({ ballot, flip }) => ballot.choice === 'disapprove' && !flip)
    const [one] = open
    if (!one) return decline(refuse(spent ? 'flipped-already' : 'nothing-to-flip', { reference }))
    if (!input.sure || open.length > 1)
      return ask(
        askFlipCard(
          poll,
          input.choice,
          open.map(({ seat }) => seat),
          draft,
        ),
      )
    const { organisation, name } = one.seat
    const fact: AfterwardsFact = {
      ...{ type: 'ballot-flipped', poll: poll.id, organisation, flippedBy: actor.person },
      ...(poll.unattributed && { unopened: true }),
      sealed: { choice: input.choice },
    }
    const after = held.ballots.map((ballot) =>
      ballot === one.ballot ? { ...ballot, choice: input.choice, remarks: '' } : ballot,
    )
    return accept([fact, recounted(poll, after, 'flipped', '')], {
      organisation,
      says: flippedCard(poll, name, input.choice),
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: reference,
    })
  },
})
