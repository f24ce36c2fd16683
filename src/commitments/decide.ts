/** The rules of commitments: nobody binds an organisation by a slip of the keyboard. Pure. */

import type { Group } from '#src/consortium/store.ts'
import {
  type Actor,
  grants,
  type May,
  proposingRoles,
  type Seat,
  seatsOf,
  signingRole,
  signingRoles,
} from '#src/core/access.ts'
import { dayInFull, readDay } from '#src/core/dates.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import type { Recommendation } from '#src/recommendations/recommendation.ts'
import type { Commitment } from './commitment.ts'

/** What somebody wrote down, with everything that it names looked up. */
export type Written = {
  text: string
  /** As typed. */
  due: string
  /** As typed; undefined where none was named. */
  recommendation: string | undefined
}
export type Context = {
  seats: Seat[]
  seat: Seat | undefined
  group: Group | undefined
  recommendation: Recommendation | undefined
}

/** A promise that can be kept as it stands: owner, group and day are certain. */
export type Promised = {
  text: string
  seat: Seat
  group: Group
  recommendation: Recommendation | undefined
  due: Temporal.PlainDate
}

/** Checks what was written; each thing that is wrong stands on its field. `now` by the database's clock; the day is read in the owner's zone. */
export function promisedOf(written: Written, context: Context, now: Temporal.Instant): Promised | Refusal[] {
  const { seat, group, recommendation } = context
  const due = dueOf(written.due, now.toZonedDateTimeISO(seat?.zone ?? 'UTC').toPlainDate())
  const wrong = [
    ...('code' in due ? [due] : []),
    ...(written.recommendation && !recommendation ? [unknown(written.recommendation)] : []),
    ...(seat ? [] : [refuse('organisation-needed', {}, { field: 'organisation' })]),
    ...(group ? [] : [refuse('group-needed', {}, { field: 'group' })]),
    ...(seat && group && !isMember(group, seat)
      ? [refuse('not-in-group', { group: group.name }, { field: 'group' })]
      : []),
  ]
  if (wrong.length > 0 || 'code' in due || !seat || !group) return wrong
  return { text: written.text, seat, group, recommendation, due }
}

function isMember(group: Group, seat: Seat): boolean {
  return group.members.some((member) => member.id === seat.organisation)
}

function unknown(typed: string): Refusal {
  return refuse('recommendation-unknown', { typed }, { field: 'recommendation' })
}

function dueOf(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | Refusal {
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

/** Who may see a commitment: everyone in the consortium once it is confirmed, only its own organisation before. */
export function maySee(actor: Actor, commitment: Commitment): boolean {
  if (actor.kind === 'system') return true
  if (commitment.status === 'confirmed') return actor.kind === 'person'
  return seatsOf(actor).some((seat) => seat.organisation === commitment.organisation)
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
