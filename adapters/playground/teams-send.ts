/** What Teams sends to the product: signed activities. Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */
import { randomUUID } from 'node:crypto'
import type { ShortcutId } from '#src/core/quote.ts'
import { type CastPerson, type Conversation, conversationOf } from './cast.ts'
import type { Attached } from './files.ts'
import { activityFrom, type TeamsDesk } from './teams-desk.ts'
import { toTeamsFile } from './teams-files.ts'
import { readCardReply, readTaskReply, type TaskReply } from './teams-replies.ts'
import { shortcutValue } from './teams-shortcut.ts'
import type { Message } from './transcript.ts'
import type { Heard, Json, TeamsClick } from './wire.ts'

const nothing: Heard = { notice: null, errors: {} }

/** Sends what somebody typed. In a channel the bot hears only of messages that mention it, and of no file. */
export async function say(
  desk: TeamsDesk,
  person: CastPerson,
  where: Conversation,
  typed: string,
  attached: Attached | null,
): Promise<Heard> {
  const { transcript } = desk.room
  const author = person.account
  const text = typed.trim()
  const files = attached ? [await desk.room.files.keep(attached)] : []
  const content = { kind: 'text' } as const
  const message = transcript.add({ platform: 'teams', conversation: where.id, author, text, content, files })
  const marked = text.replaceAll(/@Plenary\b/gi, '<at>Plenary</at>')
  if (where.person === null && marked === text) return nothing
  const mention = { type: 'mention', text: '<at>Plenary</at>', mentioned: { id: `28:${desk.appId}`, name: 'Plenary' } }
  const reply = await post(desk, {
    ...activityFrom(desk, person, where, message),
    type: 'message',
    id: message.id,
    text: marked,
    textFormat: 'plain',
    entities: marked === text ? [] : [mention],
    attachments: where.person === null ? [] : files.map((file) => toTeamsFile(desk, file)),
  })
  return reply.ok ? nothing : refused(reply.error)
}

/** Sends a click on a card: an Action.Execute, or an Action.Submit that asks for a dialog. */
export async function click(
  desk: TeamsDesk,
  person: CastPerson,
  where: Conversation,
  at: { message: string } & TeamsClick,
): Promise<Heard> {
  const message = desk.room.transcript.find(where.id, at.message)
  if (!message) return { notice: 'This message is no longer there.', errors: {} }
  if (at.type === 'Action.Execute') return execute(desk, person, where, message, at)
  if (!asksForDialog(at.data)) return { notice: 'This button asks for nothing that the playground knows.', errors: {} }
  const value = { data: at.data, context: { theme: 'default' } }
  const reply = await invoke(desk, person, where, message, 'task/fetch', value)
  return reply.ok ? dialogOutcome(desk, person, message, readTaskReply(reply.body), null) : refused(reply.error)
}

/** Sends a message to the product, as choosing the shortcut in its menu does. */
export async function choose(
  desk: TeamsDesk,
  person: CastPerson,
  where: Conversation,
  { message: id, shortcut }: { message: string; shortcut: ShortcutId },
): Promise<Heard> {
  const message = desk.room.transcript.find(where.id, id)
  if (!message) return { notice: 'This message is no longer there.', errors: {} }
  const reply = await invoke(
    desk,
    person,
    where,
    message,
    'composeExtension/fetchTask',
    shortcutValue(desk, message, shortcut),
  )
  return reply.ok ? dialogOutcome(desk, person, message, readTaskReply(reply.body), shortcut) : refused(reply.error)
}

/** Sends the dialog that the person has open; it belongs to the message from which it was opened. */
export async function submit(desk: TeamsDesk, person: CastPerson, id: string, data: Json): Promise<Heard> {
  const dialog = desk.room.dialogs.teams.top(person.account)
  const { conversation, message, chosen } = dialog?.id === id ? dialog.shown : {}
  const where = conversationOf(desk.room.cast, 'teams', String(conversation))
  const from = desk.room.transcript.find(String(conversation), String(message))
  if (!where || !from) return { notice: 'This dialog is no longer open.', errors: {} }
  const shortcut = typeof chosen === 'string' ? chosen : null
  const reply = shortcut
    ? await invoke(desk, person, where, from, 'composeExtension/submitAction', {
        ...shortcutValue(desk, from, shortcut),
        data,
      })
    : await invoke(desk, person, where, from, 'task/submit', { data, context: { theme: 'default' } })
  return reply.ok ? dialogOutcome(desk, person, from, readTaskReply(reply.body), shortcut) : refused(reply.error)
}

/** Tells the product that the app was added to a team, and with it where to answer. */
export async function install(desk: TeamsDesk, person: CastPerson, where: Conversation): Promise<boolean> {
  const id = `f:${randomUUID()}`
  const reply = await post(desk, {
    ...activityFrom(desk, person, where, null),
    type: 'installationUpdate',
    action: 'add',
    id,
  })
  return reply.ok
}

/** Tells the product where to answer, by an activity that says nothing else. */
export async function appear(desk: TeamsDesk, person: CastPerson, where: Conversation): Promise<boolean> {
  const base = activityFrom(desk, person, where, null)
  const reply = await post(desk, { ...base, type: 'conversationUpdate', id: `f:${randomUUID()}` })
  return reply.ok
}

async function execute(
  desk: TeamsDesk,
  person: CastPerson,
  where: Conversation,
  message: Message,
  at: TeamsClick,
): Promise<Heard> {
  const action = { type: at.type, verb: at.verb, title: at.title, data: at.data }
  const reply = await invoke(desk, person, where, message, 'adaptiveCard/action', { action, trigger: 'manual' })
  if (!reply.ok) return refused(reply.error)
  const read = readCardReply(reply.body)
  if (read.kind === 'card') showOwn(desk, person, message, read.card)
  return read.kind === 'message' ? { notice: read.text, errors: {} } : nothing
}

/** The card takes the message's place for this person alone, until the message is updated for everybody. */
function showOwn(desk: TeamsDesk, person: CastPerson, { conversation, id }: Message, card: Json): void {
  const message = desk.room.transcript.find(conversation, id)
  if (message?.content.kind !== 'card') return
  const own = { ...message.content.own, [person.account]: card }
  desk.room.transcript.change(message, { content: { ...message.content, own } })
}

/** `chosen`: the shortcut in the message's menu that opened the dialog, which goes on under that name. */
function dialogOutcome(
  desk: TeamsDesk,
  person: CastPerson,
  message: Message,
  reply: TaskReply,
  chosen: string | null,
): Heard {
  const dialogs = desk.room.dialogs.teams
  if (reply.kind === 'continue') {
    const open = dialogs.top(person.account)
    const { conversation, id } = message
    const shown = { title: reply.title, card: reply.card, conversation, message: id, chosen }
    if (open) dialogs.redraw(open, shown)
    else dialogs.open(person.account, randomUUID(), shown)
    return nothing
  }
  dialogs.closeAll(person.account)
  return reply.kind === 'message' ? { notice: reply.text, errors: {} } : nothing
}

function asksForDialog(data: Json): boolean {
  const msteams = data.msteams
  return typeof msteams === 'object' && msteams !== null && 'type' in msteams && msteams.type === 'task/fetch'
}

function invoke(
  desk: TeamsDesk,
  person: CastPerson,
  where: Conversation,
  message: Message,
  name: string,
  value: Json,
): Promise<Reply> {
  const base = activityFrom(desk, person, where, message)
  return post(desk, { ...base, type: 'invoke', id: `f:${randomUUID()}`, name, value, replyToId: message.id })
}

type Reply = { ok: true; body: unknown } | { ok: false; error: string }

/** Signs and sends; Teams waits fifteen seconds. */
async function post(desk: TeamsDesk, activity: Json): Promise<Reply> {
  const token = await desk.signer.sign(desk.serviceUrl)
  try {
    const { ok, status, text } = await desk.room.traffic.send('teams', `${desk.room.origin}/api/messages`, {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(15_000),
    })
    if (!ok) return { ok: false, error: `status ${status}` }
    return { ok: true, body: text === '' ? null : JSON.parse(text) }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.name : 'unknown' }
  }
}

function refused(error: string): Heard {
  return { notice: `Unable to reach app. Please try again. (${error})`, errors: {} }
}
