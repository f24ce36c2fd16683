/** A product for the playground to talk to: keeps what it was sent, and answers what it is told to. */
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Cast } from '#adapters/playground/cast.ts'
import { createPlayground, type Playground } from '#adapters/playground/index.ts'

export const cast: Cast = {
  slack: { workspace: 'T0TEST' },
  teams: { tenant: 'a11ed000-0000-4000-8000-000000000001' },
  people: [
    { name: 'Alice Mori', organisation: 'Japan', role: 'member', platform: 'slack', account: 'U0ALICE' },
    { name: 'Bob Bernard', organisation: 'France', role: 'head-delegate', platform: 'slack', account: 'U0BOB' },
    { name: 'Carol Sato', organisation: 'Japan', role: 'delegate', platform: 'teams', account: 'aad-carol' },
    { name: 'Bob Bernard', organisation: 'France', role: 'head-delegate', platform: 'teams', account: 'aad-bob' },
  ],
  channels: [
    { platform: 'slack', channel: 'C0EVALS', name: '#allied-evals' },
    { platform: 'teams', channel: '19:evals@thread.tacv2', name: 'Evaluation' },
  ],
}

export type Received = { path: string; headers: Record<string, unknown>; raw: string }

export type FakeProduct = {
  origin: string
  playground: Playground
  received: Received[]
  /** The next answer, once; an empty 200 otherwise. */
  answerNext(status: number, body: unknown): void
  /** A call of the page's API, as the page makes it. */
  page(path: string, body: object): Promise<Response>
  /** A call of the Slack stand-in, with the bot's token. */
  slack(method: string, args: object): Promise<Record<string, unknown>>
  /** A call of the Teams stand-in, with the bot's token. */
  teams(method: string, path: string, body?: object): Promise<Response>
  [Symbol.asyncDispose](): Promise<void>
}

export const token = 'token-of-this-start'
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Listens on a free port of loopback until it is disposed of. */
export async function startFakeProduct(folder: string | null = null): Promise<FakeProduct> {
  const server = express()
  const listening = server.listen(0, '127.0.0.1')
  await new Promise((resolve) => listening.once('listening', resolve))
  const origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
  const playground = createPlayground({ origin, token, cast, folder, log: silent })
  const received: Received[] = []
  const answers: { status: number; body: unknown }[] = []
  server.post(
    ['/slack/events', '/api/messages'],
    express.text({ type: () => true, limit: '1mb' }),
    (request, response) => {
      received.push({ path: request.path, headers: request.headers, raw: request.body })
      const answer = answers.shift()
      if (answer) response.status(answer.status).json(answer.body)
      else response.status(200).end()
    },
  )
  playground.mount(server)
  const call = (method: string, path: string, headers: Record<string, string>, body?: object) =>
    fetch(`${origin}/playground/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  return {
    origin,
    playground,
    received,
    answerNext: (status, body) => void answers.push({ status, body }),
    page: (path, body) => call('POST', `api/${path}`, { origin, 'x-playground-token': token }, body),
    slack: async (method, args) =>
      (
        await call('POST', `slack/api/${method}`, { authorization: `Bearer ${playground.slack.botToken}` }, args)
      ).json(),
    teams: (method, path, body) =>
      call(method, `teams/v3/conversations${path}`, { authorization: 'Bearer plenary-test-token' }, body),
    async [Symbol.asyncDispose]() {
      listening.closeAllConnections()
      await new Promise((resolve) => listening.close(resolve))
    },
  }
}
