/**
 * Who may call the bot, whom the bot calls, and with which token. One adapter serves one cloud.
 * Sources: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication and, for the hosts,
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { z } from 'zod'
import { jsonIn } from '#src/core/json.ts'

export type TeamsConfig = {
  /** The bot's application (client) id in Entra. */
  appId: string
  appPassword: string
  /** The bot's home tenant: tokens for its own calls come from there. */
  tenantId: string
  cloud: 'public' | 'gcc' | 'gcc-high' | 'dod'
  /** Base URL of a local OpenID server, for tests and the playground; null against Microsoft. */
  openIdUrl: string | null
}

/** What the bot's own calls carry where `openIdUrl` is set: no token is asked of Microsoft then. */
export const testToken = 'plenary-test-token'

type Cloud = { host: string; government: boolean; chats: string }

const clouds: Record<TeamsConfig['cloud'], Cloud> = {
  public: { host: 'smba.trafficmanager.net', government: false, chats: 'https://teams.microsoft.com' },
  gcc: { host: 'smba.infra.gcc.teams.microsoft.com', government: false, chats: 'https://teams.microsoft.com' },
  'gcc-high': { host: 'smba.infra.gov.teams.microsoft.us', government: true, chats: 'https://gov.teams.microsoft.us' },
  dod: { host: 'smba.infra.dod.teams.microsoft.us', government: true, chats: 'https://dod.teams.microsoft.us' },
}

/** SharePoint and OneDrive, in the public cloud and in those of governments. */
const fileDomains = ['sharepoint.com', 'sharepoint.us', 'sharepoint-mil.us']

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** The local server signs under the public cloud's issuer: the SDK compares that name and nothing else tells the two apart. */
function issuerOf(config: TeamsConfig): string {
  return config.openIdUrl === null && clouds[config.cloud].government
    ? 'https://api.botframework.us'
    : 'https://api.botframework.com'
}

/** True for the cloud's own connector over TLS; with a local OpenID server, for loopback only. */
export function isTrusted(serviceUrl: string, config: TeamsConfig): boolean {
  const url = URL.parse(serviceUrl)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (config.openIdUrl !== null) return loopback.includes(url.hostname)
  return url.protocol === 'https:' && url.host === clouds[config.cloud].host
}

/** True where Teams keeps people's files, over TLS; with a local OpenID server, for loopback only. */
export function isFileHost(url: URL, config: TeamsConfig): boolean {
  if (config.openIdUrl !== null) return loopback.includes(url.hostname)
  const isOurs = fileDomains.some((domain) => url.hostname.endsWith(`.${domain}`))
  return url.protocol === 'https:' && isOurs && url.port === ''
}

/** Where to send before a tenant's first activity; null where there is no such place. */
export function defaultServiceUrl(config: TeamsConfig): string | null {
  return config.openIdUrl === null ? `https://${clouds[config.cloud].host}/teams/` : null
}

/** The address that opens a 1:1 chat with the bot. */
export function chatLink(config: TeamsConfig): string {
  return `${clouds[config.cloud].chats}/l/chat/0/0?users=${encodeURIComponent(`28:${config.appId}`)}`
}

/** Where the keys stand by which the connector's tokens are checked. */
export function openIdMetadata({ openIdUrl, cloud }: TeamsConfig): string {
  const host = clouds[cloud].government ? 'login.botframework.azure.us' : 'login.botframework.com'
  return `${openIdUrl ?? `https://${host}/v1`}/.well-known/openidconfiguration`
}

/**
 * Settings for the SDK. A local OpenID server needs all six: with any one of them the SDK leaves the others undefined, and then no
 * good token passes.
 */
export function sdkSettings(config: TeamsConfig): Record<string, string> {
  const { openIdUrl } = config
  if (openIdUrl === null)
    return clouds[config.cloud].government ? { ChannelService: 'https://botframework.azure.us' } : {}
  const metadata = `${openIdUrl}/.well-known/openidconfiguration`
  return {
    ToChannelFromBotLoginUrl: `${openIdUrl}/login`,
    ToChannelFromBotOAuthScope: issuerOf(config),
    ToBotFromChannelTokenIssuer: issuerOf(config),
    OAuthUrl: openIdUrl,
    BotOpenIdMetadata: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
  }
}

/** The SDK's view of the bot's own credentials. Throws without an app id: the SDK would take that for authentication being off. */
export function credentialsFor(config: TeamsConfig) {
  if (config.appId.trim() === '') throw new Error('Teams needs an app id: without one the SDK would let everybody in')
  if (config.openIdUrl === null)
    return new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: config.appId,
      MicrosoftAppPassword: config.appPassword,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: config.tenantId,
    })
  const credentials = { getToken: async () => testToken, signRequest: async <T>(request: T) => request }
  return {
    isValidAppId: async (appId?: string) => appId === config.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => credentials,
  }
}

/** Fetches the token for the bot's own calls; the SDK caches it until it expires. */
export function outgoingToken(config: TeamsConfig): () => Promise<string> {
  const login = clouds[config.cloud].government
    ? 'https://login.microsoftonline.us/'
    : 'https://login.microsoftonline.com/'
  const credentials = credentialsFor(config).createCredentials(config.appId, issuerOf(config), login, true)
  return async () => {
    const source = await credentials
    if (!('getToken' in source) || typeof source.getToken !== 'function')
      throw new Error('these credentials give no token')
    return z
      .string()
      .min(1)
      .parse(await source.getToken())
  }
}

/**
 * True where a header could be a connector's token: worth the SDK's check of its signature. Tokens under another issuer (emulator,
 * skills) would pass by other rules there, without their serviceUrl compared; none of them is let in.
 */
export function mayBeToken(header: string | undefined, config: TeamsConfig): boolean {
  const parts = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(header ?? '')
  if (!parts) return false
  const head = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string() }).safeParse(decoded(parts[1]))
  const body = z.object({ iss: z.literal(issuerOf(config)) }).safeParse(decoded(parts[2]))
  return head.success && body.success
}

function decoded(part: string | undefined): unknown {
  return jsonIn(Buffer.from(part ?? '', 'base64url').toString())
}
