/** What waits for a word of the person on what their organisations promised. */

import { commitmentReference } from '#src/commitments/commitment.ts'
import { seenLines } from '#src/commitments/decide.ts'
import { longestLine } from '#src/commitments/lines.ts'
import type { CommitmentFilter, CommitmentLine } from '#src/commitments/store.ts'
import { proposingSeats } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { seenBy } from '#src/core/sharing.ts'
import { axisText, progressText } from '#src/recommendations/axes.ts'
import { bold, button, moment } from '#src/view/build.ts'
import { inShort } from '#src/view/phrases.ts'
import type { Kind, Line, Owner, Page, Waiting } from './home.ts'
import type { Read } from './store.ts'
import { paged } from './to-settle.ts'
import { dueState, lineText } from './words.ts'

export const toReplyTo: Kind = {
  kind: 'reply',
  title: 'Findings to reply to',
  says: 'to reply to',
  read: async (read, { actor, zone, now }, page) => {
    const all = await read.assessments.waiting(ownOf(actor), now)
    const lines = all.flatMap((made): Line[] => {
      const { about, assessedBy, found, id, opensAt } = made
      if (seenBy(actor, about.item) === 'nothing') return []
      const words = `${about.text === '' ? '' : ` ${inShort(about.text, longestLine)},`} found ${axisText(found)}`
      return [
        {
          words: [
            bold(about.reference),
            `${words} by ${assessedBy.name}; shown without a reply on `,
            moment(opensAt, zone),
          ],
          label: about.item.label,
          action: button(`Reply on ${about.reference}`, 'reply-to-assessment', { assessment: id }, { opens: true }),
        },
      ]
    })
    return paged(lines, page)
  },
}

export const overdue: Kind = {
  kind: 'overdue',
  title: 'Overdue',
  says: 'overdue',
  read: (read, owner, page) => ofOwn(read, owner, page, { overdue: true }, (row) => dueState(row)),
}

export const dueSoon: Kind = {
  kind: 'due-soon',
  title: 'Due soon',
  says: 'due soon',
  read: (read, owner, page) => ofOwn(read, owner, page, { dueSoon: true }, (row) => dueState(row)),
}

export const toReport: Kind = {
  kind: 'report',
  title: 'Reports due',
  says: 'to report on',
  read: (read, owner, page) =>
    ofOwn(read, owner, page, { unreported: 'in time' }, ({ progress, progressAt, freshness }) => {
      const said = progressAt === null ? 'never reported on' : `last reported ${progressText(progress)}`
      return `${said}, a report is ${freshness === 'overdue' ? 'overdue' : 'due'}`
    }),
}

type Timely = Pick<CommitmentFilter, 'overdue' | 'dueSoon' | 'unreported'>

async function ofOwn(
  read: Read,
  { actor, now }: Owner,
  page: Page,
  timely: Timely,
  state: (row: CommitmentLine) => string,
): Promise<Waiting> {
  const filter = { now, seenBy: actor, organisations: ownOf(actor), ...timely }
  const { total, rows } = await read.commitments.list(filter, page)
  const lines = seenLines(actor, rows).map((row): Line => {
    return { words: lineText(row, state(row)), label: row.label, action: report(row) }
  })
  return { total, lines }
}

/** The organisations for which the person may report. */
export function ownOf(actor: Owner['actor']): OrganisationId[] {
  return [...new Set(proposingSeats(actor).map(({ organisation }) => organisation))]
}

function report(commitment: { number: number }) {
  const reference = commitmentReference(commitment)
  return button(`Report on ${reference}`, 'report-progress', { reference }, { opens: true })
}
