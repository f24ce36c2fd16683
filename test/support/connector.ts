/**
 * A stand-in for Microsoft's Bot Connector and for people at their Teams clients, over real HTTP on loopback: it signs what people do
 * as the connector does, keeps what the bot sends as the service does, and refuses cards that a client could not draw.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { TeamsConfig } from '#adapters/teams/auth.ts'
import type { ShortcutId } from '#src/core/quote.ts'
import { actionsOf, cardViolations, filledIn, textOf } from './connector-cards.ts'
import {
  Attachment,
  botName,
  chatOf,
  type Failure,
  type Message,
  type Person,
  shownIn,
  startService,
} from './connector-service.ts'
import { type Claims, sign } from './connector-tokens.ts'

/** What somebody sees in answer to a click or in a dialog. */
export type Reply = {
  status: number
  body: unknown
  /** The activity that was sent, for {@link Connector.resend}. */
  invoke: Record<string, unknown>
  /** All that the answer shows: a card, a dialog or a message; empty where there is none. */
  text: string
  card: unknown
  /** Set where the answer is a dialog. */
  dialog: { title: string } | undefined
  conversation: string
}

export type Connector = Awaited<ReturnType<typeof startConnector>>

const appId = '0d7f2b6e-5b1c-4c0e-9a44-plenarytests0'
export const tenant = '11111111-aaaa-4bbb-8ccc-000000000001'
/** The bot's name, as people mention it. */
const bot = { id: `28:${appId}`, name: botName }

export async function startConnector() {
  const people = new Map<string, Person>()
  const service = await startService(people)
  const serviceUrl = `${service.url}/teams/`
  let botUrl = ''

  function person(name: string, home = tenant): Person {
    const known = people.get(name)
    if (known) return known
    const number = String(people.size + 1).padStart(12, '0')
    const made = { name, id: `29:1${name}`, aad: `22222222-aaaa-4bbb-8ccc-${number}`, tenant: home }
    people.set(name, made)
    return made
  }

  function activityOf(who: Person, conversation: string, more: Record<string, unknown>): Record<string, unknown> {
    const type = conversation.startsWith('a:')
      ? 'personal'
      : conversation.includes('@thread.tacv2')
        ? 'channel'
        : 'groupChat'
    return {
      channelId: 'msteams',
      id: `f:${randomUUID()}`,
      serviceUrl,
      from: { id: who.id, aadObjectId: who.aad, name: capital(who.name) },
      recipient: bot,
      conversation: { id: conversation, conversationType: type, isGroup: type !== 'personal', tenantId: who.tenant },
      channelData: { tenant: { id: who.tenant } },
      ...more,
    }
  }

  function goodClaims(): Claims {
    const now = Math.floor(Date.now() / 1000)
    return {
      issuer: 'https://api.botframework.com',
      audience: appId,
      serviceUrl,
      notBefore: now - 60,
      expires: now + 3600,
    }
  }

  async function deliver(activity: unknown, authorization?: string | null): Promise<{ status: number; body: unknown }> {
    const header = authorization === undefined ? `Bearer ${await sign(goodClaims())}` : authorization
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(header === null ? {} : { authorization: header }) },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : parsed(text) }
  }

  /** `on`: the message that was clicked. */
  async function invoke(
    who: Person,
    conversation: string,
    name: string,
    value: unknown,
    on: object = {},
  ): Promise<Reply> {
    const replyToId = 'id' in on ? on.id : undefined
    return send(
      activityOf(who, conversation, { type: 'invoke', name, value, ...(replyToId !== undefined && { replyToId }) }),
    )
  }

  async function send(activity: Record<string, unknown>): Promise<Reply> {
    const conversation = z.object({ conversation: z.object({ id: z.string() }) }).parse(activity).conversation.id
    const { status, body } = await deliver(activity)
    return { status, body, invoke: activity, conversation, ...readReply(body) }
  }

  /** A dialog that a message's menu opened goes on under that menu's names. */
  function inDialog(who: Person, { conversation, invoke: opened }: Reply, data: unknown): Promise<Reply> {
    const value = { data, context: { theme: 'default' } }
    if (!String(opened.name).startsWith('composeExtension/')) return invoke(who, conversation, 'task/submit', value)
    const { commandId, messagePayload } = z.looseObject({}).parse(opened.value)
    const command = { commandId, commandContext: 'message', messagePayload }
    return invoke(who, conversation, 'composeExtension/submitAction', { ...value, ...command })
  }

  /** Presses a button of a message, of an answer or in a dialog, as the client would. */
  async function click(who: Person, on: Message | Reply, label: string): Promise<Reply> {
    const action = actionsOf(on.card).find((one) => one.title === label)
    if (!action) throw new Error(`there is no button “${label}” in:\n${textOf(on.card)}`)
    const data = z.record(z.string(), z.unknown()).parse(action.data)
    if ('dialog' in on && on.dialog) return inDialog(who, on, data)
    if (action.type === 'Action.Execute') {
      const { verb } = action
      const pressed = { type: 'Action.Execute', verb, data }
      return invoke(who, on.conversation, 'adaptiveCard/action', { action: pressed, trigger: 'manual' }, on)
    }
    const { msteams, ...rest } = data
    const fetches = z.object({ type: z.literal('task/fetch') }).safeParse(msteams).success
    if (fetches)
      return invoke(who, on.conversation, 'task/fetch', { data: { ...rest, msteams }, context: { theme: 'default' } })
    return send(activityOf(who, on.conversation, { type: 'message', value: data }))
  }

  function messagesIn(conversation: string): Message[] {
    const thread = `${conversation};`
    return service.messages.filter(
      (one) => !one.deleted && (one.conversation === conversation || one.conversation.startsWith(thread)),
    )
  }

  /** Keeps a file where its sender keeps such, and refers to it as a message does. */
  function attach({ name, bytes }: { name: string; bytes: Buffer }): Record<string, unknown> {
    const at = service.uploads.push({ name, bytes, fetched: 0 }) - 1
    const content = { downloadUrl: `${service.url}/drive/${at}?tempauth=x`, uniqueId: String(at), fileType: 'csv' }
    return { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content }
  }

  return {
    /** Where the bot sends to. */
    serviceUrl,
    /** What `createTeamsAdapter` needs to talk to this connector. */
    config: {
      appId,
      appPassword: '',
      tenantId: tenant,
      cloud: 'public',
      openIdUrl: `${service.url}/openid`,
    } satisfies TeamsConfig,
    bot,
    /** Says where the bot listens: its base URL. */
    connect(base: string): void {
      botUrl = base
    },
    /** A person by a first name in small letters, made on first use; in the consortium's tenant unless another is named. */
    person,
    /** The person's 1:1 chat with the bot. */
    chat: (who: Person) => chatOf(who),
    /** A channel of a team, by name. */
    channel: (name: string) => `19:${name}@thread.tacv2`,
    /** A group chat, by name. */
    group: (name: string) => `19:${name}@thread.v2`,
    /** Writes a message and waits for the bot's HTTP answer; outside a 1:1 chat the bot is mentioned first. */
    async say(
      who: Person,
      conversation: string,
      text: string,
      files: { name: string; bytes: Buffer }[] = [],
    ): Promise<{ status: number; message: Message }> {
      const id = service.nextId()
      const thread =
        conversation.includes('@thread.tacv2') && !conversation.includes(';')
          ? `${conversation};messageid=${id}`
          : conversation
      const personal = thread.startsWith('a:')
      const mention = `<at>${bot.name}</at>`
      const entities = personal ? [] : [{ type: 'mention', text: mention, mentioned: bot }]
      const message = service.keep({ id, conversation: thread, from: who.name, text })
      const words = escaped(text)
      const activity = {
        type: 'message',
        id,
        text: personal ? words : `${mention} ${words}`,
        textFormat: 'plain',
        entities,
        attachments: files.map(attach),
      }
      const { status } = await deliver(activityOf(who, thread, activity))
      return { status, message }
    },
    click,
    /** Presses a button that opens a dialog; throws where none opens. */
    async openDialog(who: Person, on: Message | Reply, label: string): Promise<Reply> {
      const reply = await click(who, on, label)
      if (!reply.dialog) throw new Error(`no dialog opened: ${reply.status} ${reply.text}`)
      return reply
    },
    /** Fills in a dialog by field name or label and sends it; what is not named keeps its drawn value, and empty inputs are left out. */
    async submitDialog(who: Person, dialog: Reply, values: Record<string, string>): Promise<Reply> {
      const [button] = actionsOf(dialog.card)
      const data = { ...z.record(z.string(), z.unknown()).parse(button?.data), ...filledIn(dialog.card, values) }
      return inDialog(who, dialog, data)
    },
    /** Chooses “Log as commitment” in the menu of a message; `html` as clients send it, `more` takes the place of parts of the payload. */
    shortcut(
      who: Person,
      conversation: string,
      said: { by: Person; html: string; more?: Record<string, unknown> },
      shortcut: ShortcutId = 'log-as-commitment',
    ): Promise<Reply> {
      const id = service.nextId()
      const user = { userIdentityType: 'aadUser', id: said.by.aad, displayName: capital(said.by.name) }
      const messagePayload = {
        id,
        linkToMessage: `https://teams.microsoft.com/l/message/${conversation}/${id}?tenantId=${said.by.tenant}`,
        createdDateTime: '2026-11-03T14:02:34.12Z',
        lastModifiedDateTime: null,
        deleted: false,
        messageType: 'message',
        body: { contentType: 'html', content: said.html },
        from: { device: null, conversation: null, user, application: null },
        attachments: [],
        mentions: [],
        reactions: [],
        ...said.more,
      }
      const value = { commandId: shortcut, commandContext: 'message', context: { theme: 'default' }, messagePayload }
      return invoke(who, conversation, 'composeExtension/fetchTask', value)
    },
    /** Sends an invoke again, as Teams does when it heard nothing: under the same id or a new one. */
    resend: (reply: Reply, newId?: string) => send({ ...reply.invoke, ...(newId === undefined ? {} : { id: newId }) }),
    /** Sends an invoke of any name and value. */
    invoke,
    /** Tells the bot that it was added to, or that people came into, a conversation. */
    installed: (who: Person, conversation: string) =>
      deliver(activityOf(who, conversation, { type: 'installationUpdate', action: 'add' })),
    /** Tells the bot that it was taken out of a conversation. */
    uninstalled: (who: Person, conversation: string) =>
      deliver(activityOf(who, conversation, { type: 'installationUpdate', action: 'remove' })),
    /** Says who the members of a conversation are, guests among them; until then the connector knows of no such conversation. */
    seat(conversation: string, members: readonly Person[], guests: readonly Person[] = []): void {
      const memberOf =
        (userRole: string) =>
        ({ id, aad, tenant: tenantId }: Person) => ({ id, aadObjectId: aad, tenantId, userRole })
      service.rosters.set(conversation, [...members.map(memberOf('user')), ...guests.map(memberOf('guest'))])
    },
    /** An activity as the connector would send it, with some parts changed; for {@link deliver}. */
    activityOf,
    /** Posts any body to the bot; signed well unless an Authorization header (null: none) is given. */
    deliver,
    /** The claims of a good token. */
    goodClaims,
    /** What stands in a conversation, threads of a channel included, oldest first. */
    messages: messagesIn,
    /** The bot's last message in a conversation; throws where there is none. */
    last(conversation: string): Message {
      const found = messagesIn(conversation).findLast((one) => one.from === botName)
      if (!found) throw new Error(`the bot said nothing in ${conversation}`)
      return found
    },
    /** Waits until a message of the bot in a conversation shows these words, and gives the last that does. */
    async shows(conversation: string, words: string, milliseconds = 12_000): Promise<Message> {
      const deadline = Date.now() + milliseconds
      for (;;) {
        const own = messagesIn(conversation).filter((one) => one.from === botName)
        const found = own.findLast((one) => shownIn(one).includes(words))
        if (found) return found
        const left = deadline - Date.now()
        if (left <= 0) throw new Error(`“${words}” was not shown; there is:\n${own.map(shownIn).join('\n---\n')}`)
        await change(service.waiting, left)
      }
    },
    /** The bot's next requests fail like this; status 0 cuts the connection. */
    failNext: (failure: Failure) => void service.failures.push({ ...failure }),
    /** Every file that somebody attached, oldest first. */
    uploads: service.uploads,
    /** Every request that the bot made, oldest first. */
    hits: service.hits,
    close: service.close,
  }
}

/** Resolves at the next message or after so long. */
function change(waiting: Set<() => void>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      waiting.delete(done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    waiting.add(done)
  })
}

const Dialog = z.object({
  task: z.object({
    type: z.literal('continue'),
    value: z.object({ title: z.string().max(64), card: Attachment, height: z.unknown(), width: z.unknown() }),
  }),
})
const CardAnswer = z.object({
  statusCode: z.literal(200),
  type: z.literal('application/vnd.microsoft.card.adaptive'),
  value: z.unknown(),
})
const MessageAnswer = z.object({
  statusCode: z.literal(200),
  type: z.literal('application/vnd.microsoft.activity.message'),
  value: z.string(),
})

/** Reads the answer to an invoke; throws where it holds a card that no client draws. */
function readReply(body: unknown): Pick<Reply, 'text' | 'card' | 'dialog'> {
  const dialog = Dialog.safeParse(body)
  if (dialog.success) {
    const { title, card } = dialog.data.task.value
    return { text: `${title}\n${textOf(sound(card.content))}`, card: card.content, dialog: { title } }
  }
  const shown = CardAnswer.safeParse(body)
  if (shown.success) return { text: textOf(sound(shown.data.value)), card: shown.data.value, dialog: undefined }
  const said = MessageAnswer.safeParse(body)
  return { text: said.success ? said.data.value : '', card: undefined, dialog: undefined }
}

function sound(card: unknown): unknown {
  const violations = cardViolations(card)
  if (violations.length > 0) throw new Error(`no client draws this card: ${violations.join('; ')}`)
  return card
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Teams sends what was typed with these escaped. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
