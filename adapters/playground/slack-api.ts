/** Stand-in for Slack's Web API: the methods that the adapter calls, refusing what Slack refuses. Source: https://docs.slack.dev/reference/methods */
import express, { type Router } from 'express'
import { chatOf, conversationOf, handleOf, personOf } from './cast.ts'
import { sameSecret } from './guard.ts'
import { contentOf } from './slack-content.ts'
import { bot, type SlackDesk, toSlackMessage } from './slack-desk.ts'
import { completeUpload, getUploadUrl, slackFiles } from './slack-files.ts'
import { unfetched } from './slack-images.ts'
import { answerByUrl } from './slack-response.ts'
import { openView, publishView, pushView, updateView } from './slack-views.ts'
import type { Message } from './transcript.ts'
import type { Json } from './wire.ts'

type Method = (args: Json, desk: SlackDesk) => Json | Promise<Json>

const methods: Record<string, Method> = {
  'auth.test': (_args, desk) => ({
    ok: true,
    url: `${desk.room.origin}/playground/`,
    team: 'Playground',
    team_id: desk.team,
    user: 'plenary',
    user_id: bot.user,
    bot_id: bot.id,
  }),
  'chat.postMessage': postMessage,
  'chat.update': updateMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.delete': deleteMessage,
  'chat.getPermalink': linkMessage,
  'conversations.info': describeChannel,
  'conversations.members': listMembers,
  'conversations.open': openChat,
  'files.completeUploadExternal': completeUpload,
  'files.getUploadURLExternal': getUploadUrl,
  'users.info': describeUser,
  'views.open': openView,
  'views.publish': publishView,
  'views.push': pushView,
  'views.update': updateView,
}

/** Routes below /playground/slack: `/api/<method>`, `/response/<id>`, and those of files. */
export function slackApi(desk: SlackDesk): Router {
  const router = express.Router()
  router.use(slackFiles(desk))
  router.use(express.json({ limit: '1mb' }), express.urlencoded({ extended: false, limit: '1mb' }))
  router.all('/api/:method', async (request, response) => {
    const args = unpacked({ ...request.query, ...request.body })
    response.json(await call(request.params.method, request.get('authorization'), args, desk))
  })
  router.post('/response/:id', async (request, response) => {
    const images = await unfetched(request.body.blocks)
    if (images) return void response.status(400).json(images)
    const refused = answerByUrl(desk, request.params.id, request.body)
    if (refused) response.status(404).json({ ok: false, error: refused })
    else response.type('text/plain').send('ok')
  })
  return router
}

async function call(name: string, authorization: string | undefined, args: Json, desk: SlackDesk): Promise<Json> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) return { ok: false, error: 'unknown_method', req_method: name }
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? args.token
  if (token === undefined) return { ok: false, error: 'not_authed' }
  if (!sameSecret(token, desk.botToken)) return { ok: false, error: 'invalid_auth' }
  return (await unfetched(args.blocks)) ?? method(args, desk)
}

/** The client sends a form, in which blocks, files and views are JSON. */
function unpacked(args: Json): Json {
  const parsed = (value: unknown) => (typeof value === 'string' ? jsonOr(value) : value)
  const { blocks, files, view } = args
  return {
    ...args,
    ...(blocks === undefined ? {} : { blocks: parsed(blocks) }),
    ...(files === undefined ? {} : { files: parsed(files) }),
    ...(view === undefined ? {} : { view: parsed(view) }),
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function postMessage(args: Json, desk: SlackDesk): Json {
  const conversation = conversationBy(args.channel, desk)
  if (!conversation) return { ok: false, error: 'channel_not_found' }
  const read = contentOf(args)
  if ('error' in read) return { ok: false, ...read }
  const thread = typeof args.thread_ts === 'string' ? args.thread_ts : null
  const message = desk.room.transcript.add({ platform: 'slack', conversation, author: null, thread, ...read })
  return { ok: true, channel: conversation, ts: message.id, message: toSlackMessage(message, desk.team) }
}

function postEphemeral(args: Json, desk: SlackDesk): Json {
  const conversation = conversationBy(args.channel, desk)
  if (!conversation) return { ok: false, error: 'channel_not_found' }
  const person = personOf(desk.room.cast, 'slack', String(args.user))
  if (!person) return { ok: false, error: 'user_not_in_channel' }
  const read = contentOf(args)
  if ('error' in read) return { ok: false, ...read }
  const only = person.account
  const message = desk.room.transcript.add({ platform: 'slack', conversation, author: null, only, ...read })
  return { ok: true, message_ts: message.id }
}

function updateMessage(args: Json, desk: SlackDesk): Json {
  const found = ownMessage(args, desk, 'cant_update_message')
  if ('error' in found) return { ok: false, ...found }
  const read = contentOf(args)
  if ('error' in read) return { ok: false, ...read }
  const message = desk.room.transcript.change(found, { ...read, edited: true })
  return {
    ok: true,
    channel: found.conversation,
    ts: found.id,
    text: message.text,
    message: toSlackMessage(message, desk.team),
  }
}

function deleteMessage(args: Json, desk: SlackDesk): Json {
  const found = ownMessage(args, desk, 'cant_delete_message')
  if ('error' in found) return { ok: false, ...found }
  desk.room.transcript.remove(found)
  return { ok: true, channel: found.conversation, ts: found.id }
}

function linkMessage({ channel, message_ts }: Json, desk: SlackDesk): Json {
  const conversation = conversationBy(channel, desk)
  if (!conversation) return { ok: false, error: 'channel_not_found' }
  const message = desk.room.transcript.find(conversation, String(message_ts))
  if (!message || message.only !== null) return { ok: false, error: 'message_not_found' }
  const path = `archives/${conversation}/p${message.id.replace('.', '')}`
  return { ok: true, channel: conversation, permalink: `${desk.room.origin}/playground/slack/${path}` }
}

function openChat(args: Json, desk: SlackDesk): Json {
  const person = personOf(desk.room.cast, 'slack', String(args.users))
  if (!person) return { ok: false, error: 'user_not_found' }
  return { ok: true, channel: { id: chatOf('slack', person.account) } }
}

/** Channels here are private: whoever is not of the cast is not there. */
function describeChannel(args: Json, desk: SlackDesk): Json {
  const where = conversationOf(desk.room.cast, 'slack', String(args.channel))
  if (!where) return { ok: false, error: 'channel_not_found' }
  const { id, name } = where
  return { ok: true, channel: { id, name, is_channel: true, is_private: true, is_ext_shared: false, is_shared: false } }
}

function listMembers(args: Json, desk: SlackDesk): Json {
  const { cast } = desk.room
  if (!conversationOf(cast, 'slack', String(args.channel))) return { ok: false, error: 'channel_not_found' }
  const members = cast.people.filter(({ platform }) => platform === 'slack').map(({ account }) => account)
  return { ok: true, members, response_metadata: { next_cursor: '' } }
}

function describeUser(args: Json, desk: SlackDesk): Json {
  const person = personOf(desk.room.cast, 'slack', String(args.user))
  if (!person) return { ok: false, error: 'user_not_found' }
  const profile = { real_name: person.name, display_name: person.name, title: `${person.role}, ${person.organisation}` }
  const { account: id, name: real_name } = person
  return { ok: true, user: { id, team_id: desk.team, name: handleOf(person), real_name, profile, is_bot: false } }
}

/** A message of the bot's own; what only one person sees can't be changed by its ts. */
function ownMessage(args: Json, desk: SlackDesk, notOwn: string): Message | { error: string } {
  const conversation = conversationBy(args.channel, desk)
  if (!conversation) return { error: 'channel_not_found' }
  const message = desk.room.transcript.find(conversation, String(args.ts))
  if (!message || message.only !== null) return { error: 'message_not_found' }
  return message.author === null ? message : { error: notOwn }
}

/** A person's id stands for the 1:1 chat with them. */
function conversationBy(channel: unknown, desk: SlackDesk): string | undefined {
  const id = String(channel)
  const person = personOf(desk.room.cast, 'slack', id)
  return conversationOf(desk.room.cast, 'slack', person ? chatOf('slack', id) : id)?.id
}
