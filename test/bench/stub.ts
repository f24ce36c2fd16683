/** Slack's API, its response URLs, Microsoft's connector and its OpenID server, as little of each as answers the bot. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChatPlatform } from '#src/core/intent.ts'
import { jwks } from '../support/connector-tokens.ts'

type Watch = (platform: ChatPlatform, body: string, place: string) => void

export type Stub = Awaited<ReturnType<typeof startStub>>

/** `workspace` is the one that the bot's token belongs to. */
export async function startStub(workspace: string) {
  const responses = new Map<string, (body: string) => void>()
  const replies = new Map<string, string>()
  const watching = new Set<Watch>()
  let serial = 0

  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answerTo(request.url ?? '', body)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function answerTo(path: string, body: string): unknown {
    const [, root = '', ...rest] = path.split('/')
    switch (root) {
      case 'response':
        responses.get(path)?.(body)
        return { ok: true }
      case 'api': {
        const channel = new URLSearchParams(body).get('channel') ?? 'C0'
        for (const watch of watching) watch('slack', body, channel)
        serial += 1
        return { ok: true, channel, ts: `${serial}.000100`, team_id: workspace, user_id: 'U0PLENARY' }
      }
      case 'teams': {
        const conversation = decodeURIComponent(rest[2] ?? '')
        if (watching.size > 0) for (const watch of watching) watch('teams', body, conversation)
        else replies.set(conversation, body)
        serial += 1
        return { id: String(serial) }
      }
      default:
        return path.endsWith('/keys')
          ? jwks
          : { issuer: 'https://api.botframework.com', jwks_uri: `${url}/openid/keys` }
    }
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    serviceUrl: `${url}/teams/`,
    openIdUrl: `${url}/openid`,
    /** A response URL of its own, and what is sent to it; fails after five seconds. */
    responseUrl() {
      serial += 1
      const path = `/response/${serial}`
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      const patience = setTimeout(() => reject(new Error('nothing came to the response_url')), 5_000)
      responses.set(path, resolve)
      const body = promise.finally(() => {
        clearTimeout(patience)
        responses.delete(path)
      })
      return { url: `${url}${path}`, body }
    },
    /** What the bot said last in a conversation, once. */
    takeReply(conversation: string): string {
      const reply = replies.get(conversation) ?? ''
      replies.delete(conversation)
      return reply
    },
    /** Until `stop`, is told of every card that the bot draws on either platform. */
    watch(told: Watch): () => void {
      watching.add(told)
      return () => void watching.delete(told)
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  request.setEncoding('utf8')
  for await (const piece of request) text += piece
  return text
}
