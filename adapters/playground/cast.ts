/** Cast: the people one can be in the playground, and the channels they share. Ids of 1:1 chats follow from the account, so that they survive a restart. */
import type { ChatPlatform } from '#src/core/intent.ts'

export type Cast = {
  slack: { workspace: string }
  teams: { tenant: string }
  people: CastPerson[]
  channels: { platform: ChatPlatform; channel: string; name: string }[]
}

export type CastPerson = { name: string; organisation: string; role: string; platform: ChatPlatform; account: string }

export type Conversation = {
  platform: ChatPlatform
  id: string
  name: string
  /** The one person of a 1:1 chat with Plenary; null for a channel, which everybody of the platform reads. */
  person: string | null
}

/** What one person can open: the channels, then the 1:1 chat with Plenary. */
export function conversationsFor(cast: Cast, platform: ChatPlatform, account: string): Conversation[] {
  const channels = cast.channels.filter((channel) => channel.platform === platform)
  return [
    ...channels.map(({ channel, name }) => ({ platform, id: channel, name, person: null })),
    { platform, id: chatOf(platform, account), name: 'Plenary', person: account },
  ]
}

/** The conversation by its id, whoever may read it. */
export function conversationOf(cast: Cast, platform: ChatPlatform, id: string): Conversation | undefined {
  const channel = cast.channels.find((candidate) => candidate.platform === platform && candidate.channel === id)
  if (channel) return { platform, id, name: channel.name, person: null }
  const person = cast.people.find((each) => each.platform === platform && chatOf(platform, each.account) === id)
  return person && { platform, id, name: 'Plenary', person: person.account }
}

export function personOf(cast: Cast, platform: ChatPlatform, account: string): CastPerson | undefined {
  return cast.people.find((person) => person.platform === platform && person.account === account)
}

/** The id of somebody's 1:1 chat with Plenary. */
export function chatOf(platform: ChatPlatform, account: string): string {
  return platform === 'slack' ? `D${account.slice(1)}` : `a:${account}`
}

/** The id of somebody's App Home, which holds no messages. */
export function homeOf(account: string): string {
  return `home:${account}`
}

/** A person's handle on Slack: `Alice Sato` is `alice.sato`. */
export function handleOf(person: CastPerson): string {
  return person.name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '.')
}
