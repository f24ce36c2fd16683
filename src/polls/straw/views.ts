/** Straw polls as people see them: the card in shared places, opening one, answering it. */
import { placesText } from '#src/consortium/places.ts'
import type { Group } from '#src/consortium/store.ts'
import { momentInFull } from '#src/core/dates.ts'
import type { FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, deadline, facts, list, note, text, withActions } from '#src/view/build.ts'
import type { Action, Card, Span } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { listed } from '#src/view/phrases.ts'
import { longestQuestion } from '../poll.ts'
import { longestAnswer, mostAnswers, type Straw, strawReference, takesVoices } from './straw.ts'

export type StrawState = { straw: Straw; group: string; source: string; zone: string }

/** As many answers as stand as buttons; more are chosen in a form. */
const mostButtons = 5

/** The card that stands in every place of the working group; the same for everyone who reads it. */
export function strawCard({ straw, group, source, zone }: StrawState, now: Temporal.Instant): Card {
  const reference = strawReference(straw)
  const open = takesVoices(straw, now)
  const drawn = card(
    `${reference} ${straw.question || `Straw poll of ${source}: its text is kept there`}`,
    facts(
      ['Standing', bold('Straw poll'), ' of individuals: it decides nothing'],
      ...aboutFact(straw),
      [open ? 'Closes' : 'Closed', deadline(straw.closedAt ?? straw.closesAt, zone)],
      ['Answered', straw.people === 1 ? '1 person' : `${straw.people} people`],
    ),
    {
      kind: 'tally',
      of: straw.people,
      rows: straw.answers.map((label, at) => ({ label, count: straw.count[at] ?? 0, by: [] })),
    },
    ...(open ? [note(`${choosing(straw)}, by everyone of ${group}’s organisations, each for themselves.`)] : []),
    note(bold('Who can see this? '), whoSees(group)),
  )
  return { ...drawn, label: straw.label, actions: open ? answerActions(straw) : [] }
}

function choosing({ several }: Pick<Straw, 'several'>): string {
  return several ? 'Several answers' : 'One answer'
}

function aboutFact({ about }: Pick<Straw, 'about'>): [string, ...Span[]][] {
  return about === '' ? [] : [['About', about]]
}

function whoSees(group: string): string {
  return `How many chose each answer: everyone in ${group}, as they come. Who chose what is shown to nobody here, though of few answers people may guess; always: the operator, Slack and Microsoft, and your own administrators. Disclosure law applies.`
}

function answerActions(straw: Straw): Action[] {
  const args = { straw: straw.id }
  if (straw.several || straw.answers.length > mostButtons || straw.question === '') {
    return [button(straw.several ? 'Choose answers' : 'Choose answer', 'give-voice', args, { opens: true })]
  }
  return straw.answers.map((label, at) => button(label, 'give-voice', { ...args, answers: String(at) }))
}

/** Closing is for few people, so that its button stands in answers to one person alone. */
export function closeAction({ id, number }: Pick<Straw, 'id' | 'number'>): Action {
  return button(`Close ${strawReference({ number })}`, 'close-straw', { straw: id })
}

export function answerForm(straw: Straw, voice: readonly number[]): FormShape {
  const options = straw.answers.map((label, at) => ({ value: String(at), label }))
  const base = { name: 'answers', label: straw.question || strawReference(straw), options }
  const field: Field = straw.several
    ? { kind: 'choices', ...base, hint: 'None takes your answer back', required: false }
    : { kind: 'choice', ...base, required: true }
  return {
    title: `Answer ${strawReference(straw)}`,
    submit: 'Give answer',
    fields: [field],
    values: voice.length > 0 ? { answers: voice.join(',') } : {},
  }
}

/** To the person who answered, privately. */
export function voiceCard(straw: Straw, chosen: readonly number[], zone: string): Card {
  const reference = strawReference(straw)
  const words = listed(chosen.map((at) => straw.answers[at] ?? ''))
  const drawn = card(
    chosen.length === 0 ? `You have no answer in ${reference} now` : `Your answer to ${reference}: ${words}`,
    note('You may change it until it closes: ', deadline(straw.closesAt, zone), '.'),
  )
  return withActions(
    { ...drawn, tone: 'good', label: straw.label },
    button('Change answer', 'give-voice', { straw: straw.id }, { opens: true }),
  )
}

type Previewed = { lines: string[]; zone: string; form: FormId }

/** Shown before it opens: when it ends, in full, and who will be asked where. */
export function previewStraw(straw: Straw, group: Group, { lines, zone, form }: Previewed): Card {
  const drawn = card(
    'Open this straw poll?',
    text(bold(straw.question)),
    list(straw.answers.map((answer) => [answer])),
    facts(['Closes', bold(momentInFull(Temporal.Instant.from(straw.closesAt), zone))], ...aboutFact(straw), [
      'Asked',
      `${choosing(straw)}, by everyone of ${listed(group.members.map(({ short }) => short))}`,
    ]),
    note(bold('Who can see this? '), whoSees(group.name)),
    ...lines.map((line) => note(line)),
    note('Nothing is saved yet.'),
  )
  const sure = { form, closes: straw.closesAt, sure: 'yes' }
  return withActions(
    { ...drawn, label: straw.label },
    button('Open straw poll', 'open-straw', sure, { style: 'primary' }),
    button('Change question', 'open-straw', { form }, { opens: true }),
  )
}

/** To the person who opened it, privately. */
export function openedStraw(straw: Straw, group: Group, lines: string[], zone: string): Card {
  const drawn = card(
    `${strawReference(straw)} is open`,
    text(straw.question),
    facts(['Closes', deadline(straw.closesAt, zone)], ['Shown in', placesText(group)]),
    ...lines.map((line) => note(line)),
  )
  return withActions({ ...drawn, tone: 'good', label: straw.label }, closeAction(straw))
}

export function strawForm(
  groups: { value: string; label: string }[],
  marks: Field[],
  values: Record<string, string>,
): FormShape {
  const group: Field[] =
    groups.length < 2
      ? []
      : [{ kind: 'choice', name: 'group', label: 'Working group', required: true, options: groups }]
  const answersHint = `One a line, 2 to ${mostAnswers}`
  const closesHint = 'For example Friday 17:00, in 20 minutes or 2026-12-04 17:00'
  return {
    title: 'Open a straw poll',
    submit: 'Check date',
    fields: [
      { kind: 'paragraph', name: 'question', label: 'Question', required: true, max: longestQuestion },
      {
        ...{ kind: 'paragraph', name: 'answers', label: 'Answers', hint: answersHint, required: true },
        max: mostAnswers * (longestAnswer + 1),
      },
      {
        ...{ kind: 'choice', name: 'mode', label: 'How many may be chosen', required: false },
        options: [
          { value: 'single', label: 'One answer' },
          { value: 'several', label: 'Several answers' },
        ],
      },
      { kind: 'line', name: 'closes', label: 'Closes', hint: closesHint, required: true, max: 100 },
      { kind: 'line', name: 'about', label: 'About', hint: 'For example D-3, R-1.2 or P-7', required: false, max: 40 },
      ...group,
      ...marks,
    ],
    values,
    note: [
      'Everyone answers for themselves; it decides nothing. Nothing is saved until you have seen the date in full.',
    ],
  }
}

/** What a place keeps where not everyone who reads there may have it. */
export function bareStraw(straw: Straw): Card {
  return { ...card(strawReference(straw), note('Not everyone who reads here may have its text.')), label: straw.label }
}

export function closedCard(straw: Straw): Card {
  return { ...card(`${strawReference(straw)} is closed`), tone: 'good', label: straw.label }
}
