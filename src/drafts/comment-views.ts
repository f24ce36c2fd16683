/** Comments on drafts as people see them. */
import type { Quotation } from '#src/commitments/commitment.ts'
import { dayInFull, momentInFull } from '#src/core/dates.ts'
import type { CommentFileId, DraftCommentId } from '#src/core/id.ts'
import type { FormShape } from '#src/core/use-case.ts'
import { bold, button, card, facts, list, note, text, turns, withActions } from '#src/view/build.ts'
import type { Block, Card, Text } from '#src/view/card.ts'
import type { Field } from '#src/view/form.ts'
import { capital, counted, inShort, listed } from '#src/view/phrases.ts'
import { type Comment, CommentType, commentReference, flagWords, longestPlace } from './comment.ts'
import { type Draft, draftReference } from './draft.ts'
import { draftButtons, line, perPage } from './views.ts'

/** With the name of the organisation whose it is. */
export type Named = {
  comment: Comment
  owner: string
  /** The reference of the one that says the same. */
  repeats: string | undefined
}

/** What a field of every platform takes. */
export const longestTyped = 3_000

/** Without a draft the `choices` are offered, or it is typed; `begins`: the message that it starts with. */
export function writeForm(
  draft: Draft | undefined,
  choices: readonly Draft[],
  begins: Pick<Quotation, 'text' | 'author'> | undefined,
): FormShape {
  const of = draft ?? (choices.length === 1 ? choices[0] : undefined)
  return {
    title: 'Comment on draft',
    submit: 'Save comment',
    fields: [
      ...(draft ? [] : [draftField(choices)]),
      line('clause', 'Clause', 'For example 3.1 or A.2; empty is the whole draft', longestPlace, false),
      line('paragraph', 'Paragraph, figure or table', 'For example Note 2 or Table 1', longestPlace, false),
      line('line', 'Line number', 'For example 17', longestPlace, false),
      {
        kind: 'choice',
        name: 'about',
        label: 'Type',
        required: true,
        options: CommentType.options.map((one) => ({ value: one, label: capital(one) })),
      },
      { kind: 'paragraph', name: 'text', label: 'Comment', required: true, max: longestTyped },
      { kind: 'paragraph', name: 'proposed', label: 'Proposed change', required: false, max: longestTyped },
    ],
    values: { ...(!draft && of && { reference: draftReference(of) }), ...(begins && { text: begins.text }) },
    ...((draft || begins) && {
      note: [
        ...(draft ? [bold(draftReference(draft)), ` ${draft.standard} ${draft.title}`] : []),
        ...(begins ? [`${draft ? '\n' : ''}It begins with a message of ${begins.author}.`] : []),
      ],
    }),
  }
}

function draftField(choices: readonly Draft[]): Field {
  if (choices.length === 0) return line('reference', 'Draft', 'For example D-3', 40)
  const options = choices.map((one) => {
    const reference = draftReference(one)
    return { value: reference, label: inShort(`${reference} ${one.standard}`, 75) }
  })
  return { kind: 'choice', name: 'reference', label: 'Draft', required: true, options }
}

type Wrote = { id: DraftCommentId; reference: string | null; late: boolean; organisation: string }

export function writtenCard(draft: Draft, { id, reference, late, organisation }: Wrote): Card {
  const says =
    reference === null ? 'Your comment waits for your delegate' : `${reference} is a comment of ${organisation}`
  const drawn = card(
    says,
    text(bold(draftReference(draft)), ` ${draft.standard}`),
    note(reference === null ? `Until then only ${organisation} sees it.` : 'Others see it now.'),
    ...(late ? [note('It is recorded as late: the comment period is over.')] : []),
  )
  return withActions(
    { ...drawn, tone: 'good', label: draft.label },
    button('Show comment', 'show-draft-comment', { comment: id }),
    ...draftButtons(draft, true),
  )
}

/** To those who can make it the organisation's: none of its words. */
export function toValidateCard(draft: Draft, { by, organisation }: { by: string; organisation: string }): Card {
  const reference = draftReference(draft)
  return withActions(
    card(
      `${by} commented on ${reference} for ${organisation}`,
      note('Others see it once you make it your organisation’s.'),
    ),
    button('Review waiting comments', 'show-draft-comments', { reference, waiting: 'yes' }),
  )
}

export function toAuthorCard(draft: Draft, comment: DraftCommentId, by: string): Card {
  const reference = draftReference(draft)
  return withActions(
    card(`${by} sent your comment on ${reference} back`, note('Ask why, and reword it: then it waits again.')),
    button('Reword comment', 'reword-comment', { comment }, { opens: true }),
  )
}

type Listed = { draft: Draft; comments: Named[]; signs: boolean }
/** `name`: as the card and its button call it. */
type Listing = Named & { name: string }

/** By clause; `page` counts from 1. */
export function commentsCard(
  { draft, comments, signs }: Listed,
  { page, isWaiting, clause }: { page: number; isWaiting: boolean; clause: string | undefined },
): Card {
  const reference = draftReference(draft)
  const what = isWaiting ? 'waiting comment' : 'comment'
  if (comments.length === 0) {
    const where = clause === undefined ? '' : ' there'
    const none = isWaiting ? 'Nothing of your people waits.' : `Nobody has commented${where} yet.`
    return withActions(
      { ...card(`${reference} No ${what}s`, text(none)), label: draft.label },
      ...draftButtons(draft, true).slice(0, 1),
    )
  }
  const all = comments.map((one, nth): Listing => ({ ...one, name: referenceOf(one.comment) ?? `no. ${nth + 1}` }))
  const shown = all.slice((page - 1) * perPage, page * perPage)
  const drawn = card(`${reference} ${counted(comments.length, what)}`, ...byClause(shown))
  const validate =
    isWaiting && signs
      ? [
          button(
            `Validate ${counted(comments.length, 'comment')}`,
            'validate-comments',
            { reference },
            { style: 'primary' },
          ),
        ]
      : []
  return withActions(
    { ...drawn, label: draft.label },
    ...validate,
    ...shown.map(({ comment, name }) => button(`Show ${name}`, 'show-draft-comment', { comment: comment.id })),
    ...turns(comments.length, page, perPage, 'show-draft-comments', {
      reference,
      ...(isWaiting && { waiting: 'yes' }),
      ...(clause !== undefined && { clause }),
    }),
  )
}

function byClause(shown: readonly Listing[]): Block[] {
  const groups = Map.groupBy(shown, ({ comment }) => comment.clause)
  return [...groups].flatMap(([clause, of]) => [
    text(bold(clause === '' ? 'General' : `Clause ${clause}`)),
    list(
      of.map(
        ({ comment, name, repeats }): Text => [
          bold(name),
          ` ${placeOf(comment)}${comment.type}: ${inShort(comment.text, 200)}${marksOf(comment, repeats)}`,
        ],
      ),
    ),
  ])
}

function marksOf({ late, status }: Comment, repeats: string | undefined): string {
  const marks = [
    late ? 'late' : '',
    status === 'withdrawn' ? 'withdrawn' : '',
    repeats ? `says what ${repeats} says` : '',
  ]
  const said = marks.filter((mark) => mark !== '')
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

function placeOf({ paragraph, line: at }: Comment): string {
  const parts = [paragraph, at === '' ? '' : `line ${at}`].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join(', ')}, `
}

/** Its reference; undefined of what is not its organisation's. */
function referenceOf(comment: Comment): string | undefined {
  if (!('number' in comment) || comment.number === null) return undefined
  return commentReference({ code: comment.code, number: comment.number })
}

type Whole = {
  draft: Draft
  one: Named
  signs: boolean
  /** The viewer may withdraw it, and reword it while that is possible. */
  isOwn: boolean
  rewords: boolean
  zone: string
  /** That it came in; `isOpen`: the viewer may get it. */
  file: { id: CommentFileId; name: string; isOpen: boolean } | undefined
  /** Who recorded it for its organisation. */
  recorder: string | undefined
}

const states: Record<Comment['status'], string> = {
  written: 'waits for its delegate',
  'sent-back': 'was sent back',
  validated: 'is its organisation’s',
  withdrawn: 'is withdrawn',
}

export function commentCard({
  draft,
  one: { comment, owner, repeats },
  signs,
  isOwn,
  rewords,
  zone,
  file,
  recorder,
}: Whole): Card {
  const { clause, paragraph, line: at, type, text: words, proposed, status } = comment
  const drawn = card(
    `${referenceOf(comment) ?? `A comment of ${owner}`} on ${draftReference(draft)}`,
    facts(
      ['Of', owner],
      ['Clause', clause === '' ? 'the whole draft' : clause],
      ...(paragraph === '' ? [] : [['Paragraph', paragraph] as [string, string]]),
      ...(at === '' ? [] : [['Line', at] as [string, string]]),
      ['Type', type],
      ['Written', momentInFull(Temporal.Instant.from(comment.at), zone)],
      ...(recorder === undefined ? [] : [['Recorded', `for ${owner} by ${recorder}`] as [string, string]]),
      ...(comment.received === null
        ? []
        : [['Received', dayInFull(Temporal.PlainDate.from(comment.received))] as [string, string]]),
      ...(file === undefined
        ? []
        : [['From', comment.row === null ? file.name : `${file.name}, row ${comment.row}`] as [string, string]]),
    ),
    text(words),
    ...(proposed === '' ? [] : [text(bold('Proposed change')), text(proposed)]),
    ...flagNotes(comment),
    note(
      `It ${states[status]}.${comment.late ? ' It is late.' : ''}${repeats ? ` It says what ${repeats} says.` : ''}`,
    ),
  )
  const args = { comment: comment.id }
  const settle =
    signs && status === 'written'
      ? [
          button('Validate comment', 'validate-comment', args, { style: 'primary' }),
          button('Send back comment', 'send-back-comment', args),
        ]
      : []
  const reword = rewords ? [button('Reword comment', 'reword-comment', args, { opens: true })] : []
  const withdraw = isOwn && status !== 'withdrawn' ? [button('Withdraw comment', 'withdraw-comment', args)] : []
  const get = file?.isOpen ? [button('Get file', 'get-comment-file', { file: file.id })] : []
  return withActions({ ...drawn, label: draft.label }, ...settle, ...reword, ...withdraw, ...get)
}

/** What its words alone do not say. */
function flagNotes({ flags }: Comment): Block[] {
  return flags.length === 0 ? [] : [note(`In the file its row has ${listed(flags.map((flag) => flagWords[flag]))}.`)]
}

export function validatedCard(draft: Draft, owner: string, given: readonly { code: string; number: number }[]): Card {
  const [first] = given
  const reference = draftReference(draft)
  const says =
    given.length === 1 && first
      ? `${commentReference(first)} is a comment of ${owner}`
      : `${counted(given.length, 'comment')} on ${reference} are ${owner}’s`
  const drawn = card(says, note('Others see them now, as far as the label lets them.'))
  return withActions({ ...drawn, tone: 'good', label: draft.label }, ...draftButtons(draft, false))
}

export function sentBackCard(draft: Draft): Card {
  return settledCard(draft, 'The comment is sent back')
}

export function settledCard(draft: Draft, says: string): Card {
  return withActions({ ...card(says, text(draftReference(draft))), label: draft.label }, ...draftButtons(draft, false))
}
