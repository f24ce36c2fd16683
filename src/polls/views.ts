/** Polls as people see them: the card in shared places, and the result with its arithmetic. */

import { hostText } from '#src/consortium/reach.ts'
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import type { At, Hosting } from '#src/core/use-case.ts'
import { bold, button, card, deadline, facts, note, text } from '#src/view/build.ts'
import type { Action, Block, Card, Span } from '#src/view/card.ts'
import { actLines } from './act-views.ts'
import type { PollAct } from './acts.ts'
import { type Around, contestActions, outsideActions, outsideBlocks, resultBlocks } from './after-views.ts'
import { takesBallots } from './decide.ts'
import { fewestUnattributed, type Shown } from './disclosed.ts'
import { type Choice, Choice as Choices, type Outcome, type Poll, pollReference, standingResult } from './poll.ts'
import { rules } from './rules/rules.ts'
import { castAs, did, type OwnCast, timeIn, verb } from './vote-views.ts'

/** A poll with what may be shown of its ballots and the names that its card shows. `zone` is the consortium's. */
export type PollState = {
  poll: Poll
  shown: Shown
  /** The ballots of the reader's own organisations; none on a card that others read too. */
  own: OwnCast[]
  around: Around
  acts: readonly PollAct[]
  /** Those who acted. */
  people: ReadonlyMap<PersonId, string>
  names: ReadonlyMap<OrganisationId, string>
  group: string
  zone: string
  /** Of the result that stands; null before there is one. */
  receipt: string | null
}

const outcomes: Record<Outcome, string> = {
  approved: 'Approved',
  'not-approved': 'Not approved',
  undecided: 'No decision',
  withheld: 'No tally is published',
}

/** The card that stands in every place of the working group; the same for everyone who reads it. */
export function pollCard(state: PollState, { now, hosting }: Pick<At, 'now' | 'hosting'>): Card {
  const { poll, shown } = state
  if (poll.status === 'closed') return resultCard(state, poll, now)
  const open = takesBallots(poll, now)
  const drawn = card(
    titleOf(state),
    facts(
      ['Standing', ...standingOf(poll)],
      [open ? 'Closes' : 'Closed', deadline(poll.closesAt, state.zone)],
      ['Rule', rules[poll.rule].says],
      [
        'Cast',
        `${shown.returned} of ${poll.electorate.length} organisations${shown.count ? '' : '. Results are hidden until close.'}`,
      ],
    ),
    ...tallyOf(state),
    ...outsideBlocks(state),
    ...actsOf(state),
    note(open ? `One vote per organisation of ${state.group}, by its delegate or deputy.` : 'Being counted.'),
    note(bold('Who can see this? '), whoSees(poll, state.group, hosting)),
  )
  const actions = [...(open ? voteActions(poll) : []), ...remarksActions(state), ...outsideActions(state)]
  return { ...drawn, label: poll.label, actions }
}

/** Whoever reads with a voting organisation also learns that it has voted, and by whose hand. */
export function ownLines({ poll, own, names, zone }: PollState): Block[] {
  return own.map((ballot) => {
    const { organisation, choice, castAt } = ballot
    const name = names.get(organisation) ?? organisation
    const what = choice === null ? 'voted on' : did[choice]
    return text(`${name} ${what} ${pollReference(poll)} (cast by ${castAs(ballot)}, ${timeIn(castAt, zone)}).`)
  })
}

/** What the committee sees and when, and who always could. */
export function whoSees(
  { unattributed, hidden }: Pick<Poll, 'unattributed' | 'hidden'>,
  group: string,
  hosting: Hosting,
): string {
  const shown = unattributed
    ? `Who voted: everyone in ${group}. The tally: the same, after close, if at least ${fewestUnattributed} organisations voted; no name stands beside a choice, and comments are shown to nobody`
    : `Votes and comments: everyone in ${group}, ${hidden ? 'after close' : 'as they are cast'}`
  return `${shown}; always: the operator (${hostText(hosting)}), Slack and Microsoft, and your own administrators. Disclosure law applies. This can’t be changed while the poll is open or later.`
}

export function standingOf({ standing, rule }: Pick<Poll, 'standing' | 'rule'>): Span[] {
  if (standing === 'decision') return ['Decision of this consortium']
  return [bold('Indicative'), `: the official vote is cast at ${rules[rule].body ?? 'the standards body'}`]
}

function resultCard(state: PollState, poll: Extract<Poll, { status: 'closed' }>, now: Temporal.Instant): Card {
  const result = standingResult(poll)
  const indicative = poll.standing === 'indicative'
  const outcome = indicative ? `Indicative: ${outcomes[result.outcome].toLowerCase()}` : outcomes[result.outcome]
  const drawn = card(
    titleOf(state),
    text(bold(outcome), `. ${poll.electorate.length} eligible, ${votedText(state, result)}`),
    ...actsOf(state),
    ...tallyOf(state),
    facts(
      ...arithmeticOf(poll),
      ...(result.leftOut.length === 0
        ? []
        : [
            ['Left out', result.leftOut.map(({ why, count: many }) => `${many} ${why}`).join(', ')] as [string, string],
          ]),
      ['Standing', ...standingOf(poll)],
      ['Rule', rules[poll.rule].says],
      ...(poll.unattributed
        ? [
            ['Names', 'Not shown beside choices: unattributed. The tally is not recomputable from the register.'] as [
              string,
              string,
            ],
          ]
        : []),
      ['Closed', deadline(poll.closesAt, state.zone)],
      ...(state.receipt === null ? [] : [['Receipt', `${pollReference(poll)} ${state.receipt}`] as [string, string]]),
    ),
    ...resultBlocks({ poll, zone: state.zone }, outcomes),
    ...outsideBlocks(state),
  )
  const tone = result.outcome === 'approved' ? 'good' : 'neutral'
  const actions = [...contestActions(poll, now), ...remarksActions(state), ...outsideActions(state)]
  return { ...drawn, label: poll.label, tone, actions }
}

function actsOf({ poll, acts, people, zone }: PollState): Block[] {
  return actLines(acts, { people, zone, isWhole: poll.question !== '' })
}

function votedText(
  { shown }: PollState,
  { count, outcome }: { count: Partial<Record<Choice, number>>; outcome: Outcome },
) {
  if (outcome === 'withheld') {
    return `${shown.returned} voted: an unattributed poll needs ${fewestUnattributed}, since fewer give their voters away.`
  }
  const voted = Choices.options.reduce((sum, choice) => sum + (count[choice] ?? 0), 0)
  const choices = Choices.options.flatMap((choice) => {
    const many = count[choice] ?? 0
    return many > 0 || choice !== 'approve-with-comments' ? [`${many} ${verb[choice].toLowerCase()}`] : []
  })
  return `${voted} voted: ${choices.join(', ')}.`
}

function arithmeticOf(poll: Extract<Poll, { status: 'closed' }>): [string, ...Span[]][] {
  const { arithmetic, compared, outcome } = standingResult(poll)
  if (outcome === 'withheld') return []
  if (poll.rule === 'consensus') return [['Finding', 'No count decides: the chair finds whether there is consensus.']]
  if (arithmetic.length > 0) {
    return arithmetic.map(({ criterion, sum, met }): [string, ...Span[]] => [criterion, `${sum} ${met ? '✓' : '✕'}`])
  }
  const why =
    compared === 0
      ? 'Nobody approved or disapproved, so there is nothing to compare.'
      : 'Nobody whose vote the rule counts approved or disapproved, so there is nothing to compare.'
  return [['In favour', why]]
}

function titleOf({ poll, names }: PollState): string {
  const source = (poll.source && names.get(poll.source)) ?? 'its organisation'
  return `${pollReference(poll)} ${poll.question || `Poll of ${source}: its text is kept there`}`
}

function tallyOf({ poll, shown, names }: PollState): Block[] {
  const { count, named } = shown
  if (!count) return []
  const by = (choice: Choice) =>
    (named ?? [])
      .filter((ballot) => ballot.choice === choice)
      .map((ballot) => names.get(ballot.organisation) ?? ballot.organisation)
      .sort()
  const rows = Choices.options.map((choice) => ({ label: verb[choice], count: count[choice] ?? 0, by: by(choice) }))
  return [{ kind: 'tally', of: poll.electorate.length, rows }]
}

function voteActions(poll: Poll): Action[] {
  return Choices.options.map((choice) =>
    button(verb[choice], 'ask-ballot', { poll: poll.id, choice }, choice === 'approve' ? { style: 'primary' } : {}),
  )
}

/** A poll of which only the reference is shown keeps the words of its ballots as well. */
function remarksActions({ poll, shown }: PollState): Action[] {
  if (shown.remarks.length === 0 || poll.question === '') return []
  return [button('Read comments', 'show-remarks', { poll: poll.id })]
}
