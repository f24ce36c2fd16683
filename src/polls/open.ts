/** Opening a poll. */

import { z } from 'zod'
import type { Consortium } from '#src/consortium/consortium.ts'
import type { Group } from '#src/consortium/store.ts'
import { type Actor, proposer, proposingSeats } from '#src/core/access.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect, Subject } from '#src/core/effect.ts'
import { GroupId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { optional, sure, takeLast, written } from '#src/core/words.ts'
import { closingOf } from './decide.ts'
import { longestQuestion, type Poll, type PollFact } from './poll.ts'
import type { Read } from './read.ts'
import { openedCard, pollForm, previewCard } from './views.ts'

const OpenPoll = z.object({
  question: written(longestQuestion, 'Write the question that the organisations answer.'),
  closes: written(100, 'Write when the poll closes.'),
  group: optional(GroupId),
  sure,
})

const unplaced = refuse('group-needed', {}, { field: 'group' })

type State = { consortium: Consortium; group: Group | undefined; number: number }

export const openPoll = changing('open-poll', {
  input: OpenPoll,
  says: 'Ask the organisations of a working group: approve, disapprove or abstain',
  may: proposer,
  typed: {
    word: 'poll',
    button: 'Open poll',
    usage: 'poll QUESTION by WHEN',
    examples: ['poll Adopt the draft glossary? by Friday 17:00', 'poll Meet in Seoul in May? by 2026-12-04 12:00'],
    read: (rest) => {
      const { before, after } = takeLast(rest, 'by')
      return { ...(before && { question: before }), ...(after !== undefined && { closes: after }) }
    },
  },
  form: async (_values, read: Read, at) => {
    const groups = await read.consortium.groupsOf(organisationsOf(at.actor))
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const options = groups.map((group) => ({ value: group.id as string, label: group.name }))
    return pollForm(options, here ? { group: here.id } : {})
  },
  load: async (input, read, at): Promise<State> => {
    const groups = await read.consortium.groupsOf(organisationsOf(at.actor))
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const id = input.group ?? here?.id ?? (groups.length === 1 ? groups[0]?.id : undefined)
    return {
      consortium: await read.consortium.consortium(),
      group: id && (await read.consortium.group(id)),
      number: input.sure ? await read.polls.nextNumber() : 0,
    }
  },
  decide: (input, { consortium, group, number }, at): Decision<PollFact> => {
    const seats = proposingSeats(at.actor)
    const seat = seats.find(({ organisation }) => group?.members.some(({ id }) => id === organisation))
    const closes = closingOf(input.closes, at.now, (seat ?? seats[0])?.zone ?? consortium.zone)
    if (!group || !seat || at.actor.kind !== 'person') {
      const misplaced = group ? refuse('not-in-group', { group: group.name }, { field: 'group' }) : unplaced
      return 'code' in closes ? decline(closes, [misplaced]) : decline(misplaced)
    }
    if ('code' in closes) return decline(closes)
    if (!input.sure) return ask(previewCard(input.question, closes, group, seat.zone, at.draft))
    const poll: Poll = {
      status: 'open',
      id: at.newId('poll'),
      number,
      group: group.id,
      openedBy: at.actor.person,
      closesAt: closes.toString({ fractionalSecondDigits: 3 }),
      rule: 'simple-majority',
      label: consortium.label,
      source: seat.organisation,
      recipients: [],
      policy: {},
      question: input.question,
      electorate: group.members.filter((member) => member.votes).map((member) => member.id),
    }
    return accept([openedFact(poll)], {
      organisation: seat.organisation,
      says: openedCard(poll, group, seat.zone),
      effects: postsOf(poll, group),
    })
  },
})

function organisationsOf(actor: Actor) {
  return proposingSeats(actor).map((seat) => seat.organisation)
}

function openedFact(poll: Poll): PollFact {
  const { id, number, group, openedBy, closesAt, rule, label, source, recipients, electorate, question } = poll
  return {
    type: 'poll-opened',
    poll: id,
    number,
    group,
    openedBy,
    closesAt,
    rule,
    label,
    source,
    recipients,
    electorate,
    sealed: { question },
  }
}

function postsOf(poll: Poll, group: Group): Effect[] {
  const subject: Subject = { kind: 'poll', id: poll.id }
  return group.places.map((place) => ({ kind: 'post', subject, place: place.id }))
}
