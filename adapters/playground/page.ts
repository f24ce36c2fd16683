/** The page and its API: what one person sees in a pane, what changes, and what they do. */
import express, { type Request, type Response, type Router } from 'express'
import { z } from 'zod'
import { ChatPlatform } from '#src/core/intent.ts'
import { ShortcutId } from '#src/core/quote.ts'
import { type CastPerson, type Conversation, conversationOf, conversationsFor, homeOf, personOf } from './cast.ts'
import { largestFile } from './files.ts'
import { pageGuard } from './guard.ts'
import { pageFiles } from './page-files.ts'
import type { Room } from './room.ts'
import type { SlackDesk } from './slack-desk.ts'
import * as slack from './slack-send.ts'
import * as slackShortcut from './slack-shortcut.ts'
import type { TeamsDesk } from './teams-desk.ts'
import * as teams from './teams-send.ts'
import { castView, paneView } from './views.ts'
import type { Heard } from './wire.ts'

export type Desks = { slack: SlackDesk; teams: TeamsDesk }

const Json = z.record(z.string(), z.unknown())
const Where = z.object({ platform: ChatPlatform, person: z.string(), conversation: z.string() })
const Bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
const File = z.object({
  name: z.string().min(1).max(255),
  bytes: Bytes.refine(({ length }) => length > 0 && length <= largestFile, 'A file may have up to 5 MB, and not none.'),
})
const Say = Where.extend({ text: z.string().trim().max(12_000), file: File.nullable().default(null) }).refine(
  ({ text, file }) => text !== '' || file !== null,
  'Nothing was said.',
)
const SlackClick = z.object({ block: z.string(), action: z.string(), value: z.string().nullable() })
const Shortcut = Where.extend({ message: z.string(), shortcut: ShortcutId })
const Click = z.discriminatedUnion('platform', [
  Where.extend({ platform: z.literal('slack'), message: z.string().nullable(), click: SlackClick }),
  Where.extend({
    platform: z.literal('teams'),
    message: z.string(),
    click: z.object({ type: z.string(), verb: z.string().nullable(), title: z.string().nullable(), data: Json }),
  }),
])
const InDialog = z.object({ person: z.string(), dialog: z.string() })
const Submit = z.discriminatedUnion('platform', [
  InDialog.extend({ platform: z.literal('slack'), values: z.record(z.string(), z.string()) }),
  InDialog.extend({ platform: z.literal('teams'), values: Json }),
])
const Close = InDialog.extend({ platform: ChatPlatform })
const OpenHome = z.object({ person: z.string() })

/** Routes below /playground: the page by the token in its address, its files by the token in their path, its API by a header. */
export function pageRoutes(room: Room, desks: Desks, token: string): Router {
  const router = express.Router()
  router.use(pageFiles(token, room.files))
  router.get(
    '/changes',
    pageGuard(token, (request) => request.query.token),
    (request, response) => streamChanges(room, request, response),
  )
  const api = express.Router()
  api.use(
    pageGuard(token, (request) => request.get('x-playground-token')),
    express.json({ limit: '8mb' }),
  )
  api.get('/cast', (_request, response) => void response.json(castView(room.cast)))
  api.get('/pane', (request, response) => showPane(room, request, response))
  api.get('/traffic', (_request, response) => void response.json(room.traffic.lines()))
  api.get('/traffic/:n', (request, response) => {
    const view = room.traffic.find(Number(request.params.n))
    if (view) response.json(view)
    else response.status(404).type('text/plain').send('This request is no longer kept.\n')
  })
  api.post(
    '/say',
    act(Say, (body) => onPerson(room, body, (person, where) => said(desks, person, where, body))),
  )
  api.post(
    '/shortcut',
    act(Shortcut, (body) =>
      onPerson(room, body, (person, where) =>
        where.platform === 'slack'
          ? slackShortcut.choose(desks.slack, person, where, body)
          : teams.choose(desks.teams, person, where, body),
      ),
    ),
  )
  api.post(
    '/click',
    act(Click, (body) => onPerson(room, body, (person, where) => clicked(desks, person, where, body))),
  )
  api.post(
    '/submit',
    act(Submit, (body) => onPerson(room, body, (person) => submitted(desks, person, body))),
  )
  api.post(
    '/home',
    act(OpenHome, ({ person }) =>
      onPerson(room, { platform: 'slack', person }, (found) => slack.openHome(desks.slack, found)),
    ),
  )
  api.post(
    '/close',
    act(Close, async (body) => closed(room, body)),
  )
  router.use('/api', api)
  return router
}

/** Parses what the page sent, does it, and says how the platform shows the outcome. */
function act<T extends z.ZodType>(schema: T, perform: (body: z.output<T>) => Promise<Heard>) {
  return async (request: Request, response: Response) => {
    const body = schema.safeParse(request.body)
    if (body.success) response.json(await perform(body.data))
    else response.status(400).type('text/plain').send(z.prettifyError(body.error))
  }
}

type Who = { platform: ChatPlatform; person: string; conversation?: string }

async function onPerson(room: Room, who: Who, perform: (person: CastPerson, where: Conversation) => Promise<Heard>) {
  const person = personOf(room.cast, who.platform, who.person)
  const [chat] = conversationsFor(room.cast, who.platform, who.person).slice(-1)
  const where = who.conversation === undefined ? chat : readable(room, who, who.conversation)
  if (!person || !where) return { notice: 'There is no such person or place here.', errors: {} }
  return perform(person, where)
}

/** The conversation, where this person may read it. */
function readable({ cast }: Room, { platform, person }: Who, id: string): Conversation | undefined {
  if (platform === 'slack' && id === homeOf(person)) return { platform, id, name: 'Home', person }
  const where = conversationOf(cast, platform, id)
  return where?.person === null || where?.person === person ? where : undefined
}

async function said(
  desks: Desks,
  person: CastPerson,
  where: Conversation,
  { text, file }: z.output<typeof Say>,
): Promise<Heard> {
  if (where.id === homeOf(person.account)) return { notice: 'Nothing is said in Home.', errors: {} }
  return where.platform === 'slack'
    ? slack.say(desks.slack, person, where, text, file)
    : teams.say(desks.teams, person, where, text, file)
}

async function clicked(
  desks: Desks,
  person: CastPerson,
  where: Conversation,
  body: z.output<typeof Click>,
): Promise<Heard> {
  if (body.platform === 'teams')
    return teams.click(desks.teams, person, where, { message: body.message, ...body.click })
  if (body.message !== null)
    return slack.clickMessage(desks.slack, person, where, { message: body.message, ...body.click })
  const { dialogs, homes } = desks.slack.room
  const dialog = dialogs.slack.top(person.account) ?? homes.top(person.account)
  return dialog ? slack.clickView(desks.slack, person, dialog.shown, body.click) : slack.nothing
}

function submitted(desks: Desks, person: CastPerson, body: z.output<typeof Submit>): Promise<Heard> {
  return body.platform === 'slack'
    ? slack.submit(desks.slack, person, body.dialog, body.values)
    : teams.submit(desks.teams, person, body.dialog, body.values)
}

function closed(room: Room, { platform, person, dialog }: z.output<typeof Close>): Heard {
  const top = room.dialogs[platform].top(person)
  if (top?.id === dialog) room.dialogs[platform].close(top)
  return { notice: null, errors: {} }
}

/** A place that the person can't open is answered as their first one: the page may remember one of somebody else. */
function showPane(room: Room, request: Request, response: Response): void {
  const where = Where.safeParse(request.query)
  const person = where.success ? personOf(room.cast, where.data.platform, where.data.person) : undefined
  if (!where.success || !person) return void response.status(404).type('text/plain').send('There is no such person.\n')
  const { platform, conversation } = where.data
  const [first] = conversationsFor(room.cast, platform, person.account)
  const open = readable(room, where.data, conversation) ?? first
  if (open) response.json(paneView(room, open, person.account))
}

/** Server-Sent Events; a comment every 20 seconds keeps the connection open. */
function streamChanges(room: Room, request: Request, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': hello\n\n')
  const unlisten = room.listen({
    changed: (change) => response.write(`data: ${JSON.stringify(change)}\n\n`),
    passed: (line) => response.write(`event: traffic\ndata: ${JSON.stringify(line)}\n\n`),
    ended: () => response.end(),
  })
  const beat = setInterval(() => response.write(': still here\n\n'), 20_000)
  request.on('close', () => {
    clearInterval(beat)
    unlisten()
  })
}
