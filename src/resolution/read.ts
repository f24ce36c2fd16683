/** What the use cases of resolution load: a draft with all that says how far its comments are settled. */
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import type { Actor } from '#src/core/access.ts'
import { present } from '#src/core/assert.ts'
import { DraftCommentId, type OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { seenBy, sightOf, type Viewer } from '#src/core/sharing.ts'
import { type Comment, commentItem, commentReference } from '#src/drafts/comment.ts'
import { type Draft, draftItem, draftReference } from '#src/drafts/draft.ts'
import type { CommentReader, DraftReader } from '#src/drafts/store.ts'
import type { ConsentList, Settling } from './resolution.ts'
import type { ResolutionReader } from './store.ts'

export type Read = {
  consortium: ConsortiumReader
  drafts: DraftReader
  comments: CommentReader
  resolution: ResolutionReader
}

/** A draft, its organisations' comments, and the consent list that was circulated last. */
export type Table = {
  draft: Draft
  all: Settling[]
  list: ConsentList | undefined
  group: Group
  zone: string
  names: ReadonlyMap<OrganisationId, string>
}

/** `D-3`, as typed. */
export const typedDraft = /^\s*d-?(\d{1,9})\s*$/i
/** `DE-002`, or `D-3 DE-002`, as typed. */
const typedComment = /^\s*(?:d-?(\d{1,9})\s+)?([\p{L}*][\p{L}\p{N}*/-]*?)-?(\d{1,6})\s*$/iu

const unknownDraft = refuse('not-found', { reference: 'such draft' })

/** The draft that was named, where the actor sees it; `held`: nobody else settles anything on it until the transaction ends. */
export async function tableOf(typed: string, read: Read, actor: Actor, held?: 'held'): Promise<Table | Refusal> {
  const number = Number(typedDraft.exec(typed)?.[1] ?? 0)
  const draft = number > 0 ? await read.drafts.byNumber(number) : undefined
  if (!draft || seenBy(actor, draftItem(draft)) === 'nothing') {
    return number > 0 ? refuse('not-found', { reference: draftReference({ number }) }) : unknownDraft
  }
  return laidOut(draft, read, held)
}

export async function laidOut(draft: Draft, read: Read, held?: 'held'): Promise<Table> {
  if (held) await read.resolution.hold(draft.id)
  const consortium = await read.consortium.consortium()
  const organisations = await read.consortium.organisations()
  return {
    draft,
    all: sound(await read.resolution.settling(draft.id)),
    list: await read.resolution.list(draft.id),
    group: present(await read.consortium.group(draft.group), 'the working group'),
    zone: consortium.zone,
    names: new Map(organisations.map(({ id, short }) => [id, short])),
  }
}

/** A proposal that a comment is a duplicate of one that was withdrawn since is none: its own words would be lost with that. */
function sound(all: readonly Settling[]): Settling[] {
  const stands = new Set(all.map(({ comment }) => comment.id))
  const isLost = ({ proposal }: Settling) => proposal?.duplicateOf && !stands.has(proposal.duplicateOf)
  return all.map((one) => (isLost(one) ? { ...one, proposal: undefined } : one))
}

export type OnComment = Table & { one: Settling }

/** The comment that was named by its id or by its number, where the actor sees it, with the whole table of its draft. */
export async function commentOf(typed: string, read: Read, actor: Actor, held?: 'held'): Promise<OnComment | Refusal> {
  const found = await named(typed, read, actor)
  if ('code' in found && 'data' in found) return found
  const draft = present(await read.drafts.byId(found.draft), 'the draft of a comment')
  const table = await laidOut(draft, read, held)
  const one = table.all.find(({ comment }) => comment.id === found.id)
  return one ? { ...table, one } : refuse('not-found', { reference: typed.trim() })
}

async function named(typed: string, read: Read, actor: Actor): Promise<Comment | Refusal> {
  const sees = (comment: Comment | undefined): comment is Comment =>
    comment !== undefined && seenBy(actor, commentItem(comment)) !== 'nothing'
  const none = refuse('not-found', { reference: 'such comment' }, { field: 'comment' })
  const id = DraftCommentId.safeParse(typed)
  if (id.success) {
    const comment = await read.comments.byId(id.data)
    return sees(comment) ? comment : none
  }
  const [, ofDraft, code = '', number = ''] = typedComment.exec(typed) ?? []
  if (number === '') return refuse('not-found', { reference: `comment “${typed.trim()}”` }, { field: 'comment' })
  const reference = commentReference({ code: code.toUpperCase(), number: Number(number) })
  const drafts = (await read.drafts.all()).filter(
    (draft) =>
      seenBy(actor, draftItem(draft)) !== 'nothing' && (ofDraft === undefined || draft.number === Number(ofDraft)),
  )
  const found: { draft: Draft; comment: Comment }[] = []
  for (const draft of drafts) {
    const comment = await read.comments.byNumber(draft.id, Number(number))
    const isMeant = comment?.status === 'validated' && comment.code.toUpperCase() === code.toUpperCase()
    if (isMeant && sees(comment)) found.push({ draft, comment })
  }
  const [first, second] = found
  if (!first) return refuse('not-found', { reference }, { field: 'comment' })
  if (!second) return first.comment
  const references = found.map(({ draft }) => draftReference(draft))
  return refuse('draft-needed', { reference, drafts: references }, { field: 'comment' })
}

/** The words of a comment, where the viewer may have them. */
export function wordsSeen(viewer: Viewer, { comment }: Settling): boolean {
  return sightOf(viewer, commentItem(comment)) === 'full'
}

/** A comment above the form that is about it: its reference, with the words that the viewer may have. */
export function inBrief(viewer: Viewer, one: Settling): string {
  const reference = commentReference(one.comment)
  return wordsSeen(viewer, one) ? `${reference}: ${one.comment.text.slice(0, 500)}` : reference
}
