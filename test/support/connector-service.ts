/** The service's half of the connector: what the bot calls. It keeps messages and refuses what the real one or a client would. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { z } from 'zod'
import { testToken } from '#adapters/teams/auth.ts'
import { cardViolations, textOf } from './connector-cards.ts'
import { jwks } from './connector-tokens.ts'

export type Person = { name: string; id: string; aad: string; tenant: string }

/** A message in a conversation: by the bot or by a person. */
export type Message = {
  id: string
  /** The conversation as it was addressed: a thread's has `;messageid=`. */
  conversation: string
  from: string
  text: string
  card: unknown
  summary: string
  /** What it showed before each update, oldest first. */
  history: string[]
  deleted: boolean
}

/** A request that the bot made. */
export type Hit = { method: string; path: string; body: unknown }
/** How the next requests of the bot fail; status 0 cuts the connection. */
export type Failure = { status: number; code?: string; retryAfter?: string; times?: number }

/** A file that somebody attached; how often it was fetched. */
export type Upload = { name: string; bytes: Buffer; fetched: number }

/** A member of a conversation, as the connector tells of one. */
export type Member = { id: string; aadObjectId: string; tenantId: string; userRole: string }

/** The name that people mention the bot by. */
export const botName = 'Plenary'

export type Service = Awaited<ReturnType<typeof startService>>

/** Starts it on a free loopback port. `people` are those whom the bot may open a chat with. */
export async function startService(people: Map<string, Person>) {
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state = {
    messages: [] as Message[],
    hits: [] as Hit[],
    failures: [] as Failure[],
    uploads: [] as Upload[],
    rosters: new Map<string, Member[]>(),
    waiting: new Set<() => void>(),
  }
  let count = 0

  const service = {
    url,
    ...state,
    nextId(): string {
      count += 1
      return `17${String(count).padStart(11, '0')}`
    },
    keep(message: Pick<Message, 'id' | 'conversation' | 'from' | 'text'> & Partial<Message>): Message {
      const kept = { card: undefined, summary: '', history: [], deleted: false, ...message }
      state.messages.push(kept)
      service.wake()
      return kept
    },
    wake(): void {
      for (const wake of state.waiting) wake()
    },
    find(conversation: string, id: string): Message | undefined {
      const channel = conversation.split(';')[0]
      return state.messages.find((one) => one.id === id && !one.deleted && one.conversation.split(';')[0] === channel)
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  openId(app, url)
  drive(app, service)
  app.use(
    '/teams/v3',
    express.json({ limit: '1mb' }),
    gate(service),
    chats(people),
    rosters(service),
    activities(service),
  )
  return service
}

function openId(app: express.Express, url: string): void {
  app.get('/openid/.well-known/openidconfiguration', (_request, response) => {
    response.json({ issuer: 'https://api.botframework.com', jwks_uri: `${url}/openid/keys` })
  })
  app.get('/openid/keys', (_request, response) => void response.json(jwks))
}

/** People's own storage: an address is permission enough. */
function drive(app: express.Express, { uploads }: Pick<Service, 'uploads'>): void {
  app.get('/drive/:id', (request, response) => {
    const upload = uploads[Number(request.params.id)]
    if (!upload) return refuse(response, 404, 'NotFound')
    upload.fetched += 1
    response.type('application/octet-stream').send(upload.bytes)
  })
}

/** Counts each request, asks for the bot's token and fails where a test said so. */
function gate({ hits, failures }: Pick<Service, 'hits' | 'failures'>): express.RequestHandler {
  return (request, response, next) => {
    hits.push({ method: request.method, path: decodeURIComponent(request.path), body: request.body })
    if (request.headers.authorization !== `Bearer ${testToken}`) return refuse(response, 401, 'Unauthorized')
    const failure = failures[0]
    // Who reads somewhere is asked in the background: it uses up no failure that a test set for what is sent.
    if (!failure || request.method === 'GET') return next()
    failure.times = (failure.times ?? 1) - 1
    if (failure.times <= 0) failures.shift()
    if (failure.status === 0) return void response.socket?.destroy()
    if (failure.retryAfter !== undefined) response.setHeader('retry-after', failure.retryAfter)
    refuse(response, failure.status, failure.code ?? `Code${failure.status}`)
  }
}

const NewChat = z.object({
  isGroup: z.literal(false),
  tenantId: z.string(),
  members: z.array(z.object({ id: z.string() })).length(1),
})

function chats(people: Map<string, Person>): express.Router {
  return express.Router().post('/conversations', (request, response) => {
    const asked = NewChat.safeParse(request.body)
    const member = asked.data?.members[0]?.id
    const found = [...people.values()].find((one) => one.id === member || one.aad === member)
    if (!found || found.tenant !== asked.data?.tenantId) return refuse(response, 400, 'BadSyntax')
    response.status(201).json({ id: chatOf(found) })
  })
}

/** Members of a conversation, as far as a test says who they are; at most 500 of them a page. */
function rosters({ rosters }: Pick<Service, 'rosters'>): express.Router {
  return express.Router().get('/conversations/:conversation/pagedmembers', (request, response) => {
    const roster = rosters.get(request.params.conversation)
    if (!roster) return refuse(response, 404, 'ConversationNotFound')
    const from = Number(request.query.continuationToken ?? 0)
    const until = from + Math.min(Number(request.query.pageSize ?? 50), 500)
    const members = roster.slice(from, until)
    response.json({ members, ...(until < roster.length && { continuationToken: String(until) }) })
  })
}

function activities(service: Pick<Service, 'keep' | 'find' | 'nextId' | 'wake'>): express.Router {
  const router = express.Router()
  router.post('/conversations/:conversation/activities', (request, response) => {
    const sent = readActivity(request.body)
    if (sent === undefined) return refuse(response, 400, 'BadSyntax')
    const { conversation } = request.params
    response.status(201).json({ id: service.keep({ id: service.nextId(), conversation, from: botName, ...sent }).id })
  })
  router.put('/conversations/:conversation/activities/:id', (request, response) => {
    const sent = readActivity(request.body)
    const message = service.find(request.params.conversation, request.params.id)
    if (sent === undefined) return refuse(response, 400, 'BadSyntax')
    if (!message) return refuse(response, 404, 'ActivityNotFoundInConversation')
    message.history.push(shownIn(message))
    Object.assign(message, sent)
    service.wake()
    response.json({ id: message.id })
  })
  router.delete('/conversations/:conversation/activities/:id', (request, response) => {
    const message = service.find(request.params.conversation, request.params.id)
    if (!message) return refuse(response, 404, 'ActivityNotFoundInConversation')
    message.deleted = true
    response.end()
  })
  return router
}

/** All that a message shows: its text, or its card. */
export function shownIn(message: Pick<Message, 'text' | 'card'>): string {
  return message.card === undefined ? message.text : textOf(message.card)
}

/** The id of a person's 1:1 chat with the bot. */
export function chatOf(who: Person): string {
  return `a:1${who.name}`
}

function refuse(response: express.Response, status: number, code: string): void {
  response.status(status).json({ error: { code, message: `refused: ${code}` } })
}

export const Attachment = z.object({
  contentType: z.literal('application/vnd.microsoft.card.adaptive'),
  content: z.unknown(),
})
const Sent = z.object({
  type: z.literal('message'),
  text: z.string().default(''),
  summary: z.string().default(''),
  attachments: z.array(Attachment).max(1).default([]),
})

/** A message of the bot; undefined where the service or a client would refuse it. */
function readActivity(body: unknown): Pick<Message, 'text' | 'card' | 'summary'> | undefined {
  const sent = Sent.safeParse(body)
  if (!sent.success) return undefined
  const card = sent.data.attachments[0]?.content
  if (card !== undefined && cardViolations(card).length > 0) return undefined
  if (card === undefined && sent.data.text === '') return undefined
  return { text: sent.data.text, summary: sent.data.summary, card }
}
