/** Rewording a comment while its draft takes comments: by its author, or by those who sign for its organisation. */
import { z } from 'zod'
import { type Actor, grants, type May, proposingRoles, signingRoles } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { DraftCommentId, type PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { seenBy, whatLeaves } from '#src/core/sharing.ts'
import { changing } from '#src/core/use-case.ts'
import { optional, written } from '#src/core/words.ts'
import { rewordedCard } from './change-views.ts'
import { clauseOf } from './clause.ts'
import { type Comment, type CommentFact, CommentType, longestComment, longestPlace, maySeeComment } from './comment.ts'
import { longestTyped, toValidateCard, writeForm } from './comment-views.ts'
import { type Draft, draftItem, draftReference, takesComments } from './draft.ts'
import { mayRewordComment, type Read } from './read.ts'

type State = {
  comment: Comment | undefined
  draft: Draft | undefined
  owner: string
  isKept: boolean
  isProposedOn: boolean
  signatories: { person: PersonId }[]
}

const rewordsComment: May<Pick<State, 'comment'>> = {
  name: 'comment-author',
  says: 'whoever wrote the comment, or a head delegate, delegate or deputy of its organisation',
  grants: { ...grants(proposingRoles, 'mine'), ...grants(signingRoles, 'own') },
  test: (actor, { comment }) => comment === undefined || mayRewordComment(actor, comment),
}

const unknown = refuse('not-found', { reference: 'such comment' })
const place = optional(z.string().trim().max(longestPlace, `Write at most ${longestPlace} characters.`))

export const rewordComment = changing('reword-comment', {
  input: z.object({
    comment: DraftCommentId,
    clause: place,
    paragraph: place,
    line: place,
    about: z.enum(CommentType.options, 'Choose general, technical or editorial.'),
    text: written(longestComment, 'Write your comment.'),
    proposed: optional(written(longestComment, 'Write the change that you propose.')),
  }),
  says: 'Reword a comment on a draft before the comment period ends',
  may: rewordsComment,
  form: async (values, read: Read, { actor, now }) => {
    const id = DraftCommentId.safeParse(values.comment)
    const { comment, draft, isProposedOn } = await stateOf(id.data, read, actor)
    if (!comment || !draft || !mayRewordComment(actor, comment)) return unknown
    const wrong = tooLate(comment, draft, isProposedOn, now) ?? tooLong(comment)
    if (wrong) return wrong
    const { clause, paragraph, line, type: about, text, proposed } = comment
    const { note, ...shape } = writeForm(draft, [], undefined)
    // A label that was raised keeps the draft's title from those whose own comment stays theirs.
    const shown = seenBy(actor, draftItem(draft)) === 'full' && note ? { note } : {}
    return { ...shape, ...shown, title: 'Reword comment', values: { clause, paragraph, line, about, text, proposed } }
  },
  keepsBack: async (values, read, actor) => {
    const id = DraftCommentId.safeParse(values.comment)
    return (await stateOf(id.data, read, actor)).isKept ? ['text', 'proposed'] : []
  },
  load: ({ comment }, read: Read, { actor }) => stateOf(comment, read, actor, 'held'),
  decide: (input, state, at): Decision<CommentFact> => {
    const { comment, draft, owner } = state
    if (!comment || !draft || at.actor.kind !== 'person') return decline(unknown)
    const late = tooLate(comment, draft, state.isProposedOn, at.now)
    if (late) return decline(late)
    if (state.isKept) return decline(refuse('comment-kept', { organisation: owner, label: draft.label }))
    const { paragraph = '', line = '', text, proposed = '', about: commentType } = input
    const sealed = { clause: clauseOf(input.clause ?? ''), paragraph, line, text, proposed }
    const isValidated = comment.status === 'validated'
    const by = at.actor
    const card = toValidateCard(draft, { by: by.name, organisation: owner })
    const others = state.signatories.filter(({ person }) => person !== by.person)
    const told = comment.status === 'sent-back' ? others : []
    return accept([{ type: 'comment-reworded', comment: comment.id, commentType, sealed }], {
      organisation: comment.organisation,
      says: rewordedCard(draft, comment),
      effects: told.map(({ person }): Effect => ({ kind: 'tell', person, card, about: [] })),
      refresh: isValidated ? [{ kind: 'draft', id: draft.id }] : [],
    })
  },
})

async function stateOf(id: DraftCommentId | undefined, read: Read, actor: Actor, held?: 'held'): Promise<State> {
  const found = id && (held ? await read.comments.forChange(id) : await read.comments.byId(id))
  const comment = found && maySeeComment(actor, found) ? found : undefined
  const draft = comment && (await read.drafts.byId(comment.draft))
  const policy = comment ? await read.consortium.release(comment.organisation) : {}
  return {
    ...{ comment, draft },
    owner: comment ? ((await read.consortium.organisation(comment.organisation))?.short ?? '') : '',
    isKept: draft !== undefined && whatLeaves(policy, draft) !== 'full',
    isProposedOn: comment ? await read.comments.isProposedOn(comment.id) : false,
    signatories: comment ? await read.consortium.signatories(comment.organisation) : [],
  }
}

/** What others comment after the period must not answer words that were not there; nor may a proposal. */
function tooLate(comment: Comment, draft: Draft, isProposedOn: boolean, now: Temporal.Instant): Refusal | undefined {
  if (comment.status === 'withdrawn') return refuse('comment-settled', {})
  if (!takesComments(draft, now)) return refuse('comments-over', { reference: draftReference(draft) })
  return isProposedOn ? refuse('comment-proposed-on', {}) : undefined
}

function tooLong({ text, proposed }: Comment): Refusal | undefined {
  const isLong = Math.max(text.length, proposed.length) > longestTyped
  return isLong ? refuse('comment-beyond-form', { most: longestTyped }) : undefined
}
