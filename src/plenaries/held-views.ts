/** Plenaries as people see them in the chat. */
import type { FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { button, card, list, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { endText } from './window.ts'

/** The most that one card lists; the others stand in the register. */
const mostListed = 5

const report = button('Make plenary report', 'make-plenary-report', {})
const state = button('State plenary', 'hold-plenary', {}, { opens: true })

export function plenariesCard(held: readonly Temporal.Instant[], zone: string): Card {
  if (held.length === 0) {
    const none = card(
      'No plenary has been stated yet',
      text('Until one is, a plenary report tells what changed since the beginning.'),
    )
    return withActions(none, state, report)
  }
  const shown = held.slice(0, mostListed)
  const drawn = card(
    'Plenaries',
    list(shown.map((end) => [`Took note of everything until ${endText(end, zone)}`])),
    note(
      held.length > shown.length ? `The last ${shown.length} of ${held.length}. ` : '',
      'A report tells what changed since the last one.',
    ),
  )
  const [last] = shown
  const strike = last && [
    button('Take back the last', 'strike-plenary', { until: last.toString() }, { style: 'danger' }),
  ]
  return withActions(drawn, state, report, ...(strike ?? []))
}

export function holdForm(): FormShape {
  return {
    title: 'State a plenary',
    submit: 'State plenary',
    fields: [
      {
        kind: 'line',
        name: 'day',
        label: 'Day on which it was held',
        hint: 'For example 20 November; empty is today, until now',
        required: false,
        max: 100,
      },
    ],
  }
}

/** Shown in full before it is kept. */
export function holdingCard(
  end: Temporal.Instant,
  last: Temporal.Instant | undefined,
  zone: string,
  form: FormId,
): Card {
  const drawn = card(
    'Was a plenary held?',
    text(`It took note of everything until ${endText(end, zone)}. The next report tells what changed since.`),
    ...(last ? [note(`The last one took note until ${endText(last, zone)}.`)] : []),
  )
  return withActions(
    drawn,
    button('State plenary', 'hold-plenary', { form, sure: 'yes', day: end.toString() }, { style: 'primary' }),
  )
}

export function heldCard(end: Temporal.Instant, zone: string): Card {
  const drawn = card(
    'The plenary is stated',
    text(`It took note of everything until ${endText(end, zone)}. The next report tells what changed since.`),
  )
  const back = button('Take it back', 'strike-plenary', { until: end.toString() }, { style: 'danger' })
  return withActions({ ...drawn, tone: 'good' }, report, back)
}

export function struckCard(end: Temporal.Instant, zone: string): Card {
  const says = `The plenary until ${endText(end, zone)} counts no more. Both steps stay in the register.`
  return withActions(card('Taken back', text(says)), state)
}
