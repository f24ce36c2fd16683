/** Responses as people see them: the form, and what is said once one is stated. */
import type { Seat } from '#src/core/access.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, note, text, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { capital } from '#src/view/phrases.ts'
import { recommendationField } from './named.ts'
import {
  longestReason,
  type Recommendation,
  Response,
  recommendationReference,
  responseText,
  type StatedResponse,
} from './recommendation.ts'

export function respondForm(
  found: Recommendation | undefined,
  seats: readonly Seat[],
  last: StatedResponse | undefined,
): FormShape {
  const options = seats.map(({ organisation, name }) => ({ value: organisation, label: name }))
  return {
    title: 'Respond to advice',
    submit: 'State response',
    fields: [
      ...(found ? [] : [recommendationField]),
      ...(options.length > 1
        ? [{ kind: 'choice' as const, name: 'organisation', label: 'Organisation', required: true, options }]
        : []),
      {
        kind: 'choice',
        name: 'response',
        label: 'Response',
        required: true,
        options: Response.options.map((response) => ({ value: response, label: capital(responseText(response)) })),
      },
      {
        kind: 'paragraph',
        name: 'reason',
        label: 'Reason',
        hint: 'Needed for all but “accepted”',
        required: false,
        max: longestReason,
      },
    ],
    ...(last && { values: { response: last.response, reason: last.reason } }),
    ...(found && { note: [bold(recommendationReference(found)), ` ${found.title}`] }),
  }
}

const says: Record<Response, string> = {
  accepted: 'accepts',
  'partly-accepted': 'partly accepts',
  noted: 'notes',
  'not-accepted': 'does not accept',
}

type Stated = Pick<StatedResponse, 'name' | 'response' | 'reason'>

/** To whoever stated it. */
export function respondedCard(
  found: Recommendation,
  { name, response, reason }: Stated,
  { isChanged, isReasonKept }: { isChanged: boolean; isReasonKept: boolean },
): Card {
  const reference = recommendationReference(found)
  const drawn = card(
    `${name} ${says[response]} ${reference}`,
    text(found.title),
    ...(reason === '' ? [] : [text(`“${reason}”`)]),
    note(
      isChanged ? 'Recorded, and shown on its card from now on.' : 'Nothing was changed: that is what it says already.',
    ),
    ...(isReasonKept ? [note(`Your reason is not stored: ${name} keeps its text to itself.`)] : []),
  )
  return withActions(
    { ...drawn, tone: 'good', label: found.label },
    button(`Show ${reference}`, 'show-recommendation', { reference }),
    button('Change response', 'respond-to-recommendation', { reference }, { opens: true }),
  )
}
