/** The rules of resolution: who proposes, decides and pulls out, what is polled, and what positions come to. Pure. */
import { type Actor, actingSeats, granted, grants, signingRole, signingRoles } from '#src/core/access.ts'
import type { DraftCommentId, OrganisationId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { compareClauses } from '#src/drafts/clause.ts'
import { commentReference } from '#src/drafts/comment.ts'
import type { ConsentList, Disposition, Position, Proposed, Settling, Taken } from './resolution.ts'

/** Those who keep the table: the editor, and the secretariat in the editor's place. */
export const proposesDispositions = granted(
  'disposer',
  'the editor or the secretariat',
  grants(['editor', 'secretariat'], 'any'),
)

export const decidesDispositions = granted('chair', 'the chair', grants(['chair'], 'any'))

export const circulates = granted('circulator', 'the secretariat or the chair', grants(['secretariat', 'chair'], 'any'))

/** Whoever binds an organisation pulls out for it and takes its positions. */
export const speaksFor = granted(
  'speaker',
  'a delegate or deputy of a member organisation',
  grants(signingRoles, 'own'),
)

/** The organisations of a working group for which the actor speaks here. */
export function spokenFor(actor: Actor, members: readonly { id: OrganisationId; votes: boolean }[]): OrganisationId[] {
  const held = new Set(actingSeats(actor).map(({ organisation }) => organisation))
  return members.flatMap(({ id, votes }) => (votes && held.has(id) && signingRole(actor, id) !== undefined ? [id] : []))
}

/** Accepted says what happens by itself; whoever withdraws needs no reason. */
function needsRationale(disposition: Disposition): boolean {
  return disposition !== 'accepted' && disposition !== 'withdrawn'
}

/**
 * What is wrong with a proposal or decision, over the organisations' own comments of the draft; `duplicates`: which are duplicates of which,
 * as things stand and as the rest of the same table says.
 */
export function wrongWith(
  proposed: Proposed,
  comments: ReadonlyMap<DraftCommentId, { code: string; number: number }>,
  duplicates: ReadonlyMap<DraftCommentId, DraftCommentId>,
): Refusal[] {
  const { comment, disposition, text, duplicateOf } = proposed
  const own = comments.get(comment)
  if (!own) return [refuse('not-found', { reference: 'such comment' })]
  const reference = commentReference(own)
  if (disposition === 'withdrawn') return [refuse('withdrawn-by-submitter', { reference }, { field: 'disposition' })]
  return [
    ...(needsRationale(disposition) && text.trim() === ''
      ? [refuse('rationale-needed', { reference, disposition: dispositionWords[disposition] }, { field: 'text' })]
      : []),
    ...duplicateWrong({ comment, disposition, duplicateOf }, reference, comments, duplicates),
  ]
}

function duplicateWrong(
  { comment, disposition, duplicateOf }: Pick<Proposed, 'comment' | 'disposition' | 'duplicateOf'>,
  reference: string,
  comments: ReadonlyMap<DraftCommentId, { code: string; number: number }>,
  duplicates: ReadonlyMap<DraftCommentId, DraftCommentId>,
): Refusal[] {
  const field = 'duplicateOf'
  if (disposition !== 'duplicate')
    return duplicateOf === null ? [] : [refuse('duplicate-only', { reference }, { field })]
  const other = duplicateOf && comments.get(duplicateOf)
  if (!duplicateOf || !other) return [refuse('duplicate-of-needed', { reference }, { field })]
  if (!leadsTo(duplicateOf, comment, duplicates)) return []
  return [refuse('duplicate-circle', { reference, other: commentReference(other) }, { field })]
}

/** Whether one is, over others or not, a duplicate of the other; a circle that is there already ends the walk. */
function leadsTo(
  from: DraftCommentId,
  to: DraftCommentId,
  duplicates: ReadonlyMap<DraftCommentId, DraftCommentId>,
): boolean {
  const passed = new Set<DraftCommentId>()
  for (let at: DraftCommentId | undefined = from; at && !passed.has(at); at = duplicates.get(at)) {
    if (at === to) return true
    passed.add(at)
  }
  return false
}

/** Which comments are duplicates of which as things stand: a decision over a proposal, and what is said now over both. */
export function duplicatesIn(
  all: readonly Pick<Settling, 'comment' | 'proposal' | 'decided'>[],
  said: readonly Proposed[],
): Map<DraftCommentId, DraftCommentId> {
  const now = new Map(said.map((one) => [one.comment, one]))
  return new Map(
    all.flatMap(({ comment, proposal, decided }) => {
      const of = (now.get(comment.id) ?? decided ?? proposal)?.duplicateOf
      return of ? [[comment.id, of] as const] : []
    }),
  )
}

/**
 * decided; pulled-out: an organisation wants it discussed; listed: on the consent list that stands; proposed: not circulated yet;
 * changed: proposed anew since the list was circulated, so that nobody has consented to it; undecided: nothing is proposed.
 */
export type Stands = 'decided' | 'pulled-out' | 'listed' | 'proposed' | 'changed' | 'undecided'

/** How far a comment is, under the consent list that was circulated last. */
export function standsAs({ decided, proposal, pulled }: Omit<Settling, 'comment' | 'positions'>, list: Listed): Stands {
  if (decided) return 'decided'
  if (!list) return proposal ? 'proposed' : 'undecided'
  if (pulled.some(({ consent }) => consent === list.id)) return 'pulled-out'
  if (!proposal) return 'undecided'
  if (proposal.after === list.id) return 'changed'
  return pulled.some((one) => one.proposal === proposal.id) ? 'pulled-out' : 'listed'
}

type Listed = Pick<ConsentList, 'id'> | undefined

/** What a list that is circulated now would hold: what is proposed, not decided, and was not pulled out as it is proposed. */
export function wouldList(all: readonly Settling[]): Settling[] {
  return all.filter(
    ({ decided, proposal, pulled }) => !decided && proposal && !pulled.some((one) => one.proposal === proposal.id),
  )
}

/** What organisations take positions on: from the first consent list on, all that is undecided and not consented to. */
export function polled(all: readonly Settling[], list: Listed): Settling[] {
  if (!list) return []
  const open = all.filter((one) => ['pulled-out', 'changed', 'undecided'].includes(standsAs(one, list)))
  return inOrder(open)
}

/** What the chair may decide in one act. */
export function listed(all: readonly Settling[], list: Listed): Settling[] {
  return list ? inOrder(all.filter((one) => standsAs(one, list) === 'listed')) : []
}

/** As the table is read: by clause, general first; comments of one clause by number. */
export function inOrder(all: readonly Settling[]): Settling[] {
  return all.toSorted(({ comment: a }, { comment: b }) => compareClauses(a.clause, b.clause) || a.number - b.number)
}

export function takesPullOuts(
  { deadline, closed }: Pick<ConsentList, 'deadline' | 'closed'>,
  now: Temporal.Instant,
): boolean {
  return !closed && Temporal.Instant.compare(Temporal.Instant.from(deadline), now) > 0
}

/** Those two that would change the editor's words say how, or why not. */
export function needsNote(position: Position): boolean {
  return position === 'accept-with-modification' || position === 'not-accept'
}

export type Tally = Record<Position, number>

export function tallied(positions: readonly Pick<Taken, 'position'>[]): Tally {
  const tally: Tally = { accept: 0, 'accept-with-modification': 0, 'not-accept': 0, abstain: 0 }
  for (const { position } of positions) tally[position] += 1
  return tally
}

/** What positions recommend: what more than half of those take that do not abstain; undefined where no position has so many. */
export function recommended(tally: Tally): Exclude<Position, 'abstain'> | undefined {
  const sided = (['accept', 'accept-with-modification', 'not-accept'] as const).map((one) => [one, tally[one]] as const)
  const cast = sided.reduce((sum, [, count]) => sum + count, 0)
  return sided.find(([, count]) => 2 * count > cast)?.[0]
}

/** Where an organisation goes on: the first of what is polled on which it has no position; undefined where it has one on each. */
export function nextStep(steps: readonly Settling[], organisation: OrganisationId, after = -1): number | undefined {
  const open = steps.flatMap(({ positions }, nth) =>
    positions.some((one) => one.organisation === organisation) ? [] : [nth],
  )
  return open.find((nth) => nth > after) ?? open[0]
}

/** As people read them, in the table and in the chat. */
export const dispositionWords: Record<Disposition, string> = {
  accepted: 'accepted',
  'accepted-with-modification': 'accepted with modification',
  'not-accepted': 'not accepted',
  noted: 'noted',
  withdrawn: 'withdrawn',
  duplicate: 'duplicate',
  'out-of-scope': 'out of scope',
  deferred: 'deferred',
}
