/** Showing drafts, one of them, and the comments on it. */
import { z } from 'zod'
import { type Actor, organisationsOf, participant } from '#src/core/access.ts'
import { DraftCommentId } from '#src/core/id.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import { showing } from '#src/core/use-case.ts'
import { optional, Page } from '#src/core/words.ts'
import { compareClauses, isWithin } from './clause.ts'
import { type Comment, commentReference, longestPlace, maySeeComment } from './comment.ts'
import { commentCard, commentsCard, type Named } from './comment-views.ts'
import { type Draft, draftItem, takesComments } from './draft.ts'
import { duplicatesAmong } from './duplicates.ts'
import { mayGetFile } from './get-file.ts'
import { countsOf } from './placed.ts'
import {
  DraftReference,
  draftBy,
  draftUnknown,
  mayRewordComment,
  type Read,
  signsFor,
  splitDraft,
  writingSeat,
} from './read.ts'
import { draftCard, draftsCard } from './views.ts'

/** `DE-002`. */
const typedNumber = /^\s*([a-z*][a-z0-9*]{1,7})-(\d{1,6})\s*$/i

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
    return {
      draft,
      group: group?.name ?? '',
      zone: (await read.consortium.consortium()).zone,
      ...(await countsOf(draft, read, (item) => seenBy(actor, item))),
      waiting: (await ownWritten(draft, read, actor)).length,
      writes: writingSeat(actor, group) !== undefined,
    }
  },
  show: ({ reference }, found, { now }) => (found ? draftCard(found, now) : draftUnknown(reference)),
})

export const showDraftComments = showing('show-draft-comments', {
  input: z.object({
    reference: DraftReference,
    waiting: z.literal('yes').optional(),
    clause: optional(z.string().trim().max(longestPlace, 'Name one clause, like 3.1.')),
    page: Page,
  }),
  says: 'Show the comments on a draft by clause, or those of your organisation that wait',
  may: participant,
  typed: {
    word: 'comments',
    usage: 'comments D-3',
    examples: ['comments D-3', 'comments D-3 clause 3.1', 'comments D-3 waiting'],
    read: (rest) => {
      const { reference, rest: more = '' } = splitDraft(rest) ?? {}
      const [known, waiting, clause] = /^(?:(waiting)|clause\s+(\S.*))?$/is.exec(more) ?? []
      if (reference === undefined || known === undefined) return undefined
      return { reference, ...(waiting && { waiting: 'yes' }), ...(clause && { clause }) }
    },
  },
  load: async ({ reference, waiting, clause }, read: Read, { actor }) => {
    const draft = await draftBy(reference, read, actor)
    if (!draft) return undefined
    const all = waiting ? await ownWritten(draft, read, actor) : await read.comments.numbered(draft.id)
    const seen = all.filter((comment) => maySeeComment(actor, comment))
    const within = seen.filter((one) => clause === undefined || isWithin(one.clause, clause))
    const sorted = within.toSorted((a, b) => compareClauses(a.clause, b.clause) || a.at.localeCompare(b.at))
    const comments = await named(sorted, seen, read)
    return { draft, comments, signs: sorted.some((one) => signsFor(actor, one)) }
  },
  show: ({ reference, waiting, clause, page }, found) =>
    found ? commentsCard(found, { page, isWaiting: waiting !== undefined, clause }) : draftUnknown(reference),
})

export const showDraftComment = showing('show-draft-comment', {
  input: z.union([
    z.object({ comment: DraftCommentId }),
    z.object({ reference: DraftReference, number: z.string().regex(typedNumber, 'Name the comment like DE-002.') }),
  ]),
  says: 'Show a comment on a draft, whole',
  may: participant,
  typed: {
    word: 'comments',
    usage: 'comments D-3 DE-002',
    examples: ['comments D-3 DE-002', 'comments D-3 jp-17'],
    read: (rest) => {
      const { reference, rest: number = '' } = splitDraft(rest) ?? {}
      return reference !== undefined && typedNumber.test(number) ? { reference, number } : undefined
    },
  },
  load: async (input, read: Read, { actor }) => {
    const comment = 'comment' in input ? await read.comments.byId(input.comment) : await commentBy(input, read, actor)
    if (!comment || !maySeeComment(actor, comment)) return undefined
    const draft = await read.drafts.byId(comment.draft)
    const others = (await read.comments.numbered(comment.draft)).filter((one) => maySeeComment(actor, one))
    const [one] = await named([comment], others, read)
    if (!draft || !one) return undefined
    const { file: id, recordedBy } = comment
    const found = id === null ? undefined : (await read.comments.files(draft.id)).find((one) => one.id === id)
    const file = found && { id: found.id, name: found.name, isOpen: mayGetFile(actor, found) }
    const recorder = recordedBy === null ? undefined : (await read.consortium.person(recordedBy))?.name
    const { zone } = await read.consortium.consortium()
    const [signs, isOwn] = [signsFor(actor, comment), mayRewordComment(actor, comment)]
    const isProposedOn = await read.comments.isProposedOn(comment.id)
    return { draft, one, signs, isOwn, isProposedOn, zone, file, recorder }
  },
  show: (input, found, { now }) =>
    found
      ? commentCard({ ...found, rewords: isReworded(found, now) })
      : refuse('not-found', { reference: 'number' in input ? input.number.toUpperCase() : 'such comment' }),
})

function isReworded(
  { draft, one, isOwn, isProposedOn }: { draft: Draft; one: Named; isOwn: boolean; isProposedOn: boolean },
  now: Temporal.Instant,
): boolean {
  return isOwn && !isProposedOn && one.comment.status !== 'withdrawn' && takesComments(draft, now)
}

/** As it stands in the draft's table: its code and its number are both meant. */
async function commentBy(
  { reference, number }: { reference: string; number: string },
  read: Read,
  actor: Actor,
): Promise<Comment | undefined> {
  const draft = await draftBy(reference, read, actor)
  const [, code = '', digits] = typedNumber.exec(number) ?? []
  const found = draft && (await read.comments.byNumber(draft.id, Number(digits)))
  return found && 'code' in found && found.code.toUpperCase() === code.toUpperCase() ? found : undefined
}

/** What waits for a word of the actor's organisations. */
function ownWritten({ id }: Draft, { comments }: Read, actor: Actor): Promise<Comment[]> {
  const own = actor.kind === 'person' ? organisationsOf(actor).map((one) => one.id) : []
  return comments.written(id, own)
}

/** With whose it is, and which of the `others` says the same. */
async function named(comments: readonly Comment[], others: readonly Comment[], { consortium }: Read): Promise<Named[]> {
  const ids = [...new Set(comments.map(({ organisation }) => organisation))]
  const all = await inTurn(ids, async (id) => [id, (await consortium.organisation(id))?.short ?? ''] as const)
  const names = new Map(all)
  const standing = others.flatMap((one) => (one.status === 'validated' ? [one] : []))
  const repeats = duplicatesAmong(standing)
  const references = new Map(standing.map((one) => [one.id, commentReference(one)]))
  return comments.map((comment) => {
    const of = repeats.get(comment.id)
    return { comment, owner: names.get(comment.organisation) ?? '', repeats: of && references.get(of) }
  })
}
