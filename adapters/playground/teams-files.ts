/**
 * Files that people send the bot in Teams: kept where they belong to the person, fetched by an address that needs no token and does
 * not live long. Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
import { extname } from 'node:path'
import express, { type Router } from 'express'
import type { KeptFile } from './files.ts'
import type { TeamsDesk } from './teams-desk.ts'
import type { Json } from './wire.ts'

/** The attachment by which Teams tells of a file. */
export function toTeamsFile(desk: TeamsDesk, { id, name }: KeptFile): Json {
  const base = `${desk.serviceUrl}files/${id}`
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: `${base}/${encodeURIComponent(name)}`,
    name,
    content: {
      downloadUrl: `${base}/download?tempauth=${desk.tickets.issue(id)}`,
      uniqueId: id,
      fileType: extname(name).slice(1).toLowerCase(),
    },
  }
}

/** The route below /playground/teams that the address leads to. */
export function teamsFiles(desk: TeamsDesk): Router {
  const router = express.Router()
  router.get('/files/:file/download', async (request, response) => {
    const { file } = request.params
    const bytes = desk.tickets.admits(request.query.tempauth, file) ? await desk.room.files.read(file) : undefined
    if (bytes) response.type('application/octet-stream').send(bytes)
    else response.status(401).type('text/plain').send('Access denied.')
  })
  return router
}
