/** The shortcut in the menu of a Teams message. Source: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module */
import { type Cast, personOf } from './cast.ts'
import type { TeamsDesk } from './teams-desk.ts'
import type { Message } from './transcript.ts'
import type { Json } from './wire.ts'

/** What every invoke of the shortcut carries: which one it is, and the message. */
export function shortcutValue(desk: TeamsDesk, message: Message, shortcut: string): Json {
  return {
    commandId: shortcut,
    commandContext: 'message',
    context: { theme: 'default' },
    messagePayload: payloadOf(desk, message),
  }
}

function payloadOf({ room }: TeamsDesk, message: Message): Json {
  const { id, conversation, at, thread } = message
  const isText = message.content.kind === 'text'
  return {
    id,
    ...(thread === null ? {} : { replyToId: thread }),
    linkToMessage: `${room.origin}/playground/teams/l/message/${encodeURIComponent(conversation)}/${id}`,
    createdDateTime: at,
    lastModifiedDateTime: null,
    deleted: false,
    messageType: 'message',
    body: { contentType: 'html', content: isText ? asHtml(message.text) : '<attachment id="card"></attachment>' },
    from: authorOf(room.cast, message.author),
    attachments: [],
    mentions: [],
    reactions: [],
  }
}

function authorOf(cast: Cast, account: string | null): Json {
  if (account === null) return { user: null, application: { applicationIdentityType: 'bot', displayName: 'Plenary' } }
  const displayName = personOf(cast, 'teams', account)?.name ?? ''
  return { user: { userIdentityType: 'aadUser', id: account, displayName }, application: null }
}

function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`
}
