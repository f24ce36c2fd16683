/** What the page is shown: the cast, and one conversation as one person sees it. */
import { ChatPlatform } from '#src/core/intent.ts'
import { type Cast, type CastPerson, type Conversation, conversationsFor, homeOf, personOf } from './cast.ts'
import type { Dialog } from './dialogs.ts'
import type { Room } from './room.ts'
import { bot } from './slack-desk.ts'
import type { Message } from './transcript.ts'
import type { CastView, ContentView, DialogView, MessageView, PaneView, PersonView } from './wire.ts'

export function castView(cast: Cast): CastView {
  return ChatPlatform.options.map((platform) => ({
    platform,
    people: cast.people.filter((person) => person.platform === platform).map(personView),
  }))
}

/** Ephemeral messages are shown to their one reader only. What is shown counts as read. */
export function paneView(room: Room, open: Conversation, person: string): PaneView {
  room.transcript.markRead(open.id, person)
  const dialog = room.dialogs[open.platform].top(person)
  const seen = room.transcript.in(open.id).filter((message) => message.only === null || message.only === person)
  const home = open.platform === 'slack' ? homeOf(person) : null
  const conversations = conversationsFor(room.cast, open.platform, person)
  return {
    conversations: [
      ...conversations.map(({ id, name, person: only }) => {
        return { id, name, chat: only !== null, home: false, unread: room.transcript.unread(id, person) }
      }),
      ...(home ? [{ id: home, name: 'Home', chat: false, home: true, unread: 0 }] : []),
    ],
    messages: seen.map((message) => messageView(message, person, room.cast)),
    dialog: dialog ? dialogView(dialog) : null,
    home: open.id === home ? homeView(room.homes.top(person)) : null,
    names: namesOn(room.cast, open.platform),
  }
}

/** Before anything is published, the tab is there and empty. */
function homeView(published: Dialog | undefined): DialogView {
  return published ? dialogView(published) : { id: '', revision: 0, shown: {} }
}

function dialogView({ id, revision, shown }: Dialog): DialogView {
  return { id, revision, shown }
}

function messageView(message: Message, reader: string, cast: Cast): MessageView {
  const { platform, id, revision, at, author, text, files, thread, edited, only } = message
  const person = author === null ? undefined : personOf(cast, platform, author)
  const view =
    author === null ? null : person ? personView(person) : { account: author, name: author, role: '', organisation: '' }
  return {
    id,
    revision,
    at,
    author: view,
    text,
    content: contentView(message, reader),
    files,
    thread,
    edited,
    onlyYou: only !== null,
  }
}

function contentView({ content }: Message, reader: string): ContentView {
  return content.kind === 'card' ? { kind: 'card', card: content.own[reader] ?? content.card } : content
}

function personView({ account, name, role, organisation }: CastPerson): PersonView {
  return { account, name, role, organisation }
}

/** Names of people and channels, by id, for mentions. */
function namesOn(cast: Cast, platform: ChatPlatform): Record<string, string> {
  const people = cast.people.filter((person) => person.platform === platform)
  const channels = cast.channels.filter((channel) => channel.platform === platform)
  return Object.fromEntries([
    [bot.user, bot.name],
    ...people.map(({ account, name }) => [account, name]),
    ...channels.map(({ channel, name }) => [channel, name.replace(/^#/, '')]),
  ])
}
