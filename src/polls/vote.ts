/** Voting: a question first, then the ballot; one per organisation. */

import { z } from 'zod'
import { isKeptBack } from '#src/consortium/marking.ts'
import { type Actor, granted, grants, seatsOf, signingRoles } from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import { OrganisationId, PollId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { actingRefusal, changing, showing } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import { button } from '#src/view/build.ts'
import { asSeen, outranks, primaryStands, seen, takesBallots, votingRole, votingSeats } from './decide.ts'
import { isInFiles } from './disclosed.ts'
import { type Ballot, Choice, longestRemarks, type Poll, type PollFact, pollReference } from './poll.ts'
import { castOf, type Read } from './read.ts'
import { rules } from './rules/rules.ts'
import {
  askCard,
  castAs,
  castCard,
  type OwnCast,
  remarksForm,
  remarksOf,
  roleName,
  timeIn,
  type VoteFor,
} from './vote-views.ts'

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
    return { found: poll && (await votesIn(poll, at.actor, read)), number }
  },
  show: (input, { found, number }, at) => {
    if (!found) return refuse('not-found', { reference: number > 0 ? `P-${number}` : 'such poll' })
    const { poll, votes, zone } = found
    if (!takesBallots(poll, at.now)) return closed(poll, zone)
    if (votes.length === 0) return notVoter(poll, at.actor)
    return askCard(poll, input.choice, votes, zone)
  },
})

/** The poll, and for whom the actor may vote in it. */
async function votesIn(poll: Poll, actor: Actor, read: Read): Promise<{ poll: Poll; votes: VoteFor[]; zone: string }> {
  const { zone } = await read.consortium.consortium()
  const ballots = await read.polls.ballots(poll.id)
  const votes = votingSeats(actor, poll).map(async (seat) => {
    const ballot = ballots.find((one) => one.organisation === seat.organisation)
    const outranked = ballot !== undefined && outranks(ballot, seat.role)
    const standing = ballot && (await castOf(poll, ballot, read))
    return { seat, standing, outranked, fixed: outranked && primaryStands(poll) }
  })
  return { poll, votes: await Promise.all(votes), zone }
}

const CastBallot = z.object({
  poll: PollId,
  choice: Choice,
  organisation: OrganisationId,
  /** Comments or reasons. */
  remarks: z
    .string()
    .trim()
    .default('')
    .superRefine((typed, context) => {
      if (typed === '') return
      const long = written(longestRemarks, 'Write comments.').safeParse(typed)
      for (const { message } of long.error?.issues ?? []) context.addIssue({ code: 'custom', message })
    }),
  /** The voter saw the ballot that this one replaces. */
  replaces: z.literal('yes').optional(),
})

type State = {
  found: { poll: Poll; takesBallots: boolean; ballot: Ballot | undefined } | undefined
  /** The ballot that stands, where it was cast in a stronger role. */
  outranking: OwnCast | undefined
  name: string
  zone: string
  /** Whether words of that label leave the organisation. */
  leaves: boolean
}

export const castBallot = changing('cast-ballot', {
  input: CastBallot,
  says: 'Cast your organisation’s ballot',
  may: voter,
  apart: ['poll', 'organisation'],
  form: async (values, read: Read, { actor, now }) => {
    const asked = AskBallot.safeParse({ poll: values.poll, choice: values.choice })
    const found = asked.success && 'poll' in asked.data ? await read.polls.byId(asked.data.poll) : undefined
    const poll = found && asSeen(found, seen(actor, found))
    if (!poll || !asked.success) return refuse('not-found', { reference: 'such poll' })
    const { votes, zone } = await votesIn(poll, actor, read)
    if (!takesBallots(poll, now)) return closed(poll, zone)
    const open = votes.filter(({ fixed }) => !fixed)
    const [only] = open.filter(({ seat }) => seat.organisation === values.organisation)
    if (open.length === 0) return notVoter(poll, actor)
    return remarksForm(poll, asked.data.choice, only ? [only] : open, zone)
  },
  keepsBack: async ({ poll: typed, organisation }, read: Read, actor) => {
    const id = PollId.safeParse(typed)
    const poll = id.success ? await read.polls.byId(id.data) : undefined
    const own = OrganisationId.safeParse(organisation)
    const whose = own.success ? [own.data] : seatsOf(actor).map((seat) => seat.organisation)
    return (await isKeptBack(read, whose, poll?.label)) ? ['remarks'] : []
  },
  load: async (input, read: Read, { actor }): Promise<State> => {
    const [asked, organisation, consortium] = await Promise.all([
      read.polls.forBallot(input.poll, input.organisation),
      read.consortium.organisation(input.organisation),
      read.consortium.consortium(),
    ])
    const poll = asked && asSeen(asked.poll, seen(actor, asked.poll))
    const name = organisation?.short ?? ''
    const leaves = !(asked && (await isKeptBack(read, [input.organisation], asked.poll.label)))
    const { ballot } = asked ?? {}
    const role = poll && votingRole(actor, poll, input.organisation)
    const outranking = poll && ballot && role && outranks(ballot, role) ? await castOf(poll, ballot, read) : undefined
    return { found: poll && { ...asked, poll }, outranking, name, zone: consortium.zone, leaves }
  },
  decide: (input, { found, outranking, name, zone, leaves }, { actor }): Decision<PollFact> => {
    if (!found || actor.kind !== 'person') return decline(refuse('not-found', { reference: 'such poll' }))
    const { poll, ballot } = found
    const role = votingRole(actor, poll, input.organisation)
    if (!role) return decline(notVoter(poll, actor))
    if (!found.takesBallots) return decline(closed(poll, zone))
    const wrong = remarksRefusal(poll, input, name, leaves)
    if (wrong) return decline(wrong)
    const says = castCard(poll, poll.unattributed ? null : input.choice, name, zone)
    const isSame = ballot?.choice === input.choice && ballot.remarks === input.remarks
    // What was recorded for it may still be withdrawn: the organisation's own word is kept beside it.
    if (isSame && ballot.recorded === null) return accept([], { says })
    if (outranking && (primaryStands(poll) || !input.replaces))
      return decline(alreadyCast(poll, outranking, name, zone))
    const fact: PollFact = {
      type: 'ballot-cast',
      poll: poll.id,
      organisation: input.organisation,
      castBy: actor.person,
      role,
      replaces: input.replaces === 'yes' && !primaryStands(poll),
      ...(poll.unattributed && { unopened: true }),
      sealed: { choice: input.choice, remarks: input.remarks },
    }
    return accept([fact], {
      organisation: input.organisation,
      says,
      // It is kept for repeats, and in its person’s own export, which is a file.
      kept: castCard(poll, isInFiles(poll) ? input.choice : null, name, zone),
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: pollReference(poll),
    })
  },
})

/** Who votes for an organisation that was not chosen here could vote elsewhere. */
function notVoter(poll: Poll, actor: Actor): Refusal {
  const refusal = refuse('not-a-voter', { reference: pollReference(poll) })
  return actingRefusal(actor, (unbound) => votingSeats(unbound, poll).length > 0) ?? refusal
}

function closed(poll: Poll, zone: string): Refusal {
  const moment = momentInFull(Temporal.Instant.from(poll.closesAt), zone)
  const offers = [button('Show result', 'show-poll', { poll: poll.id })]
  return refuse('poll-closed', { reference: pollReference(poll), moment }, { offers })
}

/** Words are for a disapproval and for an approval with comments; where they are needed, nothing is counted without them. */
function remarksRefusal(
  poll: Poll,
  { choice, remarks }: { choice: Choice; remarks: string },
  organisation: string,
  leaves: boolean,
): Refusal | undefined {
  const words = remarksOf(poll, choice)
  const field = { field: 'remarks' }
  if (remarks === '') {
    if (words !== 'needed') return undefined
    return choice === 'disapprove'
      ? refuse('reasons-needed', { reference: pollReference(poll), rule: rules[poll.rule].name }, field)
      : refuse('comments-needed', { reference: pollReference(poll) }, field)
  }
  if (words === 'none') return refuse('remarks-unasked', { reference: pollReference(poll) })
  return leaves ? undefined : refuse('remarks-kept', { organisation, label: poll.label }, field)
}

function alreadyCast(poll: Poll, cast: OwnCast, organisation: string, zone: string): Refusal {
  const { choice, role, castAt } = cast
  const said = { organisation, reference: pollReference(poll), by: castAs(cast), time: timeIn(castAt, zone) }
  if (primaryStands(poll)) return refuse('primary-stands', { ...said, role: roleName(role) })
  return choice === null ? refuse('already-voted', said) : refuse('already-cast', { ...said, choice })
}
