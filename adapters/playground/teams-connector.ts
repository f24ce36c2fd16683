/** Stand-in for the Bot Connector: the calls that the adapter makes. Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
import express, { type RequestHandler, type Response, type Router } from 'express'
import { z } from 'zod'
import { testToken } from '#adapters/teams/auth.ts'
import { conversationOf } from './cast.ts'
import { sameSecret } from './guard.ts'
import { personBy, splitThread, type TeamsDesk, teamsChatOf } from './teams-desk.ts'
import { teamsFiles } from './teams-files.ts'
import type { Content, Message } from './transcript.ts'

const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

/** The stand-in knows messages with one Adaptive Card or with text: anything else is refused, never dropped. */
const Activity = z.object({
  type: z.enum(['message', 'typing']),
  text: z.string().default(''),
  replyToId: z.string().optional(),
  attachments: z
    .array(z.object({ contentType: z.literal(adaptiveCard), content: z.record(z.string(), z.unknown()) }))
    .max(1)
    .default([]),
})

const NewChat = z.object({
  isGroup: z.literal(false).default(false),
  bot: z.object({ id: z.string() }).optional(),
  members: z.tuple([z.object({ id: z.string() })]),
  activity: z.unknown().optional(),
})

/** Bytes of UTF-16 of one message. Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const mostBytes = 100 * 1024

/** Status and body. */
type Reply = { status: number; body: unknown }

/** Routes below /playground/teams. */
export function teamsConnector(desk: TeamsDesk): Router {
  const router = express.Router()
  router.use(teamsFiles(desk))
  router.use(ownToken, express.json({ limit: '1mb' }))
  const activities = '/v3/conversations/:conversation/activities'
  router.post('/v3/conversations', (request, response) => send(response, createChat(desk, request.body)))
  router.get('/v3/conversations/:conversation/pagedmembers', (request, response) =>
    send(response, members(desk, request.params.conversation)),
  )
  router.post(activities, (request, response) =>
    send(response, post(desk, request.params.conversation, request.body, null)),
  )
  router.post(`${activities}/:activity`, (request, response) =>
    send(response, post(desk, request.params.conversation, request.body, request.params.activity)),
  )
  router.put(`${activities}/:activity`, (request, response) =>
    send(response, update(desk, request.params, request.body)),
  )
  router.delete(`${activities}/:activity`, (request, response) => send(response, remove(desk, request.params)))
  return router
}

const ownToken: RequestHandler = (request, response, next) => {
  const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1]
  if (sameSecret(token, testToken)) return next()
  response.status(401).json({ message: 'Authorization has been denied for this request.' })
}

function send(response: Response, { status, body }: Reply): void {
  response.status(status).json(body)
}

function createChat(desk: TeamsDesk, body: unknown): Reply {
  const chat = NewChat.safeParse(body)
  if (!chat.success) return failure(400, 'BadSyntax', z.prettifyError(chat.error))
  const person = personBy(desk, chat.data.members[0].id)
  if (!person) return failure(404, 'MemberNotFound', 'There is no such person in this tenant.')
  const id = teamsChatOf(person)
  if (chat.data.activity === undefined) return { status: 201, body: { id, serviceUrl: desk.serviceUrl } }
  const posted = post(desk, id, chat.data.activity, null)
  return posted.status === 201 ? { status: 201, body: { id, serviceUrl: desk.serviceUrl } } : posted
}

function members(desk: TeamsDesk, named: string): Reply {
  const { cast } = desk.room
  const { tenant } = cast.teams
  if (!conversationOf(cast, 'teams', splitThread(named).id))
    return failure(404, 'ConversationNotFound', 'Conversation not found.')
  const people = cast.people.filter(({ platform }) => platform === 'teams')
  const body = {
    members: people.map(({ account, name }) => ({ aadObjectId: account, name, tenantId: tenant, userRole: 'user' })),
  }
  return { status: 200, body }
}

/** A reply in a channel joins the thread; a 1:1 chat has none. */
function post(desk: TeamsDesk, named: string, body: unknown, replyTo: string | null): Reply {
  const { id, thread: inThread } = splitThread(named)
  const where = conversationOf(desk.room.cast, 'teams', id)
  if (!where) return failure(404, 'ConversationNotFound', 'Conversation not found.')
  const root = where.person === null ? (inThread ?? replyTo) : null
  const answered = root === null ? undefined : desk.room.transcript.find(id, root)
  if (root !== null && !answered) return failure(404, 'NotFound', 'Message not found.')
  const read = readActivity(body)
  if ('status' in read) return read
  if (read.type === 'typing') return { status: 201, body: { id: String(Date.now()) } }
  const { text, content } = read
  const thread = answered ? (answered.thread ?? answered.id) : null
  const message = desk.room.transcript.add({ platform: 'teams', conversation: id, author: null, thread, text, content })
  return { status: 201, body: { id: message.id } }
}

type Named = { conversation: string; activity: string }

function update(desk: TeamsDesk, named: Named, body: unknown): Reply {
  const found = ownMessage(desk, named)
  if ('status' in found) return found
  const read = readActivity(body)
  if ('status' in read) return read
  const { text, content } = read
  desk.room.transcript.change(found, { text, content, edited: true })
  return { status: 200, body: { id: found.id } }
}

function remove(desk: TeamsDesk, named: Named): Reply {
  const found = ownMessage(desk, named)
  if ('status' in found) return found
  desk.room.transcript.remove(found)
  return { status: 200, body: {} }
}

/** A message of the bot's own, or the refusal. */
function ownMessage(desk: TeamsDesk, { conversation, activity }: Named): Message | Reply {
  const { id } = splitThread(conversation)
  const where = conversationOf(desk.room.cast, 'teams', id)
  if (!where) return failure(404, 'ConversationNotFound', 'Conversation not found.')
  const message = desk.room.transcript.find(id, activity)
  if (!message) return failure(404, 'ActivityNotFoundInConversation', 'Activity not found in the conversation.')
  return message.author === null ? message : failure(403, 'BotNotMessageAuthor', 'The message is somebody else’s.')
}

/** What the activity says, or the refusal. */
function readActivity(body: unknown): { type: string; text: string; content: Content } | Reply {
  if (Buffer.byteLength(JSON.stringify(body) ?? '', 'utf16le') > mostBytes) {
    return failure(413, 'MessageSizeTooBig', 'Message size too large.')
  }
  const activity = Activity.safeParse(body)
  if (!activity.success) return failure(400, 'BadSyntax', z.prettifyError(activity.error))
  const { type, text, attachments } = activity.data
  const card = attachments[0]?.content
  const isEmpty = type === 'message' && text === '' && !card
  if (isEmpty) return failure(400, 'BadSyntax', 'Activity must include non empty text or an attachment.')
  return { type, text, content: card ? { kind: 'card', card, own: {} } : { kind: 'text' } }
}

function failure(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } }
}
