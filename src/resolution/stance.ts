/**
 * Stance: what an organisation says of a comment, that it pulled it out and why, or its position with a note. Its own, under the label of the
 * draft: what it lets leave it holds before its words are stored, and again before they are shown.
 */
import { isHeard } from '#src/consortium/labelling.ts'
import { type Actor, actingSeats } from '#src/core/access.ts'
import type { OrganisationId } from '#src/core/id.ts'
import { isRefusal, type Refusal, refuse } from '#src/core/refusal.ts'
import { isOwn, type Release, type ReleasePolicy, type Shared, seenBy, whatLeaves } from '#src/core/sharing.ts'
import { isAboveGreen } from '#src/core/tlp.ts'
import type { Draft } from '#src/drafts/draft.ts'
import { spokenFor } from './decide.ts'
import { commentOf, type OnComment, type Read, type Table, wordsSeen } from './read.ts'
import type { PullOut, Settling, Taken } from './resolution.ts'

function stanceItem({ label, recipients }: Draft, { organisation, policy }: PullOut | Taken): Shared {
  return { label, source: organisation, recipients, policy }
}

/** What organisations say of a comment, as much of it as the actor sees: of a reference that it was said, and what was chosen, without a word. */
export function stancesSeen(
  actor: Actor,
  { draft }: Pick<Table, 'draft'>,
  settling: Settling,
): Pick<Settling, 'pulled' | 'positions'> {
  const { pulled, positions } = settling
  // What is said of a comment may quote it.
  const seesComment = wordsSeen(actor, settling)
  const sees = (one: PullOut | Taken): Release => {
    const item = stanceItem(draft, one)
    const sight = seenBy(actor, item)
    return sight === 'full' && !seesComment && !isOwn(actor, item) ? 'reference' : sight
  }
  return {
    pulled: pulled.flatMap((one) => {
      const sight = sees(one)
      return sight === 'nothing' ? [] : [sight === 'full' ? one : { ...one, reason: '' }]
    }),
    positions: positions.flatMap((one) => {
      const sight = sees(one)
      return sight === 'nothing' ? [] : [sight === 'full' ? one : { ...one, note: '' }]
    }),
  }
}

/** A comment, and the organisation for which the actor speaks on it; undefined where there is none. */
export type Speaking = OnComment & { organisation: OrganisationId | undefined; policy: ReleasePolicy }

export async function speakingOf(typed: string, read: Read, actor: Actor, held?: 'held'): Promise<Speaking | Refusal> {
  const table = await commentOf(typed, read, actor, held)
  if (isRefusal(table)) return table
  const [organisation] = spokenFor(actor, table.group.members)
  return { ...table, organisation, policy: organisation ? await read.consortium.release(organisation) : {} }
}

/** Whether the organisation lets words about the draft leave it. */
export function saysWords({ draft, policy }: Pick<Speaking, 'draft' | 'policy'>): boolean {
  return whatLeaves(policy, draft) === 'full'
}

/** The argument with an organisation's words, where no draft may keep it. */
export async function wordsKeptBack(
  field: 'reason' | 'note',
  { comment }: Record<string, string>,
  read: Read,
  actor: Actor,
): Promise<string[]> {
  const found = comment === undefined ? undefined : await speakingOf(comment, read, actor)
  if (found && !isRefusal(found)) return saysWords(found) ? [] : [field]
  // Which label it has is not known yet.
  for (const { organisation } of actingSeats(actor)) {
    const policy = await read.consortium.release(organisation)
    if (Object.values(policy).some((what) => what !== 'full')) return [field]
  }
  return []
}

/** Why nothing is stored of what somebody says for an organisation: it lets nothing leave, or others read as it was typed what is above TLP:GREEN. */
export function stanceWrong(
  { draft, policy, names }: Pick<Speaking, 'draft' | 'policy' | 'names'>,
  organisation: OrganisationId,
  said: Heard,
): Refusal | undefined {
  const { label } = draft
  if (whatLeaves(policy, draft) === 'nothing') {
    return refuse('comment-kept', { organisation: names.get(organisation) ?? organisation, label })
  }
  return heardHere(draft, said)
}

/** What is said, and what others read when it was typed. */
type Heard = { words: string | undefined; heard: string | undefined; field: string }

/** Above TLP:GREEN words are taken by form or in a 1:1 chat alone: not those that others have read. */
export function heardHere({ label }: Draft, { words = '', heard, field }: Heard): Refusal | undefined {
  const isOpenlySaid = isAboveGreen(label) && isHeard(words, heard)
  return isOpenlySaid ? refuse('text-heard', { label, place: 'this channel' }, { field }) : undefined
}
