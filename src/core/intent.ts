/**
 * Intent: what somebody wants, as every platform says it.
 * Account: a chat identity, (platform, workspace or tenant, user). Address: a place, (platform, workspace or tenant, channel).
 */
import { z } from 'zod'
import { storable } from './words.ts'

export const ChatPlatform = z.enum(['slack', 'teams'])
export type ChatPlatform = z.infer<typeof ChatPlatform>
/** As people call them. */
export const platformNames: Record<ChatPlatform, string> = { slack: 'Slack', teams: 'Teams' }
export const Platform = z.enum([...ChatPlatform.options, 'shell'])
export type Platform = z.infer<typeof Platform>

export const Account = z.object({ platform: ChatPlatform, workspace: z.string(), account: z.string() })
export type Account = z.infer<typeof Account>

export const Address = z.object({ platform: ChatPlatform, workspace: z.string(), channel: z.string() })
export type Address = z.infer<typeof Address>

export const Intent = z.object({
  platform: Platform,
  /** Slack team id, Entra tenant id, or `local` for the shell. */
  workspace: z.string().min(1),
  /** The workspace or tenant through which it came: its places bear that one. In a shared channel the person's own is another. */
  via: z.string().min(1),
  /** Slack user id, Entra object id, or `operator` for the shell. */
  account: z.string().min(1),
  /** The channel in which it was said; null in a 1:1 chat. */
  place: z.string().nullable(),
  use: z.string().min(1),
  /**
   * What was typed, clicked or filled in: strings as they came. Five names are reserved: `consortium`, to which a click belongs; `thread`,
   * the ref of the message under which it was typed; `form`, the draft under the arguments; and, in a draft, `place`, where it was begun,
   * and `acting`, for which of several organisations. What is named `code` is kept nowhere.
   */
  args: z.record(z.string(), z.string()),
  /** Names this attempt: the same key is never carried out twice. */
  key: z.string().min(1),
  /** True where others read the words as they were typed: a message in a channel. */
  heard: z.boolean(),
  /** True where the person asked for the form itself, prefilled with `args`; nothing is carried out. */
  opens: z.boolean(),
})
export type Intent = z.infer<typeof Intent>

/** The use case whose answer is the person's home: whatever message or tab it is asked from becomes the home. */
export const homeUse = 'show-home'

/** The intent with every text as a database keeps it: whoever sends U+0000 is answered like anybody else. */
export function storableIntent(intent: Intent): Intent {
  const { workspace, via, account, place, key, args } = intent
  const pairs = Object.entries(args).map(([name, value]) => [storable(name), storable(value)])
  return {
    ...intent,
    workspace: storable(workspace),
    via: storable(via),
    account: storable(account),
    place: place === null ? null : storable(place),
    key: storable(key),
    args: Object.fromEntries(pairs),
  }
}

/** What is said at the shell, by the operator or by the process itself. */
export function shellIntent(said: Pick<Intent, 'account' | 'use' | 'args' | 'key'>): Intent {
  return { platform: 'shell', workspace: 'local', via: 'local', place: null, heard: false, opens: false, ...said }
}
