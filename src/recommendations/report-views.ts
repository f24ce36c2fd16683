/** Reports on recommendations as people see them: the form, what is said once one is recorded, and the history. */
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, list, moment, note, text, turns, withActions } from '#src/view/build.ts'
import type { Card, Text } from '#src/view/card.ts'
import type { Axes, AxisEvent, Reported } from './axes.ts'
import { axesBlocks, eventLine, reportedRow, reportFields } from './axes-views.ts'
import { recommendationField } from './named.ts'
import { type Recommendation, recommendationReference, responseText, type StatedResponse } from './recommendation.ts'

export function reportForm(found: Recommendation | undefined, last: Reported | null): FormShape {
  return {
    title: 'Report progress',
    submit: 'Save progress',
    fields: [...(found ? [] : [recommendationField]), ...reportFields],
    ...(last && { values: { progress: last.progress, ...(last.outlook && { outlook: last.outlook }) } }),
    ...(found && { note: [bold(recommendationReference(found)), ` ${found.title}`] }),
  }
}

/** To whoever reported; `keptBy`: who keeps the note that was typed. */
export function reportedCard(
  found: Recommendation,
  axes: Axes,
  { zone, isChanged, keptBy }: { zone: string; isChanged: boolean; keptBy?: string },
): Card {
  const reference = recommendationReference(found)
  const drawn = card(
    `${reference} ${found.title}`,
    ...axesBlocks({ axes, zone }),
    note(
      isChanged ? 'Recorded, and shown on its card from now on.' : 'Nothing was changed: that is what it says already.',
    ),
    ...(keptBy === undefined ? [] : [note(`Your note is not stored: ${keptBy} keeps its text to itself.`)]),
  )
  return withActions(
    { ...drawn, label: found.label },
    button(`Show ${reference}`, 'show-recommendation', { reference }),
    button('Add evidence', 'add-evidence', { reference }, { opens: true }),
  )
}

/** To whoever asked. */
export function answeredCard(found: Recommendation, reported: Reported, name: string): Card {
  const reference = recommendationReference(found)
  const drawn = card(
    `${reference} ${name} answered`,
    { kind: 'progress', rows: [reportedRow('Reported', { ...reported, progressAt: reported.at })] },
    ...(reported.note ? [text(`“${reported.note}”`)] : []),
    note('You asked for this update.'),
  )
  return withActions(
    { ...drawn, label: found.label },
    button(`Show ${reference}`, 'show-recommendation', { reference }),
  )
}

/** What an organisation said to it once; nobody is named where its text is kept. */
export type ResponseEvent = StatedResponse & { by: string }
export type Told = { at: string; says: Text }

/** Everything that was said, oldest first. */
export function toldOf(events: readonly AxisEvent[], responses: readonly ResponseEvent[], zone: string): Told[] {
  const said = events.map((event): Told => ({ at: event.at, says: eventLine(event, zone) }))
  const answered = responses.map(
    ({ at, name, response, reason, by }): Told => ({
      at,
      says: [
        bold(`${responseText(response)} by ${name}`),
        '  ',
        moment(at, zone),
        `${by === '' ? '' : ` by ${by}`}${reason === '' ? '' : `: “${reason}”`}`,
      ],
    }),
  )
  return [...said, ...answered].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** Lines on one card. */
const perPage = 10

export function historyCard(found: Recommendation, told: readonly Told[], page: number): Card {
  const reference = recommendationReference(found)
  const pages = Math.max(1, Math.ceil(told.length / perPage))
  const at = Math.min(page, pages)
  const lines = told.slice((at - 1) * perPage, at * perPage).map(({ says }) => says)
  const drawn = card(
    `${reference} History`,
    text(found.title),
    ...(lines.length === 0 ? [text('Nobody has said anything about it yet.')] : [list(lines)]),
    ...(pages > 1 ? [note(`Page ${at} of ${pages}, oldest first.`)] : []),
  )
  return withActions(
    { ...drawn, label: found.label },
    ...turns(told.length, at, perPage, 'show-recommendation-history', { reference }),
    button(`Show ${reference}`, 'show-recommendation', { reference }),
  )
}
