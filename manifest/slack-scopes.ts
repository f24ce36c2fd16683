/** What the Slack app may do: each method and event that the adapter uses, with the scopes it takes. Sources: the pages below https://docs.slack.dev/reference */
import type { webApi } from '@slack/bolt'

/** Slack's own type of a manifest: an event or a scope that it does not know does not compile. */
export type SlackManifest = webApi.AppsManifestCreateArguments['manifest']
export type Scope = NonNullable<NonNullable<NonNullable<SlackManifest['oauth_config']>['scopes']>['bot']>[number]
type Settings = NonNullable<SlackManifest['settings']>
export type BotEvent = NonNullable<NonNullable<Settings['event_subscriptions']>['bot_events']>[number]

export const methods: Record<string, readonly Scope[]> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
}

/** What a payload names and the adapter fetches with the bot's token. */
export const fetched: Record<string, readonly Scope[]> = { url_private_download: ['files:read'] }

export const events: Partial<Record<BotEvent, readonly Scope[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
  tokens_revoked: [],
}

/** No more than what the code uses. A slash command and a message shortcut need `commands`. */
export function botScopes(): Scope[] {
  const used = [...Object.values(methods), ...Object.values(fetched), ...Object.values(events)].flat()
  return [...new Set<Scope>(['commands', ...used])].toSorted()
}
