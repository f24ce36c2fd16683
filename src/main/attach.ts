/** Attaching: the adapters of the platforms, put on the HTTP server. */
import type { Express } from 'express'
import type { Core, Log } from '#adapters/adapter.ts'
import { createSlackAdapter, type SlackConfig } from '#adapters/slack/index.ts'
import { createTeamsAdapter } from '#adapters/teams/index.ts'
import { botScopes } from '#manifest/slack-scopes.ts'
import { understand } from '../commands.ts'
import type { Config } from '../config.ts'
import { type ChatPlatform, homeUse } from '../core/intent.ts'
import { isFirst } from '../hearing.ts'
import { comeBack, putOut } from '../put-out.ts'
import type { Composed } from './compose.ts'
import { described } from './described.ts'

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
