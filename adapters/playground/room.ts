/** Room: what the halves of the playground share. Made once per start. */
import type { Log } from '#adapters/adapter.ts'
import type { Cast } from './cast.ts'
import { createDialogs, type Dialogs } from './dialogs.ts'
import { type Files, openFiles } from './files.ts'
import { createTraffic, type Traffic } from './traffic.ts'
import { openTranscript, type Transcript } from './transcript.ts'
import type { Change, TrafficLine } from './wire.ts'

export type Room = {
  /** Where the product listens, and the playground with it. */
  origin: string
  cast: Cast
  transcript: Transcript
  files: Files
  dialogs: Record<'slack' | 'teams', Dialogs>
  /** Slack's App Home of each person, where the product published one. */
  homes: Dialogs
  traffic: Traffic
  /** Hears of every change until the returned function is called, and of the end. */
  listen(listener: Listener): () => void
  /** Lets everybody who listens go, so that the server can close. */
  end(): void
  log: Log
}

export type Listener = { changed(change: Change): void; passed(line: TrafficLine): void; ended(): void }

export function createRoom(options: { origin: string; cast: Cast; folder: string | null; log: Log }): Room {
  const { origin, cast, folder, log } = options
  const listeners = new Set<Listener>()
  const tell = (change: Change) => {
    for (const listener of listeners) listener.changed(change)
  }
  const transcript = openTranscript(folder, log, ({ platform, conversation, only }) =>
    tell({ platform, conversation, person: only }),
  )
  const dialogsOn = (platform: Change['platform']) =>
    createDialogs((person) => tell({ platform, conversation: null, person }))
  return {
    origin,
    cast,
    transcript,
    files: openFiles(folder),
    traffic: createTraffic((line) => {
      for (const listener of listeners) listener.passed(line)
    }),
    dialogs: { slack: dialogsOn('slack'), teams: dialogsOn('teams') },
    homes: dialogsOn('slack'),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end() {
      for (const listener of listeners) listener.ended()
    },
    log,
  }
}
