/** The shortcut in the menu of a Slack message. Source: https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
import type { ShortcutId } from '#src/core/quote.ts'
import type { CastPerson, Conversation } from './cast.ts'
import { type SlackDesk, toSlackMessage } from './slack-desk.ts'
import { toSlackFile } from './slack-files.ts'
import { interaction, nothing, responseUrl } from './slack-send.ts'
import type { Heard } from './wire.ts'

/** Sends the message to the product, as choosing the shortcut does. */
export async function choose(
  desk: SlackDesk,
  person: CastPerson,
  where: Conversation,
  { message: id, shortcut }: { message: string; shortcut: ShortcutId },
): Promise<Heard> {
  const message = desk.room.transcript.find(where.id, id)
  if (!message || message.only !== null) return { notice: 'This message is no longer there.', errors: {} }
  const asked = { person: person.account, conversation: where.id, message: null }
  const reply = await interaction(desk, person, {
    type: 'message_action',
    callback_id: shortcut,
    trigger_id: desk.triggers.issue(person.account),
    response_url: responseUrl(desk, desk.responseUrls.issue(asked)),
    channel: { id: where.id, name: where.person === null ? where.name : 'directmessage' },
    message_ts: message.id,
    action_ts: (Date.now() / 1000).toFixed(6),
    message: {
      ...toSlackMessage(message, desk.team),
      files: message.files.map((file) => toSlackFile(desk, file, message.author ?? '')),
    },
  })
  return reply.ok ? nothing : { notice: `This action did not work (${reply.error}).`, errors: {} }
}
