/** Digests as people see them: the week itself, and its setting. */
import { commitmentReference, daysLeft, keptText } from '#src/commitments/commitment.ts'
import { dayInFull, momentInFull, toMinute, zoneName } from '#src/core/dates.ts'
import { isAboveGreen, strictest, type Tlp } from '#src/core/tlp.ts'
import { type Outcome, type Poll, pollReference, standingResult } from '#src/polls/poll.ts'
import { progressText } from '#src/recommendations/axes.ts'
import { bold, button, card, deadline, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card, Text } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import type { Contents } from './decide.ts'
import type { Window } from './digest.ts'
import type { Followed } from './followed.ts'
import type { Moved, Owned, Undecided } from './store.ts'

export const Parts = ['to-decide', 'overdue', 'due-soon', 'owner-left', 'followed', 'new', 'moved'] as const
export type Part = (typeof Parts)[number]

/** What a reader's digest is drawn from; `votes` says whether the reader may vote in a poll. */
export type Told = {
  contents: Contents
  followed: readonly Followed[]
  window: Window
  now: Temporal.Instant
  zone: string
  votes: (undecided: Undecided) => boolean
  /** Whether the reader asks its owner for updates. */
  asks: (owned: Owned) => boolean
  /** The reader is of the secretariat, which finds new owners. */
  keepsRecord: boolean
}

type Line = { words: Text; label: Tlp; action?: Action }
type Section = { part: Part; title: string; says: string; lines: Line[]; command?: string }

/** The most that a section of the digest shows, and a page of it. */
const shown = 5
const page = 15

/** The whole week. Sections are capped, and each says what it left out and how to see it. */
export function digestCard(told: Told): Card {
  const { contents, now, zone } = told
  const today = dayInFull(now.toZonedDateTimeISO(zone).toPlainDate())
  const sections = sectionsOf(told).filter(({ lines }) => lines.length > 0)
  const settings = button('Show settings', 'show-digest', {})
  if (sections.length === 0) return withActions(card(`Nothing needs you, ${today}`), settings)
  const toTransfer = told.keepsRecord ? contents.ownerLeft.length : 0
  const idle = contents.toDecide.length + contents.overdue.length + contents.dueSoon.length + toTransfer === 0
  const drawn = card(
    `Your week, ${today}`,
    ...(idle ? [text('Nothing needs you this week.')] : []),
    ...sections.flatMap((section) => sectionBlocks(section, 0, shown)),
    ...(idle ? [] : [note('Nothing else needs you.')]),
  )
  const actions = sections.flatMap((section) => [
    ...actionsIn(section, 0, shown),
    ...moreAction(section, shown, told.window),
  ])
  return under(
    withActions(drawn, ...actions, settings),
    sections.flatMap(({ lines }) => lines),
  )
}

/** In place of a digest that names what its reader may no longer see: without content. */
export function waitingCard(): Card {
  return withActions(card('Your digest is ready'), button('Show digest now', 'show-digest-now', {}))
}

/** One section from a line on, for who asks for more of it. */
export function partCard(told: Told, part: Part, from: number): Card {
  const section = sectionsOf(told).find((one) => one.part === part)
  const lines = section?.lines.slice(from, from + page) ?? []
  if (!section || lines.length === 0) return card('Nothing more is left of this')
  const end = from + lines.length
  const drawn = card(
    `${section.title}: ${from + 1} to ${end} of ${section.lines.length}`,
    ...sectionBlocks(section, from, end).slice(1),
  )
  const actions = [...actionsIn(section, from, end), ...moreAction(section, end, told.window)]
  return under(withActions(drawn, ...actions), lines)
}

function sectionsOf({ contents, followed, window, now, zone, votes, asks, keepsRecord }: Told): Section[] {
  const since = `since ${momentInFull(toMinute(window.since), zone)}`
  const news = [
    ...contents.confirmed.map((owned) => owedLine(owned, `due ${dueText(owned)}`)),
    ...contents.opened.map((poll) => pollLine(poll, ': opened, closes ', deadline(poll.closesAt, zone))),
    ...contents.closed.map((poll) => pollLine(poll, `: ${outcomeText(poll)}`)),
  ]
  const overdue = contents.overdue.map((owned) => ({
    ...owedLine(owned, `${counted(-leftOf(owned, now), 'day')} overdue`),
    ...(asks(owned) && { action: askAction(owned) }),
  }))
  const dueSoon = contents.dueSoon.map((owned) => owedLine(owned, `due ${dueText(owned)}`))
  return [
    {
      part: 'to-decide',
      title: 'To decide',
      says: 'to decide',
      lines: contents.toDecide.map((one) => toDecideLine(one, zone, votes(one))),
    },
    { part: 'overdue', title: 'Overdue', says: 'overdue', lines: overdue, command: 'commitments overdue' },
    { part: 'due-soon', title: 'Due soon', says: 'due soon', lines: dueSoon, command: 'commitments' },
    {
      part: 'owner-left',
      title: 'Owner left',
      says: 'whose owner left',
      lines: contents.ownerLeft.map((owned) => ({
        ...owedLine(owned, 'waits for a new owner'),
        ...(keepsRecord && { action: transferAction(owned) }),
      })),
      command: 'commitments owner left',
    },
    { part: 'followed', title: `Followed, ${since}`, says: 'that you follow', lines: followed.map(followedLine) },
    { part: 'new', title: `New ${since}`, says: 'that are new', lines: news },
    { part: 'moved', title: `Moved ${since}`, says: 'that moved', lines: contents.moved.map(movedLine) },
  ]
}

function sectionBlocks({ title, says, lines, command }: Section, from: number, end: number): Block[] {
  const left = lines.length - end
  const words = lines.slice(from, end).map((line) => line.words)
  const more = left > 0 ? [note(`and ${left} more: ${command ?? `press “${moreLabel(left, says)}”`}`)] : []
  return [text(bold(title)), list(words), ...more]
}

function actionsIn({ lines }: Section, from: number, end: number): Action[] {
  return lines.slice(from, end).flatMap(({ action }) => (action ? [action] : []))
}

function moreAction({ part, says, lines }: Section, from: number, { since, until }: Window): Action[] {
  const left = lines.length - from
  if (left <= 0) return []
  const args = { part, from: String(from), since: since.toString(), until: until.toString() }
  return [button(moreLabel(left, says), 'show-digest-part', args)]
}

function moreLabel(left: number, says: string): string {
  return `Show ${left} more ${says}`
}

function toDecideLine({ poll, missing }: Undecided, zone: string, votes: boolean): Line {
  const names = missing.map(({ name }) => name)
  const who = names.length === 1 ? `${names[0]} has` : `${names.join(' and ')} have`
  const line = pollLine(poll, ', closes ', deadline(poll.closesAt, zone), `; ${who} not voted`)
  return {
    ...line,
    action: button(`${votes ? 'Vote on' : 'Show'} ${pollReference(poll)}`, 'show-poll', { poll: poll.id }),
  }
}

function askAction({ commitment }: Owned): Action {
  const reference = commitmentReference(commitment)
  return button(`Ask for an update on ${reference}`, 'ask-for-update', { reference })
}

function transferAction({ commitment }: Owned): Action {
  const reference = commitmentReference(commitment)
  return button(`Transfer ${reference}`, 'propose-transfer', { reference }, { opens: true })
}

function movedLine(moved: Moved): Line {
  return owedLine(moved, `${progressText(moved.now)} (was ${progressText(moved.was)})`)
}

/** `C-9 Nominate two experts: reported limited; has new evidence, a link of France`. */
function followedLine({ reference, title, label, says }: Followed): Line {
  return { words: labelled(label, [bold(reference), ` ${shortened(title)}: ${says.join('; ')}`]), label }
}

/** `C-9 Nominate two experts (France), 4 days overdue`; the label first where not everybody may read it. */
function owedLine({ commitment, owner }: Owned, state: string): Line {
  const words = [
    bold(commitmentReference(commitment)),
    ` ${shortened(commitment.text) || keptText(owner)} (${owner}), ${state}`,
  ]
  return { words: labelled(commitment.label, words), label: commitment.label }
}

function pollLine(poll: Poll, ...state: Text): Line {
  const words = [
    bold(pollReference(poll)),
    ` ${shortened(poll.question) || 'whose text is kept by its organisation'}`,
    ...state,
  ]
  return { words: labelled(poll.label, words), label: poll.label }
}

function labelled(label: Tlp, words: Text): Text {
  return isAboveGreen(label) ? [`${label} `, ...words] : words
}

/** The strictest label of what stands in a card is the card's. */
function under(drawn: Card, lines: Line[]): Card {
  const label = strictest(lines.map((line) => line.label))
  return label ? { ...drawn, label } : drawn
}

/** A line names the thing; the thing itself shows its text whole. */
function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ')
  return line.length <= 120 ? line : `${line.slice(0, 119).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function outcomeText(poll: Poll): string {
  const outcomes: Record<Outcome, string> = {
    approved: 'closed, approved',
    'not-approved': 'closed, not approved',
    undecided: 'closed, no decision',
    withheld: 'closed, too few returned for a tally',
  }
  return poll.status === 'closed' ? outcomes[standingResult(poll).outcome] : 'closed'
}

function dueText({ commitment, zone }: Owned): string {
  return `${dayInFull(Temporal.PlainDate.from(commitment.due))} (${zoneName(zone)})`
}

function leftOf({ commitment, zone }: Owned, now: Temporal.Instant): number {
  return daysLeft(commitment.due, now.toZonedDateTimeISO(zone).toPlainDate())
}
