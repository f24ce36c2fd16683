/** Leaving as people see it: first what will happen, then what has happened and what is to be done. */
import { commitmentReference } from '#src/commitments/commitment.ts'
import { placesText } from '#src/consortium/places.ts'
import { momentInFull } from '#src/core/dates.ts'
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
    list(linesOf(stake, plan, 'will')),
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
  const drawn = card(`${short} left the consortium`, list(linesOf(stake, plan, 'did')), ...nextOf(stake, plan))
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
        `Its seats have ended. You may take everything that is its own until ${momentInFull(exportUntil(now), zone)}.`,
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

type Tense = 'will' | 'did'

function linesOf(stake: Stake, plan: Plan, tense: Tense): Text[] {
  const { proposals, commitments, offers } = stake
  const end = tense === 'will' ? 'end' : 'ended'
  const open = plan.open.map(commitmentReference)
  const voted = plan.standing.map(pollReference)
  const missing = plan.unvoted.map(pollReference)
  return [
    [bold(counted(plan.seats.length, 'seat')), ` ${end}`, named(plan.seats.map(({ name }) => name)), '.'],
    [bold(counted(plan.memberships.length, 'membership')), ` ${end}.`],
    [
      bold(counted(plan.seatless.length, 'person', 'people')),
      tense === 'will' ? ' lose access, and their digests end' : ' lost access, and their digests ended',
      named(plan.seatless.map(({ name }) => name)),
      plan.staying.length === 0 ? '.' : `; ${plan.staying.map(({ name }) => name).join(', ')} keeps a seat elsewhere.`,
    ],
    [bold(counted(plan.open.length, 'open commitment')), ' “owner left” until transferred', named(open), '.'],
    [
      bold(counted(commitments.length, 'commitment')),
      ` ${tense === 'will' ? 'are' : 'were'} reduced to a reference in every channel.`,
    ],
    [bold(counted(proposals.length, 'proposal')), ` ${tense === 'will' ? 'are' : 'were'} withdrawn.`],
    ...(offers.length > 0
      ? [[bold(counted(offers.length, 'transfer')), ' to it ', tense === 'will' ? 'are' : 'were', ' withdrawn.']]
      : []),
    [bold(counted(plan.standing.length, 'vote')), ' in open polls stand', named(voted), '.'],
    ...(missing.length > 0 ? [['Nobody can vote for it any more in ', bold(missing.join(', ')), '.']] : []),
    ['Its labels pass to the secretariat: they can go up, never down. What leaves it stays as it set it.'],
    [`Its export stays with its delegates and deputies for ${exportDays} days.`],
  ]
}

/** What the bot can't do: people of other workspaces stay in a channel until somebody removes them. */
function nextOf({ places, organisation }: Stake, plan: Plan) {
  return [
    ...(plan.open.length > 0
      ? [text('Next: propose a new owner for each open commitment, for example transfer C-12 to France.')]
      : []),
    ...(places.length > 0
      ? [
          text(
            `Its people may still read ${placesText({ name: organisation.short, places })}. Remove them there: I can’t.`,
          ),
        ]
      : []),
  ]
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** ` (A, B and 3 more)`. */
function named(names: string[]): string {
  const distinct = [...new Set(names)]
  return distinct.length === 0 ? '' : ` (${inShort(distinct)})`
}

const listed = 8

function inShort(names: string[]): string {
  const left = names.length - listed
  return left > 0 ? `${names.slice(0, listed).join(', ')} and ${left} more` : names.join(', ')
}
