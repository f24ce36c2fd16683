/** What a load balancer asks: is the process alive, and can it serve. */
import type { Express, Response } from 'express'

/** GET /healthz is 200 while the process runs; GET /readyz is 503 while `ready` says no or throws. */
export function mountHealth(server: Express, ready: () => Promise<boolean>): void {
  server.get('/healthz', (_request, response) => state(response, 200, { alive: true }))
  server.get('/readyz', async (_request, response) => {
    const isReady = await ready().catch(() => false)
    state(response, isReady ? 200 : 503, { ready: isReady })
  })
}

function state(response: Response, status: number, says: Record<string, boolean>): void {
  response.status(status).set('Cache-Control', 'no-store').json(says)
}
