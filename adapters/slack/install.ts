/**
 * Installing into a workspace by OAuth: https://docs.slack.dev/authentication/installing-with-oauth. Not everybody may: a ticket of the
 * operator's opens the way once. The state that goes to Slack and back is single use, and bound to the browser by a cookie.
 */
import { randomBytes } from 'node:crypto'
import { type Installation, InstallProvider, type StateStore } from '@slack/oauth'
import type { Express, Response } from 'express'
import type { Core } from '#adapters/adapter.ts'
import { pageHeaders } from '#adapters/page.ts'
import { sha256 } from '#src/core/hash.ts'
import { type Clients, clientOptions } from './clients.ts'
import { codeOf, quietLogger } from './errors.ts'
import { donePage, type Failed, failedPage, invitationPage, type Ours, ticketPage } from './install-pages.ts'

export type OAuth = {
  clientId: string
  clientSecret: string
  scopes: readonly string[]
  /** Without a slash at its end. */
  publicUrl: string
  hosting: Ours
}

type Settings = OAuth & { apiUrl: string | null }

const installPath = '/slack/install'
const redirectPath = '/slack/oauth_redirect'

export function mountInstall(server: Express, settings: Settings, core: Core, clients: Clients): void {
  const { hosting } = settings
  const provider = providerFor(settings, core, clients)
  server.use([installPath, redirectPath], pageHeaders())
  server.get(installPath, async (request, response) => {
    const { ticket } = request.query
    if (ticket === undefined) return send(response, 403, invitationPage(hosting))
    const hash = typeof ticket === 'string' ? await sha256(ticket) : ''
    if (!(await core.installations.tickets.isOpen(hash))) return send(response, 410, failedPage('ticket', hosting))
    const options = { scopes: [...settings.scopes], redirectUri: redirectOf(settings), metadata: hash }
    await provider.handleInstallPath(request, response, undefined, options)
  })
  server.get(redirectPath, (request, response) =>
    provider.handleCallback(request, response, {
      successAsync: async ({ team }) => {
        core.log.info({ workspace: team?.id }, 'Slack installed the app into a workspace')
        send(response, 200, donePage(team?.name ?? 'your workspace', hosting))
      },
      failureAsync: async (error) => {
        const failed = failureIn(error)
        core.log.warn({ failed, code: codeOf(error) }, 'An installation into a Slack workspace failed')
        send(response, statuses[failed], failedPage(failed, hosting))
      },
    }),
  )
}

function providerFor(settings: Settings, core: Core, clients: Clients): InstallProvider {
  const { clientId, clientSecret, apiUrl, hosting } = settings
  return new InstallProvider({
    clientId,
    clientSecret,
    stateStore: stateStore(settings, core),
    installationStore: {
      storeInstallation: async (installation) => {
        const team = await kept(installation, core)
        clients.forget(team)
      },
      fetchInstallation: async () => {
        throw new Error('tokens are looked up when something is sent')
      },
    },
    renderHtmlForInstallPath: (url) => ticketPage(url, hosting),
    clientOptions: clientOptions(apiUrl, core.log),
    // Anybody may call the address: what fails there is told once, by its own line.
    logger: quietLogger({ ...core.log, error: core.log.info }),
    ...(apiUrl !== null && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
  })
}

/** A state is kept like a ticket, for as long as its cookie lives, under a hash that no ticket can have: tickets hold no colon. */
function stateStore(settings: Settings, core: Core): StateStore {
  const { tickets } = core.installations
  const hashOf = (state: string) => sha256(`state:${state}`)
  return {
    generateStateParam: async ({ metadata }) => {
      const state = `${randomBytes(32).toString('base64url')}.${metadata}`
      await tickets.keep(await hashOf(state), { minutes: 10 })
      return state
    },
    verifyStateParam: async (_now, state) => {
      if (!(await tickets.use(await hashOf(state)))) throw new InstallFailure('state')
      const [, metadata = ''] = state.split('.')
      return { scopes: [...settings.scopes], redirectUri: redirectOf(settings), metadata }
    },
  }
}

function redirectOf({ publicUrl }: Settings): string {
  return `${publicUrl}${redirectPath}`
}

/** Keeps the token of one workspace. Throws {@link InstallFailure}. */
async function kept(installation: Installation, { installations }: Core): Promise<string> {
  const { team, bot, isEnterpriseInstall, metadata = '' } = installation
  if (isEnterpriseInstall || !team) throw new InstallFailure('organisation')
  if (!bot) throw new InstallFailure('slack')
  // Tokens that end after twelve hours would have to be renewed while requests wait for them: the manifest leaves that off.
  if (bot.refreshToken !== undefined) throw new InstallFailure('rotating')
  const access = { token: bot.token, botUser: bot.userId, scopes: bot.scopes }
  if (!(await installations.install(team.id, access, metadata))) throw new InstallFailure('ticket')
  return team.id
}

class InstallFailure extends Error {
  override name = 'InstallFailure'
  readonly failed: Failed
  constructor(failed: Failed) {
    super(failed)
    this.failed = failed
  }
}

/** Codes of @slack/oauth: https://docs.slack.dev/tools/node-slack-sdk/oauth */
const known: Record<string, Failed> = {
  slack_oauth_installer_authorization_error: 'cancelled',
  slack_oauth_invalid_state: 'state',
  slack_oauth_missing_state: 'state',
  slack_oauth_missing_code: 'state',
}

function failureIn(error: Error): Failed {
  if (error instanceof InstallFailure) return error.failed
  // An address that is none, in the request itself.
  if (error instanceof TypeError) return 'state'
  return known[codeOf(error)] ?? 'slack'
}

const statuses: Record<Failed, number> = {
  ticket: 410,
  state: 400,
  cancelled: 200,
  organisation: 403,
  rotating: 403,
  slack: 502,
}

function send(response: Response, status: number, page: string): void {
  response.status(status).type('html').send(page)
}
