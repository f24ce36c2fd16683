/** The secretariat rules on a recorded vote: whether it stands where its organisation objects, and whether a late one counts. */
import { z } from 'zod'
import { secretary } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { ReceivedVoteId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { written } from '#src/core/words.ts'
import {
  type AfterwardsFact,
  type Flip,
  longestReason,
  objectionWaits,
  type ReceivedVote,
  VoteRuling,
} from '../afterwards.ts'
import { takesBallots } from '../decide.ts'
import { type Ballot, type Poll, pollReference } from '../poll.ts'
import { recounted } from '../recount.ts'
import { standingBallots } from '../standing.ts'
import { type Read, type Recorded, recordedBy } from './read.ts'
import { speakersOf } from './speakers.ts'
import { ruledCard, ruleForm, toldRuledCard } from './views.ts'

type State = {
  found: Recorded | undefined
  /** Everything that is counted, while the poll is held. */
  cast: Ballot[]
  received: ReceivedVote[]
  flips: Flip[]
  told: ReturnType<typeof speakersOf>
}

const unknown = refuse('not-found', { reference: 'such vote' })

export const ruleOnVote = changing('rule-on-vote', {
  input: z.object({
    vote: ReceivedVoteId,
    ruling: z.enum(VoteRuling.options, 'Choose a ruling.'),
    reason: written(longestReason, 'Say why: everybody who sees the result reads it.'),
  }),
  says: 'Rule on a recorded vote: on an objection to it, or whether a late one counts',
  may: secretary,
  form: async (values, read: Read, { actor, now }) => {
    const id = ReceivedVoteId.safeParse(values.vote)
    const found = id.success ? await recordedBy(id.data, read, actor) : undefined
    if (!found) return unknown
    const cast = await read.polls.cast(found.poll.id)
    const open = VoteRuling.options.filter((ruling) => rulingWrong(ruling, found, { cast, now }) === undefined)
    const wrong = rulingWrong('withdrawn', found, { cast, now })
    return open.length === 0 && wrong ? wrong : ruleForm(found, open)
  },
  load: async ({ vote }, read: Read, { actor, now }): Promise<State> => {
    const seen = await recordedBy(vote, read, actor)
    const held = seen && (await read.polls.forCount(seen.poll.id))
    // Read once more: another may have ruled before the poll was held.
    const ruled = seen && held && (await read.polls.receivedById(vote))
    const found = seen &&
      held &&
      ruled && { ...seen, vote: ruled, poll: { ...held.poll, question: seen.poll.question } }
    return {
      found,
      cast: found ? await read.polls.cast(found.poll.id) : [],
      received: found ? await read.polls.received(found.poll.id) : [],
      flips: found ? await read.polls.flips(found.poll.id) : [],
      told: found ? speakersOf(found.vote.organisation, await read.consortium.seats(), now) : [],
    }
  },
  decide: ({ ruling, reason }, { found, ...state }, { actor, now }): Decision<AfterwardsFact> => {
    if (!found || actor.kind !== 'person') return decline(unknown)
    const { poll, vote } = found
    const last = vote.rulings.at(-1)
    if (last?.ruling === ruling && last.reason === reason) return accept([], { says: ruledCard(found, ruling) })
    const wrong = rulingWrong(ruling, found, { cast: state.cast, now })
    if (wrong) return decline(wrong)
    const fact: AfterwardsFact = {
      ...{ type: 'vote-ruled', vote: vote.id, poll: poll.id, organisation: vote.organisation, ruling },
      ruledBy: actor.person,
      ...(poll.unattributed && { unopened: true }),
      sealed: { reason },
    }
    const about = [{ subject: { kind: 'poll', id: poll.id }, as: 'full' }] as const
    return accept([fact, ...recountOf(ruling, found, state, reason)], {
      says: ruledCard(found, ruling),
      effects: state.told.map((person): Effect => {
        return { kind: 'tell', person, card: toldRuledCard(found, ruling, reason), about: [...about] }
      }),
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: pollReference(poll),
    })
  },
})

/** Before the close the vote counts or does not; after it a ruling that changes the count writes another result. */
function recountOf(
  ruling: VoteRuling,
  { poll, vote }: Recorded,
  { cast, received, flips }: Omit<State, 'found' | 'told'>,
  reason: string,
): AfterwardsFact[] {
  const changes = ruling === 'counted' || (ruling === 'withdrawn' && vote.state === 'counted')
  if (poll.status !== 'closed' || !changes) return []
  const state = ruling === 'counted' ? ('counted' as const) : ('withdrawn' as const)
  const after = received.map((one) => (one.id === vote.id ? { ...one, state } : one))
  const ballots = standingBallots(poll.rule, cast, after, flips)
  return [recounted(poll, ballots, ruling === 'counted' ? 'late-vote' : 'objection-ruled', reason)]
}

/** Which rulings a vote is open to. */
function rulingWrong(
  ruling: VoteRuling,
  { poll, vote, organisation }: Recorded,
  { cast, now }: { cast: Ballot[]; now: Temporal.Instant },
): Refusal | undefined {
  const named = { organisation, reference: pollReference(poll) }
  if (vote.state === 'withdrawn') return refuse('vote-withdrawn', named)
  // Past its time nothing changes what is about to be counted.
  if (isBeingCounted(poll, now)) return refuse('being-counted', { reference: named.reference })
  switch (ruling) {
    case 'withdrawn':
      return undefined
    case 'stands':
      return objectionWaits(vote) ? undefined : refuse('no-objection', named, { field: 'ruling' })
    case 'left-out':
      return vote.state === 'late' ? undefined : refuse('not-late', named, { field: 'ruling' })
    case 'counted': {
      if (vote.state !== 'late') return refuse('not-late', named, { field: 'ruling' })
      if (poll.unattributed) return refuse('late-unattributed', named, { field: 'ruling' })
      const own = cast.some((ballot) => ballot.organisation === vote.organisation)
      return own ? refuse('own-vote-stands', named, { field: 'ruling' }) : undefined
    }
  }
}

function isBeingCounted(poll: Poll, now: Temporal.Instant): boolean {
  return poll.status !== 'closed' && !takesBallots(poll, now)
}
