/** The card of a consent list in a shared place. */
import { present } from '#src/core/assert.ts'
import type { ConsentId } from '#src/core/id.ts'
import { type Audience, shownIn } from '#src/core/sharing.ts'
import { draftItem, draftReference } from '#src/drafts/draft.ts'
import { card, note } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'
import { laidOut, type Read } from './read.ts'
import { consentCard } from './views.ts'

export async function placedConsent(id: ConsentId, read: Read, audience: Audience): Promise<Card> {
  const list = present(await read.resolution.listById(id), 'the consent list')
  const draft = present(await read.drafts.byId(list.draft), 'the draft')
  if (shownIn(audience, draftItem(draft)) === 'nothing') {
    const bare = card(draftReference(draft), note('Not everyone who reads here may have what is said about it.'))
    return { ...bare, label: draft.label }
  }
  return consentCard(await laidOut(draft, read), list)
}
