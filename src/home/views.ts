/** A home as its person sees it. */
import { type AssessedLine, lineOf } from '#src/commitments/lines.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { homeUse } from '#src/core/intent.ts'
import { isAboveGreen, strictest, type Tlp } from '#src/core/tlp.ts'
import { bold, button, buttons, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card, Text } from '#src/view/card.ts'
import { counted } from '#src/view/phrases.ts'
import type { Kind, Line, Waiting } from './home.ts'
import type { GroupCounts } from './store.ts'

/** What one of the person's organisations promised: the next that are due. */
export type Promises = {
  organisation: OrganisationId
  name: string
  total: number
  overdue: number
  next: AssessedLine[]
  /** Recommendations that it leads or supports. */
  led: number
}
export type GroupSeen = GroupCounts & { name: string }

export type Seen = {
  consortium: string
  waiting: { kind: Kind; waiting: Waiting }[]
  promises: Promises[]
  /** Organisations of the person beyond those. */
  moreOrganisations: number
  groups: GroupSeen[]
  moreGroups: number
  /** May promise something in an organisation's name. */
  proposes: boolean
}

export function homeCard(seen: Seen): Card {
  const waiting = evenly(seen.waiting.filter((one) => one.waiting.total > 0))
  const drawn = card(
    `Your home in ${seen.consortium}`,
    ...(waiting.length === 0 ? [text('Nothing waits for you.')] : waiting.flatMap(waitingBlocks)),
    { kind: 'divider' },
    ...seen.promises.flatMap(promiseBlocks),
    ...(seen.moreOrganisations > 0
      ? [note(`and ${counted(seen.moreOrganisations, 'more organisation')} of yours: type commitments mine`)]
      : []),
    ...groupBlocks(seen),
  )
  const label = strictest(labelsOf({ ...seen, waiting }))
  const log = seen.proposes ? [button('Log commitment', 'log-commitment', {}, { opens: true })] : []
  return withActions(
    { ...drawn, ...(label && { label }) },
    ...log,
    button('Show digest', 'show-digest-now', {}),
    button('Show help', 'help', {}),
  )
}

/** Lines of what waits over all kinds: every kind has some, and the rest of the home has room. */
const mostLines = 15

function evenly(waiting: Seen['waiting']): Seen['waiting'] {
  const each = Math.max(1, Math.floor(mostLines / Math.max(1, waiting.length)))
  return waiting.map(({ kind, waiting: { total, lines } }) => ({
    kind,
    waiting: { total, lines: lines.slice(0, each) },
  }))
}

function labelsOf({ waiting, promises }: Seen): Tlp[] {
  const lines = [...waiting.flatMap((one) => one.waiting.lines), ...promises.flatMap(({ next }) => next)]
  return lines.map(({ label }) => label)
}

function waitingBlocks({ kind, waiting: { total, lines } }: Seen['waiting'][number]): Block[] {
  const { title, says } = kind
  const left = total - lines.length
  return [
    text(bold(`${title} (${total})`)),
    list(lines.map(wordsOf)),
    ...buttons(...actionsOf(lines), ...more(kind, lines.length, left, says)),
  ]
}

/** The rest of a kind, five at a time. */
export function waitingCard(kind: Kind, { total, lines }: Waiting, offset: number): Card {
  if (lines.length === 0) return card('Nothing more waits', text('What was there is settled.'))
  const end = offset + lines.length
  const label = strictest(lines.map((line) => line.label))
  const drawn = card(`${kind.title}: ${offset + 1} to ${end} of ${total}`, list(lines.map(wordsOf)))
  return withActions(
    { ...drawn, ...(label && { label }) },
    ...actionsOf(lines),
    ...more(kind, end, total - end, kind.says),
  )
}

/** In place of a home that nobody has opened for a week. */
export function restingCard(): Card {
  const drawn = card('Your home', text('Something has changed since you last opened it.'))
  return withActions(drawn, button('Show home', homeUse, {}))
}

/** Where a home stood that now stands in a later message. */
export function movedCard(): Card {
  return withActions(card('Your home stands further down'), button('Show home here', homeUse, {}))
}

/** Where somebody's home stood who is not of the consortium any more, or whose account is not linked any more. */
export function goneCard(): Card {
  return card('Your home is empty', text('This account holds no seat here today. Ask your secretariat.'))
}

function wordsOf({ words, label }: Line): Text {
  return isAboveGreen(label) ? [`${label} `, ...words] : words
}

function actionsOf(lines: readonly Line[]): Action[] {
  return lines.flatMap(({ action }) => action ?? [])
}

function more({ kind }: Kind, from: number, left: number, says: string): Action[] {
  return left > 0 ? [button(`Show ${left} more ${says}`, 'show-waiting', { kind, from: String(from) })] : []
}

function promiseBlocks({ organisation, name, total, overdue, next, led }: Promises): Block[] {
  const seesTo = led > 0 ? `, leads or supports ${counted(led, 'recommendation')}` : ''
  const track = led > 0 ? [button(`Track recommendations of ${name}`, 'track', { owner: organisation })] : []
  if (total === 0) return [text(bold(name), `: nothing is promised yet${seesTo}`), ...buttons(...track)]
  const late = overdue > 0 ? `, ${overdue} overdue` : ''
  return [
    text(bold(name), `: ${counted(total, 'commitment')}${late}${seesTo}`),
    ...next.flatMap(lineOf),
    ...buttons(button(`Show commitments of ${name}`, 'list-commitments', { owner: name }), ...track),
  ]
}

/** Buttons beside each other that a phone shows without a menu. */
const mostTracked = 5

function groupBlocks({ groups, moreGroups }: Seen): Block[] {
  if (groups.length === 0) return []
  const lines = groups.map(({ name, underWay, overdue, openPolls }): Text => {
    const parts = [
      `${counted(underWay, 'commitment')} under way`,
      ...(overdue > 0 ? [`${overdue} overdue`] : []),
      ...(openPolls > 0 ? [`${counted(openPolls, 'poll')} open`] : []),
    ]
    return [bold(name), `: ${parts.join(', ')}`]
  })
  const rest = moreGroups > 0 ? [note(`and ${counted(moreGroups, 'more group')} of yours`)] : []
  const track = groups.slice(0, mostTracked).map(({ group, name }) => button(`Track ${name}`, 'track', { group }))
  return [{ kind: 'divider' }, text(bold('Your working groups')), list(lines), ...buttons(...track), ...rest]
}
