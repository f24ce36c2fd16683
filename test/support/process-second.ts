/** A second process of the product beside the first: the same database, Slack and Teams, and a balancer before the two. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttp, openPort } from '#adapters/http.ts'
import { mountHealth } from '#adapters/web/health.ts'
import type { Database } from '#db/connect.ts'
import { attach } from '#src/main/attach.ts'
import { compose } from '#src/main/compose.ts'
import { sealingKey, silent } from './database.ts'
import type { Product } from './product.ts'
import { botToken, signingSecret } from './slack.ts'

export async function startSecond({ slack, teams }: Product, database: Database) {
  const own = { publicUrl: 'http://127.0.0.1', country: 'FR', keys: [sealingKey], installs: true }
  const composed = compose(database, own, silent)
  const http = createHttp({ trustProxy: false })
  attach(
    composed,
    { slack: { signingSecret, botToken, oauth: slack.oauth, apiUrl: slack.apiUrl }, teams: teams.config },
    http,
    silent,
  )
  mountHealth(http, () => database.ready(), sealingKey)
  const port = await openPort('127.0.0.1', 0)
  port.serve(http, silent)
  await composed.begin()
  return {
    url: `http://127.0.0.1:${port.port}`,
    composed,
    async close(): Promise<void> {
      await port.close()
      await composed.stop()
    },
  }
}

/** Passes each request to the next of the processes in turn; `served` counts them by process. */
export async function startBalancer(processes: readonly string[]) {
  const served = processes.map(() => 0)
  let turn = 0
  const server = createServer(async (request, response) => {
    const nth = turn++ % processes.length
    served[nth] = (served[nth] ?? 0) + 1
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = Object.entries(request.headers).filter(
      (header): header is [string, string] => typeof header[1] === 'string' && !hopByHop.includes(header[0]),
    )
    const answer = await fetch(`${processes[nth]}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      body: Buffer.concat(chunks),
    })
    const type = answer.headers.get('content-type')
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const hopByHop = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']
