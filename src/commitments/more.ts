/** What the reader of a commitment may do about it besides what its card offers everybody. Asked again when it is done. */
import { type Actor, signingRole } from '#src/core/access.ts'
import { isOver } from '#src/recommendations/axes.ts'
import { button } from '#src/view/build.ts'
import type { Action } from '#src/view/card.ts'
import { asksAbout } from './asking.ts'
import { commitmentReference } from './commitment.ts'
import { speaksFor } from './progress.ts'
import { endButtons } from './support-views.ts'
import type { Confirmed, Named } from './views.ts'

export function moreActions(found: Named<Confirmed>, actor: Actor): Action[] {
  const { commitment, supports = [] } = found
  const args = { reference: commitmentReference(commitment) }
  const isOpen = commitment.ownerLeftAt === null && !isOver(commitment.progress)
  const ending = supports.filter(
    ({ organisation }) =>
      signingRole(actor, organisation) !== undefined || signingRole(actor, commitment.organisation) !== undefined,
  )
  return [
    ...(isOpen && asksAbout(actor, commitment) ? [button('Ask for an update', 'ask-for-update', args)] : []),
    ...(isOpen && speaksFor(actor, found) ? [button('Ask for support', 'ask-support', args, { opens: true })] : []),
    ...endButtons(found, ending),
  ]
}
