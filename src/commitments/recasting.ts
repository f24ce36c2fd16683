/** Splitting and merging: whether it may be, and what it states. Pure. */
import type { CommitmentId, NewId, PersonId } from '#src/core/id.ts'
import { type Refusal, refuse } from '#src/core/refusal.ts'
import { isOver, progressText } from '#src/recommendations/axes.ts'
import { type CommitmentFact, commitmentReference } from './commitment.ts'
import { mostAnswers } from './decide.ts'
import type { Recast, RecastFact } from './recast.ts'
import type { Confirmed, Named } from './views.ts'

/** What stands in the way: each still stands, and they are alike in all that a reader of one may know. */
export function recastWrong(sources: readonly Named<Confirmed>[]): Refusal | undefined {
  const over = sources.find(({ commitment }) => isOver(commitment.progress))
  if (over) {
    const { commitment } = over
    const data = { reference: commitmentReference(commitment), progress: progressText(commitment.progress) }
    return refuse('recast-of-done', data, { field: 'reference' })
  }
  const differs = (of: (one: Confirmed) => unknown) =>
    new Set(sources.map(({ commitment }) => JSON.stringify(of(commitment)))).size > 1
  const what = [
    ...(differs(({ organisation }) => organisation) ? ['their owner'] : []),
    ...(differs(({ group }) => group) ? ['their working group'] : []),
    ...(differs(({ label, recipients }) => [label, recipients.toSorted()]) ? ['label or recipients'] : []),
  ]
  const [first] = what
  if (first !== undefined) return refuse('sources-differ', { what: first }, { field: 'references' })
  const count = new Set(sources.flatMap(({ commitment }) => commitment.recommendations)).size
  return count > mostAnswers
    ? refuse('answers-too-many', { count, most: mostAnswers }, { field: 'references' })
    : undefined
}

/** The parts as commitments; what has fields of its kind becomes of no kind, since nobody can say how those divide. */
export function partsAs(
  sources: readonly [Confirmed, ...Confirmed[]],
  { parts, proposedBy }: Pick<Recast, 'parts' | 'proposedBy'>,
  { newId, number, confirmedBy, now }: { newId: NewId; number: number; confirmedBy: PersonId; now: string },
): Confirmed[] {
  const [first] = sources
  const kinds = new Set(sources.map(({ kind }) => kind))
  const kind = kinds.size === 1 && sources.every(({ details }) => details === null) ? first.kind : 'other'
  const recommendations = [...new Set(sources.flatMap((one) => one.recommendations))]
  return parts.map(({ text, due }, nth) => ({
    ...first,
    ...{ id: newId('com'), number: number + nth, text, due, originalDue: due, recommendations, kind, details: null },
    ...{ revision: 1, proposedBy, confirmedBy, confirmedAt: now, ownedSince: null },
    ...{ progress: 'not-started', outlook: null, progressNote: null, progressAt: null },
  }))
}

/** What it states, in the order in which it is true: the parts, the end of what they were made from, and which became which. */
export function recastFacts(
  { id: recast, kind, organisation, sources }: Pick<Recast, 'id' | 'kind' | 'organisation' | 'sources'>,
  parts: readonly Confirmed[],
  { by, isKept }: { by: PersonId; isKept: boolean },
): (CommitmentFact | RecastFact)[] {
  const note = `${kind === 'split' ? 'Split into' : 'Merged into'} ${parts.map(commitmentReference).join(', ')}`
  return [
    ...parts.flatMap((part) => madeOf(part)),
    ...sources.map(
      (commitment): CommitmentFact => ({
        ...{ type: 'progress-reported', commitment, progress: 'withdrawn', reportedBy: by },
        sealed: { note: isKept ? '' : note },
      }),
    ),
    {
      ...{ type: 'commitments-recast', recast, kind, organisation, sources },
      ...{ results: parts.map((part): CommitmentId => part.id), confirmedBy: by },
    },
  ]
}

function madeOf(part: Confirmed): CommitmentFact[] {
  const { id, organisation, group, recommendations, kind, due, label, recipients, proposedBy, text } = part
  const plain = { organisation, group, recommendations, kind, due, label, recipients, proposedBy }
  return [
    { type: 'commitment-proposed', commitment: id, ...plain, sealed: { text } },
    { type: 'commitment-confirmed', commitment: id, number: part.number, confirmedBy: part.confirmedBy },
  ]
}

export function proposedFact({
  id: recast,
  kind,
  organisation,
  sources,
  parts,
  proposedBy,
}: Omit<Recast, 'state'>): RecastFact {
  const texts = JSON.stringify(parts.map(({ text }) => text))
  const on = { recast, kind, organisation, sources }
  return { type: 'recast-proposed', ...on, dues: parts.map(({ due }) => due), proposedBy, sealed: { texts } }
}
