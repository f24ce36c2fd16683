/** The one HTTP server: platforms and pages mount their routes on it, then it listens. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Log } from './adapter.ts'

/** The server can't be opened; the message is one line for the operator. */
export class ListenProblem extends Error {
  override name = 'ListenProblem'
}

/** `trustProxy` is express's setting: whose X-Forwarded-* headers are believed. */
export function createHttp(options: { trustProxy: boolean | number | string }): Express {
  const server = express()
  server.disable('x-powered-by')
  server.set('trust proxy', options.trustProxy)
  // Pages are served by http on this machine, where an upgrade to https would lead nowhere.
  server.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }))
  return server
}

/**
 * Takes the port before anything else is opened, so that a taken one costs nothing; port 0 takes any free one. Until `serve` gives it
 * the mounted routes, every request is a 503. Throws {@link ListenProblem}. `close` takes no new request and gives those in flight
 * five seconds.
 */
export async function openPort(host: string, port: number) {
  let handler: RequestListener = starting
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => handler(request, response))
  await opened(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    /** What no route takes is a 404. */
    serve(mounted: Express, log: Log) {
      handler = mounted.use(notFound, failed(log))
    },
    close: () => closed(server),
  }
}

const starting: RequestListener = (_request, response) => {
  response
    .writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '1' })
    .end('Plenary is starting. Try again in a moment.\n')
}

function opened(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenProblem(why(error.code, host, port))))
    server.listen(port, host, resolve)
  })
}

function why(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another number.`
  if (code === 'EACCES') return `Port ${port} is not open to this user. Set PORT to a number above 1023.`
  return `Nothing can listen on ${host}, port ${port} (${code}). Set HOST to an address of this machine.`
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 5_000)
    // Node closes the connections that are idle now; those that answer later would stay for their keep-alive time.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(idle)
      resolve()
    })
  })
}

const notFound: RequestHandler = (_request, response) => {
  response.status(404).type('text').send('There is nothing here. Check the address.\n')
}

/** A client's error is told to the client; ours is logged by its code, since a message may hold what somebody wrote. */
function failed(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const status = statusOf(error)
    if (status === 500) log.error({ code: error?.code ?? error?.name }, 'a request failed')
    if (response.headersSent) return next(error)
    response
      .status(status)
      .type('text')
      .send(says[status] ?? `This request can’t be taken (${status}).\n`)
  }
}

function statusOf(error: { status?: unknown } | null | undefined): number {
  const status = Number(error?.status)
  return status >= 400 && status < 500 ? status : 500
}

const says: Record<number, string> = {
  400: 'This request can’t be read. Nothing was saved.\n',
  413: 'This request is too large. Nothing was saved.\n',
  500: 'Something went wrong here. Try again in a minute.\n',
}
