/** When a commitment was an organisation's own. */
import type { CommitmentId, OrganisationId } from '#src/core/id.ts'
import type { HeldCommitment } from '#src/leaving/store.ts'

/** Whoever promised it owned it from its confirmation on; each transfer ends one span or begins one. */
export function spansOf(
  id: OrganisationId,
  passed: { from: OrganisationId; to: OrganisationId; at: Temporal.Instant | null }[],
  confirmedAt: Temporal.Instant | null,
): HeldCommitment['owned'] {
  const spans: HeldCommitment['owned'] = []
  const isFirst = passed.length === 0 || passed[0]?.from === id
  if (isFirst && confirmedAt) spans.push({ from: confirmedAt, until: null })
  for (const { from, to, at } of passed) {
    const last = spans.at(-1)
    if (from === id && last && at) last.until = at
    if (to === id && at) spans.push({ from: at, until: null })
  }
  return spans
}

/** Whether something happened while it was the owner: what others did before or after is theirs. */
export function whileOwned(held: readonly HeldCommitment[]) {
  const spans = new Map(held.map(({ id, owned }) => [id, owned]))
  return ({ commitment, at }: { commitment: CommitmentId; at: Temporal.Instant }): boolean =>
    spans.get(commitment)?.some((span) => isWithin(at, span)) ?? false
}

function isWithin(at: Temporal.Instant, { from, until }: HeldCommitment['owned'][number]): boolean {
  return Temporal.Instant.compare(at, from) >= 0 && (until === null || Temporal.Instant.compare(at, until) < 0)
}
