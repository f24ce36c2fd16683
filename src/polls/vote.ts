/** Voting: a question first, then the ballot; one per organisation. */

import { z } from 'zod'
import { type Actor, granted, grants, signingRoles } from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { OrganisationId, PollId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { actingRefusal, changing, showing } from '#src/core/use-case.ts'
import { asSeen, outranks, seen, takesBallots, votingRole, votingSeats } from './decide.ts'
import { type Ballot, Choice, type Poll, type PollFact, pollReference } from './poll.ts'
import { type Read, stateOf } from './read.ts'
import { askCard, castCard, roleName, timeIn } from './views.ts'

/** `P-7`, as typed. */
export const typedReference = /^\s*p-?(\d{1,9})\s*$/i

const voter = granted('voter', 'a delegate or deputy of a voting organisation', grants(signingRoles, 'own'))

const AskBallot = z.union([
  z.object({ poll: PollId, choice: Choice }),
  z.object({ reference: z.string().regex(typedReference, 'Name the poll like P-7'), choice: Choice }),
])

export const askBallot = showing('ask-ballot', {
  input: AskBallot,
  says: 'Vote for your organisation',
  may: voter,
  typed: {
    word: 'vote',
    usage: 'vote P-7 approve',
    examples: ['vote P-7 approve', 'vote P-7 abstain'],
    read: (rest) => {
      const [reference = '', choice = ''] = rest.trim().split(/\s+/)
      return { reference, choice: choice.toLowerCase() }
    },
  },
  load: async (input, read: Read, at) => {
    const number = 'reference' in input ? Number(typedReference.exec(input.reference)?.[1]) : 0
    const found = 'poll' in input ? await read.polls.byId(input.poll) : await read.polls.byNumber(number)
    const poll = found && asSeen(found, seen(at.actor, found))
    return { found: poll && (await stateOf(poll, read)), number }
  },
  show: (input, { found, number }, at) => {
    if (!found) return refuse('not-found', { reference: number > 0 ? `P-${number}` : 'such poll' })
    const { poll, ballots, zone } = found
    if (!takesBallots(poll, at.now)) return closed(poll, zone)
    const seats = votingSeats(at.actor, poll).map((seat) => {
      const standing = ballots.find((ballot) => ballot.organisation === seat.organisation)
      return { seat, standing, outranked: standing !== undefined && outranks(standing, seat.role) }
    })
    if (seats.length === 0) return notVoter(poll, at.actor)
    return askCard(poll, input.choice, seats, zone)
  },
})

const CastBallot = z.object({
  poll: PollId,
  choice: Choice,
  organisation: OrganisationId,
  /** The voter saw the ballot that this one replaces. */
  replaces: z.literal('yes').optional(),
})

type State = {
  found: { poll: Poll; takesBallots: boolean; ballot: Ballot | undefined } | undefined
  name: string
  zone: string
}

export const castBallot = changing('cast-ballot', {
  input: CastBallot,
  says: 'Cast your organisation’s ballot',
  may: voter,
  load: async (input, read: Read, { actor }): Promise<State> => {
    const [asked, organisation, consortium] = await Promise.all([
      read.polls.forBallot(input.poll, input.organisation),
      read.consortium.organisation(input.organisation),
      read.consortium.consortium(),
    ])
    const poll = asked && asSeen(asked.poll, seen(actor, asked.poll))
    return { found: poll && { ...asked, poll }, name: organisation?.short ?? '', zone: consortium.zone }
  },
  decide: (input, { found, name, zone }, { actor }): Decision<PollFact> => {
    if (!found || actor.kind !== 'person') return decline(refuse('not-found', { reference: 'such poll' }))
    const { poll, ballot } = found
    const role = votingRole(actor, poll, input.organisation)
    if (!role) return decline(notVoter(poll, actor))
    if (!found.takesBallots) return decline(closed(poll, zone))
    const says = castCard(poll, input.choice, name, zone)
    if (ballot?.choice === input.choice) return accept([], { says })
    if (ballot && outranks(ballot, role) && !input.replaces) return decline(alreadyCast(poll, ballot, name, zone))
    const fact: PollFact = {
      type: 'ballot-cast',
      poll: poll.id,
      organisation: input.organisation,
      castBy: actor.person,
      role,
      replaces: input.replaces === 'yes',
      sealed: { choice: input.choice, remarks: '' },
    }
    return accept([fact], { organisation: input.organisation, says, refresh: [{ kind: 'poll', id: poll.id }] })
  },
})

/** Who votes for an organisation that was not chosen here could vote elsewhere. */
function notVoter(poll: Poll, actor: Actor): Refusal {
  const refusal = refuse('not-a-voter', { reference: pollReference(poll) })
  return actingRefusal(actor, (unbound) => votingSeats(unbound, poll).length > 0) ?? refusal
}

function closed(poll: Poll, zone: string): Refusal {
  const moment = momentInFull(Temporal.Instant.from(poll.closesAt), zone)
  return refuse('poll-closed', { reference: pollReference(poll), moment })
}

function alreadyCast(poll: Poll, ballot: Ballot, organisation: string, zone: string): Refusal {
  return refuse('already-cast', {
    organisation,
    choice: ballot.choice,
    reference: pollReference(poll),
    role: roleName(ballot.role),
    time: timeIn(ballot.castAt, zone),
  })
}
