/** Polls as people see them: the card in shared places, the question to one voter, the result with its arithmetic. */

import { placesText } from '#src/consortium/places.ts'
import type { Group } from '#src/consortium/store.ts'
import type { Seat, SigningRole } from '#src/core/access.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { FormId, OrganisationId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, deadline, facts, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card, Span } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { count, takesBallots } from './decide.ts'
import {
  type Ballot,
  type Choice,
  Choice as Choices,
  longestQuestion,
  type Outcome,
  type Poll,
  pollReference,
  standingResult,
} from './poll.ts'
import { rules } from './rules/rules.ts'

/** A poll with its ballots and the names that its card shows. `zone` is the consortium's. */
export type PollState = {
  poll: Poll
  ballots: Ballot[]
  names: ReadonlyMap<OrganisationId, string>
  group: string
  zone: string
}

const did: Record<Choice, string> = {
  approve: 'approved',
  'approve-with-comments': 'approved with comments',
  disapprove: 'disapproved',
  abstain: 'abstained on',
}
const verb: Record<Choice, string> = {
  approve: 'Approve',
  'approve-with-comments': 'Approve with comments',
  disapprove: 'Disapprove',
  abstain: 'Abstain',
}
const outcomes: Record<Outcome, string> = {
  approved: 'Approved',
  'not-approved': 'Not approved',
  undecided: 'No decision',
}

/** The card that stands in every place of the working group; the same for everyone who reads it. */
export function pollCard(state: PollState, now: Temporal.Instant): Card {
  const { poll } = state
  if (poll.status === 'closed') return resultCard(state, poll)
  const open = takesBallots(poll, now)
  const drawn = card(
    titleOf(state),
    facts(
      [open ? 'Closes' : 'Closed', deadline(poll.closesAt, state.zone)],
      ['Rule', rules[poll.rule].says],
      ['Cast', `${state.ballots.length} of ${poll.electorate.length} organisations`],
    ),
    tallyOf(state),
    note(open ? `One vote per organisation of ${state.group}, by its delegate or deputy.` : 'Being counted.'),
  )
  return { ...drawn, label: poll.label, actions: open ? voteActions(poll) : [] }
}

function resultCard(state: PollState, poll: Extract<Poll, { status: 'closed' }>): Card {
  const result = standingResult(poll)
  const voted = Choices.options.reduce((sum, choice) => sum + (result.count[choice] ?? 0), 0)
  const choices = Choices.options.flatMap((choice) => {
    const many = result.count[choice] ?? 0
    return many > 0 || choice !== 'approve-with-comments' ? [`${many} ${verb[choice].toLowerCase()}`] : []
  })
  const sums = result.arithmetic.map(({ criterion, sum, met }): [string, ...Span[]] => [
    criterion,
    `${sum} ${met ? '✓' : '✕'}`,
  ])
  const drawn = card(
    titleOf(state),
    text(
      bold(outcomes[result.outcome]),
      `. ${poll.electorate.length} eligible, ${voted} voted: ${choices.join(', ')}.`,
    ),
    tallyOf(state),
    facts(
      ...sums,
      ...(sums.length === 0
        ? [['In favour', 'Nobody approved or disapproved, so there is nothing to compare.'] as [string, string]]
        : []),
      ...(result.leftOut.length === 0
        ? []
        : [
            ['Left out', result.leftOut.map(({ why, count: many }) => `${many} ${why}`).join(', ')] as [string, string],
          ]),
      ['Rule', rules[poll.rule].says],
      ['Closed', deadline(poll.closesAt, state.zone)],
    ),
  )
  return { ...drawn, label: poll.label, tone: result.outcome === 'approved' ? 'good' : 'neutral' }
}

/** Asked once, privately, before a ballot is cast for an organisation. `standing`: the ballot that it would replace. */
export function askCard(
  poll: Poll,
  choice: Choice,
  seats: { seat: Seat & { role: SigningRole }; standing: Ballot | undefined; outranked: boolean }[],
  zone: string,
): Card {
  const lines: Block[] = seats.flatMap(({ seat, standing, outranked }) => {
    if (!standing) return []
    const cast = `${seat.name} ${did[standing.choice]} ${pollReference(poll)} (cast by its ${roleName(standing.role)}, ${timeIn(standing.castAt, zone)}).`
    return [text(cast, outranked ? ` You are its ${roleName(seat.role)}.` : '')]
  })
  const casts: Action[] = seats.map(({ seat, standing }) =>
    button(
      standing ? `Replace ${seat.name}’s vote` : `Cast for ${seat.name}`,
      'cast-ballot',
      { poll: poll.id, choice, organisation: seat.organisation, ...(standing && { replaces: 'yes' }) },
      { style: 'primary' },
    ),
  )
  const whom = seats.length === 1 ? `Cast for ${seats[0]?.seat.name}: ${verb[choice]}?` : `${verb[choice]}: for whom?`
  return withActions(
    { ...card(whom, text(`${pollReference(poll)} ${poll.question}`.trim()), ...lines), label: poll.label },
    ...casts,
    button('Not yet', 'show-poll', { poll: poll.id }),
  )
}

/** To the voter, privately. */
export function castCard(poll: Poll, choice: Choice, organisation: string, zone: string): Card {
  const drawn = card(
    `${organisation} ${did[choice]} ${pollReference(poll)}`,
    ...(poll.question === '' ? [] : [text(poll.question)]),
    note('You may change it until it closes: ', deadline(poll.closesAt, zone), '.'),
  )
  return withActions(
    { ...drawn, tone: 'good', label: poll.label },
    button('Change vote', 'show-poll', { poll: poll.id }),
  )
}

/** Shown before a poll opens: when it ends, in full, and who will be asked where. */
export function previewCard(
  { question, closesAt, label }: Poll,
  group: Group,
  lines: string[],
  { zone, form }: { zone: string; form: FormId },
): Card {
  const closes = Temporal.Instant.from(closesAt)
  const voters = group.members.filter((member) => member.votes).map((member) => member.short)
  const drawn = {
    ...card(
      question.length <= longestTitle ? `Open poll: ${question}` : 'Open this poll?',
      ...(question.length <= longestTitle ? [] : [text(question)]),
      facts(
        ['Closes', bold(momentInFull(closes, zone))],
        ['Rule', rules['simple-majority'].says],
        ['Asked', voters.join(', ')],
      ),
      ...lines.map((line) => note(line)),
      note('Nothing is saved yet.'),
    ),
    label,
  }
  return withActions(
    drawn,
    button('Open poll', 'open-poll', { form, closes: closes.toString(), sure: 'yes' }, { style: 'primary' }),
    button('Change question', 'open-poll', { form }, { opens: true }),
  )
}

/** To the person who opened it, privately. */
export function openedCard(poll: Poll, group: Group, lines: string[], zone: string): Card {
  const shown =
    group.places.length === 0 ? 'no channel: those who vote are asked in their own chats' : placesText(group)
  return {
    ...card(
      `${pollReference(poll)} is open`,
      text(poll.question),
      facts(['Closes', deadline(poll.closesAt, zone)], ['Shown in', shown]),
      ...lines.map((line) => note(line)),
    ),
    tone: 'good',
    label: poll.label,
  }
}

export function pollForm(
  groups: { value: string; label: string }[],
  marks: Field[],
  values: Record<string, string>,
): FormShape {
  const group: Field[] =
    groups.length < 2
      ? []
      : [{ kind: 'choice', name: 'group', label: 'Working group', required: true, options: groups }]
  return {
    title: 'Open a poll',
    submit: 'Check date',
    fields: [
      { kind: 'paragraph', name: 'question', label: 'Question', required: true, max: longestQuestion },
      {
        kind: 'line',
        name: 'closes',
        label: 'Closes',
        hint: 'For example Friday 17:00, in 20 minutes or 2026-12-04 17:00',
        required: true,
        max: 100,
      },
      ...group,
      ...marks,
    ],
    values,
    note: [
      'Approve, disapprove or abstain; one vote per organisation. Nothing is saved until you have seen the date in full.',
    ],
  }
}

/** `head delegate`, as people say it. */
export function roleName(role: SigningRole): string {
  return role.replace('-', ' ')
}

/** `27 November, 10:42` in the zone. */
export function timeIn(instant: string, zone: string): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const day = zoned.toLocaleString('en-GB', { day: 'numeric', month: 'long' })
  return `${day}, ${zoned.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** The longest question that stands in a title, whole. */
const longestTitle = 110

function titleOf({ poll, names }: PollState): string {
  const source = (poll.source && names.get(poll.source)) ?? 'its organisation'
  return `${pollReference(poll)} ${poll.question || `Poll of ${source}: its text is kept there`}`
}

function tallyOf(state: PollState): Block {
  const tally = count(state.ballots)
  const named = (choice: Choice) =>
    state.ballots
      .filter((ballot) => ballot.choice === choice)
      .map((ballot) => state.names.get(ballot.organisation) ?? ballot.organisation)
      .sort()
  const rows = Choices.options.map((choice) => ({ label: verb[choice], count: tally[choice] ?? 0, by: named(choice) }))
  return { kind: 'tally', of: state.poll.electorate.length, rows }
}

function voteActions(poll: Poll): Action[] {
  return Choices.options.map((choice) =>
    button(verb[choice], 'ask-ballot', { poll: poll.id, choice }, choice === 'approve' ? { style: 'primary' } : {}),
  )
}
