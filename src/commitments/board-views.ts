/** Recommendations as people see them, with the commitments that answer them. */
import type { WorkingGroup } from '#src/consortium/consortium.ts'
import { dayInFull, zoneName } from '#src/core/dates.ts'
import { strictest } from '#src/core/tlp.ts'
import type { FormShape } from '#src/core/use-case.ts'
import type { Axes } from '#src/recommendations/axes.ts'
import { axesBlocks } from '#src/recommendations/axes-views.ts'
import { nextReportOf } from '#src/recommendations/freshness.ts'
import {
  type Assignment,
  type CatalogueSource,
  type Recommendation,
  Response,
  recommendationReference,
  responseText,
  type StatedResponse,
} from '#src/recommendations/recommendation.ts'
import type { Wanted } from '#src/requests/request.ts'
import { bold, button, card, facts, list, note, text, turns, withActions } from '#src/view/build.ts'
import type { Action, Block, Card } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { type AssessedLine, lineOf } from './lines.ts'
import { perPage } from './list-views.ts'
import { postingForm } from './posting.ts'

/** A recommendation with all confirmed commitments that answer it, as things stand `on` a day in the consortium's zone. */
export type Answered = {
  recommendation: Recommendation
  lines: AssessedLine[]
  axes: Axes
  assignment: Assignment | undefined
  /** Undefined where nobody has named it. */
  catalogue: CatalogueSource | undefined
  /** The last of each organisation. */
  responses: StatedResponse[]
  parts: { whole: Recommendation | undefined; parts: Recommendation[] }
  on: Temporal.PlainDate
  zone: string
}

/** The same for everyone who sees it, whoever asked; it names the first commitments and counts the rest. */
export function recommendationCard(answered: Answered): Card {
  const lines = answered.lines.map((line) => (line.reduced ? { ...line, text: `Commitment of ${line.owner}` } : line))
  return withActions(
    drawnOn({ ...answered, lines }, 1),
    logButton(answered.recommendation),
    ...reportButton(answered),
    respondButton(answered.recommendation),
  )
}

/** To the person who asked: page by page, with what they may do. */
export function askedCard(
  answered: Answered,
  page: number,
  { mayPost, asks }: { mayPost: boolean; asks: readonly Wanted[] },
): Card {
  const { recommendation, lines } = answered
  const reference = recommendationReference(recommendation)
  const post = button('Post here', 'post-recommendation', { recommendation: recommendation.id })
  return withActions(
    drawnOn(answered, page),
    logButton(recommendation),
    ...reportButton(answered),
    respondButton(recommendation),
    button('Follow', 'follow', { reference }),
    button('Show evidence', 'show-evidence', { reference }),
    ...(asks.includes('update') ? [button('Ask for an update', 'ask-for-update', { reference })] : []),
    ...(asks.includes('evidence') ? [button('Ask for evidence', 'ask-for-evidence', { reference })] : []),
    ...(mayPost ? [post] : []),
    ...turns(lines.length, page, perPage, 'show-recommendation', { reference }),
  )
}

/** One page of the catalogue, with how many commitments answer each, and how many of them are late. */
export function boardCard(page: number, total: number, rows: Answered[], prefix: string | undefined): Card {
  const under = prefix === undefined ? '' : ` under R-${prefix}`
  if (rows.length === 0)
    return card(total === 0 ? `No recommendations${under}` : 'No more recommendations', text('Type recs to see all.'))
  const first = (page - 1) * perPage + 1
  const items = rows.map(({ recommendation, lines }) => [
    bold(recommendationReference(recommendation)),
    ` ${recommendation.title}: ${countsText(lines)}`,
  ])
  const label = strictest(rows.map(({ recommendation }) => recommendation.label))
  const opens = rows
    .map((row) => recommendationReference(row.recommendation))
    .map((reference) => button(`Show ${reference}`, 'show-recommendation', { reference }))
  const drawn = card(
    `${counted(total, 'recommendation')}${under}`,
    list(items),
    ...(total > perPage ? [note(`${first} to ${first + rows.length - 1} of ${total}.`)] : []),
  )
  const args: Record<string, string> = prefix === undefined ? {} : { prefix }
  return withActions(
    { ...drawn, ...(label && { label }) },
    ...turns(total, page, perPage, 'show-recommendations', args),
    ...opens,
  )
}

export function postedCard(recommendation: Recommendation, places: string, lines: string[]): Card {
  const reference = recommendationReference(recommendation)
  return card(
    `${reference} is shown in ${places}`,
    ...lines.map((line) => note(line)),
    note('Its card there is redrawn when a commitment that answers it moves.'),
  )
}

/** Asked for where it is not clear in whose places the card is to stand. */
export function postForm(recommendation: Recommendation, groups: readonly WorkingGroup[]): FormShape {
  const says = `${recommendationReference(recommendation)} ${recommendation.title}: its card goes into the working group’s places.`
  return postingForm('recommendation', 'group', groups, says)
}

function drawnOn(answered: Answered, page: number): Card {
  const { recommendation, lines, on, zone } = answered
  const { finding, themes } = recommendation
  const from = (page - 1) * perPage
  const shown = lines.slice(from, from + perPage)
  const drawn = card(
    `${recommendationReference(recommendation)} ${recommendation.title}`,
    ...inBlocks(recommendation.text),
    facts(
      ['Finding', `${finding.code} ${finding.title}`],
      ...(themes.length === 0 ? [] : [['Themes', themes.join(', ')] satisfies [string, string]]),
      ...sourceOf(answered),
      ...seenToBy(answered),
      ...respondedBy(answered),
      ['Answered by', bold(countsText(lines))],
    ),
    ...axesBlocks(answered),
    ...nextReportNote(answered),
    ...shown.flatMap(lineOf),
    ...leftNote(lines.length, from, shown.length),
    note(`As of ${dayInFull(on)} (${zoneName(zone)}).`),
  )
  const { label } = recommendation
  return { ...drawn, label: strictest([label, ...lines.map((line) => line.label)]) ?? label }
}

/** `Allies and partners, Atlantic Council, 2026`. */
function sourceOf({ catalogue }: Answered): [string, string][] {
  if (!catalogue) return []
  const { title, series, publisher, year } = catalogue
  return [['Source', [title, series, publisher, year].filter((one) => one !== '' && one !== null).join(', ')]]
}

/** From which day the next report of its lead is due: that stays true without drawing the card anew. */
function nextReportNote({ axes, assignment }: Answered): Block[] {
  const next = nextReportOf(axes.reported, assignment?.lead ?? null)
  return next === null ? [] : [note(`Next report by ${dayInFull(next)}.`)]
}

/** Who leads and supports it, in which group, and what it is part of. */
function seenToBy({ assignment, parts }: Answered): [string, string][] {
  const names = (of: { name: string }[] | undefined) => (of ?? []).map(({ name }) => name).join(', ')
  const facts: [string, string][] = [
    ['Working group', assignment?.group?.name ?? ''],
    ['Lead', assignment?.lead?.name ?? ''],
    ['Supported by', names(assignment?.supporting)],
    ['Coordinators', names(assignment?.coordinators)],
    ['Part of', parts.whole ? `${recommendationReference(parts.whole)} ${parts.whole.title}` : ''],
    ['Parts', parts.parts.map((one) => `${recommendationReference(one)} ${one.title}`).join('\n')],
  ]
  return facts.filter(([, value]) => value !== '')
}

/** `accepted by Japan, Korea`: a line for each response that somebody stated. */
function respondedBy({ responses }: Answered): [string, string][] {
  const lines = Response.options.flatMap((response) => {
    const by = responses.filter((one) => one.response === response)
    const said = by.map(({ name, reason }) => (reason === '' ? name : `${name} (“${inShort(reason, 120)}”)`))
    return by.length === 0 ? [] : [`${responseText(response)} by ${said.join(', ')}`]
  })
  return lines.length === 0 ? [] : [['Responses', lines.join('\n')]]
}

/** The longest text that every platform takes as one block; a longer one stands in several, whole. */
const longestBlock = 2_500

function inBlocks(words: string): Block[] {
  if (words === '') return []
  if (words.length <= longestBlock) return [text(words)]
  const space = words.slice(0, longestBlock).search(/\s\S*$/)
  const end = space > 0 ? space : longestBlock
  return [text(words.slice(0, end)), ...inBlocks(words.slice(end).trimStart())]
}

function countsText(lines: AssessedLine[]): string {
  if (lines.length === 0) return 'no commitment yet'
  const late = lines.filter(({ overdue }) => overdue).length
  const left = lines.filter(({ ownerLeft }) => ownerLeft).length
  const answers = counted(lines.length, 'commitment')
  return [answers, ...(late > 0 ? [`${late} overdue`] : []), ...(left > 0 ? [`${left} whose owner left`] : [])].join(
    ', ',
  )
}

function leftNote(total: number, from: number, shown: number): Block[] {
  return total <= perPage ? [] : [note(`${from + 1} to ${from + shown} of ${total}; what is due first stands first.`)]
}

function logButton(recommendation: Recommendation): Action {
  const args = { recommendations: recommendationReference(recommendation) }
  return button('Log commitment', 'log-commitment', args, { opens: true })
}

function respondButton(recommendation: Recommendation): Action {
  const reference = recommendationReference(recommendation)
  return button('State response', 'respond-to-recommendation', { reference }, { opens: true })
}

/** Where somebody leads it. */
function reportButton({ recommendation, assignment }: Answered): Action[] {
  const reference = recommendationReference(recommendation)
  return assignment?.lead ? [button('Report progress', 'report-on-recommendation', { reference }, { opens: true })] : []
}
