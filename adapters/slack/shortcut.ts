/** The message shortcut → Intent. Payload: https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
import { z } from 'zod'
import { type Quote, quoteToArg, ShortcutId, shortcutUse } from '#src/core/quote.ts'
import type { Line } from './answer.ts'
import { SlackFile } from './attached.ts'
import { codeOf } from './errors.ts'
import { type Asked, asTyped, nowhere, placeOf } from './intent.ts'
import { id, optional, Team, User } from './payloads.ts'

export const Shortcut = z.object({
  type: z.literal('message_action'),
  callback_id: ShortcutId,
  user: User,
  team: Team,
  channel: z.object({ id }),
  trigger_id: optional,
  response_url: optional,
  action_ts: id,
  message: z.object({
    ts: z.string().regex(/^\d{1,12}\.\d{1,6}$/),
    user: optional,
    user_team: optional,
    team: optional,
    bot_id: optional,
    subtype: optional,
    text: z.string().default(''),
    files: z.array(SlackFile).default([]),
  }),
})

/** What the payload lacks of the message: its address, and what Slack calls its author; null where Slack does not say. */
export type Looked = { url: string | null; name: string | null }

/** Asks Slack both at once. The bot may not be in the channel, and may not ask about people. */
export async function lookUp(line: Line, { channel, message }: z.infer<typeof Shortcut>, via: string): Promise<Looked> {
  const client = (await line.clients.of(via))?.client
  const named = async () => {
    if (!client || !message.user) return null
    const { user } = await client.users.info({ user: message.user })
    return user?.profile?.display_name || user?.profile?.real_name || user?.real_name || null
  }
  const [url, name] = await Promise.all([
    said(line, 'chat.getPermalink', async () => {
      if (!client) return null
      const { permalink } = await client.chat.getPermalink({ channel: channel.id, message_ts: message.ts })
      return permalink ?? null
    }),
    said(line, 'users.info', named),
  ])
  return { url, name }
}

async function said(line: Line, method: string, ask: () => Promise<string | null>): Promise<string | null> {
  try {
    return await ask()
  } catch (error) {
    line.log.info({ code: codeOf(error), method }, 'Slack did not say what was asked about a message')
    return null
  }
}

/** Undefined where the payload does not name the installation, as where an organisation installed the app for all of its workspaces. */
export function shortcutToAsked(pressed: z.infer<typeof Shortcut>, looked: Looked): Asked | undefined {
  const { user, channel, trigger_id, response_url, action_ts } = pressed
  const via = pressed.team?.id
  if (!via) return undefined
  const workspace = user.team_id ?? via
  const args = { quote: quoteToArg(quoteOf(pressed.message, workspace, looked)) }
  const key = trigger_id ?? `${user.id}:${action_ts}`
  const who = {
    workspace,
    via,
    account: user.id,
    place: placeOf(channel.id),
    heard: false,
    key,
  }
  return {
    ...nowhere,
    intent: { platform: 'slack', ...who, use: shortcutUse(pressed.callback_id), args, opens: true },
    channel: channel.id,
    root: pressed.message.ts,
    trigger: trigger_id,
    responseUrl: response_url,
  }
}

/** What is left of a deleted message that others answered is a tombstone in Slackbot's name. */
function quoteOf(message: z.infer<typeof Shortcut>['message'], workspace: string, looked: Looked): Quote {
  const { user, bot_id, subtype } = message
  if (subtype === 'tombstone') return { of: 'deleted' }
  if (!user || bot_id || subtype === 'bot_message') return { of: 'bot' }
  return {
    of: 'person',
    text: asTyped(message.text).trim(),
    author: { platform: 'slack', workspace: message.user_team ?? message.team ?? workspace, account: user },
    saidAt: new Date(Number(message.ts) * 1000).toISOString(),
    ...looked,
  }
}
