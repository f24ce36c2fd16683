/** A request, as the one who asks and the one who is asked see it. */
import { dayInFull, zoneName } from '#src/core/dates.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { type FoundSubject, subjectField } from '#src/filing/subject.ts'
import { longestNote, Progress, progressText } from '#src/recommendations/axes.ts'
import { axesRows } from '#src/recommendations/axes-views.ts'
import type { Request, Wanted } from '#src/requests/request.ts'
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import { capital } from '#src/view/phrases.ts'
import type { Askable } from './askable.ts'

/** Whoever is asked, by name; days are those of the owner's zone. */
type Names = { contact: string; owner: string; zone: string }

/** To the contact: what is asked, and every answer one click from its form. */
export function askedCard(wanted: Wanted, about: Askable, by: string): Card {
  const { reference, title, item } = about.found
  const asks = wanted === 'update' ? `${reference} How far is it?` : `${reference} Is there evidence?`
  const says =
    wanted === 'update'
      ? 'What you report is shown wherever it is.'
      : 'A link, a file or a note. Who may see it is yours to say.'
  const drawn = card(asks, text(title), ...reportedOf(about), ...dueOf(about), note(`${by} asks. ${says}`))
  return withActions({ ...drawn, label: item.label }, ...answersTo(wanted, about))
}

function reportedOf({ reported }: Askable): Block[] {
  const [row] = axesRows({ reported: reported && { ...reported, note: null }, found: null })
  return row ? [{ kind: 'progress', rows: [row] }] : []
}

function dueOf({ due, owner }: Askable): Block[] {
  if (due === null || owner === null) return []
  return [facts(['Due', `${dayInFull(Temporal.PlainDate.from(due))} (${zoneName(owner.zone)})`])]
}

function answersTo(wanted: Wanted, { found, reported }: Askable): Action[] {
  const { reference } = found
  if (wanted === 'evidence') return evidenceAnswers(found)
  const use = found.subject.kind === 'commitment' ? 'report-progress' : 'report-on-recommendation'
  // The word that stands already needs no form; withdrawing has its own.
  const stands = reported?.progress ?? 'not-started'
  const others = Progress.options.filter((one) => one !== stands && one !== 'withdrawn')
  return [
    button(`Report still ${progressText(stands)}`, use, { reference, progress: stands }),
    ...others.map((progress) =>
      button(`Report ${progressText(progress)}`, use, { reference, progress }, { opens: true }),
    ),
  ]
}

function evidenceAnswers({ reference }: FoundSubject): Action[] {
  return [
    button('Add evidence', 'add-evidence', { reference }, { opens: true, style: 'primary' }),
    button('Decline with reason', 'decline-evidence', { reference }, { opens: true }),
  ]
}

export function askedForCard(wanted: Wanted, { found: { reference, item } }: Askable, { contact, owner }: Names): Card {
  const what = wanted === 'update' ? `how far ${reference} is` : `for evidence of ${reference}`
  const says = text(bold(contact), ` (${owner}) is asked ${what}. You are told of the answer.`)
  return { ...card(`${reference} ${capital(wanted)} asked for`, says), label: item.label }
}

/** Once a week is enough. */
export function askedBeforeCard({ found }: Askable, asked: Request, { contact, owner, zone }: Names): Card {
  const { reference, item } = found
  const day = dayInFull(asked.askedAt.toZonedDateTimeISO(zone).toPlainDate())
  const says = `${contact} (${owner}) was asked on ${day} and has not answered yet. Ask again a week after that, or call: who ${owner}.`
  return { ...card(`${reference} ${capital(asked.wanted)} asked for already`, text(says)), label: item.label }
}

/** Whoever asks is the one to answer. */
export function askedYourselfCard(wanted: Wanted, about: Askable): Card {
  const { reference, item } = about.found
  const says =
    wanted === 'update'
      ? `You are the one who reports on ${reference}.`
      : `You are the one to bring evidence of ${reference}.`
  const answers = wanted === 'update' ? answersTo(wanted, about) : evidenceAnswers(about.found).slice(0, 1)
  return withActions({ ...card(`${reference} Nobody else to ask`, text(says)), label: item.label }, ...answers)
}

export function declineForm(found: FoundSubject | undefined, keptBy: string | undefined): FormShape {
  const kept = keptBy === undefined ? '' : `\n${keptBy} keeps its texts to itself: your reason is not stored.`
  return {
    title: 'Decline to bring evidence',
    submit: 'Decline',
    fields: [
      ...(found ? [] : [subjectField]),
      { kind: 'paragraph', name: 'reason', label: 'Why there is none', required: true, max: longestNote },
    ],
    ...(found && { note: [bold(found.reference), ` ${found.title}${kept}`] }),
  }
}

/** To whoever declined. */
export function declinedCard({ reference, item }: FoundSubject, asker: string | undefined, isKept: boolean): Card {
  const kept = isKept ? ' Your reason is not stored: your organisation keeps its texts to itself.' : ''
  const drawn = card(`${reference} Declined`, text(`${asker ?? 'Whoever asked'} is told.${kept}`))
  const show = button(`Show ${reference}`, `show-${reference.startsWith('C') ? 'commitment' : 'recommendation'}`, {
    reference,
  })
  return withActions({ ...drawn, label: item.label }, show)
}

/** To whoever asked. */
export function noEvidenceCard({ reference, item }: FoundSubject, owner: string, reason: string): Card {
  const said = reason === '' ? [] : [text(`“${reason}”`)]
  const drawn = card(`${reference} ${owner} brings no evidence`, ...said, note('You asked for it.'))
  return withActions({ ...drawn, label: item.label }, button('Show evidence', 'show-evidence', { reference }))
}
