/** What waits for somebody who can make comments of colleagues on a draft their organisation's. */
import { longestLine } from '#src/commitments/lines.ts'
import { inTurn } from '#src/core/in-turn.ts'
import { seenBy } from '#src/core/sharing.ts'
import { draftItem, draftReference } from '#src/drafts/draft.ts'
import { bold, button } from '#src/view/build.ts'
import { counted, inShort } from '#src/view/phrases.ts'
import type { Kind, Line } from './home.ts'
import { paged, signedFor } from './to-settle.ts'

export const toValidate: Kind = {
  kind: 'validate',
  title: 'Comments to validate',
  says: 'to validate',
  read: async (read, owner, page) => {
    const waiting = await read.comments.waiting(signedFor(owner))
    const lines = await inTurn(waiting, async ({ draft: id, comments }): Promise<Line[]> => {
      const draft = await read.drafts.byId(id)
      if (!draft || seenBy(owner.actor, draftItem(draft)) !== 'full') return []
      const reference = draftReference(draft)
      const what = `${counted(comments, 'comment')} ${comments === 1 ? 'waits' : 'wait'}`
      return [
        {
          words: [bold(reference), ` ${inShort(draft.standard, longestLine)}: ${what}`],
          label: draft.label,
          action: button(`Review comments on ${reference}`, 'show-draft-comments', { reference, waiting: 'yes' }),
        },
      ]
    })
    return paged(lines.flat(), page)
  },
}
