/** Composing: everything that works on one database, tied together. What receives from the platforms is large, and not here: a shell needs none of it. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Adapter, Arrival, Log } from '#adapters/adapter.ts'
import { figureToPng } from '#adapters/files/chart/picture.ts'
import { documentToFiles } from '#adapters/files/render.ts'
import type { Database } from '#db/connect.ts'
import { type App, createApp } from '../app.ts'
import { type Clockwork, createClockwork } from '../clockwork.ts'
import type { NewId } from '../core/id.ts'
import type { ChatPlatform } from '../core/intent.ts'
import type { Pictures } from '../core/picture.ts'
import type { Hosting } from '../core/use-case.ts'
import type { Downloads } from '../documents/store.ts'
import { createDownloads } from '../downloads.ts'
import { type DrawOptions, drawLively, drawWanted } from '../draw.ts'
import { greet } from '../greet.ts'
import { handingOver } from '../hand-over-plenary.ts'
import { createImports } from '../imports.ts'
import { createObserving, type Observing } from '../observing.ts'
import { createPictures } from '../pictures.ts'
import type { Installations, JobHandlers, Store } from '../store.ts'
import { telling } from '../telling.ts'
import type { Card } from '../view/card.ts'
import { createWorkspaces, type Workspaces } from '../workspaces.ts'
import { described } from './described.ts'
import { composeHomes, type Homes } from './homes.ts'
import { pictureAddresses } from './picture-addresses.ts'

const newSecret = () => randomBytes(32).toString('base64url')
const newId: NewId = (prefix) => `${prefix}_${randomUUID().replaceAll('-', '')}`

type Adapters = Partial<Record<ChatPlatform, Adapter>>

/** Everything that works on one database, tied together. `begin` starts the jobs and the sweeps, once the adapters are there; `stop` leaves the database open. */
export type Composed = {
  app: App
  database: Database
  own: Own
  hosting: Hosting
  installations: Installations
  workspaces: Workspaces
  observing: Observing
  homes: Homes
  /** As `app.handle`, and what the operator asks outside every consortium. */
  handle: App['handle']
  adapters: Adapters
  clockwork: Clockwork
  downloads: Downloads
  pictures: Pictures
  greet: (platform: ChatPlatform, arrival: Arrival) => Promise<Card | undefined>
  begin(): Promise<void>
  stop(): Promise<void>
}

/** What differs between operators. */
export type Own = {
  /** Where people's browsers reach the pages, without a slash at the end. */
  publicUrl: string
  /** Where the data are stored. */
  country: string | null
  /** With these, tokens of installations are sealed and opened; the first seals. */
  keys: readonly string[]
  /** Whether Slack workspaces can be installed by OAuth. */
  installs: boolean
}

export function compose(database: Database, own: Own, log: Log): Composed {
  const { store, cards, jobs } = database
  const { publicUrl, country } = own
  const hosting = { host: new URL(publicUrl).hostname, country }
  const installations = database.installations(own.keys)
  const adapters: Adapters = {}
  const again = (seconds: number) => clockwork.drawAgain(seconds)
  const pictures = pictureAddresses(own.keys, publicUrl)
  const drawing = { store, cards, messengers: adapters, pictureAt: pictures.at, hosting }
  const draw: DrawOptions = { ...drawing, undelivered: undeliveredTo(log), again }
  const homes = composeHomes({
    ...{ store, homes: database.homes, messengers: adapters, log },
    handle: (intent) => app.handle(intent),
    again: (seconds) => clockwork.drawHomesAgain(seconds),
  })
  const clockwork = createClockwork({
    store,
    app: () => app,
    drawWanted: () => drawWanted(draw),
    drawLively: () => drawLively(draw),
    homes,
    observe: () => observing.all(),
    failed: (error, what) => log.error({ what, ...described(error) }, 'a sweep failed; the next one tries again'),
  })
  const drawNow = () => clockwork.drawAgain(0)
  const observing = observingOver(store, adapters, drawNow, log)
  const workspaces = createWorkspaces({
    ...{ store, installations, newSecret, publicUrl, installs: own.installs, revived: drawNow },
    failed: (error, use) => logBug(error, use, log),
  })
  const app = createApp({
    store,
    newId,
    hosting,
    pictureAt: pictures.at,
    committed: (consortium, refresh, facts) => {
      clockwork.committed(consortium, refresh, facts)
      observing.committed(facts)
    },
    failed: (error, use) => logBug(error, use, log),
  })
  const handlers = handlersFor({ draw, adapters, app: () => app, publicUrl })
  return {
    app,
    database,
    own,
    hosting,
    installations,
    workspaces,
    observing,
    homes,
    handle: (intent) =>
      (intent.platform === 'shell' ? workspaces.act(intent.use, intent.args) : undefined) ?? app.handle(intent),
    adapters,
    clockwork,
    downloads: createDownloads(store, newSecret),
    pictures: createPictures({ store, read: pictures.read, render: figureToPng }),
    greet: (platform, arrival) => greet({ platform, ...arrival }, store).catch(ungreeted(log)),
    async begin() {
      await jobs.start(handlers)
      clockwork.start()
    },
    async stop() {
      await observing.stop()
      await clockwork.stop()
      await jobs.stop()
    },
  }
}

type Working = { draw: DrawOptions; adapters: Adapters; app: () => App; publicUrl: string }

function handlersFor({ draw, adapters: messengers, app, publicUrl }: Working): JobHandlers {
  const { store } = draw
  return {
    'draw-cards': () => drawWanted(draw).then(() => ({ done: true })),
    ...telling({ store, messengers }),
    import: createImports({ store, app, messengers }),
    ...handingOver({ store, messengers, render: documentToFiles, newSecret, publicUrl }),
  }
}

function undeliveredTo(log: Log): DrawOptions['undelivered'] {
  return ({ kind }, card) => log.warn({ kind, subject: card.subject.kind }, 'a card was not delivered')
}

function ungreeted(log: Log): (error: unknown) => undefined {
  return (error) => {
    log.warn(described(error), 'a place was not greeted')
    return undefined
  }
}

function observingOver(store: Store, eyes: Adapters, changed: () => void, log: Log): Observing {
  return createObserving({
    store,
    eyes,
    changed,
    unseen: (code, platform) => log.info({ code, platform }, 'nobody can see who reads in a place'),
    failed: (error) => log.warn(described(error), 'a place was not looked at'),
  })
}

/** The reference is what the person is told and what the operator looks for. */
function logBug(error: unknown, use: string, log: Log): string {
  const reference = randomBytes(4).toString('hex')
  log.error({ reference, use, ...described(error) }, 'a use case failed')
  return reference
}
