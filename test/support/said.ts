/** What people say to the bot in Slack without a slash command, and what it answers where only they see it. */
import { z } from 'zod'
import { shownIn } from '#test/adapters/slack/block-kit.ts'
import { type Slack, workspace } from './slack.ts'

type Who = { id: string; team?: string }
let serial = 0

/** Writes to the bot 1:1, or mentions it in a channel; `team` is the person's own where that is another. */
export async function sayInSlack(slack: Slack, who: Who, channel: string, text: string): Promise<void> {
  serial += 1
  const ts = `${Math.floor(Date.now() / 1000)}.${String(serial).padStart(6, '0')}`
  const how = channel.startsWith('D')
    ? { type: 'message', channel_type: 'im', text }
    : { type: 'app_mention', text: `<@U0PLENARY> ${text}` }
  const team = who.team ?? workspace
  const event = { ...how, user: who.id, user_team: team, team, channel, ts, event_ts: ts }
  const authorizations = [{ team_id: workspace, user_id: 'U0PLENARY', is_bot: true }]
  const body = { type: 'event_callback', team_id: workspace, event_id: `Ev${ts}`, authorizations, event }
  await slack.deliver(JSON.stringify(body), { type: 'application/json' })
}

/** Waits until one person is shown these words in a channel where nobody else sees them. */
export function whisperedInSlack(slack: Slack, user: string, words: string): Promise<string> {
  return slack.until(`“${words}” said to ${user} alone`, () =>
    slack.calls
      .filter(({ method, body }) => method === 'chat.postEphemeral' && body.user === user)
      .map(({ body }) => shownIn(z.array(z.unknown()).parse(body.blocks)))
      .findLast((shown) => shown.includes(words)),
  )
}
