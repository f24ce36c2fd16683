/** Drafts and comments on them as people see them. */
import { momentInFull } from '#src/core/dates.ts'
import type { FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { longestAddress } from '#src/evidence/evidence.ts'
import { bold, button, card, deadline, facts, list, note, text, turns, withActions } from '#src/view/build.ts'
import type { Block, Card, Text } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { type Draft, draftReference, longestTitle, takesComments } from './draft.ts'

export const perPage = 5

export function line(name: string, label: string, hint: string, max: number, required = true): Field {
  return { kind: 'line', name, label, hint, required, max }
}

export function draftForm(
  groups: { value: string; label: string }[],
  marks: Field[],
  values: Record<string, string>,
): FormShape {
  return {
    title: 'Register draft',
    submit: 'Check draft',
    fields: [
      line('standard', 'Number', 'For example ISO/IEC DIS 42119-2', 100),
      line('title', 'Title', 'As it stands on the draft', longestTitle),
      line('body', 'Body', 'For example ISO/IEC JTC 1/SC 42', 100),
      line('stage', 'Stage', 'For example DIS', 40),
      line('link', 'Link', 'Where it is kept; it is shown and never copied', longestAddress, false),
      line('closes', 'Comments until', 'For example 15 January 17:00', 100),
      ...(groups.length > 0
        ? [{ kind: 'choice' as const, name: 'group', label: 'Working group', required: true, options: groups }]
        : []),
      ...marks,
    ],
    values,
  }
}

function about({ title, body, stage, closesAt, url }: Draft, group: string, zone: string): Block[] {
  return [
    text(title),
    facts(
      ['Body', body],
      ['Stage', stage],
      ['Working group', group],
      ['Comments until', deadline(closesAt, zone)],
      ...(url === '' ? [] : [['Link', { link: url, url }] as [string, { link: string; url: string }]]),
    ),
  ]
}

type Previewed = { group: string; zone: string; lines: string[]; form: FormId }

export function draftPreview(draft: Draft, { group, zone, lines, form }: Previewed): Card {
  const drawn = card(
    `Register ${draft.standard}?`,
    ...about(draft, group, zone),
    note(`Comments are taken until ${momentInFull(Temporal.Instant.from(draft.closesAt), zone)}.`),
    ...lines.map((one) => note(one)),
    note('Nothing is saved yet.'),
  )
  return withActions(
    { ...drawn, label: draft.label },
    button('Register draft', 'register-draft', { form, sure: 'yes' }, { style: 'primary' }),
    button('Change text', 'register-draft', { form }, { opens: true }),
  )
}

export function registeredCard(draft: Draft, group: string, zone: string): Card {
  const drawn = card(`${draftReference(draft)} ${draft.standard} is registered`, ...about(draft, group, zone))
  return withActions({ ...drawn, tone: 'good', label: draft.label }, ...draftButtons(draft, true))
}

export function draftButtons(draft: Draft, writes: boolean) {
  const reference = draftReference(draft)
  return [
    ...(writes ? [button('Comment on draft', 'write-comment', { reference }, { opens: true })] : []),
    button('Show comments', 'show-draft-comments', { reference }),
  ]
}

export function draftsCard(drafts: readonly Draft[], page: number, on: { zone: string; now: Temporal.Instant }): Card {
  if (drafts.length === 0) return card('No drafts', text('The secretariat registers them: draft.'))
  const shown = drafts.slice((page - 1) * perPage, page * perPage)
  const drawn = card(
    counted(drafts.length, 'draft'),
    list(
      shown.map(
        (draft): Text => [
          bold(draftReference(draft)),
          ` ${draft.standard} ${inShort(draft.title, 100)}, ${draft.stage}, `,
          ...(takesComments(draft, on.now)
            ? ['comments until ', deadline(draft.closesAt, on.zone)]
            : ['comments are closed']),
        ],
      ),
    ),
  )
  return withActions(
    drawn,
    ...shown.map((draft) => {
      const reference = draftReference(draft)
      return button(`Show ${reference}`, 'show-draft', { reference })
    }),
    ...turns(drafts.length, page, perPage, 'list-drafts', {}),
  )
}

const over = 'The comment period is over: what arrives now is recorded as late.'

/** By the calendar of the consortium's zone. */
function leftText({ closesAt }: Draft, zone: string, now: Temporal.Instant): string {
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate()
  const { days } = dayOf(now).until(dayOf(Temporal.Instant.from(closesAt)))
  return days === 0 ? 'Today is the last day for comments.' : `Comments are taken for ${counted(days, 'more day')}.`
}

type Counted = {
  draft: Draft
  group: string
  zone: string
  comments: number
  /** Of these, after the comment period. */
  late: number
  organisations: number
  /** Of the reader's organisations, not yet theirs. */
  waiting: number
  writes: boolean
}

export function draftCard(
  { draft, group, zone, comments, late, organisations, waiting, writes }: Counted,
  now: Temporal.Instant,
): Card {
  const reference = draftReference(draft)
  const of = organisations > 0 ? ` of ${counted(organisations, 'organisation')}` : ''
  const drawn = card(
    `${reference} ${draft.standard}`,
    ...about(draft, group, zone),
    text(bold(counted(comments, 'comment')), of, ...(late > 0 ? [`; ${late} late`] : [])),
    ...(waiting > 0 ? [note(`${counted(waiting, 'comment')} of your people wait for your delegate.`)] : []),
    note(takesComments(draft, now) ? leftText(draft, zone, now) : over),
  )
  return withActions(
    { ...drawn, label: draft.label },
    ...draftButtons(draft, writes),
    ...(comments > 0 ? [button('Show dispositions', 'show-dispositions', { draft: reference })] : []),
    ...(waiting > 0 ? [button('Review waiting comments', 'show-draft-comments', { reference, waiting: 'yes' })] : []),
  )
}
