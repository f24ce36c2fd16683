/** The page's own files. TypeScript modules are served with their types stripped; nothing comes from another host. */
import { readFile } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import express, { type Router } from 'express'
import type { Files } from './files.ts'
import { pageGuard } from './guard.ts'

const folder = new URL('./page/', import.meta.url)
const adaptiveCards = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')

/** The page at `/?token=…`; its files, and those that were attached, stand below a path that holds the token, so that relative addresses carry it. */
export function pageFiles(token: string, kept: Files): Router {
  const router = express.Router()
  router.get(
    '/',
    pageGuard(token, (request) => request.query.token),
    async (_request, response) => {
      const html = await readFile(new URL('index.html', folder), 'utf8')
      response.type('html').send(html.replaceAll('{token}', encodeURIComponent(token)))
    },
  )
  const files = express.Router({ mergeParams: true })
  files.use(pageGuard(token, (request) => request.params.token))
  files.get('/page.css', (_request, response) => response.sendFile(fileURLToPath(new URL('page.css', folder))))
  files.get('/adaptivecards.js', (_request, response) => response.sendFile(adaptiveCards))
  files.get('/kept/:file/:name', async (request, response, next) => {
    const bytes = await kept.read(request.params.file)
    if (!bytes) return next()
    response.attachment(request.params.name).type('application/octet-stream').send(bytes)
  })
  files.get('/:module', async (request, response, next) => {
    const { module } = request.params
    if (!/^[a-z-]+\.ts$/.test(module)) return next()
    const source = await readFile(new URL(module, folder), 'utf8').catch(() => undefined)
    if (source === undefined) return next()
    response.type('text/javascript').send(stripTypeScriptTypes(source))
  })
  router.use('/files/:token', files)
  return router
}
