/** The rules of commitments: nobody binds an organisation by a slip of the keyboard. Pure. */

import type { Group } from '#src/consortium/store.ts'
import {
  type Actor,
  grants,
  type May,
  proposingRoles,
  type Seat,
  secretariat,
  signingRole,
  signingRoles,
} from '#src/core/access.ts'
import { dayInFull, readDay } from '#src/core/dates.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import {
  isAudience,
  isOwn,
  type Release,
  type Shared,
  seenBy,
  shownIn,
  type Viewer,
  whatLeaves,
} from '#src/core/sharing.ts'
import type { Recommendation } from '#src/recommendations/recommendation.ts'
import { type Commitment, commitmentItem, isOwnerLeft } from './commitment.ts'
import type { Terms } from './kind.ts'
import type { CommitmentLine } from './store.ts'

/** Whether its organisation keeps its words to itself. */
export function keepsText({ policy, label }: Pick<Commitment, 'policy' | 'label'>): boolean {
  return whatLeaves(policy, { label }) !== 'full'
}

/** What somebody wrote down, with everything that it names looked up. */
export type Written = {
  text: string
  /** As typed. */
  due: string
  terms: Terms | Refusal[]
}
export type Context = {
  seats: Seat[]
  seat: Seat | undefined
  group: Group | undefined
  recommendations: Recommendation[]
  /** What was typed as one and is none that the actor sees. */
  unknown: string[]
}

/** A promise that can be kept as it stands: owner, group and day are certain. */
export type Promised = {
  text: string
  seat: Seat
  group: Group
  recommendations: Recommendation[]
  due: Temporal.PlainDate
  terms: Terms
}

/** Checks what was written; each thing that is wrong stands on its field. `now` by the database's clock; the day is read in the owner's zone. */
export function promisedOf(written: Written, context: Context, now: Temporal.Instant): Promised | Refusal[] {
  const { seat, group, recommendations } = context
  const { text, terms } = written
  const due = dueOf(written.due, now.toZonedDateTimeISO(seat?.zone ?? 'UTC').toPlainDate())
  const wrong = [
    ...('code' in due ? [due] : []),
    ...(Array.isArray(terms) ? terms : []),
    ...answersWrong(context),
    ...(seat ? [] : [refuse('organisation-needed', {}, { field: 'organisation' })]),
    ...(group ? [] : [refuse('group-needed', {}, { field: 'group' })]),
    ...(seat && group && !isMember(group, seat)
      ? [refuse('not-in-group', { group: group.name }, { field: 'group' })]
      : []),
  ]
  if (wrong.length > 0 || 'code' in due || Array.isArray(terms) || !seat || !group) return wrong
  return { text, seat, group, recommendations, due, terms }
}

function isMember(group: Group, seat: Seat): boolean {
  return group.members.some((member) => member.id === seat.organisation)
}

/** One promise that answers more is several. */
export const mostAnswers = 20

function answersWrong({ recommendations, unknown }: Context): Refusal[] {
  const field = { field: 'recommendations' }
  const [first, ...more] = unknown
  if (first !== undefined) return [refuse('recommendation-unknown', { typed: [first, ...more].join(', ') }, field)]
  const count = recommendations.length
  return count > mostAnswers ? [refuse('answers-too-many', { count, most: mostAnswers }, field)] : []
}

/** The day as typed; must be today or to come. */
export function dueOf(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | Refusal {
  const read = readDay(typed, today)
  switch (read.read) {
    case 'none': {
      const example = `${dayInFull(today.add({ days: 30 }))} or ${today.add({ days: 30 })}`
      return refuse('date-unreadable', { typed, example }, { field: 'due' })
    }
    case 'ambiguous': {
      const readings = read.values.map((day) => ({ label: dayInFull(day), value: day.toString() }))
      const labels = readings.map((reading) => reading.label)
      return refuse('date-ambiguous', { typed, readings: labels }, { field: 'due', readings })
    }
    case 'one':
      return Temporal.PlainDate.compare(read.value, today) < 0
        ? refuse('date-past', { day: dayInFull(read.value) }, { field: 'due' })
        : read.value
  }
}

/**
 * How much of a commitment the actor sees: as its label and its organisation say, and of a proposal nothing outside its own organisation.
 * What an organisation left behind passes to the secretariat by its reference, so that it finds a new owner.
 */
export function seen(actor: Actor, commitment: Commitment): Release {
  const item = commitmentItem(commitment)
  const isOpen = commitment.status === 'confirmed' || actor.kind === 'system' || isOwn(actor, item)
  if (!isOpen) return 'nothing'
  return sightOf(actor, item, commitment.status === 'confirmed' && isOwnerLeft(commitment))
}

function sightOf(actor: Actor, item: Shared, ownerLeft: boolean): Release {
  return ownerLeft ? sightOfLeft(actor, item) : seenBy(actor, item)
}

/** How much is seen of what an owner left undone; a shared place shows its reference at the most. */
export function sightOfLeft(viewer: Viewer, item: Shared): Release {
  if (isAudience(viewer)) return shownIn(viewer, item) === 'nothing' ? 'nothing' : 'reference'
  const release = seenBy(viewer, item)
  return release === 'nothing' && secretariat.test(viewer, undefined) ? 'reference' : release
}

/** Lines as the actor sees them; what is not seen is not there. */
export function seenLines(actor: Actor, lines: CommitmentLine[]): CommitmentLine[] {
  return lines.flatMap((line) => {
    const release = sightOf(actor, commitmentItem(line), line.ownerLeft)
    return release === 'nothing' ? [] : [release === 'full' ? line : { ...line, text: '' }]
  })
}

export function maySee(actor: Actor, commitment: Commitment): boolean {
  return seen(actor, commitment) !== 'nothing'
}

/** Who may change or withdraw a proposal: the person who made it, and those who can bind the organisation. */
export function mayReword(actor: Actor, commitment: Commitment | undefined): boolean {
  if (!commitment || actor.kind !== 'person' || !maySee(actor, commitment)) return false
  return actor.person === commitment.proposedBy || signingRole(actor, commitment.organisation) !== undefined
}

/** {@link mayReword} of the proposal that the loaded state is about. */
export function authorOrSignatory<State>(proposalOf: (state: State) => Commitment | undefined): May<State> {
  return {
    name: 'author-or-signatory',
    says: 'the person who proposed it, or a delegate or deputy of that organisation',
    grants: { ...grants(proposingRoles, 'mine'), ...grants(signingRoles, 'own') },
    test: (actor, state) => mayReword(actor, proposalOf(state)),
  }
}
