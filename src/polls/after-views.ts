/** What a poll's card says of votes from outside the chat, and of later counts: the same for everyone who reads it. */
import type { OrganisationId, PersonId } from '#src/core/id.ts'
import { bold, button, facts, moment } from '#src/view/build.ts'
import type { Action, Block, Span } from '#src/view/card.ts'
import { inShort, listed } from '#src/view/phrases.ts'
import { type Contest, objectionWaits } from './afterwards.ts'
import type { ShownVotes } from './disclosed.ts'
import { moreText, voteLine } from './outside/views.ts'
import {
  type Choice,
  type Counted,
  type Outcome,
  type Poll,
  pollReference,
  type Result,
  standingResult,
} from './poll.ts'
import { rules } from './rules/rules.ts'
import { verb } from './vote-views.ts'

/** What happened beside the voting, as far as everybody who may see the poll sees it. */
export type Around = {
  votes: ShownVotes
  contests: Contest[]
  flipped: { named: OrganisationId[]; count: number }
  people: ReadonlyMap<PersonId, string>
}

export const nothingAround: Around = {
  votes: { named: [], more: 0 },
  contests: [],
  flipped: { named: [], count: 0 },
  people: new Map(),
}

type State = { poll: Poll; around: Around; names: ReadonlyMap<OrganisationId, string>; zone: string }

/** Lines of one kind on the card; the rest stands in the list. */
const mostLines = 3

/** Late votes stand apart from those that count; withdrawn ones in the list alone. */
export function outsideBlocks({ poll, around, names }: State): Block[] {
  const { named, more } = around.votes
  const line = (vote: (typeof named)[number]) => voteLine(vote, { names, people: around.people })
  const open = named.filter(objectionWaits)
  const objections = open.map(({ organisation }): Span[] => [
    `${names.get(organisation) ?? organisation} objects to the vote recorded for it; the secretariat has not ruled.`,
  ])
  const rows = [
    ...linesOf('Recorded', named.filter(({ state }) => state === 'counted').map(line)),
    ...linesOf('Late', named.filter(({ state }) => state === 'late').map(line)),
    ...linesOf('Objection', objections),
    ...linesOf(
      'Contested',
      around.contests.map((contest) => contestLine(contest, { poll, names })),
    ),
    ...flippedLines(around, names),
    ...(more === 0 ? [] : [['Recorded', moreText(more)] as [string, ...Span[]]]),
  ]
  return rows.length === 0 ? [] : [facts(...rows)]
}

/** `Germany: “our vote is missing”. The chair has not ruled.` */
function contestLine(
  { organisation, reason, ruling }: Contest,
  { poll, names }: Pick<State, 'poll' | 'names'>,
): Span[] {
  // Where only the reference of a poll is shown, nobody's words about it are.
  const said = (words: string) => (poll.question === '' ? '' : `: “${inShort(words, 200)}”`)
  const who = names.get(organisation) ?? organisation
  const next = ruling
    ? `${{ stands: 'The chair ruled that the result stands', recount: 'The chair had it counted again' }[ruling.ruling]}${said(ruling.reason)}`
    : 'The chair has not ruled.'
  return [bold(who), `${said(reason)}. ${next}`]
}

function flippedLines({ flipped }: Around, names: State['names']): [string, ...Span[]][] {
  if (flipped.count === 0) return []
  const who = flipped.named.map((id) => names.get(id) ?? id).sort()
  const said = who.length > 0 ? listed(who) : `${flipped.count} of them`
  return [['Changed', `${said}, from a disapproval, after the close as the rule allows.`]]
}

/** Until when its last result may be contested. */
export function contestableUntil(poll: Extract<Poll, { status: 'closed' }>): Temporal.Instant {
  return Temporal.Instant.from(standingResult(poll).countedAt).add({ hours: 24 * rules[poll.rule].contestDays })
}

export function contestActions(poll: Extract<Poll, { status: 'closed' }>, now: Temporal.Instant): Action[] {
  if (Temporal.Instant.compare(now, contestableUntil(poll)) > 0) return []
  return [button('Contest result', 'contest-result', { reference: pollReference(poll) }, { opens: true })]
}

function linesOf(label: string, lines: Span[][]): [string, ...Span[]][] {
  const shown = lines.slice(0, mostLines).map((line): [string, ...Span[]] => [label, ...line])
  const left = lines.length - mostLines
  return left > 0 ? [...shown, [label, `and ${left} more`]] : shown
}

export function outsideActions({ poll, around }: State): Action[] {
  const { named, more } = around.votes
  return named.length + more === 0 ? [] : [button('Show recorded votes', 'show-received', { poll: poll.id })]
}

const because: Record<Counted, string> = {
  closed: 'at the close',
  'late-vote': 'a late vote was ruled to count',
  'reasons-ruled': 'the secretariat ruled on reasons',
  contested: 'the chair ruled on a contest',
  reopened: 'it was open again',
  flipped: 'an organisation changed its vote',
  'objection-ruled': 'a recorded vote was withdrawn',
}

/** Every count but the last one, which the card shows in full; and why it was counted again. */
export function resultBlocks(
  { poll, zone }: { poll: Extract<Poll, { status: 'closed' }>; zone: string },
  outcomes: Record<Outcome, string>,
): Block[] {
  const { results } = poll
  const last = results.at(-1)
  if (results.length < 2 || !last) return []
  const why = last.reason === '' || poll.question === '' ? '' : `: “${inShort(last.reason, 300)}”`
  const earlier = results.slice(0, -1).slice(-mostLines)
  return [
    facts(
      ['Counted again', moment(last.countedAt, zone), `, since ${because[last.because]}${why}`],
      ...earlier.map((result): [string, ...Span[]] => [
        `Result ${results.indexOf(result) + 1}`,
        moment(result.countedAt, zone),
        `, ${because[result.because]}: ${outcomes[result.outcome].toLowerCase()}; ${countText(result)}.`,
      ]),
      ...(results.length - 1 > mostLines
        ? [
            [
              'Before',
              `${results.length - 1 - mostLines} more; ${pollReference(poll)}’s first result stays in the register.`,
            ] as [string, ...Span[]],
          ]
        : []),
    ),
  ]
}

function countText({ count, outcome }: Pick<Result, 'count' | 'outcome'>): string {
  if (outcome === 'withheld') return 'no tally'
  const choices = Object.keys(verb) as Choice[]
  return choices
    .filter((choice) => (count[choice] ?? 0) > 0 || choice !== 'approve-with-comments')
    .map((choice) => `${count[choice] ?? 0} ${verb[choice].toLowerCase()}`)
    .join(', ')
}
