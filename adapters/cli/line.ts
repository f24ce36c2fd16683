/** Lines that come over a socket, and lines that people read. */
import type { Socket } from 'node:net'

/** Standard output and standard error, a line at a time. */
export type Lines = { out: (line: string) => void; err: (line: string) => void }

/** The first line of a socket; undefined where it closes before. Throws where the line is too long or too late. */
export function readLine(socket: Socket, limit: { bytes: number; seconds: number }): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no line within ${limit.seconds} s`)), limit.seconds * 1000)
    const chunks: Buffer[] = []
    let size = 0
    socket.on('data', (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size > limit.bytes) reject(new Error(`a line of more than ${limit.bytes} bytes`))
      else if (chunk.includes('\n')) resolve(Buffer.concat(chunks).toString('utf8').split('\n', 1)[0])
    })
    socket.once('close', () => {
      clearTimeout(late)
      resolve(undefined)
    })
  })
}
