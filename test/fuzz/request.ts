/** A request as it goes over the wire, and how it is sent: header by header, so that what no client would send can be sent. */
import { Agent, request as open } from 'node:http'
import { connect } from 'node:net'

/** Names and values in the order in which they are sent; one name may come twice. */
export type Headers = [name: string, value: string][]
export type Wire = { method: string; path: string; headers: Headers; body: Buffer }
/** What came back; `cut` where the connection ended without an answer. */
export type Reply = { status: number; body: string } | { cut: true }

export function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1]
}

/** With that header in place of whatever stood there. */
export function withHeader({ headers, ...wire }: Wire, name: string, value: string): Wire {
  return { ...wire, headers: [...headers.filter(([one]) => one.toLowerCase() !== name.toLowerCase()), [name, value]] }
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 })
const patience = 20_000

export function send(base: URL, { method, path, headers, body }: Wire): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = open({ host: base.hostname, port: base.port, agent, method, path, timeout: patience })
    for (const [name, values] of Map.groupBy(headers, ([one]) => one)) {
      const all = values.map(([, value]) => value)
      sent.setHeader(name, all.length === 1 ? (all[0] ?? '') : all)
    }
    sent.setHeader('content-length', String(body.length))
    sent.on('response', (response) => {
      let answer = ''
      response.setEncoding('utf8')
      response.on('data', (piece) => {
        answer += piece
      })
      response.on('error', () => resolve({ cut: true }))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }))
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${patience} ms: ${method} ${path}`)))
    sent.on('error', (error: NodeJS.ErrnoException) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? resolve({ cut: true }) : reject(error),
    )
    sent.end(body)
  })
}

/** Sends these bytes on a connection of their own and ends it: for what a client library would not let through. */
export function sendRaw(base: URL, bytes: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: base.hostname, port: Number(base.port) })
    let answer = ''
    socket.setTimeout(patience, () => socket.destroy(new Error(`no answer within ${patience} ms to raw bytes`)))
    socket.on('data', (piece) => {
      answer += piece.toString('latin1')
    })
    socket.on('close', () => {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
      resolve(status > 0 ? { status, body: answer } : { cut: true })
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? resolve({ cut: true }) : reject(error),
    )
    socket.end(bytes)
  })
}

/** As it stands on the wire; `promised` bytes are announced, where it is not what is sent. */
export function bytesOf({ method, path, headers, body }: Wire, promised = body.length): Buffer {
  const lines = [...headers, ['Host', 'localhost'], ['Content-Length', String(promised)], ['Connection', 'close']]
  const head = `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}

export function closeConnections(): void {
  agent.destroy()
}
