/** What becomes of a modal after it was sent. Source: https://docs.slack.dev/surfaces/modals#response_actions */
import { z } from 'zod'
import type { Dialog } from './dialogs.ts'
import type { SlackDesk } from './slack-desk.ts'
import { checkedView, redrawView, stackView } from './slack-views.ts'
import type { Heard, Json } from './wire.ts'

/** The product's response, with its body where there is one. */
export type Reply = { ok: true; body: Json | null } | { ok: false; error: string }

const Action = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
])

/** An empty answer closes the modal. Errors must name blocks that the modal drew. */
export function submissionOutcome(desk: SlackDesk, dialog: Dialog, reply: Reply): Heard {
  if (!reply.ok) return trouble(reply.error)
  const dialogs = desk.room.dialogs.slack
  if (reply.body === null) {
    dialogs.close(dialog)
    return { notice: null, errors: {} }
  }
  const action = Action.safeParse(reply.body)
  if (!action.success) return trouble('unknown response_action')
  switch (action.data.response_action) {
    case 'errors':
      return errorsOn(dialog, action.data.errors)
    case 'update':
    case 'push':
      return shown(desk, dialog, action.data.view, action.data.response_action)
    case 'clear':
      dialogs.closeAll(dialog.person)
      return { notice: null, errors: {} }
  }
}

function errorsOn(dialog: Dialog, errors: Record<string, string>): Heard {
  const blocks: Json[] = Array.isArray(dialog.shown.blocks) ? dialog.shown.blocks : []
  const strange = Object.keys(errors).filter((name) => !blocks.some((block) => block.block_id === name))
  return strange.length > 0 ? trouble(`errors for no block: ${strange.join(', ')}`) : { notice: null, errors }
}

function shown(desk: SlackDesk, dialog: Dialog, sent: unknown, how: 'update' | 'push'): Heard {
  const checked = checkedView(sent)
  if ('error' in checked) return trouble(checked.error)
  if (how === 'update') redrawView(desk, dialog, checked.view)
  else if (!stackView(desk, dialog.person, checked.view)) return trouble('push_limit_reached')
  return { notice: null, errors: {} }
}

function trouble(why: string): Heard {
  return { notice: `We had some trouble connecting. Try again? (${why})`, errors: {} }
}
