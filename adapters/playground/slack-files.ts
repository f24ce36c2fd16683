/**
 * Files on Slack: people's uploads, which an app fetches with its token, and an app's own, which take three steps.
 * Sources: https://docs.slack.dev/messaging/working-with-files and https://docs.slack.dev/reference/objects/file-object
 */
import { extname } from 'node:path'
import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import { z } from 'zod'
import { conversationOf } from './cast.ts'
import { mintId } from './dialogs.ts'
import { type KeptFile, largestFile, newFileId } from './files.ts'
import { sameSecret } from './guard.ts'
import { contentOf } from './slack-content.ts'
import type { SlackDesk } from './slack-desk.ts'
import type { Upload } from './slack-rules.ts'
import type { Json } from './wire.ts'

const types: Record<string, { mimetype: string; pretty: string }> = {
  csv: { mimetype: 'text/csv', pretty: 'CSV' },
  json: { mimetype: 'application/json', pretty: 'JSON' },
  txt: { mimetype: 'text/plain', pretty: 'Plain Text' },
  pdf: { mimetype: 'application/pdf', pretty: 'PDF' },
  xlsx: {
    mimetype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pretty: 'Excel Spreadsheet',
  },
}

/** A file as Slack tells of it; its bytes are fetched from `url_private_download` with the bot's token. */
export function toSlackFile(desk: SlackDesk, file: KeptFile, author: string): Json {
  const filetype = extname(file.name).slice(1).toLowerCase()
  const { mimetype, pretty } = types[filetype] ?? { mimetype: 'application/octet-stream', pretty: 'Binary' }
  const base = `${desk.room.origin}/playground/slack/files/${desk.team}-${file.id}`
  const name = encodeURIComponent(file.name)
  return {
    id: file.id,
    created: Math.floor(Date.now() / 1000),
    name: file.name,
    title: file.name,
    mimetype,
    filetype: filetype in types ? filetype : 'binary',
    pretty_type: pretty,
    user: author,
    user_team: desk.team,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    size: file.size,
    url_private: `${base}/${name}`,
    url_private_download: `${base}/download/${name}`,
    file_access: 'visible',
  }
}

/** Routes below /playground/slack that carry bytes. They stand before whatever reads bodies. */
export function slackFiles(desk: SlackDesk): Router {
  const router = express.Router()
  const give: RequestHandler<{ file: string }> = (request, response) => giveFile(desk, request, response)
  router.get(['/files/:file/:name', '/files/:file/download/:name'], give)
  router.all('/upload/:id', express.raw({ type: () => true, limit: largestFile + 10_000 }), (request, response) =>
    takeBytes(desk, request, response),
  )
  return router
}

/** Without the token Slack sends a browser to its sign-in page. */
async function giveFile(desk: SlackDesk, request: Request<{ file: string }>, response: Response): Promise<void> {
  const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1]
  if (!sameSecret(token, desk.botToken)) return response.redirect(302, '/playground/slack/signin')
  const bytes = await desk.room.files.read(request.params.file.replace(`${desk.team}-`, ''))
  if (bytes) response.type('application/octet-stream').send(bytes)
  else response.status(404).type('text/plain').send('File not found')
}

const UploadUrl = z.object({ filename: z.string().min(1), length: z.coerce.number().int().positive() })

export function getUploadUrl(args: Json, desk: SlackDesk): Json {
  const asked = UploadUrl.safeParse(args)
  if (!asked.success) return { ok: false, error: 'invalid_arguments' }
  const { filename, length } = asked.data
  if (length > largestFile) return { ok: false, error: 'file_upload_size_restricted' }
  const id = mintId('')
  const file = newFileId()
  desk.uploads.set(id, { file, name: filename, length, bytes: null })
  return { ok: true, upload_url: `${desk.room.origin}/playground/slack/upload/${id}`, file_id: file }
}

async function takeBytes(desk: SlackDesk, request: Request<{ id: string }>, response: Response): Promise<void> {
  const upload = desk.uploads.get(request.params.id)
  const body: unknown = request.body
  if (!upload || !Buffer.isBuffer(body)) return void response.status(404).type('text/plain').send('No such upload')
  const bytes = await bytesIn(body, request.get('content-type') ?? '')
  if (bytes?.length !== upload.length) return void response.status(400).type('text/plain').send('Wrong length')
  upload.bytes = bytes
  response.type('text/plain').send(`OK - ${bytes.length}`)
}

/** The bytes themselves, or the one file of a form. */
async function bytesIn(body: Buffer, type: string): Promise<Buffer | undefined> {
  if (!type.startsWith('multipart/form-data')) return body
  const form = await new globalThis.Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => new FormData())
  const file = [...form.values()].find((value) => value instanceof File)
  return file && Buffer.from(await file.arrayBuffer())
}

const Complete = z.looseObject({
  files: z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1),
  channel_id: z.string().optional(),
  initial_comment: z.string().default(''),
  thread_ts: z.string().nullable().default(null),
})

/** Shares what was uploaded; without a channel it stays unseen, as on Slack. */
export async function completeUpload(args: Json, desk: SlackDesk): Promise<Json> {
  const asked = Complete.safeParse(args)
  if (!asked.success) return { ok: false, error: 'invalid_arguments' }
  const { files, channel_id, initial_comment, thread_ts } = asked.data
  const where = channel_id === undefined ? undefined : conversationOf(desk.room.cast, 'slack', channel_id)
  if (channel_id !== undefined && !where) return { ok: false, error: 'channel_not_found' }
  const named = files.map(({ id }) => [...desk.uploads].find(([, upload]) => upload.file === id && upload.bytes))
  if (named.includes(undefined)) return { ok: false, error: 'file_not_found' }
  const said = args.blocks === undefined ? undefined : contentOf({ text: initial_comment, blocks: args.blocks })
  if (said && 'error' in said) return { ok: false, ...said }
  const kept = await Promise.all(named.flatMap((entry) => (entry ? [keepUpload(desk, ...entry)] : [])))
  if (where)
    desk.room.transcript.add({
      platform: 'slack',
      conversation: where.id,
      author: null,
      thread: thread_ts,
      files: kept,
      ...(said ?? { text: initial_comment, content: { kind: 'text' } }),
    })
  return { ok: true, files: kept.map(({ id, name }, at) => ({ id, title: files[at]?.title ?? name })) }
}

function keepUpload(desk: SlackDesk, id: string, { file, name, bytes }: Upload): Promise<KeptFile> {
  desk.uploads.delete(id)
  return desk.room.files.keep({ name, bytes: bytes ?? Buffer.alloc(0) }, file)
}
