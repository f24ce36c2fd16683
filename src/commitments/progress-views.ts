/** Progress as people see it: the form that asks for it, what is said once it is recorded, and the history. */
import { shownIn } from '#src/consortium/reach.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { type AxisEvent, longestNote } from '#src/recommendations/axes.ts'
import { eventLine, reportedRow, reportFields } from '#src/recommendations/axes-views.ts'
import { bold, button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Card, Text } from '#src/view/card.ts'
import { commitmentItem, commitmentReference, keptText } from './commitment.ts'
import { referenceField } from './fields.ts'
import type { Ownership } from './store.ts'
import { ownersOf } from './transfer-views.ts'
import { type Confirmed, commitmentCard, type Named } from './views.ts'

/** Asks how far it is; which commitment is asked for only where none was named. */
export function progressForm(named: Named<Confirmed> | undefined): FormShape {
  return {
    title: 'Report progress',
    submit: 'Save progress',
    fields: [...(named ? [] : [referenceField]), ...reportFields],
    ...(named && { values: { progress: named.commitment.progress, ...outlookOf(named) }, note: aboutOf(named) }),
  }
}

function outlookOf({ commitment: { outlook } }: Named<Confirmed>): Record<string, string> {
  return outlook ? { outlook } : {}
}

/** Asks why it is withdrawn. */
export function withdrawForm(named: Named<Confirmed> | undefined): FormShape {
  return {
    title: 'Withdraw commitment',
    submit: 'Withdraw commitment',
    fields: [
      ...(named ? [] : [referenceField]),
      { kind: 'paragraph', name: 'note', label: 'Why it is withdrawn', required: true, max: longestNote },
    ],
    ...(named && { note: aboutOf(named) }),
  }
}

function aboutOf({ commitment, owner }: Named<Confirmed>): Text {
  return [bold(commitmentReference(commitment)), ` ${commitment.text || keptText(owner.short)}`]
}

/** The commitment as it now stands, to the person who reported. */
export function recordedCard(named: Named<Confirmed>, isChanged: boolean, isNoteKept = false): Card {
  const drawn = commitmentCard(named)
  const says = isChanged
    ? `Recorded. Shown in ${shownIn(commitmentItem(named.commitment), named.group.places)}`
    : 'Nothing was changed: that is what it says already.'
  const kept = isNoteKept ? [note(`Your note is not stored: ${named.owner.short} keeps its text to itself.`)] : []
  return { ...drawn, blocks: [...drawn.blocks, note(says), ...kept] }
}

/** To whoever asked. */
export function answeredCard(named: Named<Confirmed>): Card {
  const { commitment, owner } = named
  const reference = commitmentReference(commitment)
  const words = commitment.progressNote === null ? [] : [text(`“${commitment.progressNote}”`)]
  const drawn = card(
    `${reference} ${owner.short} answered`,
    { kind: 'progress', rows: [reportedRow('Reported', commitment)] },
    ...words,
    note('You asked for this update.'),
  )
  const show = button(`Show ${reference}`, 'show-commitment', { reference })
  return withActions({ ...drawn, label: commitment.label }, show)
}

/** Lines on one card. */
const perPage = 10

/** Every report and every finding in order, oldest first; `page` counts from 1. */
export function historyCard(
  { commitment, owner }: Named<Confirmed>,
  { events, owners }: { events: readonly AxisEvent[]; owners: Ownership[] },
  page: number,
): Card {
  const reference = commitmentReference(commitment)
  const pages = Math.max(1, Math.ceil(events.length / perPage))
  const at = Math.min(page, pages)
  const lines = events.slice((at - 1) * perPage, at * perPage).map((event) => eventLine(event, owner.zone))
  const turn = (label: string, to: number) => button(label, 'show-history', { reference, page: String(to) })
  const drawn = card(
    `${reference} History`,
    text(commitment.text || keptText(owner.short)),
    ...ownersOf(owners, owner.zone),
    ...(lines.length === 0 ? [text('Nobody has reported on it yet.')] : [list(lines)]),
    ...(pages > 1 ? [note(`Page ${at} of ${pages}, oldest first.`)] : []),
  )
  return withActions(
    { ...drawn, label: commitment.label },
    ...(at < pages ? [turn('Next page', at + 1)] : []),
    ...(at > 1 ? [turn('Previous page', at - 1)] : []),
    button(`Show ${reference}`, 'show-commitment', { reference }),
  )
}
