/** What the reader of a commitment may do about it besides what its card offers everybody. Asked again when it is done. */
import { type Actor, signingRole } from '#src/core/access.ts'
import type { PersonId } from '#src/core/id.ts'
import { isOver } from '#src/recommendations/axes.ts'
import { asksAbout } from '#src/requests/request.ts'
import { button } from '#src/view/build.ts'
import type { Action } from '#src/view/card.ts'
import { commitmentReference } from './commitment.ts'
import { speaksFor } from './progress.ts'
import { endButtons } from './support-views.ts'
import type { Confirmed, Named } from './views.ts'

/** `coordinators`: of what it answers. */
export function moreActions(found: Named<Confirmed>, actor: Actor, coordinators: readonly PersonId[]): Action[] {
  const { commitment, supports = [] } = found
  const args = { reference: commitmentReference(commitment) }
  const isOpen = commitment.ownerLeftAt === null && !isOver(commitment.progress)
  const isShown = commitment.ownerLeftAt === null && commitment.progress !== 'withdrawn'
  const about = { organisation: commitment.organisation, coordinators }
  const ending = supports.filter(
    ({ organisation }) =>
      signingRole(actor, organisation) !== undefined || signingRole(actor, commitment.organisation) !== undefined,
  )
  return [
    ...(isOpen && asksAbout(actor, 'update', about) ? [button('Ask for an update', 'ask-for-update', args)] : []),
    ...(isShown && asksAbout(actor, 'evidence', about) ? [button('Ask for evidence', 'ask-for-evidence', args)] : []),
    ...(isOpen && speaksFor(actor, found) ? [button('Ask for support', 'ask-support', args, { opens: true })] : []),
    ...endButtons(found, ending),
  ]
}
