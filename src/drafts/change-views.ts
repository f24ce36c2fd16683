/** Drafts that are changed, and comments that are reworded or withdrawn, as people see them. */
import { momentInFull } from '#src/core/dates.ts'
import type { FormId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, facts, note, text, withActions } from '#src/view/build.ts'
import type { Block, Card } from '#src/view/card.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import { type Comment, commentReference } from './comment.ts'
import { type Draft, draftReference } from './draft.ts'
import { draftButtons, draftForm, line } from './views.ts'

/** As it is typed in a form. */
export function localMoment(instant: string, zone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

export function changeForm(draft: Draft | undefined, zone: string): FormShape {
  const shape = draftForm([], [], {})
  if (!draft) {
    const reference = line('reference', 'Draft', 'For example D-3', 40)
    const closes = shape.fields.filter(({ name }) => name === 'closes')
    return { title: 'Change draft', submit: 'Check draft', fields: [reference, ...closes] }
  }
  const { standard, title, body, stage, url, closesAt } = draft
  return {
    ...{ title: `Change ${draftReference(draft)}`, submit: 'Check draft', fields: shape.fields },
    values: { standard, title, body, stage, link: url, closes: localMoment(closesAt, zone) },
    note: ['What is commented on stays as it was written.'],
  }
}

type Shown = { group: string; zone: string; form: FormId }

export function changePreview(draft: Draft, after: Draft, { group, zone, form }: Shown): Card {
  const full = (moment: string) => momentInFull(Temporal.Instant.from(moment), zone)
  const rows: [string, string, string][] = [
    ['Number', draft.standard, after.standard],
    ['Title', draft.title, after.title],
    ['Body', draft.body, after.body],
    ['Stage', draft.stage, after.stage],
    ['Link', draft.url || 'none', after.url || 'none'],
    ['Comments until', full(draft.closesAt), full(after.closesAt)],
  ]
  const changed = rows.filter(([, before, now]) => before !== now)
  const drawn = card(
    `Change ${draftReference(draft)}?`,
    ...changed.map(([name, before, now]): Block => text(bold(name), ` ${now}, before: ${before}`)),
    ...(after.closesAt === draft.closesAt
      ? []
      : [note(`Those who sign for members of ${group} are told of the new end. What is late stays late.`)]),
    note('Nothing is saved yet.'),
  )
  return withActions(
    { ...drawn, label: draft.label },
    button('Change draft', 'change-draft', { form, sure: 'yes' }, { style: 'primary' }),
    button('Change text', 'change-draft', { form }, { opens: true }),
  )
}

export function changedCard(draft: Draft, { zone, told }: { group: string; zone: string; told: number }): Card {
  const drawn = card(
    `${draftReference(draft)} ${draft.standard} is changed`,
    facts(['Comments until', momentInFull(Temporal.Instant.from(draft.closesAt), zone)]),
    ...(told > 0 ? [note(`${counted(told, 'person')} who sign for its members are told.`)] : []),
  )
  return withActions({ ...drawn, tone: 'good', label: draft.label }, ...draftButtons(draft, false))
}

export function unchangedCard(draft: Draft): Card {
  return { ...card(`${draftReference(draft)} is like that already`, note('Nothing was changed.')), label: draft.label }
}

/** To those who sign for the members. */
export function newEndCard(draft: Draft, zone: string): Card {
  const until = momentInFull(Temporal.Instant.from(draft.closesAt), zone)
  const drawn = card(
    `Comments on ${draftReference(draft)} are taken until ${until}`,
    text(bold(draft.standard), ` ${draft.title}`),
    note('The secretariat changed the end of the comment period.'),
  )
  return withActions({ ...drawn, label: draft.label }, ...draftButtons(draft, true))
}

export function withdrawPreview(draft: Draft, comment: Comment): Card {
  const name =
    'number' in comment && comment.number !== null
      ? commentReference({ code: comment.code, number: comment.number })
      : 'this comment'
  const drawn = card(
    `Withdraw ${name} on ${draftReference(draft)}?`,
    text(inShort(comment.text, 300)),
    note(
      comment.status === 'validated'
        ? 'It stays in the table as withdrawn, and nobody can bring it back: it would be written anew.'
        : 'Nobody can bring it back: it would be written anew.',
    ),
  )
  const args = { comment: comment.id }
  return withActions(
    { ...drawn, label: draft.label },
    button('Withdraw comment', 'withdraw-comment', { ...args, sure: 'yes' }, { style: 'danger' }),
    button('Keep comment', 'show-draft-comment', args),
  )
}

export function rewordedCard(draft: Draft, { id, status }: Pick<Comment, 'id' | 'status'>): Card {
  const next = status === 'validated' ? 'Others see its new words now.' : 'It waits for your delegate.'
  const drawn = card('The comment is reworded', text(draftReference(draft)), note(next))
  return withActions(
    { ...drawn, tone: 'good', label: draft.label },
    button('Show comment', 'show-draft-comment', { comment: id }),
    ...draftButtons(draft, false),
  )
}
