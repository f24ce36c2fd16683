/** What Slack shows of who reads in a channel. Fields: https://docs.slack.dev/reference/objects/conversation-object */
import type { Adapter, Log } from '#adapters/adapter.ts'
import type { Address } from '#src/core/intent.ts'
import type { Clients, SlackClient } from './clients.ts'
import { codeOf } from './errors.ts'

/** Asked about one by one; where more read, guests are taken to be among them. */
const mostMembers = 100
const guestLasts = 6 * 3_600_000
const guestsKept = 10_000

type Channel = NonNullable<Awaited<ReturnType<SlackClient['conversations']['info']>>['channel']>

export function observes(clients: Clients, log: Log): Adapter['observe'] {
  const hasGuests = guestFinder(log)
  return async (address) => {
    try {
      const client = (await clients.of(address.workspace))?.client
      if (!client) return { seen: false, code: 'no_token' }
      const { channel } = await client.conversations.info({ channel: address.channel })
      if (!channel) return { seen: false, code: 'no_channel' }
      const others = othersIn(channel, address.workspace)
      return { seen: true, kind: kindOf(channel, others), others, guests: await hasGuests(client, address) }
    } catch (error) {
      return { seen: false, code: codeOf(error) }
    }
  }
}

function kindOf({ is_private }: Channel, others: string[]) {
  if (others.length > 0) return 'shared'
  return is_private === undefined ? null : is_private ? 'private' : 'public'
}

/** Slack may name no other workspace of a channel that it calls shared: then it is one that nobody knows. */
function othersIn(channel: Channel, own: string): string[] {
  const { is_ext_shared, is_org_shared, is_shared, connected_team_ids = [], shared_team_ids = [] } = channel
  if (!is_ext_shared && !is_org_shared && !is_shared) return []
  const named = [...new Set([...connected_team_ids, ...shared_team_ids])].filter((team) => team !== own)
  return named.length > 0 ? named : ['unnamed']
}

/** True where a guest is found or too many read; null where Slack does not say. What was asked about a person is kept for some hours. */
function guestFinder(log: Log) {
  const known = new Map<string, { until: number; isGuest: boolean }>()
  async function isGuest(client: SlackClient, workspace: string, user: string): Promise<boolean> {
    const key = `${workspace} ${user}`
    const before = known.get(key)
    if (before && before.until > Date.now()) return before.isGuest
    const { user: person } = await client.users.info({ user })
    const found = Boolean(person?.is_restricted || person?.is_ultra_restricted)
    if (known.size >= guestsKept) known.clear()
    known.set(key, { until: Date.now() + guestLasts, isGuest: found })
    return found
  }
  return async (client: SlackClient, { workspace, channel }: Address): Promise<boolean | null> => {
    try {
      const { members = [], response_metadata } = await client.conversations.members({ channel, limit: mostMembers })
      if (response_metadata?.next_cursor || members.length > mostMembers) return true
      for (const member of members) if (await isGuest(client, workspace, member)) return true
      return false
    } catch (error) {
      log.info({ code: codeOf(error) }, 'Slack did not say whether guests read in a channel')
      return null
    }
  }
}
