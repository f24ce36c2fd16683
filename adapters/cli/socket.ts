/**
 * The socket between the shell and a running server: one JSON line there, one back. Only the server's own user may open it, and it
 * takes the operator's intents alone: nobody can speak for a chat account through it.
 */
import { lstat, unlink } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { z } from 'zod'
import { Answer } from '#src/core/answer.ts'
import { Intent } from '#src/core/intent.ts'
import { readLine } from './line.ts'
import { reachable } from './socket-path.ts'

/** The message is one line for the operator. */
export class SocketProblem extends Error {
  override name = 'SocketProblem'
}

const OperatorIntent = Intent.extend({
  platform: z.literal('shell'),
  workspace: z.literal('local'),
  account: z.literal('operator'),
  place: z.null(),
})

/** Bytes of a line, and seconds to wait for it. An intent may hold a catalogue of 5 MB, an answer a report. */
const limits = { intent: { bytes: 32 * 1024 * 1024, seconds: 10 }, answer: { bytes: 64 * 1024 * 1024, seconds: 60 } }

/** Answers at `path` until closed. A file left by a server that died is replaced; throws {@link SocketProblem} where one lives. */
export async function serveSocket(path: string, send: (intent: Intent) => Promise<Answer>) {
  const at = await place(path)
  const silent = new Set<Socket>()
  const server = createServer((socket) => {
    silent.add(socket.on('error', () => socket.destroy()))
    void answer(socket, send, () => silent.delete(socket)).catch(() => socket.destroy())
  })
  await removeStale(at)
  await listening(server, at)
  return { close: () => closed(server, silent) }
}

/** Throws {@link SocketProblem} where no server answers at `path`. */
export async function sendOverSocket(path: string, intent: Intent): Promise<Answer> {
  const socket = await connected(await place(path))
  try {
    socket.write(`${JSON.stringify(intent)}\n`)
    const line = await readLine(socket, limits.answer)
    if (line === undefined)
      throw new SocketProblem('The server closed without an answer. Ask again; the server’s log says more.')
    return Answer.parse(JSON.parse(line))
  } finally {
    socket.destroy()
  }
}

/** What can't be read gets no answer. */
async function answer(socket: Socket, send: (intent: Intent) => Promise<Answer>, spoke: () => void): Promise<void> {
  const line = await readLine(socket, limits.intent).finally(spoke)
  const intent = OperatorIntent.parse(JSON.parse(line ?? ''))
  socket.end(`${JSON.stringify(await send(intent))}\n`, () => socket.destroy())
}

/** Whoever asked is still answered; whoever said nothing yet is cut. */
function closed(server: Server, silent: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    for (const socket of silent) socket.destroy()
  })
}

async function place(path: string): Promise<string> {
  const at = await reachable(path)
  if (at) return at
  throw new SocketProblem('The folder for the socket is open to others. Set PLENARY_DATA_DIR to a shorter path.')
}

async function removeStale(at: string): Promise<void> {
  const there = await lstat(at).catch(() => undefined)
  if (!there) return
  if (!there.isSocket()) throw new SocketProblem(`${at} is in the way and is no socket. Move it, then start again.`)
  const living = await connected(at).catch(() => undefined)
  living?.destroy()
  if (living) throw new SocketProblem(`A server is running at ${at} already.`)
  await unlink(at)
}

function listening(server: Server, at: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // The file is made inside `listen`, before it returns: it is closed to others from its first moment.
    const before = process.umask(0o177)
    try {
      server.listen(at, resolve)
    } finally {
      process.umask(before)
    }
  })
}

function connected(at: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(at)
    const unanswered = () => reject(new SocketProblem(`No server answers at ${at}. Start it, then try again.`))
    socket.once('error', unanswered)
    socket.once('connect', () => {
      socket.off('error', unanswered).on('error', () => socket.destroy())
      resolve(socket)
    })
  })
}
