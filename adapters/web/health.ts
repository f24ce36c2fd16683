/** What a load balancer asks: is the process alive, and can it serve; and what the doctor asks: is it this product. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Express, Response } from 'express'

/**
 * GET /healthz is 200 while the process runs; GET /readyz is 503 while `ready` says no or throws. Asked `of` something, health proves that it
 * holds the secret key, and tells nothing of it.
 */
export function mountHealth(server: Express, ready: () => Promise<boolean>, key: string): void {
  server.get('/healthz', (request, response) => {
    const { of } = request.query
    const isAsked = typeof of === 'string' && /^[0-9a-f]{32}$/.test(of)
    state(response, 200, { alive: true, ...(isAsked && { proof: proofOf(key, of) }) })
  })
  server.get('/readyz', async (_request, response) => {
    const isReady = await ready().catch(() => false)
    state(response, isReady ? 200 : 503, { ready: isReady })
  })
}

/** By a key that comes from the secret key and serves nothing else. */
export function proofOf(key: string, asked: string): string {
  const own = Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), '', 'plenary health', 32))
  return createHmac('sha256', own).update(asked).digest('hex')
}

function state(response: Response, status: number, says: Record<string, boolean | string>): void {
  response.status(status).set('Cache-Control', 'no-store').json(says)
}
