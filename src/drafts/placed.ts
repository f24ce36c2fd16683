/** The card of a draft in a shared place: its terms, how many comments there are, and how long more are taken. */
import { present } from '#src/core/assert.ts'
import type { DraftId } from '#src/core/id.ts'
import { type Audience, type Release, type Shared, shownIn } from '#src/core/sharing.ts'
import { card, note } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { commentItem } from './comment.ts'
import { type Draft, draftItem, draftReference } from './draft.ts'
import type { Read } from './read.ts'
import { draftCard } from './views.ts'

export async function placedDraft(
  id: DraftId,
  read: Read,
  { audience, now }: { audience: Audience; now: Temporal.Instant },
): Promise<Card> {
  const draft = present(await read.drafts.byId(id), 'the draft')
  if (shownIn(audience, draftItem(draft)) === 'nothing') {
    const bare = card(draftReference(draft), note('Not everyone who reads here may have what it is about.'))
    return { ...bare, label: draft.label }
  }
  const group = present(await read.consortium.group(draft.group), 'the working group')
  const { zone } = await read.consortium.consortium()
  const counts = await countsOf(draft, read, (item) => shownIn(audience, item))
  return draftCard({ draft, group: group.name, zone, ...counts, waiting: 0, writes: true }, now)
}

/** How many comments stand, of how many organisations, as far as they may be read. */
export async function countsOf(draft: Draft, { comments }: Read, sees: (item: Shared) => Release) {
  const { label, recipients } = draft
  const seen = (await comments.counts(draft.id)).filter(
    ({ organisation, policy }) => sees(commentItem({ label, recipients, organisation, policy })) === 'full',
  )
  const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0)
  return {
    comments: sum(seen.map((one) => one.comments)),
    late: sum(seen.map((one) => one.late)),
    organisations: seen.length,
  }
}
