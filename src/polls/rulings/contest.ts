/** Contesting a result, in the rule's time, and the chair's ruling on it. */
import { z } from 'zod'
import { isKeptBack } from '#src/consortium/marking.ts'
import { type Actor, actingSeats, granted, grants, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { ContestId, OrganisationId, type PersonId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { actingRefusal, changing } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { contestableUntil } from '../after-views.ts'
import { type AfterwardsFact, type Contest, ContestRuling, longestReason } from '../afterwards.ts'
import { speakersOf } from '../outside/speakers.ts'
import { type Poll, pollReference } from '../poll.ts'
import type { Read } from '../read.ts'
import { recounted } from '../recount.ts'
import { rules } from '../rules/rules.ts'
import { closedOf, type Held, heldBy, pollBy, pollUnknown, signingSeats } from './read.ts'
import {
  contestedCard,
  contestForm,
  contestRuledCard,
  contestRulingForm,
  toChairCard,
  toldContestCard,
} from './views.ts'

type State = { held: Held | undefined; contests: Contest[]; chairs: PersonId[]; kept: OrganisationId[] }

const eligible = granted(
  'eligible',
  'a delegate or deputy of an organisation that could vote',
  grants(signingRoles, 'own'),
)

export const contestResult = changing('contest-result', {
  input: z.object({
    reference: z.string().min(1, 'Name the poll like P-7'),
    organisation: optional(OrganisationId),
    reason: written(longestReason, 'Say why the result is wrong.'),
  }),
  says: 'Contest the result of a poll, in the time that its rule gives',
  may: eligible,
  typed: {
    word: 'contest',
    usage: 'contest P-7 REASON',
    examples: ['contest P-7 Our vote is missing', 'contest P-7'],
    read: (rest) => {
      const [, reference = '', reason = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(rest) ?? []
      return { ...(reference && { reference }), ...(reason && { reason }) }
    },
  },
  form: async ({ reference = '' }, read: Read, { actor, now }) => {
    const poll = await pollBy(reference, read, actor)
    if (!poll) return pollUnknown(reference)
    const seats = signingSeats(actor, poll)
    if (seats.length === 0) return notEligible(poll, actor)
    const closed = closedOf(poll)
    if (isRefusal(closed)) return closed
    return isOver(closed, now) ? over(poll) : contestForm(closed, seats)
  },
  keepsBack: async ({ reference = '' }, read: Read, actor) => {
    const poll = await pollBy(reference, read, actor)
    const own = actingSeats(actor).map(({ organisation }) => organisation)
    return poll && (await isKeptBack(read, own, poll.label)) ? ['reason'] : []
  },
  load: async ({ reference }, read: Read, { actor }): Promise<State> => {
    const held = await heldBy(reference, read, actor)
    const kept: OrganisationId[] = []
    for (const { organisation } of held ? signingSeats(actor, held.poll) : []) {
      if (held && (await isKeptBack(read, [organisation], held.poll.label))) kept.push(organisation)
    }
    const seats = await read.consortium.seatsHeld()
    return {
      held,
      kept,
      contests: held ? await read.polls.contests(held.poll.id) : [],
      chairs: [...new Set(seats.filter(({ role }) => role === 'chair').map(({ person }) => person))],
    }
  },
  decide: (input, { held, contests, chairs, kept }, at): Decision<AfterwardsFact> => {
    const { actor, now } = at
    if (!held || actor.kind !== 'person') return decline(pollUnknown(input.reference))
    const poll = closedOf(held.poll)
    if (isRefusal(poll)) return decline(poll)
    const reference = pollReference(poll)
    const seats = signingSeats(actor, poll)
    const [first, ...others] = seats
    const seat = seats.find(({ organisation }) => organisation === input.organisation)
    if (!first || (input.organisation && !seat)) return decline(notEligible(poll, actor))
    if (!seat && others.length > 0) {
      const names = seats.map(({ name }) => name)
      return decline(refuse('contest-for-whom', { reference, names }, { field: 'organisation' }))
    }
    const { organisation, name } = seat ?? first
    const result = poll.results.length
    const mine = contests.find((one) => one.organisation === organisation && one.result === result)
    const says = contestedCard(poll, name)
    if (mine?.reason === input.reason) return accept([], { says })
    if (mine) return decline(refuse('contested-already', { organisation: name, reference }))
    if (isOver(poll, now)) return decline(over(poll))
    if (kept.includes(organisation)) {
      return decline(refuse('remarks-kept', { organisation: name, label: poll.label }, { field: 'reason' }))
    }
    const contest = at.newId('contest')
    const fact: AfterwardsFact = {
      ...{ type: 'result-contested', contest, poll: poll.id, organisation, result, contestedBy: actor.person },
      sealed: { reason: input.reason },
    }
    return accept([fact], {
      organisation,
      says,
      effects: chairs.map((person): Effect => {
        const about = [{ subject: { kind: 'poll', id: poll.id }, as: 'reference' }] as const
        return { kind: 'tell', person, card: toChairCard(poll, name, contest), about: [...about] }
      }),
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: reference,
    })
  },
})

function notEligible(poll: Poll, actor: Actor): Refusal {
  const refusal = refuse('not-eligible', { reference: pollReference(poll) })
  return actingRefusal(actor, (unbound) => signingSeats(unbound, poll).length > 0) ?? refusal
}

function isOver(poll: Parameters<typeof contestableUntil>[0], now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, contestableUntil(poll)) > 0
}

function over(poll: Poll): Refusal {
  return refuse('contest-late', { reference: pollReference(poll), days: rules[poll.rule].contestDays })
}

const chair = granted('chair', 'the chair', grants(['chair'], 'any'))

type Ruling = { contest: Contest | undefined; held: Held | undefined; told: PersonId[] }

const unknown = refuse('not-found', { reference: 'such contest' })

export const ruleOnContest = changing('rule-on-contest', {
  input: z.object({
    contest: ContestId,
    ruling: z.enum(ContestRuling.options, 'Choose a ruling.'),
    reason: written(longestReason, 'Say why: everybody who sees the result reads it.'),
  }),
  says: 'Rule on a contest of a result: it stands, or is counted again',
  may: chair,
  form: async (values, read: Read, { actor }) => {
    const id = ContestId.safeParse(values.contest)
    const contest = id.success ? await read.polls.contestById(id.data) : undefined
    const poll = contest && (await pollBy(contest.poll, read, actor))
    if (!contest || !poll) return unknown
    const organisation = (await read.consortium.organisation(contest.organisation))?.short ?? ''
    if (contest.ruling) return refuse('contest-ruled', { organisation, reference: pollReference(poll) })
    return contestRulingForm(poll, contest, organisation)
  },
  load: async ({ contest: id }, read: Read, { actor, now }): Promise<Ruling> => {
    const known = await read.polls.contestById(id)
    const held = known && (await heldBy(known.poll, read, actor))
    const seats = known ? await read.consortium.seats() : []
    return {
      held,
      // Read once more: another may have ruled before the poll was held.
      contest: held && (await read.polls.contestById(id)),
      told: known ? speakersOf(known.organisation, seats, now) : [],
    }
  },
  decide: ({ ruling, reason }, { contest, held, told }, { actor }): Decision<AfterwardsFact> => {
    if (!contest || !held || actor.kind !== 'person') return decline(unknown)
    const poll = closedOf(held.poll)
    if (isRefusal(poll)) return decline(poll)
    const organisation = held.names.get(contest.organisation) ?? ''
    const says = contestRuledCard(poll, organisation, ruling)
    const was = contest.ruling
    if (was?.ruling === ruling && was.reason === reason) return accept([], { says })
    if (was) return decline(refuse('contest-ruled', { organisation, reference: pollReference(poll) }))
    const fact: AfterwardsFact = {
      ...{ type: 'contest-ruled', contest: contest.id, poll: poll.id, ruling, ruledBy: actor.person },
      sealed: { reason },
    }
    const about = [{ subject: { kind: 'poll', id: poll.id }, as: 'full' }] as const
    return accept([fact, ...(ruling === 'recount' ? [recounted(poll, held.ballots, 'contested', reason)] : [])], {
      says,
      effects: told.map((person): Effect => {
        return {
          kind: 'tell',
          person,
          card: toldContestCard(poll, organisation, { ruling, reason }),
          about: [...about],
        }
      }),
      refresh: [{ kind: 'poll', id: poll.id }],
      receipt: pollReference(poll),
    })
  },
})
