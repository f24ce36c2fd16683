/** What is read of a draft for a person who may see it. */
import { z } from 'zod'
import type { ConsortiumReader, Group } from '#src/consortium/store.ts'
import { type Actor, proposingSeats, type Seat, signingRoles } from '#src/core/access.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { seenBy } from '#src/core/sharing.ts'
import type { Comment } from './comment.ts'
import { type Draft, draftItem, draftReference } from './draft.ts'
import type { CommentReader, DraftReader } from './store.ts'

export type Read = { consortium: ConsortiumReader; drafts: DraftReader; comments: CommentReader }

const typedReference = /^d-?(\d{1,9})$/i
export const DraftReference = z.string().trim().regex(typedReference, 'Write it like D-3.')

/** Whether a line begins with a draft's reference, and what follows it. */
export function splitDraft(line: string): { reference: string; rest: string } | undefined {
  const [, reference, rest = ''] = /^\s*(d-?\d{1,9})\b\s*([\s\S]*?)\s*$/i.exec(line) ?? []
  return reference === undefined ? undefined : { reference, rest }
}

/** Undefined is as if it did not exist. */
export async function draftBy(typed: string, { drafts }: Read, actor: Actor): Promise<Draft | undefined> {
  const draft = await drafts.byNumber(Number(typedReference.exec(typed.trim())?.[1] ?? 0))
  return draft && seenBy(actor, draftItem(draft)) !== 'nothing' ? draft : undefined
}

export function draftUnknown(typed: string): Refusal {
  const number = typedReference.exec(typed.trim())?.[1]
  const reference = number === undefined ? typed : draftReference({ number: Number(number) })
  return refuse('not-found', { reference }, { field: 'reference' })
}

/** The seat for whose organisation the actor may write: a member of the draft's group, liaisons too. */
export function writingSeat(actor: Actor, group: Group | undefined): Seat | undefined {
  return proposingSeats(actor).find(({ organisation }) => group?.members.some(({ id }) => id === organisation))
}

/** Whether the actor can make a comment its organisation's. */
export function signsFor(actor: Actor, { organisation }: Pick<Comment, 'organisation'>): boolean {
  return proposingSeats(actor).some(
    (seat) => seat.organisation === organisation && signingRoles.some((role) => role === seat.role),
  )
}

/** Whose words it may be given: the author's before the organisation took it over, and those of whoever signs for that. */
export function mayRewordComment(actor: Actor, comment: Comment): boolean {
  const isAuthor = actor.kind === 'person' && actor.person === comment.author && comment.status !== 'validated'
  return isAuthor || signsFor(actor, comment)
}
