/** Findings as people see them: the form, what the assessor is told, and what the owner is asked. */
import type { FormShape } from '#src/core/use-case.ts'
import { axisText, Found } from '#src/recommendations/axes.ts'
import { bold, button, card, facts, moment, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { capital } from '#src/view/phrases.ts'
import { longestWords } from './assessment.ts'
import type { Assessable, Made } from './store.ts'

export function assessForm(of: Assessable | undefined): FormShape {
  return {
    title: 'Assess progress',
    submit: 'Save finding',
    fields: [
      ...(of
        ? []
        : [
            {
              kind: 'line' as const,
              name: 'reference',
              label: 'Commitment or recommendation',
              hint: 'For example C-12 or R-4.2',
              required: true,
              max: 40,
            },
          ]),
      {
        kind: 'choice',
        name: 'found',
        label: 'What you find',
        required: true,
        options: Found.options.map((found) => ({ value: found, label: capital(axisText(found)) })),
      },
      {
        kind: 'paragraph',
        name: 'why',
        label: 'What it rests on',
        required: true,
        max: longestWords,
      },
    ],
    ...(of && { note: [bold(of.reference), ` ${of.text}`.trimEnd(), ownerNote(of)] }),
  }
}

function ownerNote({ owner }: Assessable): string {
  return owner === null ? '' : `. ${owner.name} sees it first and may reply.`
}

export function replyForm(made: Made | undefined): FormShape {
  return {
    title: 'Reply to a finding',
    submit: 'Save reply',
    fields: [{ kind: 'paragraph', name: 'reply', label: 'Your reply', required: true, max: longestWords }],
    ...(made && { note: [bold(made.about.reference), ` was found ${axisText(made.found)}: “${made.why}”`] }),
  }
}

/** To the assessor. */
export function assessedCard(made: Made): Card {
  const { about, owner } = made
  const drawn = card(
    `${about.reference} is found ${axisText(made.found)}`,
    text(`“${made.why}”`),
    owner === null || about.owner === null
      ? note('Shown beside what is reported, from now on.')
      : note(`${about.owner.name} sees it first. It is shown with its reply, at the latest on `, opening(made), '.'),
  )
  return { ...drawn, tone: 'good', label: about.item.label }
}

/** To those who can sign for the owner. */
export function toOwnerCard(made: Made): Card {
  const { about } = made
  const drawn = card(
    `${about.reference} was found ${axisText(made.found)}`,
    ...(about.text === '' ? [] : [text(about.text)]),
    facts(['Assessed by', made.assessedBy.name]),
    text(`“${made.why}”`),
    note(
      'Nobody else sees it yet. A reply is shown beside it for good; without one it is shown on ',
      opening(made),
      '.',
    ),
  )
  const args = { assessment: made.id }
  return withActions(
    { ...drawn, label: about.item.label },
    button('Write reply', 'reply-to-assessment', args, { opens: true, style: 'primary' }),
    button('Show without reply', 'open-assessment', args),
  )
}

/** To whoever replied, and to the assessor. */
export function openedCard(made: Made, reply: string | null): Card {
  const drawn = card(
    `The finding on ${made.about.reference} is shown`,
    text(bold(capital(axisText(made.found))), ` by ${made.assessedBy.name}: “${made.why}”`),
    reply === null ? note('The owner had nothing to reply.') : text(bold('Reply'), `: “${reply}”`),
  )
  return { ...drawn, label: made.about.item.label }
}

function opening({ opensAt, about }: Made) {
  return moment(opensAt, about.owner?.zone ?? 'UTC')
}
