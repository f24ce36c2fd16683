/** Opening a poll. */

import { z } from 'zod'
import { LabelInput, labelFields, nameableIn } from '#src/consortium/labelling.ts'
import { isKeptBack, type Marked, type Marking, marked, markingIn } from '#src/consortium/marking.ts'
import { refusedLines, releaseLines, within } from '#src/consortium/reach.ts'
import type { Group, SeatLine } from '#src/consortium/store.ts'
import { type Actor, proposer, proposingSeats, type Seat, signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { closingOf } from '#src/core/closing.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect, Subject } from '#src/core/effect.ts'
import { GroupId, type OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { optional, sure, takeLast, written } from '#src/core/words.ts'
import { nothingAround } from './after-views.ts'
import { signing, unnamedVoters } from './decide.ts'
import { fewestUnattributed, shownOf } from './disclosed.ts'
import { openedCard, pollForm, previewCard } from './open-views.ts'
import { longestQuestion, type Poll, type PollFact, pollItem, type Rule } from './poll.ts'
import type { Read } from './read.ts'
import { rules } from './rules/rules.ts'
import { RuleTyped, termsTyped, Votes } from './terms.ts'
import { pollCard } from './views.ts'

const OpenPoll = z.object({
  question: written(longestQuestion, 'Write the question that the organisations answer.'),
  closes: written(100, 'Write when the poll closes.'),
  group: optional(GroupId),
  rule: optional(RuleTyped),
  votes: optional(Votes),
  ...LabelInput,
  sure,
})

const unplaced = refuse('group-needed', {}, { field: 'group' })

type State = {
  group: Group | undefined
  /** For whom the actor opens it: an own organisation that is in the group. */
  seat: Seat | undefined
  marking: Marking
  seats: SeatLine[]
  charters: ReadonlyMap<GroupId | null, Rule[]>
  number: number
}

export const openPoll = changing('open-poll', {
  input: OpenPoll,
  says: 'Ask the organisations of a working group: approve, disapprove or abstain',
  may: proposer,
  typed: {
    word: 'poll',
    button: 'Open poll',
    usage: 'poll QUESTION by WHEN under RULE, hidden',
    examples: [
      'poll Adopt the draft glossary? by Friday 17:00',
      'poll Approve DIS 42119-2? by 2026-12-04 12:00 under ISO DIS, hidden',
    ],
    read: (rest) => {
      const { before, after } = takeLast(rest, 'by')
      return { ...(before && { question: before }), ...(after !== undefined && termsTyped(after)) }
    },
  },
  form: async (_values, read: Read, at) => {
    const groups = await read.consortium.groupsOf(organisationsOf(at.actor))
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const options = groups.map((group) => ({ value: group.id as string, label: group.name }))
    const nameable = await nameableIn(read, at.now)
    const own = [...new Set(organisationsOf(at.actor))]
    const marks = labelFields(nameable, own.length === 1 ? own[0] : undefined)
    const charters = await read.polls.charters()
    const chartered = groups.flatMap(({ id }) => charters.get(id) ?? [])
    return pollForm(options, [...new Set(chartered)], marks, {
      label: nameable.consortium.label,
      ...(here && { group: here.id }),
    })
  },
  keepsBack: async (values, read, actor) =>
    (await isKeptBack(read, organisationsOf(actor), values.label)) ? ['question'] : [],
  load: async (input, read, at): Promise<State> => {
    const groups = await read.consortium.groupsOf(organisationsOf(at.actor))
    const here = at.here ? await read.consortium.groupAt(at.here) : undefined
    const id = input.group ?? here?.id ?? (groups.length === 1 ? groups[0]?.id : undefined)
    const group = id && (await read.consortium.group(id))
    const seat = proposingSeats(at.actor).find((one) => group?.members.some((member) => member.id === one.organisation))
    return {
      group,
      seat,
      marking: await markingIn(read, seat?.organisation, at),
      seats: await read.consortium.seats(),
      charters: await read.polls.charters(),
      number: input.sure ? await read.polls.nextNumber() : 0,
    }
  },
  decide: (input, state, at): Decision<PollFact> => {
    const { group, seat, marking } = state
    const zone = (seat ?? proposingSeats(at.actor)[0])?.zone ?? marking.nameable.consortium.zone
    const closes = closingOf(input.closes, at.now, zone)
    const mark = markOf(input, state, at)
    const terms = group ? termsOf(input, group, state.charters) : []
    const wrong = [
      ...('code' in closes ? [closes] : []),
      ...(seat ? [] : [group ? refuse('not-in-group', { group: group.name }, { field: 'group' }) : unplaced]),
      ...(Array.isArray(terms) ? terms : []),
      ...(Array.isArray(mark) ? mark : []),
    ]
    if (wrong.length > 0 || !group || !seat || 'code' in closes || Array.isArray(mark) || Array.isArray(terms)) {
      const [first, ...also] = wrong
      return decline(present(first, 'a refusal'), also)
    }
    const poll = pollOf({ ...state, group, seat }, { question: input.question, closes, mark, terms }, at)
    const item = pollItem(poll)
    if (!input.sure) {
      const lines = [...mark.says, ...releaseLines(item, group.places, marking.around, at.hosting)]
      return ask(previewCard(poll, group, lines, { zone: seat.zone, form: at.draft, hosting: at.hosting }))
    }
    const shown = within(item, group.places)
    const lines = refusedLines(item, group.places, marking.around)
    return accept([openedFact(poll)], {
      organisation: seat.organisation,
      says: openedCard(poll, { ...group, places: shown }, lines, seat.zone),
      effects: shown.length > 0 ? postsOf(poll, shown) : tellVoters(poll, state, group, at),
    })
  },
})

type Typed = { question: string; label?: Marked['label'] | undefined; recipients: string[]; people: string[] }

/** The label, unless it keeps the question from those who are to vote on it. */
function markOf(input: Typed, { group, seat, marking, seats }: State, at: At): Marked | Refusal[] {
  const by = {
    source: seat ? { id: seat.organisation, name: seat.name } : null,
    author: at.actor.kind === 'person' ? at.actor.person : null,
  }
  const mark = marked(input, marking, by, { words: input.question, heard: at.overheard.question })
  if (Array.isArray(mark)) return mark
  const { label, release } = mark
  if (release === 'reference' && by.source) {
    return [refuse('release-reference', { label, organisation: by.source.name }, { field: 'label' })]
  }
  const names = unnamedVoters(mark, group, seat?.organisation, signing(seats, at.now)).map(({ short }) => short)
  if (names.length === 0) return mark
  const field = label === 'TLP:RED' ? 'people' : 'recipients'
  return [refuse('electorate-unnamed', { label, names }, { field })]
}

type Terms = Pick<Poll, 'rule' | 'standing' | 'hidden' | 'unattributed'>

/** A group decides by a rule that its charter names; under a standards body's it finds a position. */
function termsOf(
  { rule: asked, votes = 'live' }: { rule?: Rule | undefined; votes?: z.output<typeof Votes> | undefined },
  group: Group,
  charters: State['charters'],
): Terms | Refusal[] {
  const chartered = charters.get(group.id) ?? []
  const rule = asked ?? present(chartered[0], 'a rule of the charter')
  const unattributed = votes === 'unattributed'
  const standing = rules[rule].body === null ? 'decision' : 'indicative'
  const voters = group.members.filter((member) => member.votes).length
  const names = chartered.map((one) => rules[one].name)
  const wrong = [
    ...(standing === 'decision' && !chartered.includes(rule)
      ? [refuse('rule-not-chartered', { rule: rules[rule].name, group: group.name, names }, { field: 'rule' })]
      : []),
    ...(unattributed && voters < fewestUnattributed
      ? [refuse('too-few-unattributed', { group: group.name, voters, least: fewestUnattributed }, { field: 'votes' })]
      : []),
  ]
  return wrong.length > 0 ? wrong : { rule, standing, hidden: votes !== 'live', unattributed }
}

type Asked = { question: string; closes: Temporal.Instant; mark: Marked; terms: Terms }

function pollOf(
  { group, seat, marking, number, seats }: State & { group: Group; seat: Seat },
  { question, closes, mark, terms }: Asked,
  at: At,
): Poll {
  if (at.actor.kind !== 'person') throw new Error('only people open polls')
  return {
    status: 'open',
    id: at.newId('poll'),
    number,
    group: group.id,
    openedBy: at.actor.person,
    closesAt: closes.toString({ fractionalSecondDigits: 3 }),
    ...terms,
    label: mark.label,
    source: seat.organisation,
    recipients: mark.recipients,
    policy: marking.policy,
    sourceLeftAt: null,
    question,
    ...frozen(group, signing(seats, at.now)),
  }
}

/** Who may vote, and cast for them, as things stand now. */
function frozen(group: Group, seats: SeatLine[]): Pick<Poll, 'electorate' | 'voters'> {
  const voting = group.members.filter((member) => member.votes)
  return {
    electorate: voting.map(({ id, category, class: ofClass }) => ({ organisation: id, category, class: ofClass })),
    voters: seats.flatMap(({ person, organisation, role }) => {
      const signs = signingRoles.find((one) => one === role)
      return signs && voting.some(({ id }) => id === organisation) ? [{ person, organisation, role: signs }] : []
    }),
  }
}

/** Where no channel may have it, each who may vote is asked 1:1. */
function tellVoters(poll: Poll, { marking }: State, group: Group, at: At): Effect[] {
  const { zone } = marking.nameable.consortium
  const own = at.actor.kind === 'person' ? at.actor.person : undefined
  const people = new Set(poll.voters.map(({ person }) => person).filter((person) => person !== own))
  const names = new Map(group.members.map((member): [OrganisationId, string] => [member.id, member.short]))
  const shown = { shown: shownOf(poll, []), own: [], around: nothingAround, acts: [], people: new Map(), receipt: null }
  const card = pollCard({ poll, ...shown, names, group: group.name, zone }, at)
  const about = [{ subject: { kind: 'poll', id: poll.id }, as: 'full' }] as const
  return [...people].map((person) => ({ kind: 'tell', person, card, about: [...about] }))
}

function organisationsOf(actor: Actor) {
  return proposingSeats(actor).map((seat) => seat.organisation)
}

function openedFact(poll: Poll): PollFact {
  const { id, number, group, openedBy, closesAt, rule, standing, hidden, unattributed, ...rest } = poll
  const { label, source, recipients, electorate, voters, question } = rest
  const asked = { rule, standing, hidden, unattributed, label, source, recipients, electorate, voters }
  return { type: 'poll-opened', poll: id, number, group, openedBy, closesAt, ...asked, sealed: { question } }
}

function postsOf(poll: Poll, places: Group['places']): Effect[] {
  const subject: Subject = { kind: 'poll', id: poll.id }
  return places.map((place) => ({ kind: 'post', subject, place: place.id }))
}
