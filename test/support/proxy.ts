/** A wire to the database that a test can cut: everything at once, everything in silence, or the answer to one COMMIT. */
import { connect, createServer, type Socket } from 'node:net'

export type Wire = {
  /** The same address, through the wire. */
  through(url: string): string
  /** Ends every connection and refuses new ones. */
  cut(): void
  /** Takes connections and bytes, and passes nothing on: as a network that drops packets. */
  hush(): void
  /** Passes the next COMMIT on, and ends its connection in place of the answer. */
  loseCommit(): void
  mend(): void
  close(): Promise<void>
}

type State = 'whole' | 'cut' | 'silent' | 'loses the commit'

export async function openProxy(to: { host: string; port: number }): Promise<Wire> {
  const sockets = new Set<Socket>()
  let wire: State = 'whole'
  const server = createServer((near) => {
    if (wire === 'cut') return near.resetAndDestroy()
    const far = connect(to.port, to.host)
    let losing = false
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (bytes) => {
      if (wire === 'silent') return
      losing ||= wire === 'loses the commit' && /Q....commit\0/s.test(bytes.toString('latin1'))
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (losing) return near.resetAndDestroy()
      if (wire !== 'silent') near.write(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('expected a port')
  const set = (next: State) => () => {
    wire = next
  }
  const drop = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    through: (url) => {
      const wired = new URL(url)
      wired.host = `127.0.0.1:${address.port}`
      return wired.href
    },
    cut: () => {
      set('cut')()
      drop()
    },
    hush: set('silent'),
    loseCommit: set('loses the commit'),
    mend: set('whole'),
    close: async () => {
      drop()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
