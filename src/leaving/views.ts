/** Leaving as people see it: first what will happen, then what has happened and what is to be done. */
import { commitmentReference } from '#src/commitments/commitment.ts'
import { dayInFull } from '#src/core/dates.ts'
import { platformNames } from '#src/core/intent.ts'
import type { At, FormShape } from '#src/core/use-case.ts'
import { pollReference } from '#src/polls/poll.ts'
import { bold, button, card, facts, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Card, Text } from '#src/view/card.ts'
import type { Plan, Stake } from './decide.ts'
import { exportDays, exportUntil, longestReason } from './leaving.ts'

/** `names`: of those that can leave; empty where only one can be meant. */
export function leaveForm(names: string[], known: string | undefined): FormShape {
  return {
    title: 'An organisation leaves',
    submit: 'Check what ends',
    fields: [
      ...(names.length === 0
        ? []
        : [
            {
              kind: 'line',
              name: 'organisation',
              label: 'Organisation',
              hint: inShort(names),
              required: true,
              max: 200,
            } as const,
          ]),
      { kind: 'paragraph', name: 'reason', label: 'Why it leaves', required: true, max: longestReason },
    ],
    note: [
      ...(known === undefined ? [] : [bold(known), ' leaves the consortium. ']),
      'Nothing is saved until you have seen what ends and what stands.',
    ],
  }
}

/** Shown before anything is saved. */
export function leavePreview(stake: Stake, plan: Plan, reason: string, { draft: form, platform }: At): Card {
  const { short } = stake.organisation
  const drawn = card(
    `${short} leaves the consortium?`,
    facts(['Reason', reason]),
    list(linesOf(stake, plan, false)),
    note('Nothing is saved yet. It can’t be undone: the secretariat can admit it again, with new seats.'),
    ...(platform === 'shell' ? [note('To go on, type the same with --sure yes.')] : []),
  )
  if (platform === 'shell') return { ...drawn, tone: 'warning' }
  return withActions(
    { ...drawn, tone: 'warning' },
    button(
      `Let ${short} leave`,
      'leave',
      { form, organisation: stake.organisation.id, sure: 'yes' },
      { style: 'danger' },
    ),
    button('Change reason', 'leave', { form }, { opens: true }),
  )
}

/** To whoever let it leave, and to the secretariat. */
export function leftCard(stake: Stake, plan: Plan, isSignatory: boolean): Card {
  const { short } = stake.organisation
  const drawn = card(`${short} left the consortium`, list(linesOf(stake, plan, true)), ...nextOf(stake, plan))
  return withActions(
    drawn,
    ...(plan.open.length > 0 ? [button('Show what it left behind', 'list-commitments', { left: 'yes' })] : []),
    ...(isSignatory ? [exportButton(stake)] : []),
  )
}

/** To those who could bind it, since they may take its export away. */
export function farewellCard(stake: Stake, now: Temporal.Instant): Card {
  const { short, zone } = stake.organisation
  return withActions(
    card(
      `${short} left the consortium`,
      text(
        `Its seats have ended. You may take everything that is its own until ${dayInFull(exportUntil(now).toZonedDateTimeISO(zone).toPlainDate())}.`,
      ),
    ),
    exportButton(stake),
  )
}

export function leftBefore({ short }: { short: string }): Card {
  return card(`${short} left the consortium before`, text('Nothing was changed.'))
}

function exportButton({ organisation }: Stake): Action {
  return button('Take export', 'take-export', { organisation: organisation.id })
}

/** Each with its count, so that a line reads the same for one and for many. */
function linesOf(stake: Stake, plan: Plan, isDone: boolean): Text[] {
  const { proposals, commitments, offers } = stake
  const names = (people: { name: string }[]) => people.map(({ name }) => name)
  const ends = isDone ? 'ended' : 'that end'
  return [
    ...counted(`Seats ${ends}`, plan.seats.length, names(plan.seats)),
    ...counted(`Memberships ${ends}`, plan.memberships.length),
    ...counted(`People who ${isDone ? 'lost' : 'lose'} access and digests`, plan.seatless.length, names(plan.seatless)),
    ...counted('People who keep a seat elsewhere', plan.staying.length, names(plan.staying)),
    ...counted('Open commitments whose owner left', plan.open.length, plan.open.map(commitmentReference)),
    ...counted('Cards in channels reduced to references', commitments.length),
    ...counted('Proposals withdrawn', proposals.length),
    ...counted('Transfers to it withdrawn', offers.length),
    ...counted('Votes that stand in open polls', plan.standing.length, plan.standing.map(pollReference)),
    ...counted('Open polls without its vote', plan.unvoted.length, plan.unvoted.map(pollReference)),
    [bold('Labels'), ' pass to the secretariat, which may raise them; nobody may lower them.'],
    [bold('What it lets leave it'), ' stays in force for what it leaves behind.'],
    [bold('Its export'), ` stays with its delegates and deputies for ${exportDays} days.`],
  ]
}

/** What the bot can't do: people of other workspaces stay in a channel until somebody removes them. */
function nextOf({ places }: Stake, plan: Plan) {
  const named = places.map(({ name, platform }) => `${name} (${platformNames[platform]})`)
  return [
    ...(plan.open.length > 0
      ? [text('Next: propose a new owner for each open commitment, for example transfer C-12 to France.')]
      : []),
    ...(named.length > 0 ? [text(`Its people may still read ${named.join(', ')}. Remove them there: I can’t.`)] : []),
  ]
}

/** `Seats that end: 3 (A, B)`; nothing where there are none. */
function counted(what: string, count: number, names: string[] = []): Text[] {
  if (count === 0) return []
  const distinct = [...new Set(names)]
  return [[bold(what), `: ${count}${distinct.length === 0 ? '' : ` (${inShort(distinct)})`}`]]
}

const listed = 8

function inShort(names: string[]): string {
  const left = names.length - listed
  return left > 0 ? `${names.slice(0, listed).join(', ')} and ${left} more` : names.join(', ')
}
