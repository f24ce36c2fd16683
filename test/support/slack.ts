/**
 * Slack for stories: `emulate`, a stateful Slack API made by others, behind a door that records what the bot calls and can refuse it;
 * and people at their Slack clients, who send signed requests as Slack does.
 */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator } from 'emulate'
import { z } from 'zod'
import { botScopes } from '#manifest/slack-scopes.ts'
import type { ShortcutId } from '#src/core/quote.ts'
import { shownIn } from '#test/adapters/slack/block-kit.ts'
import { freePort } from './ports.ts'
import { slackTeams } from './slack-teams.ts'

export const workspace = 'T000000001'
export const signingSecret = 'signing-secret-of-the-stories'
export const botToken = 'xoxb-stories'
/** Milliseconds until something has to be seen: a busy machine draws a report in more than five seconds. */
const patience = 12_000
/** The app, as its operator registered it. */
const oauth = { clientId: '1.2', clientSecret: 'client-secret-of-the-stories' }

const personToken = (name: string) => `xoxp-${name}`

type Json = Record<string, unknown>
/** `token` is what it was called with. */
export type Call = { method: string; token: string; body: Json; answer: Json }
/** What somebody sees in answer: a private message, a posted one, or a modal. */
export type Seen = {
  where: 'private' | 'message' | 'modal'
  blocks: unknown[]
  text: string
  view: Json | undefined
  channel: string | null
}

export type Slack = Awaited<ReturnType<typeof startSlack>>

export async function startSlack(people: string[], channels: string[]) {
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: {
        users: ['plenary', ...people].map((name) => ({ name })),
        channels: channels.map((name) => ({ name })),
        tokens: [
          {
            token: botToken,
            type: 'bot',
            user: 'plenary',
            app_id: 'A0PLENARY',
            bot_id: 'B0PLENARY',
            bot_user_id: 'U0PLENARY',
          },
          ...people.map((name) => ({ token: personToken(name), type: 'user', user: name })),
        ],
      },
    },
  })
  const teams = slackTeams(emulator.url)
  const calls: Call[] = []
  const responses: { path: string; body: Json }[] = []
  const failures: { method: string; status: number; headers: Record<string, string>; error: string }[] = []
  const uploads: { bytes: Buffer; fetched: number }[] = []
  const waiting = new Set<() => void>()
  let botUrl = ''
  let serial = 0

  const door = createServer((request, response) => void pass(request, response))
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await textOf(request)
    const path = request.url ?? ''
    if (path.startsWith('/response/')) {
      responses.push({ path, body: JSON.parse(raw) })
      response.end('ok')
      return wake()
    }
    if (path.startsWith('/files/')) return giveUpload(request, response)
    const method = path.replace('/api/', '')
    const failing = failures.findIndex((one) => one.method === method)
    const [failure] = failing < 0 ? [] : failures.splice(failing, 1)
    if (failure) {
      response.writeHead(failure.status, failure.headers).end(JSON.stringify({ ok: false, error: failure.error }))
      return wake()
    }
    const { authorization = '', 'content-type': type = '' } = request.headers
    const token = authorization.replace('Bearer ', '')
    if (teams.isRevoked(token)) return void response.end(JSON.stringify({ ok: false, error: 'token_revoked' }))
    const team = teams.teamOf(token, raw)
    const sent = { method: 'POST', headers: { authorization, 'content-type': type }, body: raw }
    const answer = await fetch(`${team.url}${path}`, sent).catch(() => undefined)
    // It was closed with a call under way: whoever called sees the line break, as with a Slack that goes.
    if (!answer) return void response.destroy()
    const body = teams.handedBack(team, method, await answer.text())
    calls.push({ method, token, body: bodyOf(raw, type), answer: body })
    const granted = method === 'auth.test' ? { 'x-oauth-scopes': botScopes().join(',') } : {}
    response.writeHead(answer.status, { 'content-type': 'application/json', ...granted }).end(JSON.stringify(body))
    wake()
  }

  /** Without the bot's token Slack shows its sign-in page. */
  function giveUpload({ url: path, headers }: IncomingMessage, response: ServerResponse): void {
    const upload = uploads[Number(path?.split('/').at(-2))]
    if (headers.authorization !== `Bearer ${botToken}` || !upload) {
      return void response.writeHead(302, { location: '/signin' }).end()
    }
    upload.fetched += 1
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(upload.bytes)
  }

  function wake(): void {
    for (const resume of waiting) resume()
  }

  /** Waits until `find` finds something; throws after {@link patience}. */
  async function until<T>(what: string, find: () => T | undefined): Promise<T> {
    const deadline = Date.now() + patience
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      const left = deadline - Date.now()
      if (left <= 0)
        throw new Error(`Slack never saw ${what}; the bot called ${calls.map((call) => call.method).join(', ')}`)
      await change(waiting, left)
    }
  }

  async function api(method: string, body: Record<string, string>, token = botToken): Promise<Json> {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(body),
    })
    const answer = z.record(z.string(), z.unknown()).parse(await response.json())
    if (answer.ok !== true) throw new Error(`${method}: ${answer.error}`)
    return answer
  }

  /** Posts a signed form to the bot, as Slack does. */
  async function deliver(body: string, more: { at?: number; secret?: string; type?: string } = {}) {
    const at = Math.floor((more.at ?? Date.now()) / 1000)
    const signature = createHmac('sha256', more.secret ?? signingSecret)
      .update(`v0:${at}:${body}`)
      .digest('hex')
    const response = await fetch(`${botUrl}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': more.type ?? 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Json) : undefined }
  }

  const members = z
    .object({ members: z.array(z.object({ id: z.string(), name: z.string() })) })
    .parse(await api('users.list', {}))
  const listed = z
    .object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) })
    .parse(await api('conversations.list', {}))
  const userId = (name: string) => named(members.members, name)
  const channelId = (name: string) => named(listed.channels, name)

  async function trigger(user: string): Promise<string> {
    return z.object({ trigger_id: z.string() }).parse(await api('views.generateTriggerId', { user_id: userId(user) }))
      .trigger_id
  }

  /** Waits for whatever the person is shown in answer: on the acknowledgement, on the response_url, or in a modal. */
  async function seen(
    response: { body: Json | undefined },
    since: { calls: number; responses: number },
    path: string,
    view?: string,
  ): Promise<Seen> {
    if (Array.isArray(response.body?.blocks)) return sight('private', response.body)
    return until('an answer', () => {
      const later = responses.slice(since.responses).find((one) => one.path === path)
      if (later) return sight('private', later.body)
      const modal = calls
        .slice(since.calls)
        .findLast(({ method, answer }) => method.startsWith('views.') && answer.ok === true)
      const drawn = modal && z.record(z.string(), z.unknown()).parse(modal.answer.view)
      if (drawn && (drawn.submit || modal.method === 'views.update')) return { ...sight('modal', drawn), view: drawn }
      const posted = calls.slice(since.calls).find(({ method }) => method === 'chat.postEphemeral')
      return posted && view === undefined ? sight('private', posted.body) : undefined
    })
  }

  function mark() {
    serial += 1
    return { since: { calls: calls.length, responses: responses.length }, path: `/response/${serial}` }
  }

  return {
    apiUrl: `${url}/api/`,
    oauth,
    calls,
    api,
    deliver,
    until,
    userId,
    channelId,
    /** Says where the bot listens: its base URL. */
    connect(base: string): void {
      botUrl = base
    },
    /** The bot's next call of a method is refused with this status. */
    failNext: (method: string, status: number, headers: Record<string, string> = {}, error = 'ratelimited') =>
      void failures.push({ method, status, headers, error }),
    /** What the bot sent to a response_url, oldest first. */
    responsesTo: (path: string) => responses.filter((one) => one.path === path).map(({ body }) => body),
    /** Types `/plenary text` in a channel and sees the private answer or the modal. */
    async command(user: string, channel: string, text: string): Promise<Seen> {
      const { since, path } = mark()
      const answer = await seen(await deliver(await this.commandBody(user, channel, text, path)), since, path)
      return { ...answer, channel: channelId(channel) }
    },
    /** The form body of a slash command, for sending it twice. */
    async commandBody(user: string, channel: string, text: string, path = '/response/0'): Promise<string> {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      return new URLSearchParams({
        command: '/plenary',
        text: escaped,
        team_id: workspace,
        user_id: userId(user),
        channel_id: channelId(channel),
        trigger_id: await trigger(user),
        response_url: `${url}${path}`,
      }).toString()
    },
    /** Presses a button of what was seen, and sees the answer. */
    async click(user: string, on: Seen, label: string): Promise<Seen> {
      const { since, path } = mark()
      const body = await this.clickBody(user, on, label, path)
      const answer = await seen(await deliver(body), since, path, on.view ? String(on.view.id) : undefined)
      return { ...answer, channel: on.channel }
    },
    /** The form body of a click, for sending it twice. */
    async clickBody(user: string, on: Seen, label: string, path = '/response/0'): Promise<string> {
      const button = buttonsIn(on.blocks).find((one) => one.text.text === label)
      if (!button) throw new Error(`there is no button “${label}” in:\n${on.text}`)
      const channel = on.channel ?? listed.channels[0]?.id
      const container = on.view
        ? {
            view: { ...on.view, app_installed_team_id: workspace },
            container: { type: 'view', view_id: on.view.id },
          }
        : {
            channel: { id: channel },
            container: {
              type: 'message',
              channel_id: channel,
              message_ts: '1.1',
              is_ephemeral: on.where === 'private',
            },
            response_url: `${url}${path}`,
          }
      const action = { ...button, action_ts: `${Date.now()}.${serial}` }
      return payload({
        type: 'block_actions',
        ...who(user),
        trigger_id: await trigger(user),
        ...container,
        actions: [action],
      })
    },
    /** Writes a message into a channel, of which the bot hears nothing; gives it as Slack tells of it. */
    async say(user: string, channel: string, text: string): Promise<Json> {
      const said = await api('chat.postMessage', { channel: channelId(channel), text }, personToken(user))
      return z.object({ message: z.record(z.string(), z.unknown()) }).parse(said).message
    },
    /** Chooses a shortcut in the menu of a message, and sees the modal. */
    async shortcut(
      user: string,
      channel: string,
      message: Json,
      shortcut: ShortcutId = 'log-as-commitment',
    ): Promise<Seen> {
      const { since, path } = mark()
      const body = payload({
        type: 'message_action',
        callback_id: shortcut,
        ...who(user),
        trigger_id: await trigger(user),
        response_url: `${url}${path}`,
        channel: { id: channelId(channel), name: channel },
        message_ts: message.ts,
        action_ts: `${Date.now()}.${serial}`,
        message,
      })
      return { ...(await seen(await deliver(body), since, path)), channel: channelId(channel) }
    },
    /** Fills in a modal by field name and sends it: sees the next modal, or the problems by field. */
    async submit(
      user: string,
      modal: Seen,
      values: Record<string, string>,
    ): Promise<Seen & { errors: Record<string, string> }> {
      const response = await deliver(this.submitBody(user, modal, values))
      const { response_action: action, errors, view } = response.body ?? {}
      if (action === 'errors') return { ...modal, errors: z.record(z.string(), z.string()).parse(errors) }
      const drawn = z.record(z.string(), z.unknown()).parse(view)
      return { ...sight('modal', drawn), view: { ...drawn, id: modal.view?.id }, channel: modal.channel, errors: {} }
    },
    /** The form body of a submission, for sending it twice. */
    submitBody(user: string, modal: Seen, values: Record<string, string>): string {
      const inputs = z.array(
        z.looseObject({ block_id: z.string(), element: z.looseObject({ type: z.string(), action_id: z.string() }) }),
      )
      const drawn = inputs.parse(
        modal.blocks.filter((block) => z.object({ type: z.literal('input') }).safeParse(block).success),
      )
      const state = Object.fromEntries(
        drawn.map((input) => [
          input.block_id,
          { [input.element.action_id]: filled(input.element, values[input.block_id]) },
        ]),
      )
      const view = { ...modal.view, app_installed_team_id: workspace, state: { values: state } }
      // A submission names its submitter's workspace, a click the installation's.
      return payload({
        type: 'view_submission',
        ...who(user),
        team: { id: homeOf(user) },
        trigger_id: 'unused',
        view,
      })
    },
    /** Writes a message with files: to the bot 1:1, or to its mention in a channel. */
    async share(user: string, channel: string, text: string, files: { name: string; bytes: Buffer }[]): Promise<void> {
      const ts = `${Math.floor(Date.now() / 1000)}.${String(uploads.length).padStart(6, '0')}`
      const shared = files.map(({ name, bytes }) => {
        const at = uploads.push({ bytes, fetched: 0 }) - 1
        return {
          id: `F${at}`,
          name,
          size: bytes.length,
          url_private_download: `${url}/files/${at}/${encodeURIComponent(name)}`,
        }
      })
      const how = channel.startsWith('D')
        ? { type: 'message', subtype: 'file_share', channel_type: 'im', text }
        : { type: 'app_mention', text: `<@U0PLENARY> ${text}` }
      const event = { ...how, user: userId(user), team: workspace, channel, ts, event_ts: ts, files: shared }
      const authorizations = [{ user_id: 'U0PLENARY', is_bot: true }]
      const body = { type: 'event_callback', team_id: workspace, event_id: `Ev${ts}`, authorizations, event }
      await deliver(JSON.stringify(body), { type: 'application/json' })
    },
    /** Every file that somebody shared, oldest first. */
    uploads,
    /** What stands in a channel or a 1:1 chat, oldest first. */
    async messages(channel: string): Promise<Seen[]> {
      const history = await api('conversations.history', { channel })
      const found = z.object({ messages: z.array(z.record(z.string(), z.unknown())) }).parse(history).messages
      return found.reverse().map((message) => ({ ...sight('message', message), channel }))
    },
    /** Waits until a message of the channel shows these words. */
    async shows(channel: string, words: string): Promise<Seen> {
      const deadline = Date.now() + patience
      for (;;) {
        const all = await this.messages(channel)
        const found = all.findLast((message) => message.text.includes(words))
        if (found) return found
        const left = deadline - Date.now()
        if (left <= 0)
          throw new Error(`“${words}” was not shown; there is:\n${all.map((message) => message.text).join('\n---\n')}`)
        await change(waiting, left)
      }
    },
    /** The person's 1:1 chat with the bot. */
    async chat(user: string): Promise<string> {
      return z
        .object({ channel: z.object({ id: z.string() }) })
        .parse(await api('conversations.open', { users: userId(user) })).channel.id
    },
    /** Other workspaces, and what Slack Connect makes of people and channels. */
    teams,
    /** The person belongs to another workspace, and is here by Slack Connect. */
    external: (name: string, team: string) => void teams.homes.set(userId(name), team),
    /** Mentions the bot in a channel, as one installation hears of it, and sees the private answer. */
    async mention(
      user: string,
      channel: string,
      text: string,
      more: { via?: string; ts?: string } = {},
    ): Promise<Seen> {
      const { since, path } = mark()
      const ts = more.ts ?? `${Math.floor(Date.now() / 1000)}.${String(serial).padStart(6, '0')}`
      const answer = await deliver(this.mentionBody(user, channel, text, { ...more, ts }), { type: 'application/json' })
      return { ...(await seen(answer, since, path)), channel: channelId(channel) }
    },
    /** The body of a mention, for sending it twice. In a shared channel its own team may be any of those connected. */
    mentionBody(user: string, channel: string, text: string, { via = workspace, ts = '1.1' } = {}): string {
      const home = homeOf(user)
      const event = {
        type: 'app_mention',
        ...{ user: userId(user), team: home, user_team: home, source_team: home },
        ...{ text: `<@U0PLENARY> ${text}`, channel: channelId(channel), ts, event_ts: ts },
      }
      return JSON.stringify({
        type: 'event_callback',
        team_id: home,
        context_team_id: via,
        authorizations: [
          { enterprise_id: null, team_id: via, user_id: 'U0PLENARY', is_bot: true, is_enterprise_install: false },
        ],
        is_ext_shared_channel: teams.connected.has(channelId(channel)),
        event_id: `Ev${via}${ts}`,
        event_time: Math.floor(Date.now() / 1000),
        event,
      })
    },
    /** Tells of an event of a workspace that nobody said. */
    happens: (team: string, event: Json, at = Math.ceil(Date.now() / 1000) + 1) =>
      deliver(
        JSON.stringify({
          type: 'event_callback',
          team_id: team,
          event_id: `Ev${at}`,
          event_time: at,
          authorizations: [],
          event,
        }),
        { type: 'application/json' },
      ),
    async close(): Promise<void> {
      await teams.close()
      door.closeAllConnections()
      await new Promise((resolve) => door.close(resolve))
      await emulator.close()
    },
  }

  function homeOf(user: string): string {
    return teams.homes.get(userId(user)) ?? workspace
  }
  function who(user: string) {
    return { user: { id: userId(user), team_id: homeOf(user) }, team: { id: workspace } }
  }
}

function sight(where: Seen['where'], body: Json): Seen {
  const blocks = Array.isArray(body.blocks) ? body.blocks : []
  const title = where === 'modal' ? shownIn(body.title) : ''
  return {
    where,
    blocks,
    text: `${title}${shownIn(blocks)}`,
    view: where === 'modal' ? body : undefined,
    channel: null,
  }
}

const Button = z.looseObject({
  type: z.literal('button'),
  text: z.object({ text: z.string() }),
  value: z.string().optional(),
})

function buttonsIn(value: unknown): z.infer<typeof Button>[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn)
  if (typeof value !== 'object' || value === null) return []
  const button = Button.safeParse(value)
  return button.success ? [button.data] : Object.values(value).flatMap(buttonsIn)
}

function filled(element: Json, typed: string | undefined): Json {
  if (element.type === 'multi_static_select') {
    const several = z.array(z.object({ value: z.string() }))
    const chosen = several.parse(typed === undefined ? (element.initial_options ?? []) : element.options)
    const values = typed?.split(',')
    return { type: element.type, selected_options: chosen.filter(({ value }) => values?.includes(value) ?? true) }
  }
  if (element.type !== 'static_select') return { type: element.type, value: typed ?? element.initial_value ?? null }
  const options = z.array(z.object({ value: z.string() })).parse(element.options)
  const chosen = typed === undefined ? element.initial_option : options.find((option) => option.value === typed)
  return { type: element.type, selected_option: chosen ?? null }
}

function payload(body: Json): string {
  return new URLSearchParams({ payload: JSON.stringify(body) }).toString()
}

function bodyOf(raw: string, type: string): Json {
  if (type.includes('json')) return JSON.parse(raw)
  const body: Json = Object.fromEntries(new URLSearchParams(raw))
  for (const key of ['blocks', 'view']) if (typeof body[key] === 'string') body[key] = JSON.parse(body[key])
  return body
}

function named(all: { id: string; name: string }[], name: string): string {
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`Slack knows no ${name}`)
  return found.id
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Resolves at the next call or after so long. */
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
