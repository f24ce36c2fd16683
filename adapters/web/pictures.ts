/** Pictures of cards: platforms fetch them without a session, by an address that nobody can guess; each time it is asked anew who may see them. */
import type { Express } from 'express'
import type { Pictures } from '#src/core/picture.ts'

/** Routes below /pictures. */
export function mountPictures(server: Express, pictures: Pictures): void {
  server.get('/pictures/:name', async (request, response) => {
    const token = /^([\w-]{40,3000})\.png$/.exec(request.params.name)?.[1]
    const bytes = token === undefined ? undefined : await pictures.bytes(token)
    response.set({ 'Cache-Control': 'private, max-age=60', 'X-Robots-Tag': 'noindex' })
    if (!bytes) return void response.status(404).type('text').send('This picture is not shown any more.\n')
    // Teams' clients show it on a page of their own.
    response.set('Cross-Origin-Resource-Policy', 'cross-origin').type('png').send(Buffer.from(bytes))
  })
}
