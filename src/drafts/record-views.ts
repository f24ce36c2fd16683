/** A comment that came by letter or e-mail, as the secretariat records it and as its organisation hears of it. */
import type { Organisation } from '#src/consortium/consortium.ts'
import type { DraftCommentId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { button, card, note, withActions } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { type Comment, commentReference } from './comment.ts'
import { writeForm } from './comment-views.ts'
import { type Draft, draftReference } from './draft.ts'

export function recordForm(
  draft: Draft,
  members: readonly Pick<Organisation, 'short'>[],
  { fileName, organisation }: { fileName: string | undefined; organisation: string | undefined },
): FormShape {
  const { fields, note: of = [] } = writeForm(draft, [], undefined)
  const whose: Field = {
    ...{ kind: 'choice', name: 'organisation', label: 'Comment of', required: true },
    // By name: what was typed is chosen then.
    options: members.map(({ short }) => ({ value: short, label: short })),
  }
  const day: Field = {
    ...{ kind: 'line', name: 'day', label: 'Arrived on', required: false, max: 100 },
    hint: 'Today, where it is left empty. For example 2026-11-01',
  }
  return {
    title: 'Record a comment',
    submit: 'Record comment',
    fields: [whose, ...fields, day],
    values: organisation ? { organisation } : {},
    note: [...of, `\nWith the file ${fileName ?? 'that you sent'}.`],
  }
}

type Recorded = {
  draft: Draft
  owner: string
  /** `FR-012`. */
  reference: string
  comment: DraftCommentId
  late: boolean
  /** How many of the organisation are told. */
  told: number
}

/** To whoever recorded it, privately. */
export function recordedCard({ draft, owner, reference, comment, late, told }: Recorded): Card {
  const reached =
    told === 0
      ? `Nobody of ${owner} can be told here: write to it.`
      : `${told === 1 ? 'One who signs' : `${told} who sign`} for ${owner} will be told, and may withdraw it.`
  const drawn = card(
    `${reference} on ${draftReference(draft)} is recorded for ${owner}`,
    ...(late ? [note('It arrived after the comment period, and is listed as late.')] : []),
    note(reached),
  )
  return withActions(
    { ...drawn, tone: 'good', label: draft.label },
    button('Show comment', 'show-draft-comment', { comment }),
  )
}

/** To each who signs for the organisation, with none of its words. */
export function toldCard({ draft, owner, reference, comment }: Recorded, by: string): Card {
  return withActions(
    card(
      `${reference} on ${draftReference(draft)} was recorded for ${owner}`,
      note(`By ${by} of the secretariat, from a letter or e-mail. If it is not yours, open it and withdraw it.`),
    ),
    button('Show comment', 'show-draft-comment', { comment }),
  )
}

/** To whoever recorded what its organisation takes back. */
export function toRecorderCard(
  draft: Draft,
  { comment, owner }: { comment: Comment; owner: string },
  by: string,
): Card {
  const named =
    'number' in comment && comment.number !== null
      ? commentReference({ ...comment, number: comment.number })
      : 'a comment'
  const says = `${by} withdrew ${named} on ${draftReference(draft)}`
  return withActions(
    card(says, note(`You recorded it for ${owner}. Ask them, if you think that it is theirs.`)),
    button('Show comment', 'show-draft-comment', { comment: comment.id }),
  )
}
