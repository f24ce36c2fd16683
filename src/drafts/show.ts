/** Showing drafts, one of them, and the comments on it. */
import { z } from 'zod'
import { type Actor, organisationsOf, participant } from '#src/core/access.ts'
import { DraftCommentId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { showing } from '#src/core/use-case.ts'
import { Page } from '#src/core/words.ts'
import { compareClauses } from './clause.ts'
import type { Comment } from './comment.ts'
import { commentCard, commentsCard, type Named } from './comment-views.ts'
import { type Draft, draftItem } from './draft.ts'
import {
  DraftReference,
  draftBy,
  draftUnknown,
  maySeeComment,
  type Read,
  signsFor,
  splitDraft,
  writingSeat,
} from './read.ts'
import { draftCard, draftsCard } from './views.ts'

export const listDrafts = showing('list-drafts', {
  input: z.object({ page: Page }),
  says: 'Show the draft standards, the newest first',
  may: participant,
  typed: {
    word: 'drafts',
    usage: 'drafts',
    examples: ['drafts', 'drafts 2'],
    read: (rest) => (/^\d*$/.test(rest) ? { ...(rest && { page: rest }) } : undefined),
  },
  load: async (_input, read: Read, { actor }) => {
    const seen = (await read.drafts.all()).filter((draft) => seenBy(actor, draftItem(draft)) !== 'nothing')
    return { seen, zone: (await read.consortium.consortium()).zone }
  },
  show: ({ page }, { seen, zone }, { now }) => draftsCard(seen, page, { zone, now }),
})

export const showDraft = showing('show-draft', {
  input: z.object({ reference: DraftReference }),
  says: 'Show a draft standard, and how many comments there are on it',
  may: participant,
  typed: {
    word: 'show',
    usage: 'show D-3',
    examples: ['show D-3', 'show d3'],
    read: (rest) => (DraftReference.safeParse(rest).success ? { reference: rest.trim() } : undefined),
  },
  load: async ({ reference }, read: Read, { actor }) => {
    const draft = await draftBy(reference, read, actor)
    if (!draft) return undefined
    const group = await read.consortium.group(draft.group)
    const seen = (await read.comments.validated(draft.id)).filter((comment) => maySeeComment(actor, comment))
    return {
      draft,
      group: group?.name ?? '',
      zone: (await read.consortium.consortium()).zone,
      comments: seen.length,
      organisations: new Set(seen.map(({ organisation }) => organisation)).size,
      waiting: (await ownWritten(draft, read, actor)).length,
      writes: writingSeat(actor, group) !== undefined,
    }
  },
  show: ({ reference }, found, { now }) => (found ? draftCard(found, now) : draftUnknown(reference)),
})

export const showDraftComments = showing('show-draft-comments', {
  input: z.object({ reference: DraftReference, waiting: z.literal('yes').optional(), page: Page }),
  says: 'Show the comments on a draft by clause, or those of your organisation that wait',
  may: participant,
  typed: {
    word: 'comments',
    usage: 'comments D-3',
    examples: ['comments D-3', 'comments D-3 waiting'],
    read: (rest) => {
      const { reference, rest: more } = splitDraft(rest) ?? {}
      if (reference === undefined || !/^(waiting)?$/i.test(more ?? '')) return undefined
      return { reference, ...(more && { waiting: 'yes' }) }
    },
  },
  load: async ({ reference, waiting }, read: Read, { actor }) => {
    const draft = await draftBy(reference, read, actor)
    if (!draft) return undefined
    const all = waiting ? await ownWritten(draft, read, actor) : await read.comments.validated(draft.id)
    const seen = all.filter((comment) => maySeeComment(actor, comment))
    const sorted = seen.toSorted((a, b) => compareClauses(a.clause, b.clause) || a.at.localeCompare(b.at))
    return { draft, comments: await named(sorted, read), signs: sorted.some((one) => signsFor(actor, one)) }
  },
  show: ({ reference, waiting, page }, found) =>
    found ? commentsCard(found, { page, isWaiting: waiting !== undefined }) : draftUnknown(reference),
})

export const showDraftComment = showing('show-draft-comment', {
  input: z.object({ comment: DraftCommentId }),
  says: 'Show a comment on a draft, whole',
  may: participant,
  load: async ({ comment: id }, read: Read, { actor }) => {
    const comment = await read.comments.byId(id)
    if (!comment || !maySeeComment(actor, comment)) return undefined
    const draft = await read.drafts.byId(comment.draft)
    const [one] = await named([comment], read)
    return (
      draft && one && { draft, one, signs: signsFor(actor, comment), zone: (await read.consortium.consortium()).zone }
    )
  },
  show: (_input, found) => (found ? commentCard(found) : refuse('not-found', { reference: 'such comment' })),
})

/** What waits for a word of the actor's organisations. */
function ownWritten({ id }: Draft, { comments }: Read, actor: Actor): Promise<Comment[]> {
  const own = actor.kind === 'person' ? organisationsOf(actor).map((one) => one.id) : []
  return comments.written(id, own)
}

async function named(comments: readonly Comment[], { consortium }: Read): Promise<Named[]> {
  const ids = [...new Set(comments.map(({ organisation }) => organisation))]
  const all = await inTurn(ids, async (id) => [id, (await consortium.organisation(id))?.short ?? ''] as const)
  const names = new Map(all)
  return comments.map((comment) => ({ comment, owner: names.get(comment.organisation) ?? '' }))
}
