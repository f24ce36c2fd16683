/** Composing: everything that works on one database, tied together, and the adapters put on the HTTP server. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Express } from 'express'
import type { Adapter, Arrival, Core, Log } from '#adapters/adapter.ts'
import { figureToPng } from '#adapters/files/chart/picture.ts'
import { documentToFiles } from '#adapters/files/render.ts'
import { createSlackAdapter, type SlackConfig } from '#adapters/slack/index.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import type { Database } from '#db/connect.ts'
import { botScopes } from '#manifest/slack-scopes.ts'
import { type App, createApp } from '../app.ts'
import { type Clockwork, createClockwork } from '../clockwork.ts'
import { understand } from '../commands.ts'
import type { Config } from '../config.ts'
import type { NewId } from '../core/id.ts'
import { type ChatPlatform, homeUse } from '../core/intent.ts'
import type { Pictures } from '../core/picture.ts'
import type { Hosting } from '../core/use-case.ts'
import type { Downloads } from '../documents/store.ts'
import { createDownloads } from '../downloads.ts'
import { type DrawOptions, drawLively, drawWanted } from '../draw.ts'
import { greet } from '../greet.ts'
import { handingOver } from '../hand-over-plenary.ts'
import { isFirst } from '../hearing.ts'
import { createImports } from '../imports.ts'
import { createObserving, type Observing } from '../observing.ts'
import { createPictures } from '../pictures.ts'
import { comeBack, putOut } from '../put-out.ts'
import type { Installations, JobHandlers, Store } from '../store.ts'
import { telling } from '../telling.ts'
import type { Card } from '../view/card.ts'
import { createWorkspaces, type Workspaces } from '../workspaces.ts'
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
  const drawing = { store, cards, messengers: adapters, pictureAt: pictures.at }
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

/** An error's kind and place, without its message: a message may hold what somebody wrote. */
function described(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error ? { code: String(error.code) } : {}
  return {
    error: error.name,
    ...code,
    at: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 6),
  }
}

/** Makes the adapters of the platforms that are set up, and mounts them. */
export function attach(
  composed: Composed,
  platforms: Pick<Config, 'slack' | 'teams'>,
  http: Express,
  log: Log,
  /** Milliseconds; platforms allow 3 seconds for an acknowledgement. */
  patience = 2_000,
): void {
  const told = (work: Promise<void>) =>
    work.catch((error) => log.warn(described(error), 'the bot came or went, and that was not kept'))
  const core = (platform: ChatPlatform): Core => ({
    handle: (intent) => (intent.use === homeUse ? composed.homes.open(intent) : composed.app.handle(intent)),
    homeShown: (home) =>
      composed.homes
        .shown(home)
        .catch((error) =>
          log.warn(described(error), 'a home is shown, and that was not kept: it will not be drawn anew'),
        ),
    greet: (arrival) => composed.greet(platform, arrival),
    understand,
    installations: installationsFor(platform, composed, log),
    firstHeard: (key) =>
      isFirst(key, composed.database.store).catch((error) => {
        log.warn(described(error), 'nobody can say whether this was heard before')
        return true
      }),
    putOut: (place) => told(putOut({ platform, ...place }, composed.database.store)),
    comeBack: (place) =>
      told(comeBack({ platform, ...place }, composed.database.store).then(() => composed.clockwork.drawAgain(0))),
    readersChanged: (place) => composed.observing.at({ platform, ...place }),
    patience,
    log,
  })
  const { adapters } = composed
  if (platforms.slack) adapters.slack = createSlackAdapter(slackConfig(platforms.slack, composed), core('slack'))
  if (platforms.teams) adapters.teams = createTeamsAdapter(platforms.teams, core('teams'))
  adapters.slack?.mount(http)
  adapters.teams?.mount(http)
}

function slackConfig(slack: NonNullable<Config['slack']>, { own, hosting }: Composed): SlackConfig {
  const { publicUrl } = own
  return {
    ...slack,
    scopes: botScopes(),
    oauth: slack.oauth && { ...slack.oauth, scopes: botScopes(), publicUrl, hosting },
  }
}

function installationsFor(platform: ChatPlatform, composed: Composed, log: Log): Core['installations'] {
  const { installations, workspaces, clockwork } = composed
  return {
    find: (workspace) => installations.find(platform, workspace),
    keepServiceUrl: (workspace, serviceUrl) => installations.keepServiceUrl(workspace, serviceUrl),
    access: (workspace) => installations.access(platform, workspace),
    async install(workspace, access, ticket) {
      const isIn = await installations.install(platform, workspace, access, ticket)
      if (isIn) clockwork.drawAgain(0)
      return isIn
    },
    async removed(workspace, happened) {
      try {
        await workspaces.removed(platform, workspace, happened)
        log.info({ platform, workspace }, 'the bot was put out of a workspace')
      } catch (error) {
        log.error(
          { platform, workspace, ...described(error) },
          'a workspace that put the bot out could not be let go of',
        )
      }
    },
    tickets: installations.tickets,
  }
}
