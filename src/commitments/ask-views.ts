/** A request for an update, as the one who asks and the one who is asked see it. */
import { dayInFull } from '#src/core/dates.ts'
import { Progress, progressText } from '#src/recommendations/axes.ts'
import { reportedRow } from '#src/recommendations/axes-views.ts'
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Action, Card } from '#src/view/card.ts'
import type { UpdateRequest } from './asking.ts'
import { commitmentReference, keptText } from './commitment.ts'
import { type Confirmed, dueText, type Named } from './views.ts'

/** To the contact: what is asked, and every answer one click from its form. */
export function updateAskedCard(named: Named<Confirmed>, by: string): Card {
  const { commitment, owner } = named
  const drawn = card(
    `${commitmentReference(commitment)} How far is it?`,
    text(commitment.text || keptText(owner.short)),
    { kind: 'progress', rows: [reportedRow('Reported', commitment)] },
    facts(['Due', dueText(Temporal.PlainDate.from(commitment.due), owner.zone)]),
    note(`${by} asks. What you report is shown wherever the commitment is.`),
  )
  return withActions({ ...drawn, label: commitment.label }, ...answersTo(commitment))
}

/** The word that stands already needs no form; withdrawing has its own. */
function answersTo(commitment: Confirmed): Action[] {
  const reference = commitmentReference(commitment)
  const others = Progress.options.filter((one) => one !== commitment.progress && one !== 'withdrawn')
  return [
    button(`Report still ${progressText(commitment.progress)}`, 'report-progress', {
      reference,
      progress: commitment.progress,
    }),
    ...others.map((progress) =>
      button(`Report ${progressText(progress)}`, 'report-progress', { reference, progress }, { opens: true }),
    ),
  ]
}

export function askedForCard({ commitment, owner }: Named<Confirmed>, contact: string): Card {
  const reference = commitmentReference(commitment)
  const says = text(bold(contact), ` (${owner.short}) is asked how far ${reference} is. You are told of the answer.`)
  return { ...card(`${reference} Update asked for`, says), label: commitment.label }
}

/** Once a week is enough. */
export function askedBeforeCard(named: Named<Confirmed>, asked: UpdateRequest, contact: string): Card {
  const { commitment, owner } = named
  const day = dayInFull(asked.askedAt.toZonedDateTimeISO(owner.zone).toPlainDate())
  const says = `${contact} (${owner.short}) was asked on ${day} and has not answered yet. Ask again a week after that, or call: who ${commitmentReference(commitment)}.`
  return { ...card(`${commitmentReference(commitment)} Update asked for already`, text(says)), label: commitment.label }
}

/** Whoever asks is the one to answer. */
export function askedYourselfCard({ commitment }: Named<Confirmed>): Card {
  const reference = commitmentReference(commitment)
  const says = text(`You are the one who reports on ${reference}.`)
  return withActions(
    { ...card(`${reference} Nobody else to ask`, says), label: commitment.label },
    ...answersTo(commitment),
  )
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
