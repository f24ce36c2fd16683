/** Consolidating: the head delegate makes comments of experts the organisation's, sends them back, or takes its own back. */
import { z } from 'zod'
import type { Organisation } from '#src/consortium/consortium.ts'
import { grants, type May, organisationsOf, proposingRoles, signingRoles } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { accept, ask, type Decision, decline } from '#src/core/decision.ts'
import type { Effect } from '#src/core/effect.ts'
import { type ConsentId, DraftCommentId, type PersonId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { refuse } from '#src/core/refusal.ts'
import { type At, changing } from '#src/core/use-case.ts'
import { sure } from '#src/core/words.ts'
import { withdrawPreview } from './change-views.ts'
import { type Comment, type CommentFact, codeOf, maySeeComment } from './comment.ts'
import { sentBackCard, settledCard, toAuthorCard, validatedCard } from './comment-views.ts'
import { type Draft, draftReference } from './draft.ts'

import { DraftReference, draftBy, draftUnknown, mayRewordComment, type Read, signsFor } from './read.ts'
import { toRecorderCard } from './record-views.ts'

type One = {
  comment: Comment | undefined
  draft: Draft | undefined
  owner: Organisation | undefined
  number: number
  consents: ConsentId[]
}

const signatory: May<Pick<One, 'comment'>> = {
  name: 'signatory',
  says: 'a head delegate, delegate or deputy of the organisation that comments',
  grants: grants(signingRoles, 'own'),
  test: (actor, { comment }) => comment === undefined || signsFor(actor, comment),
}

/** Besides these its author, of what is not yet the organisation's. */
const withdrawer: May<Pick<One, 'comment'>> = {
  name: 'submitter',
  says: 'a head delegate, delegate or deputy of the organisation that comments, or its author before they took it over',
  grants: { ...grants(proposingRoles, 'mine'), ...grants(signingRoles, 'own') },
  test: (actor, { comment }) => comment === undefined || mayRewordComment(actor, comment),
}

const unknown = refuse('not-found', { reference: 'such comment' })

async function load({ comment: id }: { comment: DraftCommentId }, read: Read, { actor }: At): Promise<One> {
  const found = await read.comments.forChange(id)
  const comment = found && maySeeComment(actor, found) ? found : undefined
  return {
    comment,
    draft: comment && (await read.drafts.byId(comment.draft)),
    owner: comment && (await read.consortium.organisation(comment.organisation)),
    number: comment ? await read.comments.nextNumber(comment.draft) : 0,
    consents: comment ? await read.comments.consents(comment.draft) : [],
  }
}

export const validateComment = changing('validate-comment', {
  input: z.object({ comment: DraftCommentId }),
  says: 'Make a comment on a draft your organisation’s',
  may: signatory,
  load,
  decide: (_input, { comment, draft, owner, number }, at): Decision<CommentFact> => {
    if (!comment || !draft || !owner || at.actor.kind !== 'person') return decline(unknown)
    if (comment.status !== 'written') return decline(refuse('comment-settled', {}))
    const code = codeOf(owner)
    const by = { validatedBy: at.actor.person }
    return accept([{ type: 'comment-validated', comment: comment.id, draft: draft.id, number, code, ...by }], {
      organisation: owner.id,
      says: validatedCard(draft, owner.short, [{ code, number }]),
      refresh: [{ kind: 'draft', id: draft.id }],
    })
  },
})

export const validateComments = changing('validate-comments', {
  input: z.object({ reference: DraftReference }),
  says: 'Make every comment of your people on a draft your organisation’s',
  may: {
    name: 'signatory',
    says: signatory.says,
    grants: signatory.grants,
    test: () => true,
  },
  load: async ({ reference }, read: Read, { actor }) => {
    const draft = await draftBy(reference, read, actor)
    const own = actor.kind === 'person' ? organisationsOf(actor).map(({ id }) => id) : []
    const waiting = draft ? await read.comments.written(draft.id, own) : []
    const comments = waiting.filter((one) => signsFor(actor, one) && maySeeComment(actor, one))
    const ids = [...new Set(comments.map(({ organisation }) => organisation))]
    const owners = await inTurn(ids, async (id) => [id, await read.consortium.organisation(id)] as const)
    return { draft, comments, owners: new Map(owners), number: draft ? await read.comments.nextNumber(draft.id) : 0 }
  },
  decide: ({ reference }, { draft, comments, owners, number }, at): Decision<CommentFact> => {
    if (!draft || at.actor.kind !== 'person') return decline(draftUnknown(reference))
    if (comments.length === 0) return decline(refuse('nothing-written', { reference: draftReference(draft) }))
    const { person: validatedBy } = at.actor
    const facts = comments.map(
      ({ id: comment, organisation }, nth): Extract<CommentFact, { type: 'comment-validated' }> => {
        const code = codeOf(present(owners.get(organisation), 'the organisation of a comment'))
        return { type: 'comment-validated', comment, draft: draft.id, number: number + nth, code, validatedBy }
      },
    )
    const [first] = comments
    return accept(facts, {
      organisation: present(first, 'a comment').organisation,
      says: validatedCard(draft, present(owners.get(present(first, 'a comment').organisation), 'it').short, facts),
      refresh: [{ kind: 'draft', id: draft.id }],
    })
  },
})

export const sendBackComment = changing('send-back-comment', {
  input: z.object({ comment: DraftCommentId }),
  says: 'Send a comment on a draft back to whoever wrote it',
  may: signatory,
  load,
  decide: (_input, { comment, draft }, at): Decision<CommentFact> => {
    if (!comment || !draft || at.actor.kind !== 'person') return decline(unknown)
    if (comment.status !== 'written') return decline(refuse('comment-settled', {}))
    const { author } = comment
    const isOther = author !== null && author !== at.actor.person
    const told: Effect[] = isOther
      ? [{ kind: 'tell', person: author, card: toAuthorCard(draft, comment.id, at.actor.name), about: [] }]
      : []
    return accept([{ type: 'comment-sent-back', comment: comment.id, sentBackBy: at.actor.person }], {
      organisation: comment.organisation,
      says: sentBackCard(draft),
      effects: told,
    })
  },
})

export const withdrawComment = changing('withdraw-comment', {
  input: z.object({ comment: DraftCommentId, sure }),
  says: 'Take a comment on a draft back',
  may: withdrawer,
  load,
  decide: (input, { comment, draft, owner, consents }, at): Decision<CommentFact> => {
    if (!comment || !draft || !owner || at.actor.kind !== 'person') return decline(unknown)
    if (comment.status === 'withdrawn') return decline(refuse('comment-settled', {}))
    if (!input.sure) return ask(withdrawPreview(draft, comment))
    return accept([{ type: 'comment-withdrawn', comment: comment.id, withdrawnBy: at.actor.person }], {
      organisation: comment.organisation,
      says: settledCard(draft, 'Your comment is withdrawn'),
      effects: toRecorder(draft, { comment, owner: owner.short }, at.actor),
      refresh: [{ kind: 'draft', id: draft.id }, ...consents.map((id) => ({ kind: 'consent' as const, id }))],
    })
  },
})

/** Whoever recorded it for the organisation hears that it took it back. */
function toRecorder(
  draft: Draft,
  of: { comment: Comment; owner: string },
  by: { person: PersonId; name: string },
): Effect[] {
  const { recordedBy: person } = of.comment
  if (person === null || person === by.person) return []
  return [{ kind: 'tell', person, card: toRecorderCard(draft, of, by.name), about: [] }]
}
