/** What waits for those who keep the overview: the secretariat, chairs and coordinators. */
import { commitmentReference } from '#src/commitments/commitment.ts'
import { seenLines } from '#src/commitments/decide.ts'
import type { CommitmentFilter, CommitmentLine } from '#src/commitments/store.ts'
import { type Role, seatsOf } from '#src/core/access.ts'
import { reportingDays } from '#src/recommendations/freshness.ts'
import { askers } from '#src/requests/request.ts'
import { button } from '#src/view/build.ts'
import type { Kind, Line, Owner } from './home.ts'
import { dueState, lineText } from './words.ts'

export const toAskFor: Kind = {
  kind: 'ask',
  title: 'Late in your groups',
  says: 'late in your groups',
  read: async (read, owner, page) => {
    const { actor, now } = owner
    if (!holds(owner, askers.update)) return none
    const exceptOf = actor.seats.map(({ organisation }) => organisation)
    const whose: Partial<CommitmentFilter> = holds(owner, ['secretariat']) ? {} : { groups: owner.groups }
    const { total, rows } = await read.commitments.list({ now, seenBy: actor, exceptOf, late: true, ...whose }, page)
    const lines = seenLines(actor, rows).map((row): Line => {
      const reference = commitmentReference(row)
      const action = button(`Ask for an update on ${reference}`, 'ask-for-update', { reference })
      return { words: lineText(row, lateState(row)), label: row.label, action }
    })
    return { total, lines }
  },
}

export const toPassOn: Kind = {
  kind: 'pass-on',
  title: 'Owner left',
  says: 'whose owner left',
  read: async (read, owner, page) => {
    const { actor, now } = owner
    if (!holds(owner, ['secretariat'])) return none
    const { total, rows } = await read.commitments.list({ now, seenBy: actor, ownerLeft: true }, page)
    const lines = seenLines(actor, rows).map((row): Line => {
      const reference = commitmentReference(row)
      const action = button(`Transfer ${reference}`, 'propose-transfer', { reference }, { opens: true })
      return { words: lineText(row, 'waits for a new owner'), label: row.label, action }
    })
    return { total, lines }
  },
}

const none = { total: 0, lines: [] }

function holds({ actor }: Owner, roles: readonly Role[]): boolean {
  return seatsOf(actor).some(({ role }) => roles.includes(role))
}

function lateState(row: CommitmentLine): string {
  return row.daysLeft < 0 ? dueState(row) : `no report for ${2 * reportingDays} days`
}
