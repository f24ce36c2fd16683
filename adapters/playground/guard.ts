/**
 * Guard: who may use the playground. Another site open in the same browser can reach a loopback port, and by DNS rebinding under a
 * name of its own: so Host, Origin and a token that is made anew at each start are all checked.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler } from 'express'

/** Refuses a Host that is not a loopback name at the server's own port. */
export function hostGuard(origin: string): RequestHandler {
  const hosts = loopbackHosts(origin)
  return (request, response, next) => {
    if (hosts.includes(request.get('host') ?? '')) return next()
    response.status(403).type('text/plain').send('Refused: the playground answers on this computer only.\n')
  }
}

/** Refuses a foreign Origin, or none where something is changed; then a request without the token. Stands after the Host's guard. */
export function pageGuard(token: string, tokenOf: (request: Request) => unknown): RequestHandler {
  return (request, response, next) => {
    const refuse = (why: string) => response.status(403).type('text/plain').send(`Refused: ${why}\n`)
    if (!originAllowed(request)) return refuse('this request comes from another site.')
    if (!sameSecret(tokenOf(request), token))
      return refuse('open the playground by the address that the server printed.')
    return next()
  }
}

/** Compares in constant time. */
export function sameSecret(given: unknown, secret: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(secret))
}

function originAllowed(request: Request): boolean {
  const origin = request.get('origin')
  if (origin === undefined) return request.method === 'GET'
  return origin === `http://${request.get('host')}`
}

function loopbackHosts(origin: string): string[] {
  const { port } = new URL(origin)
  const suffix = port === '' ? '' : `:${port}`
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => name + suffix)
}
