/** The Slack app's manifest, from the registry. Fields and limits: https://docs.slack.dev/reference/app-manifest */
import { shortcuts } from '#src/core/quote.ts'
import { helpLines } from '#src/registry.ts'
import { type BotEvent, botScopes, events, type SlackManifest } from './slack-scopes.ts'
import { about, brand } from './words.ts'

/** `publicUrl` has no slash at its end. */
export function slackManifest(publicUrl: string): SlackManifest {
  const requestUrl = `${publicUrl}/slack/events`
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: about.name,
      description: about.short,
      long_description: about.long,
      background_color: brand,
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'plenary', always_online: true },
      slash_commands: [
        {
          command: '/plenary',
          url: requestUrl,
          description: about.short,
          usage_hint: usageHint(),
          // Mentions and channels then arrive with their ids.
          should_escape: true,
        },
      ],
      shortcuts: shortcuts.map(({ id, label, says }) => ({
        type: 'message',
        name: label,
        callback_id: id,
        description: says,
      })),
    },
    oauth_config: { redirect_urls: [`${publicUrl}/slack/oauth_redirect`], scopes: { bot: botScopes() } },
    settings: {
      event_subscriptions: { request_url: requestUrl, bot_events: Object.keys(events).toSorted() as BotEvent[] },
      interactivity: { is_enabled: true, request_url: requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  }
}

/** `commit · poll · … · help`: each word once. */
function usageHint(): string {
  return [...new Set(helpLines().map(({ typed }) => typed.word))].join(' · ')
}
