/** A Slack adapter on a real server, Slack's API at the boundary of HTTP, and a core that records what it is asked. */
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import express from 'express'
import nock from 'nock'
import type { Adapter, Core } from '#adapters/adapter.ts'
import { createSlackAdapter } from '#adapters/slack/index.ts'
import type { OAuth } from '#adapters/slack/install.ts'
import type { Answer } from '#src/core/answer.ts'
import type { Intent } from '#src/core/intent.ts'
import { card } from '#src/view/build.ts'
import { coreParts } from '#test/support/core.ts'

const signingSecret = 'a signing secret'
const apiHost = 'https://slack.example'
export const responseUrl = `${apiHost}/hooks/1`

/** `token` is the one that it was made with; empty where there was none. */
export type Call = { method: string; token: string; body: Record<string, unknown> }
export type Reply = { status?: number; body: unknown; headers?: Record<string, string> }
export type Logged = { level: string; fields: Record<string, unknown>; message: string }

export type World = {
  adapter: Adapter
  /** What the core says of workspaces, and what it was told of them. T1 speaks by the token of the configuration, T3 by its own. */
  installed: ReturnType<typeof coreParts>
  /** Where the server listens. */
  url: string
  intents: Intent[]
  /** What went to Slack's API and to response_urls (as `respond`), in order. */
  calls: Call[]
  logs: Logged[]
  /** How the core answers from now on. */
  answers(answer: Answer | Promise<Answer>): void
  /** How Slack answers a method from now on; `respond` is the response_url. */
  replies(method: string, reply: Reply | ((body: Record<string, unknown>) => Reply)): void
  /** Sends a request as Slack signs it. */
  send(body: string, type: 'json' | 'form', more?: Partial<Signing>): Promise<Response>
  /** A JSON payload of interactivity. */
  interact(payload: object): Promise<Response>
  event(body: object): Promise<Response>
  command(fields?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}
type Signing = { secret: string; at: number; headers: Record<string, string> }

export const thanks: Answer = { kind: 'said', card: card('C-12 Proposed for Japan') }

export async function slackWorld(
  options: { patience?: number; isIn?: (workspace: string) => boolean; oauth?: OAuth } = {},
): Promise<World> {
  const intents: Intent[] = []
  const calls: Call[] = []
  const logs: Logged[] = []
  const replies = new Map<string, Reply | ((body: Record<string, unknown>) => Reply)>()
  let answer: Answer | Promise<Answer> = thanks
  const installed = coreParts(options.isIn ?? ((team) => ['T1', 'T3'].includes(team)))
  installed.tokens.set('T3', { token: 'xoxb-3', botUser: 'UBOT3', scopes: [] })
  const core = coreOf({
    ...options,
    installed,
    logs,
    handle: async (intent) => {
      intents.push(intent)
      return answer
    },
  })
  const adapter = createSlackAdapter(
    {
      signingSecret,
      botToken: 'xoxb-1',
      oauth: options.oauth ?? null,
      apiUrl: `${apiHost}/api/`,
      scopes: ['chat:write', 'users:read'],
    },
    core,
  )
  const server = express()
  adapter.mount(server)
  const http = createServer(server)
  const url = await listening(http)
  fakeSlack(calls, (method, body) => {
    const reply = replies.get(method) ?? { body: usual[method] ?? { ok: true } }
    return typeof reply === 'function' ? reply(body) : reply
  })
  const send: World['send'] = (body, type, more = {}) =>
    fetch(url, { method: 'POST', body, headers: headersOf(body, type, more) })
  return {
    adapter,
    installed,
    url: url.replace('/slack/events', ''),
    intents,
    calls,
    logs,
    answers: (given) => {
      answer = given
    },
    replies: (method, reply) => void replies.set(method, reply),
    send,
    interact: (payload) => send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), 'form'),
    event: (body) => send(JSON.stringify(body), 'json'),
    command: (fields = {}) => send(new URLSearchParams({ ...usualCommand, ...fields }).toString(), 'form'),
    close: async () => {
      nock.cleanAll()
      await new Promise((closed) => http.close(closed))
    },
  }
}

const usual: Record<string, object> = {
  'views.open': { ok: true, view: { id: 'V1', hash: '156.h' } },
  'chat.postMessage': { ok: true, channel: 'C1', ts: '100.1' },
  'conversations.open': { ok: true, channel: { id: 'D9' } },
  'auth.test': { ok: true, user_id: 'UBOT', team_id: 'T1' },
}

const usualCommand = {
  command: '/plenary',
  text: 'vote P-7',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  trigger_id: 'trigger.1',
  response_url: responseUrl,
}

type CoreOptions = {
  patience?: number
  installed: ReturnType<typeof coreParts>
  logs: Logged[]
  handle: Core['handle']
}

function coreOf({ patience = 2_000, installed, logs, handle }: CoreOptions): Core {
  const log = (level: string) => (fields: Record<string, unknown>, message: string) =>
    void logs.push({ level, fields, message })
  return {
    handle,
    greet: async () => undefined,
    understand: (text) => {
      const [use = '', ...rest] = text.split(' ')
      return { use: use || 'help', args: { text: rest.join(' ') }, opens: use === 'commit' && rest.length === 0 }
    },
    ...installed.parts,
    patience,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  }
}

function listening(http: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(0, '127.0.0.1', () => {
      const address = http.address()
      resolve(typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/slack/events` : '')
    })
  })
}

function fakeSlack(calls: Call[], replyTo: (method: string, body: Record<string, unknown>) => Reply) {
  const record = async (request: Request): Promise<nock.ReplyFnResult> => {
    const { pathname } = new URL(request.url)
    const method = pathname.startsWith('/hooks/') ? 'respond' : pathname.slice('/api/'.length)
    const text = await request.text()
    const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
    // Asked once for the token of the configuration, before whatever is sent first.
    const asked = method === 'respond' ? JSON.parse(text) : fieldsOf(text)
    if (method !== 'auth.test') calls.push({ method, token, body: asked })
    const { status = 200, body, headers = {} } = replyTo(method, asked)
    return [status, typeof body === 'string' ? body : JSON.stringify(body), headers]
  }
  nock(apiHost).persist().post(/.*/).reply(record)
}

/** The Web API's client sends a form whose structured fields are JSON. */
function fieldsOf(form: string): Record<string, unknown> {
  const structured = ([name, value]: [string, string]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]
  return Object.fromEntries([...new URLSearchParams(form)].map(structured))
}

function headersOf(body: string, type: 'json' | 'form', more: Partial<Signing>): Record<string, string> {
  const stamp = Math.floor((more.at ?? Date.now()) / 1000)
  const hash = createHmac('sha256', more.secret ?? signingSecret)
    .update(`v0:${stamp}:${body}`)
    .digest('hex')
  return {
    'content-type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(stamp),
    'x-slack-signature': `v0=${hash}`,
    ...more.headers,
  }
}
