/**
 * Who speaks for the bot in which workspace: a client per workspace, with the token that was installed there, else with the token of the
 * configuration in the one workspace that it belongs to. Looked up at most twice a minute, and never before an acknowledgement.
 */
import { webApi } from '@slack/bolt'
import type { Core, Log } from '#adapters/adapter.ts'
import { codeOf, isRevoked, quietLogger } from './errors.ts'

/** Workspaces kept in mind: a payload can name any. */
const workspacesKept = 1_000

export type SlackClient = webApi.WebClient
export type Speaker = { client: SlackClient; token: string; botUser: string | null }

export type Clients = {
  /** Undefined where the bot has no token there. Throws where nobody can say. */
  of(workspace: string): Promise<Speaker | undefined>
  /** False where nobody let the workspace in; true where nobody can say, since the core then says so itself. */
  isIn(workspace: string): Promise<boolean>
  /** What is known of it is looked up anew. */
  forget(workspace: string): void
  /** Slack took the token for none: where it says so again, the app was put out while nobody listened. Never throws. */
  doubt(workspace: string): Promise<void>
}

/** `asked`: when; a token that came later is another. */
type Known = { isIn: boolean; speaker: Speaker | undefined; asked: Temporal.Instant }

const lasts = 30_000

/** `apiUrl` stands in for Slack's own base and ends in `/api/`. */
export function connectSlack(botToken: string | undefined, apiUrl: string | null, log: Log): SlackClient {
  return new webApi.WebClient(botToken, clientOptions(apiUrl, log))
}

export function clientOptions(apiUrl: string | null, log: Log): webApi.WebClientOptions {
  return {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    // One throttled method would otherwise stop the client's whole queue.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: 5_000,
    allowAbsoluteUrls: false,
    logger: quietLogger(log),
  }
}

export function createClients(config: { botToken: string | null; apiUrl: string | null }, core: Core): Clients {
  const cache = new Map<string, { until: number; known: Promise<Known> }>()
  const own = ownSpeaker(config, core.log)

  async function lookUp(workspace: string): Promise<Known> {
    const asked = Temporal.Now.instant()
    const { in: isIn, access } = await core.installations.access(workspace)
    if (!isIn) return { isIn, asked, speaker: undefined }
    if (!access) return { isIn, asked, speaker: await own(workspace) }
    const { token, botUser } = access
    return { isIn, asked, speaker: { client: connectSlack(token, config.apiUrl, core.log), token, botUser } }
  }
  /** While the database can't say, what was known last goes on, else what the token of the configuration says of itself. */
  function known(workspace: string): Promise<Known> {
    const before = cache.get(workspace)
    if (before && before.until > Date.now()) return before.known
    const asked = lookUp(workspace).catch(async (error) => {
      core.log.warn({ code: codeOf(error) }, 'A workspace could not be looked up')
      cache.delete(workspace)
      const speaker = before ? undefined : await own(workspace)
      if (!before && !speaker) throw error
      return before?.known ?? { isIn: true, asked: Temporal.Now.instant(), speaker }
    })
    if (cache.size >= workspacesKept) cache.clear()
    cache.set(workspace, { until: Date.now() + lasts, known: asked })
    return asked
  }
  return {
    of: async (workspace) => (await known(workspace)).speaker,
    isIn: (workspace) =>
      known(workspace).then(
        ({ isIn }) => isIn,
        () => true,
      ),
    forget: (workspace) => void cache.delete(workspace),
    async doubt(workspace) {
      const before = await known(workspace).catch(() => undefined)
      cache.delete(workspace)
      if (!before?.speaker || before.speaker.token === config.botToken || (await isTaken(before.speaker.client))) return
      await core.installations.removed(workspace, before.asked)
    },
  }
}

/** False only where Slack says that the token is no more. */
async function isTaken(client: SlackClient): Promise<boolean> {
  try {
    await client.auth.test()
    return true
  } catch (error) {
    return !isRevoked(error)
  }
}

/** The configuration's token says itself to which workspace it belongs; asked once. */
function ownSpeaker({ botToken, apiUrl }: { botToken: string | null; apiUrl: string | null }, log: Log) {
  const client = botToken === null ? undefined : connectSlack(botToken, apiUrl, log)
  let asked: Promise<{ workspace: string | undefined; botUser: string | null }> | undefined
  return async (workspace: string): Promise<Speaker | undefined> => {
    if (!client || botToken === null) return undefined
    asked ??= client.auth.test().then(
      ({ team_id, user_id }) => ({ workspace: team_id, botUser: user_id ?? null }),
      (error) => {
        asked = undefined
        throw error
      },
    )
    const home = await asked
    return home.workspace === workspace ? { client, token: botToken, botUser: home.botUser } : undefined
  }
}
